"""Old addresses in the built site: readers who follow one arrive where its place is now, on any host, without scripts.

An old page becomes a page that leads on. An old id becomes an empty element at the place that follows it, or a visible
line on its page where that place is on another. The files are changed after the site generator has written them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from markupsafe import Markup

from chronicle.checks.published import Published
from chronicle.records.addresses import address_of, page_of, path_of, place
from chronicle.views.shown import prose

SCRIPT = "assets/javascripts/moved.js"
PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Moved: {name}</title>
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={link}">
<script src="{script}" defer></script>
</head>
<body>
<h1>This page has moved</h1>
<p>It is now here: <a href="{link}">{name}</a></p>
{lines}</body>
</html>
""")
LINE = Markup('<p class="moved" id="{id}">Moved: <a href="{link}">{name}</a></p>\n')
MARK = Markup('<span id="{id}"></span>')


def write(published: Published, site: Path, address: str) -> list[Path]:
    """Write into the built site, published at ``address``, what leads on from old addresses; the files come back."""
    pages: dict[str, list[str]] = defaultdict(list)
    for old in sorted({*published.redirects, *_followers(published)}):
        pages[page_of(old)].append(old)
    return [_write_page(published, site, address, page, olds) for page, olds in pages.items()]


def _followers(published: Published) -> list[str]:
    """The published ids of pages that have moved as a whole."""
    return [old for old in published.listed if page_of(old) in published.redirects and old not in published.current]


def _write_page(published: Published, site: Path, address: str, page: str, olds: list[str]) -> Path:
    kept = published.current.get(page)
    path = kept.target if kept else path_of(page)
    file = site / place(path) / "index.html"
    if kept:
        text = file.read_text(encoding="utf-8")
        for old in olds:
            text = _with_id(published, text, path, old)
    else:
        text = _leading_on(published, address, path, page, olds)
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def _with_id(published: Published, text: str, path: str, old: str) -> str:
    """A page's HTML with an old id in it: at the element that follows it, or in a line at the end of the article."""
    anchor, new = old.partition("#")[2], published.resolve(old)
    if re.search(rf'\sid="{re.escape(anchor)}"', text):
        return text
    if page_of(new) == page_of(old) and "#" in new:
        tag = re.compile(rf'<\w[^>]*\sid="{re.escape(new.partition("#")[2])}"[^>]*>')
        return tag.sub(lambda found: f"{found[0]}{MARK.format(id=anchor)}", text, count=1)
    return text.replace("</article>", f"{_line(published, path, old)}</article>", 1)


def _leading_on(published: Published, address: str, path: str, page: str, olds: list[str]) -> str:
    target = published.current[published.resolve(page)]
    return PAGE.format(
        name=target.name,
        canonical=address.rstrip("/") + published.resolve(page),
        link=address_of(target.target, path),
        script=address_of(SCRIPT, path),
        lines=Markup("").join(_line(published, path, old) for old in olds if "#" in old),
    )


def _line(published: Published, path: str, old: str) -> Markup:
    target = published.current[published.resolve(old)]
    return LINE.format(id=old.partition("#")[2], link=address_of(target.target, path), name=prose(target.name))
