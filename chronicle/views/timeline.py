"""What the timeline's templates show: decades, rows, what filters can choose, and the drawing for narrow screens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.views.century import Century, century
from chronicle.views.decade import decade
from chronicle.views.scale import Band, Scale, bands, years

CLAUSE = 100  # characters of a reason that fit beside a title, in two lines
YEAR = 6.2  # units of the upright drawing
NAME = 19  # between its names


@dataclass(frozen=True)
class UprightMark:
    """An event of the essay on the upright line, with the height of its name."""

    event: Event
    y: float
    name_y: float


@dataclass(frozen=True)
class Upright:
    """The timeline from top to bottom: the essay's events named, the others as dots beside the line."""

    bands: list[Band]
    decades: list[tuple[int, float]]
    marks: list[UprightMark]
    dots: list[tuple[str, str]]
    height: float


@lru_cache(maxsize=4)
def whole(edition: Edition, threads: bool = True) -> Century:
    """All events."""
    return century(edition, edition.events, threads)


def of_period(edition: Edition, period: str) -> Century:
    """The events of one period, on its own colour."""
    return century(edition, edition.events_of(period), threads=False)


def values(edition: Edition) -> dict[str, Any]:
    """The list of all events: which begin a decade, and the terms by which each can be found."""
    return {"begin": {events[0].id for events in edition.by_decade().values()}, "terms": _terms(edition)}


def decade_values(edition: Edition, first: int) -> dict[str, Any]:
    """A decade's page: its drawing, its events, and all decades that have events."""
    decades = edition.by_decade()
    events = decades[first]
    return {"decade": decade(edition, first, events), "events": events, "all": list(decades), "terms": _terms(edition)}


def choices(edition: Edition) -> dict[str, Any]:
    """What the filters offer: for each field its label, and for each choice its id, name and number."""
    records = edition.records
    fields = [
        ("theme", "Theme", records.themes, "themes"),
        ("period", "Period", records.periods, ""),
        ("lane", "Where", records.lanes, ""),
        ("person", "Person", records.people, "people"),
        ("body", "Organisation", records.organisations, "organisations"),
        ("place", "Place", records.places, "places"),
        ("term", "Term", records.glossary, "glossary"),
    ]
    first, last = years(event.date for event in edition.events)
    return {
        "choices": [(name, label, list(_offered(edition, kept, kind, name))) for name, label, kept, kind in fields],
        "essay": sum(event.in_essay for event in edition.events),
        "first": first,
        "last": last - 1,
    }


def _offered(edition: Edition, records: dict[str, Any], kind: str, field: str) -> Iterator[tuple[str, str, int]]:
    found = []
    for record in records.values():
        if kind:
            count = len(edition.mentions(kind, record.id).events)
        else:
            count = sum(getattr(event, field) == record.id for event in edition.events)
        text = getattr(record, "filed", "") or getattr(record, "name", "") or record.term
        if count:
            found.append((record.id, text, count))
    return iter(sorted(found, key=lambda item: item[1].casefold()) if kind not in ("", "themes") else found)


def _terms(edition: Edition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {event.id: [] for event in edition.events}
    for term in edition.records.glossary:
        for event in edition.mentions("glossary", term).events:
            found[event.id].append(term)
    return found


def clause(text: str) -> str:
    """The first clause of a text, or as many of its words as stand beside a title."""
    first = re.split(r"[;:](?= )|\.(?= )", text)[0].rstrip(".")
    return first if len(first) <= CLAUSE else f"{first[:CLAUSE].rsplit(' ', 1)[0].rstrip(',')} …"


def upright(edition: Edition) -> Upright:
    """The drawing for narrow screens."""
    first, last = years(event.date for event in edition.events)
    scale = Scale(first, last, 12, 12 + (last - first) * YEAR)
    marks = list(_spread([event for event in edition.events if event.in_essay], scale))
    decades = [(year, scale.at(year) + 5) for year in range(first // 10 * 10, last, 10)]
    decades = [(year, max(y, 14)) for year, y in decades if year + 10 > first + 3 or year > first]
    height = max([scale.right, *(mark.name_y for mark in marks)]) + 12
    return Upright(bands(edition.records.periods.values(), scale), decades, marks, _dots(edition, scale), round(height))


def _spread(events: list[Event], scale: Scale) -> Iterator[UprightMark]:
    """The events with heights for their names: near their marks, and apart from one another."""
    ys = [scale.day(event.date.earliest) for event in events]
    names: list[float] = []
    for y in ys:
        names.append(max(y, names[-1] + NAME if names else y))
    over = max(0.0, names[-1] - scale.right) if names else 0
    for at in reversed(range(len(names))):
        limit = names[at + 1] - NAME if at + 1 < len(names) else names[at] - over
        names[at] = min(names[at], limit)
    for event, y, name in zip(events, ys, names, strict=True):
        yield UprightMark(event, y, round(name, 1))


def _dots(edition: Edition, scale: Scale) -> list[tuple[str, str]]:
    """By period, a path of small circles for the events that the essay does not speak of, in two columns."""
    found: dict[str, str] = {}
    ends = [-9.0, -9.0, -9.0]
    for event in _without_essay(edition.events):
        y = scale.day(event.date.earliest)
        row = next((row for row, end in enumerate(ends) if end < y - 2), 2)
        ends[row] = y + 2.4
        found[event.period] = found.get(event.period, "") + f"M{57 + 7 * row} {y:g}a2.2 2.2 0 1 0 .01 0z"
    return list(found.items())


def _without_essay(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if not event.in_essay]
