"""What a reader can cite — the edition, its pages, events, notes and figures — each as one item of CSL-JSON.

Text, BibTeX, RIS, the tags in the head of a page and its JSON-LD are all made from these items.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.csl import csl_date
from chronicle.edition.processor import rendered
from chronicle.records.addresses import absolute, event_of, event_page
from chronicle.records.editions import Colophon
from chronicle.records.events import Event, Note
from chronicle.records.figures import Figure

Item = dict[str, Any]


@lru_cache(maxsize=4)
def citation(colophon: Colophon, address: str) -> str:
    """How to cite the edition that is published at ``address``, as plain text in the style of the bibliography."""
    return rendered({colophon.id: _whole(colophon, address)})[colophon.id].plain


def passages(edition: Edition, page: str, site: str) -> Item:
    """A page of the essay.

    Its author is the essay's: whoever cites the page cites that argument, and a citation that named us would claim it.
    That the wording is ours is said by the title (“retold”), by the publisher, and by the note of the item.
    """
    original = edition.colophon.original
    period = edition.records.periods.get(page)
    name = f"{period.name}: {period.title}" if period else edition.name_of(page)
    author = original.author.model_dump(exclude_none=True)
    item = _chapter(edition, f"essay-{page}", [author], f"{name} (retold)", absolute(site, edition.paths[page]))
    credit = f"Retells {original.byline}, “{original.title}” ({original.publisher}, {original.url})."
    note = f"{credit} The argument is the author’s; the wording is this edition’s."
    return item | {"publisher": edition.colophon.makers, "note": note}


def passage(edition: Edition, page: str, number: int, site: str) -> Item:
    """A paragraph of the essay: its page, with the paragraph in title and address."""
    whole = passages(edition, page, site)
    part = {"id": f"{whole['id']}-p{number}", "title": f"{whole['title']}, paragraph {number}"}
    return whole | part | {"URL": f"{whole['URL']}#p{number}"}


def event(edition: Edition, record: Event, site: str) -> Item:
    """An event, on its own page, which is ours."""
    return _ours(edition, f"event-{record.id}", record.title, absolute(site, event_page(record.id)))


def note(edition: Edition, record: Note, site: str) -> Item:
    """A note on where the essay and the record differ, which is ours."""
    return _ours(edition, f"note-{record.id}", record.title, absolute(site, f"notes.md#{record.id}"))


def figure(edition: Edition, record: Figure, site: str) -> Item:
    """A figure, which is ours."""
    return _ours(edition, f"figure-{record.id}", record.title, absolute(site, f"figures.md#{record.id}"))


def page(edition: Edition, path: str, title: str, site: str) -> Item:
    """Any page, named by its path under ``docs``; the home page stands for the edition as a whole."""
    for name, known in edition.paths.items():
        if known == path:
            return passages(edition, name, site)
    if record := edition.records.events.get(event_of(path)):
        return event(edition, record, site)
    place = absolute(site, path)
    if path == "index.md":
        return _whole(edition.colophon, place)
    return _ours(edition, f"page-{posixpath.splitext(path)[0].replace('/', '-')}", title, place)


def offered(edition: Edition, site: str) -> dict[str, Item]:
    """All that the pages offer a ready citation of, by id: the essay and its paragraphs, events, notes and figures."""
    items = [passages(edition, name, site) for name in edition.paths]
    items += [passage(edition, one.page, one.number, site) for one in edition.passages.values()]
    items += [event(edition, record, site) for record in edition.events]
    items += [note(edition, record, site) for record in edition.notes]
    items += [figure(edition, record, site) for record in edition.records.figures.values()]
    return {item["id"]: item for item in items}


def _whole(colophon: Colophon, place: str) -> Item:
    return {
        "id": "edition",
        "type": "book",
        "author": colophon.authors,
        "title": colophon.whole_title,
        "edition": colophon.edition,
        "issued": csl_date(colophon.issued),
        "URL": place,
        "language": colophon.language,
    }


def _ours(edition: Edition, key: str, title: str, place: str) -> Item:
    return _chapter(edition, key, edition.colophon.authors, title, place)


def _chapter(edition: Edition, key: str, authors: list[dict[str, str]], title: str, place: str) -> Item:
    whole = _whole(edition.colophon, place)
    part = {"id": key, "type": "chapter", "author": authors, "title": title, "container-title": whole["title"]}
    return whole | part
