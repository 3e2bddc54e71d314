"""Below the drawing of a century: a row of ticks for each theme, and for the people with most events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.views.scale import Scale

LINE = 17  # the height of a row
PEOPLE = 6  # how many have a thread of their own


@dataclass(frozen=True)
class Thread:
    """A row of ticks or dots for a theme or a person: by period, the places of its events; the first ones are tall."""

    id: str
    name: str
    y: float
    ticks: list[tuple[str, list[float], list[float]]]
    life: tuple[float, float] | None = None


def of_themes(edition: Edition, events: list[Event], scale: Scale, top: float) -> list[Thread]:
    """A row for each theme, from the height ``top`` on; tall where an event is about it before all else."""
    found = []
    for row, theme in enumerate(edition.records.themes.values()):
        own = [event for event in events if theme.id in event.themes]
        first = {event.id for event in own if event.themes[0] == theme.id}
        found.append(Thread(theme.id, theme.name, round(top + (row + 1) * LINE, 1), list(_ticks(own, scale, first))))
    return found


def of_people(edition: Edition, events: list[Event], scale: Scale, top: float) -> list[Thread]:
    """A row for each of the people with most events, in the order of their births, with the line of the life."""
    people = edition.records.people.values()
    counted = sorted(people, key=lambda person: -len(edition.mentions("people", person.id).events))[:PEOPLE]
    found = []
    for row, person in enumerate(sorted(counted, key=lambda person: person.born.earliest)):
        own = [event for event in events if person.id in event.people]
        life = scale.day(person.born.earliest), scale.day(person.died.latest) if person.died else scale.right
        ticks = list(_ticks(own, scale, {event.id for event in own}))
        found.append(Thread(person.id, person.name, round(top + row * LINE, 1), ticks, life))
    return found


def _ticks(events: Iterable[Event], scale: Scale, first: set[str]) -> Iterator[tuple[str, list[float], list[float]]]:
    """By period, the places of the events of a thread: those in ``first`` apart from the others."""
    for period, some in groupby(events, key=lambda event: event.period):
        places = [(event.id in first, scale.day(event.date.earliest)) for event in some]
        yield period, [x for tall, x in places if tall], [x for tall, x in places if not tall]
