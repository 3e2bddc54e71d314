"""What the timeline's templates show: decades, rows, what filters can choose, and the drawing for narrow screens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from chronicle.edition import Edition
from chronicle.views.century import Century, century
from chronicle.views.decade import decade
from chronicle.views.scale import years

LEAST, CLAUSE = 24, 110  # characters of a clause that stands beside a title


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
    """The first clause of a text that says something, or as many of its words as stand beside a title."""
    ends = [*(found.start() for found in re.finditer(r"[;:.] ", text)), len(text)]
    first = text[: next(end for end in ends if end >= min(LEAST, len(text)))].rstrip(".")
    return first if len(first) <= CLAUSE else f"{first[:CLAUSE].rsplit(' ', 1)[0].rstrip(',')} …"
