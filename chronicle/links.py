"""Where a page or a file stands behind the site's address, and how a page links to another.

A target is named by its path under ``docs``, with an anchor where it has one: ``periods/1921-1949.md#p2``.
"""

from __future__ import annotations

import posixpath
from functools import cache


def place(path: str) -> str:
    """Where a page, named by its path under ``docs``, or a file stands behind the site's address."""
    stem, ending = posixpath.splitext(path)
    if ending != ".md":
        return path
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def absolute(site: str, target: str) -> str:
    """The whole address of a target; ``site`` is the address of the home page."""
    path, _, anchor = target.partition("#")
    return f"{site.rstrip('/')}/{place(path)}" + (f"#{anchor}" if anchor else "")


@cache
def address_of(target: str, page: str) -> str:
    """The address of a target as a link on a page needs it."""
    path, _, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    there, here = (place(name) for name in (path, page))
    relative = posixpath.relpath("/" + there, posixpath.dirname("/" + here))
    slash = "/" if there.endswith("/") and not relative.endswith("/") else ""
    return relative + slash + (f"#{anchor}" if anchor else "")


@cache
def source_of(target: str, page: str) -> str:
    """The same, counted from the page's source and by the source's name.

    Zensical takes every ``href`` in HTML to be this, and turns it into an address. MkDocs leaves them alone.
    """
    path, _, anchor = target.partition("#")
    return (posixpath.relpath(path, posixpath.dirname(page) or ".") if path != page else "") + (anchor and f"#{anchor}")
