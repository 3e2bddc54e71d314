"""What must hold of the links and images of a page: written in Markdown, and leading somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from chronicle.records.addresses import event_of, handout_of, is_reserved
from chronicle.records.manuscript import HOMES, Manuscript
from chronicle.records.pages import Page
from chronicle.records.problems import Problem, nearest

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)")
_TAG = re.compile(r"<(img|a)\b([^>]*)>", re.I)


def images_say_what_they_show(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """An image has a text for those who cannot see it, and is a file of this site."""
    for found in _LINK.finditer(page.prose):
        mark, words, target = found.groups()
        if not mark:
            continue
        if not words.strip():
            mend = f"'{target}' has no alt text; say in words what it shows: ![…]({target})"
            yield Problem(page.name, page.line(found.start()), "image", mend)
        if re.match(r"\w+:|//", target):
            mend = f"'{target}' is on another host; keep a copy in docs/assets/images and show that"
            yield Problem(page.name, page.line(found.start()), "image", mend)
        elif not (manuscript.docs / _resolved(page, target)).is_file():
            there = [_relative(page, file.relative_to(manuscript.docs).as_posix()) for file in _images(manuscript.docs)]
            mend = f"'{target}' is not a file{nearest(target, there)}"
            yield Problem(page.name, page.line(found.start()), "image", mend)


def links_and_images_are_markdown(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """A link to a page and an image are written in Markdown, for nothing checks them in HTML."""
    for found in _TAG.finditer(page.prose):
        tag, attributes = found[1].lower(), found[2]
        place = page.line(found.start())
        if tag == "img":
            yield Problem(page.name, place, "image", "is written in HTML; write ![what it shows](its file)")
        elif re.search(r"""href=["']?(?!https?:|mailto:|#)""", attributes):
            yield Problem(page.name, place, "link", "is written in HTML; write [its words](the page.md)")


def links_lead_somewhere(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """A link leads to a page, an id or a file that exists."""
    for found in _LINK.finditer(page.prose):
        mark, words, target = found.groups()
        if mark or re.match(r"https?://|mailto:|{", target):
            continue
        place = page.line(found.start(3))
        if not words.strip():
            yield Problem(page.name, place, "link", f"'{target}' has no words; write them in the brackets before it")
        if mend := _dead(page, target, manuscript):
            yield Problem(page.name, place, "link", mend)


def _dead(page: Page, target: str, manuscript: Manuscript) -> str:
    """Why a link leads nowhere, or nothing."""
    path, _, anchor = target.partition("#")
    if target.startswith("/") or re.match(r"\w+:", target) or not target:
        return f"'{target}' is not an address; write a page like people.md#their-id, or https://…"
    there = _resolved(page, path) if path else page.path
    if there in manuscript.pages:
        return _no_anchor(there, anchor, manuscript) if anchor else ""
    for kind, record in (("events", event_of(there)), ("tasks", handout_of(there))):
        if record:
            lacks, known = manuscript.records.lacks(kind, record), manuscript.records.ids(kind)
            return f"'{record}' is not in {kind}.yml{nearest(record, known)}" if lacks else ""
    told = there in manuscript.passages.unread.values()
    if told or (manuscript.docs / there).is_file():  # a page that is wrong itself, or a file of another kind
        return ""
    known = [_relative(page, other) for other in manuscript.pages]
    hint = nearest(path, known) or ("" if path.endswith(".md") else "; the address of a page ends with .md")
    return f"'{path}' is not a page{hint}"


def _no_anchor(path: str, anchor: str, manuscript: Manuscript) -> str:
    """Why an id does not exist on a page, or nothing: also where only the finished page can show it."""
    if path in (manuscript.passages[ref].path for ref in manuscript.passages) and re.fullmatch(r"p\d+", anchor):
        there = [f"p{item.number}" for item in manuscript.passages.values() if item.path == path]
        return "" if anchor in there else f"'{path}' has no paragraph '{anchor}'; it ends with {there[-1]}"
    kind = next((kind for kind, home in HOMES.items() if home == path), "")  # none on the page of the literature
    ids = manuscript.pages[path].ids
    if not kind or anchor in ids or is_reserved(kind, anchor) or not manuscript.records.lacks(kind, anchor):
        return ""
    return f"'{anchor}' is not in {kind}.yml{nearest(anchor, [*manuscript.records.ids(kind), *ids])}"


def _resolved(page: Page, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target.partition("#")[0]))


def _relative(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")


def _images(docs: Path) -> list[Path]:
    return [file for ending in ("svg", "png", "jpg", "webp") for file in docs.rglob(f"*.{ending}")]


CHECKS = (images_say_what_they_show, links_and_images_are_markdown, links_lead_somewhere)
