"""The whole time of the edition as one line: where periods and events stand on it, in thousandths of its length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Period

LENGTH = 1000


@dataclass(frozen=True)
class Stretch:
    """A period's part of the line."""

    period: Period
    left: float
    right: float


@dataclass(frozen=True)
class Strip:
    """The line from the 1 January before the first event to the 31 December after the last.

    ``ticks`` are the places where events begin, each once.
    """

    first: date
    last: date
    stretches: tuple[Stretch, ...] = ()
    ticks: tuple[float, ...] = ()

    def at(self, day: date) -> float:
        """Where a day stands, kept within the line."""
        inside = min(max(day, self.first), self.last)
        return round((inside - self.first).days / (self.last - self.first).days * LENGTH, 1)

    def extent(self, event: Event) -> tuple[float, float]:
        """Where an event begins and ends; one that is going on ends with the line."""
        return self.at(event.date.earliest), self.at(event.date.latest)

    def period_of(self, event: Event) -> Period:
        """The period of an event."""
        return next(stretch.period for stretch in self.stretches if stretch.period.id == event.period)

    @cached_property
    def ticks_path(self) -> str:
        """The ticks as a path of lines 22 high; whole thousandths are close enough for what stands back."""
        places = sorted({round(place) for place in self.ticks})
        steps = (after - before for before, after in pairwise([0, *places]))
        return "M0 30" + "".join(f"m{step} 0v-22m0 22" for step in steps)

    def begins(self, events: Iterable[Event]) -> tuple[float, ...]:
        """The places where these events begin, each once."""
        return tuple(sorted({self.at(event.date.earliest) for event in events}))


@lru_cache(maxsize=1)
def of(edition: Edition) -> Strip:
    """The line of an edition."""
    ends = [event.date.earliest if event.date.open else event.date.latest for event in edition.events]
    first = min(event.date.earliest for event in edition.events)
    line = Strip(date(first.year, 1, 1), date(max(ends).year, 12, 31))
    stretches = (
        Stretch(period, line.at(period.covers.earliest), line.at(period.covers.latest))
        for period in edition.records.periods.values()
    )
    return Strip(line.first, line.last, tuple(stretches), line.begins(edition.events))
