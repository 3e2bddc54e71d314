"""What is new, as an Atom feed (RFC 4287): corrections, and the editions that were fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.edition.printed import sentence
from chronicle.exports.forms import filled
from chronicle.records.addresses import absolute, of_record


@dataclass(frozen=True)
class Entry:
    """One piece of news of a ``kind``; ``day`` as ``2026-11-25``, ``link`` leads to what is new."""

    id: str
    kind: str
    day: str
    title: str
    link: str
    text: str


def feed_xml(edition: Edition, address: str) -> str:
    """``feed.xml``: the news, newest first; its day is that of the newest, or of the edition where there is none."""
    entries = [*_editions(edition), *_corrections(edition, address)]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    updated = max([edition.colophon.issued.earliest.isoformat(), *(entry.day for entry in entries)])
    return filled("feed.xml", colophon=edition.colophon, address=address, entries=entries, updated=updated)


def opensearch_xml(edition: Edition, address: str) -> str:
    """``opensearch.xml``: tells a browser how to search here from its address bar."""
    return filled("opensearch.xml", colophon=edition.colophon, address=address)


def _editions(edition: Edition) -> Iterator[Entry]:
    for fixed in edition.records.editions.values():
        day, title = fixed.date.earliest.isoformat(), f"Edition of {fixed.date.words()}"
        yield Entry(fixed.address, "edition", day, title, fixed.address, fixed.says)


def _corrections(edition: Edition, address: str) -> Iterator[Entry]:
    for change in edition.changes:
        place = edition.published.current[edition.published.resolve(change.address)]
        source = f" ({edition.references[change.source].short})" if change.source else ""
        yield Entry(
            id=of_record(address, "changes", change.id),
            kind="correction",
            day=change.date.earliest.isoformat(),
            title=f"Corrected: {place.name}",
            link=absolute(address, place.target),
            text=f"Before: {sentence(change.was)}\nNow: {sentence(change.now)}{source}",
        )
