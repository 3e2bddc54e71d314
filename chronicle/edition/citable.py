"""What a reader can cite — the edition, its pages, events and notes — each as one item of CSL-JSON.

Text, BibTeX, RIS, the tags in the head of a page and its JSON-LD are all made from these items.
"""

from __future__ import annotations

import posixpath
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.colophon import COLOPHON
from chronicle.records.addresses import absolute
from chronicle.records.schema import Event, Note

Item = dict[str, Any]
TITLE = f"{COLOPHON.title}: {COLOPHON.subtitle}"
MAKERS = {"literal": COLOPHON.publisher}
AUTHOR = {"family": COLOPHON.original.author.family, "given": COLOPHON.original.author.given}
CREDIT = (
    f"Retells {COLOPHON.original.author.family} {COLOPHON.original.author.given}, “{COLOPHON.original.title}” "
    f"({COLOPHON.original.publisher}, {COLOPHON.original.url}). "
    "The argument is the author’s; the wording is this edition’s."
)


def passages(edition: Edition, page: str, site: str) -> Item:
    """A page of the essay.

    Its author is the essay's: whoever cites the page cites that argument, and a citation that named us would claim it.
    That the wording is ours is said by the title (“retold”), by the publisher, and by the note of the item.
    """
    period = edition.records.periods.get(page)
    name = f"{period.name}: {period.title}" if period else page.capitalize()
    place = absolute(site, edition.paths[page])
    return _item("chapter", f"essay-{page}", AUTHOR, f"{name} (retold)", place) | {"note": CREDIT}


def event(record: Event, site: str) -> Item:
    """An event of the timeline, which is ours."""
    return _item("chapter", f"event-{record.id}", MAKERS, record.title, absolute(site, f"timeline.md#{record.id}"))


def note(record: Note, site: str) -> Item:
    """A note on where the essay and the record differ, which is ours."""
    return _item("chapter", f"note-{record.id}", MAKERS, record.title, absolute(site, f"notes.md#{record.id}"))


def page(edition: Edition, path: str, title: str, site: str) -> Item:
    """Any page, named by its path under ``docs``; the home page stands for the edition as a whole."""
    for name, known in edition.paths.items():
        if known == path:
            return passages(edition, name, site)
    place = absolute(site, path)
    if path == "index.md":
        return _item("book", "edition", MAKERS, TITLE, place)
    return _item("chapter", f"page-{posixpath.splitext(path)[0].replace('/', '-')}", MAKERS, title, place)


def offered(edition: Edition, site: str) -> dict[str, Item]:
    """All that the pages offer a ready citation of, by id: the essay's pages, the events and the notes."""
    items = [passages(edition, name, site) for name in edition.paths]
    items += [event(record, site) for record in edition.events]
    items += [note(record, site) for record in edition.notes]
    return {item["id"]: item for item in items}


def _item(kind: str, key: str, author: dict[str, str], title: str, place: str) -> Item:
    item = {"id": key, "type": kind, "author": [author], "title": title}
    item |= {"container-title": TITLE} if kind == "chapter" else {}
    item |= {"publisher": COLOPHON.publisher} if author == AUTHOR else {}  # who is the author is not named again
    return item | {"issued": {"date-parts": [[COLOPHON.year]]}, "URL": place, "language": COLOPHON.language}
