"""The contents of the edition as a book: in the order of the site, with the events by period under the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chronicle.checks import navigation
from chronicle.edition import Edition
from chronicle.records.addresses import event_page, place
from chronicle.records.dates import Date
from chronicle.records.manuscript import HOMES
from chronicle.records.pages import MADE


@dataclass(frozen=True)
class Entry:
    """A line of the contents, with those below it; one without a ``place`` on the site is but a heading."""

    title: str
    place: str | None = None
    parts: tuple[Entry, ...] = ()


def contents(edition: Edition, root: Path, titles: dict[str, str]) -> tuple[Entry, ...]:
    """The contents of a book of the pages with these titles, which are named by their places."""
    listed = [place(path) for path in navigation.listed(root)]
    places = dict.fromkeys([*listed, *(one for one in titles if not one.startswith(f"{MADE}/"))])
    events = tuple(
        Entry(f"{period.name}: {period.title}", None, _lines(titles, _events(edition, period.id)))
        for period in edition.records.periods.values()
    )
    decades = _lines(titles, sorted(set(titles) - set(places) - set(_events(edition))))
    below = {place(HOMES["events"]): (*events, *decades)}
    return tuple(Entry(titles[one], one, below.get(one, ())) for one in places if one in titles)


def places(entries: tuple[Entry, ...]) -> Iterator[str]:
    """The places that a list of contents names, in its order."""
    for one in entries:
        yield from [] if one.place is None else [one.place]
        yield from places(one.parts)


def state_of(edition: Edition) -> Date:
    """The date of its last correction, or of its publication: what two builds of one state have in common."""
    dates = [edition.colophon.issued, *(change.date for change in edition.changes)]
    return max(dates, key=lambda one: one.earliest)


def _lines(titles: dict[str, str], listed: list[str]) -> tuple[Entry, ...]:
    return tuple(Entry(titles[one], one) for one in listed if one in titles)


def _events(edition: Edition, period: str = "") -> list[str]:
    return [place(event_page(event.id)) for event in edition.events if period in ("", event.period)]
