"""Drawings of events from top to bottom: the whole for narrow screens, a period for the margin of its page.

Pure geometry, in SVG units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.views.century import lasts
from chronicle.views.scale import Band, Scale, bands, years

YEAR = 6.2  # units of the upright drawing
NAME = 19  # between its names
MARGIN, LINE = 540, 14  # the length of a period's line, and the distance between its names


@dataclass(frozen=True)
class UprightMark:
    """An event with a name, the height of both, and the paragraphs of the page that speak of it."""

    event: Event
    y: float
    name_y: float
    at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Upright:
    """The timeline from top to bottom: the essay's events named, the others as dots beside the line."""

    bands: list[Band]
    decades: list[tuple[int, float]]
    marks: list[UprightMark]
    dots: list[tuple[str, str]]
    height: float


@dataclass(frozen=True)
class Margin:
    """A period from top to bottom: what the essay speaks of named, and of the rest what there is room for."""

    top: float
    foot: float
    height: float
    marks: list[UprightMark]
    dots: str
    spans: list[tuple[float, float]]


def upright(edition: Edition) -> Upright:
    """The drawing for narrow screens."""
    first, last = years(event.date for event in edition.events)
    scale = Scale(first, last, 12, 12 + (last - first) * YEAR)
    marks = [UprightMark(*item) for item in _spread([one for one in edition.events if one.in_essay], scale, NAME)]
    decades = [(year, scale.at(year) + 5) for year in range(first // 10 * 10, last, 10)]
    decades = [(year, max(y, 14)) for year, y in decades if year + 10 > first + 3 or year > first]
    height = max([scale.right, *(mark.name_y for mark in marks)]) + 12
    return Upright(bands(edition.records.periods.values(), scale), decades, marks, _dots(edition, scale), round(height))


def margin(edition: Edition, period: str) -> Margin:
    """The drawing beside a period's page."""
    events = edition.events_of(period)
    scale = Scale(*years(event.date for event in events), 8, 8 + MARGIN)
    placed = list(_spread([event for event in events if event.in_essay], scale, LINE))
    taken = [name for *_, name in placed]
    others = [event for event in events if not event.in_essay]
    for event in sorted(others, key=lambda one: -len(edition.mentions("events", one.id).notes)):
        y = scale.day(event.date.earliest)
        if all(abs(y - height) >= LINE for height in taken):
            taken.append(y)
            placed.append((event, y, y))
    marks = [
        UprightMark(event, y, name, _paragraphs(edition, period, event))
        for event, y, name in sorted(placed, key=lambda item: item[2])
    ]
    dots = "".join(
        f"M41.8 {scale.day(event.date.earliest):g}a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0" for event in others
    )
    spans = [scale.span(event.date) for event in others if lasts(event)]
    return Margin(scale.left, scale.right, round(max(scale.right, *taken) + 10), marks, dots, spans)


def _paragraphs(edition: Edition, period: str, event: Event) -> tuple[str, ...]:
    passages = edition.mentions("events", event.id).passages
    return tuple(f"p{passage.number}" for passage in passages if passage.page == period)


def _spread(events: list[Event], scale: Scale, apart: float) -> Iterator[tuple[Event, float, float]]:
    """Each event with its height, and that of its name: near its mark, and ``apart`` from the others."""
    ys = [scale.day(event.date.earliest) for event in events]
    names: list[float] = []
    for y in ys:
        names.append(max(y, names[-1] + apart if names else y))
    over = max(0.0, names[-1] - scale.right) if names else 0
    for at in reversed(range(len(names))):
        limit = names[at + 1] - apart if at + 1 < len(names) else names[at] - over
        names[at] = min(names[at], limit)
    for event, y, name in zip(events, ys, names, strict=True):
        yield event, y, round(name, 1)


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
