"""The timeline as a drawing to scale: where each period, tick and mark stands. Pure geometry, in SVG units."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chronicle.records.schema import Event, Period

GAP = 3.0  # between marks of one row
LANES = ("china", "world")


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
    """An event's mark: it spans ``left`` to ``right`` in its lane, ``row`` rows away from the axis."""

    event: Event
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
    """All parts of a drawing; ``rows`` says how many rows of marks each lane needs."""

    scale: Scale
    bands: tuple[Band, ...]
    ticks: tuple[tuple[int, float], ...]
    marks: tuple[Mark, ...]

    def rows(self, lane: str) -> int:
        """The number of rows in a lane, at least one."""
        return max((mark.row + 1 for mark in self.marks if mark.event.lane == lane), default=1)


def decimal(day: date) -> float:
    """A day as a decimal year: 1 July 1920 is about 1920.5."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def draw(events: Iterable[Event], periods: Iterable[Period], width: float, size: float, step: int) -> Drawing:
    """Draw events to scale on a line of ``width``, with marks of at least ``size`` and a tick every ``step`` years."""
    events = list(events)
    first = min(event.date.earliest for event in events).year
    last = max(_end(event) for event in events).year + 1
    scale = Scale(first, last, width)
    years = range(first + (-first) % step, last + 1, step)
    return Drawing(
        scale=scale,
        bands=_bands(periods, scale),
        ticks=tuple((year, scale.at(year)) for year in years),
        marks=tuple(mark for lane in LANES for mark in _stack((e for e in events if e.lane == lane), scale, size)),
    )


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


def _stack(events: Iterable[Event], scale: Scale, size: float) -> Iterable[Mark]:
    """Put each event into the first row, counted from the axis, where it does not touch the one before."""
    ends: list[float] = []
    for event in events:
        left, right = _extent(event, scale, size)
        row = next((row for row, end in enumerate(ends) if end + GAP <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        yield Mark(event, left, right, row)


def _extent(event: Event, scale: Scale, size: float) -> tuple[float, float]:
    left = scale.at(decimal(event.date.earliest))
    right = scale.width if event.date.open else scale.at(decimal(event.date.latest))
    if right - left < size:
        middle = (left + right) / 2
        left, right = middle - size / 2, middle + size / 2
    return round(left, 1), round(right, 1)
