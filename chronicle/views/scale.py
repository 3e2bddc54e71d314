"""Years along a line: the scale of every drawing over time, and the stretches that periods take on it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chronicle.records.dates import Date
from chronicle.records.outline import Period


@dataclass(frozen=True)
class Scale:
    """``first`` and ``last`` (decimal years) stand at ``left`` and ``right``."""

    first: float
    last: float
    left: float
    right: float

    def at(self, year: float) -> float:
        """The place of a decimal year, kept within the line."""
        inside = min(max(year, self.first), self.last)
        return round(self.left + (inside - self.first) / (self.last - self.first) * (self.right - self.left), 1)

    def day(self, day: date) -> float:
        """The place of a day."""
        return self.at(decimal(day))

    def span(self, when: Date) -> tuple[float, float]:
        """From where to where a date reaches; one that is still going on, to the end of the line."""
        return self.day(when.earliest), self.right if when.open else self.day(when.latest)


@dataclass(frozen=True)
class Band:
    """A period's stretch of a line."""

    period: Period
    left: float
    right: float

    @property
    def width(self) -> float:
        """How long it is."""
        return round(self.right - self.left, 1)


def decimal(day: date) -> float:
    """A day as a decimal year: 1 July 1920 is about 1920.5."""
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def years(dates: Iterable[Date]) -> tuple[int, int]:
    """The year in which the first date begins, and the one after that in which the last ends."""
    known = list(dates)
    last = max((when.earliest if when.open else when.latest) for when in known)
    return min(when.earliest for when in known).year, last.year + 1


def bands(periods: Iterable[Period], scale: Scale) -> list[Band]:
    """The stretches of the periods that the scale holds."""
    found = [Band(period, *scale.span(period.covers)) for period in periods]
    return [band for band in found if band.right > band.left]
