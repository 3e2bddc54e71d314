"""The timeline as a drawing to scale: where each period, tick and mark stands. Pure geometry, in SVG units."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Lane, Period

GAP = 3.0  # between marks of one row


@dataclass(frozen=True)
class Scale:
    """Years along a line: ``first`` (a decimal year) stands at 0, ``last`` at ``width``."""

    first: float
    last: float
    width: float

    def at(self, year: float) -> float:
        """The place of a decimal year, kept within the line."""
        inside = min(max(year, self.first), self.last)
        return round((inside - self.first) / (self.last - self.first) * self.width, 1)


@dataclass(frozen=True)
class Mark:
    """An event's mark: it spans ``left`` to ``right``, ``row`` rows away from the axis on its lane's side."""

    event: Event
    lane: Lane
    left: float
    right: float
    row: int

    @property
    def middle(self) -> float:
        """The middle of the mark."""
        return round((self.left + self.right) / 2, 1)


@dataclass(frozen=True)
class Band:
    """A period's stretch of the line."""

    period: Period
    left: float
    right: float


@dataclass(frozen=True)
class Drawing:
    """All parts of a drawing; ``rows`` says how many rows of marks a side of the axis needs."""

    scale: Scale
    bands: tuple[Band, ...]
    ticks: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]

    def rows(self, side: str) -> int:
        """The number of rows above or below the axis, at least one."""
        return max((mark.row + 1 for mark in self.marks if mark.lane.side == side), default=1)


def decimal(day: date) -> float:
    """A day as a decimal year: 1 July 1920 is about 1920.5."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def whole(edition: Edition) -> Drawing:
    """All events to scale."""
    periods = edition.records.periods.values()
    return draw(edition.events, periods, edition.records.lanes.values(), 1180, 11, 10)


def of_period(edition: Edition, period: str) -> Drawing:
    """The events of one period to scale, on its own colour."""
    here = [edition.records.periods[period]]
    return draw(edition.events_of(period), here, edition.records.lanes.values(), 940, 11, 5)


def values(edition: Edition) -> dict[str, Any]:
    """What the template of the list of all events shows, and what the script needs to know of each."""
    decades = {events[0].id: decade for decade, events in edition.by_decade().items()}
    return {"drawing": whole(edition), "decades": decades}


def draw(
    events: list[Event], periods: Iterable[Period], lanes: Iterable[Lane], width: float, size: float, step: int
) -> Drawing:
    """Draw events to scale on a line of ``width``, with marks of at least ``size`` and a tick every ``step`` years."""
    first = min(event.date.earliest for event in events).year
    last = max(_end(event) for event in events).year + 1
    scale = Scale(first, last, width)
    years = range(first + (-first) % step, last + 1, step)
    return Drawing(
        scale=scale,
        bands=_bands(periods, scale),
        ticks=tuple((year, scale.at(year)) for year in years),
        marks=tuple(_marks(events, lanes, scale, size)),
    )


def _marks(events: list[Event], lanes: Iterable[Lane], scale: Scale, size: float) -> Iterator[Mark]:
    """The marks lane by lane; the lanes of one side stand behind one another, seen from the axis."""
    taken = {"above": 0, "below": 0}
    for lane in lanes:
        marks = list(_stack([event for event in events if event.lane == lane.id], lane, scale, size, taken[lane.side]))
        taken[lane.side] = max((mark.row + 1 for mark in marks), default=taken[lane.side])
        yield from marks


def _end(event: Event) -> date:
    return event.date.earliest if event.date.open else event.date.latest


def _bands(periods: Iterable[Period], scale: Scale) -> tuple[Band, ...]:
    bands = []
    for period in periods:
        left = scale.at(decimal(period.covers.earliest))
        right = scale.width if period.covers.open else scale.at(decimal(period.covers.latest))
        if right > left:
            bands.append(Band(period, left, right))
    return tuple(bands)


def _stack(events: Iterable[Event], lane: Lane, scale: Scale, size: float, first: int) -> Iterator[Mark]:
    """Put each event into the first row of the lane, counted from ``first``, where it does not touch another."""
    ends: list[float] = []
    for event in events:
        left, right = _extent(event, scale, size)
        row = next((row for row, end in enumerate(ends) if end + GAP <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        yield Mark(event, lane, left, right, first + row)


def _extent(event: Event, scale: Scale, size: float) -> tuple[float, float]:
    left = scale.at(decimal(event.date.earliest))
    right = scale.width if event.date.open else scale.at(decimal(event.date.latest))
    if right - left < size:
        middle = (left + right) / 2
        left, right = middle - size / 2, middle + size / 2
    return round(left, 1), round(right, 1)
