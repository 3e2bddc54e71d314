"""Where a page or a file stands behind the site's address, and how a page links to another.

A target is named by its path under ``docs``, with an anchor where it has one: ``periods/early-years.md#p2``.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache

from chronicle.records.essay import Passage
from chronicle.records.manuscript import HOMES
from chronicle.records.pages import HANDOUTS, MADE
from chronicle.records.sources import Source

# The other ids on every page, and on the page of a kind of record: no record of that kind may have one
EVERYWHERE = r"pages|p\d+|__\w+"
RESERVED = {
    "events": r"choice|events|filters|found|timeline|\d+s|(decade|period|place)-.*",
    "places": r"map|places|journeys|(map|mark|period)-.*",
    "themes": r"choice|themes|key|index|(thread|figure)-.*",
    "people": "people|life-periods",
    "organisations": "organisations|life-periods",
    "glossary": "glossary",
    "sources": "sources|literature|found|sources-filters|standing-.*",
    "notes": "notes|(on|evidence)-.*",
    "claims": "claims|concordance|on-.*",
    "changes": "changes|on-.*",
    "figures": "figures|evidence-.*|.*-shows",
    "paths": "paths|handouts|for-.*",
}


def is_reserved(kind: str, record: str) -> bool:
    """Whether the page of this kind of record needs the id for something else."""
    return re.fullmatch(f"{EVERYWHERE}|{RESERVED[kind]}", record) is not None


def place(path: str) -> str:
    """Where a page, named by its path under ``docs``, or a file stands behind the site's address."""
    stem, ending = posixpath.splitext(path)
    if ending != ".md":
        return path
    return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


def event_page(event: str) -> str:
    """The page of an event, as its path under ``docs``; its record is all that it is made of."""
    return f"{MADE}/{event}.md"


def decade_page(first: int) -> str:
    """The page of the decade that begins with this year, as its path under ``docs``."""
    return f"{MADE}/{first}s.md"


def event_of(path: str) -> str:
    """The id of the event whose page would have this path under ``docs``, or nothing."""
    folder, _, name = path.rpartition("/")
    return name.removesuffix(".md") if folder == MADE and name.endswith(".md") else ""


def handout_page(subject: str) -> str:
    """The page of the hand-out on an event or a theme, as its path under ``docs``."""
    return f"{HANDOUTS}/{subject}.md"


CHOICE = handout_page("choice")  # the hand-out of any events


def handout_of(path: str) -> str:
    """The id of the event or the theme whose hand-out would have this path under ``docs``, or nothing."""
    folder, _, name = path.rpartition("/")
    return name.removesuffix(".md") if folder == HANDOUTS and name.endswith(".md") else ""


def picture(path: str) -> str:
    """Where the preview picture of the page with this path under ``docs`` stands behind the site's address."""
    return f"pictures/{posixpath.splitext(path)[0]}.png"


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


_FORM = re.compile(r"/(?:[a-z0-9-]+/)*(?:#[\w-]+)?")


def is_address(text: str) -> bool:
    """Whether the text has the form of an address."""
    return _FORM.fullmatch(text) is not None


def page_of(address: str) -> str:
    """The address without its id."""
    return address.partition("#")[0]


def of_page(path: str) -> str:
    """The address of the page with this path under ``docs``."""
    return f"/{place(path)}"


def path_of(address: str) -> str:
    """The path under ``docs`` that a page at this address would have."""
    return page_of(address).strip("/") + ".md"


def of_record(address: str, kind: str, record: str) -> str:
    """The address of a record; sources have their own function."""
    return absolute(address, f"{HOMES[kind]}#{record}")


def of_event(address: str, event: str) -> str:
    """The address of an event's page; ``of_record`` gives that of its entry on the timeline."""
    return absolute(address, event_page(event))


def of_source(address: str, source: Source) -> str:
    """The address of a source in the bibliography."""
    return absolute(address, f"{source.shelf}#{source.id}")


def of_passage(address: str, passage: Passage) -> str:
    """The address of a paragraph of the essay."""
    return absolute(address, f"{passage.path}#p{passage.number}")
