"""The themes against the periods: what the essay says of a theme in each, its events there, and its sources.

All strips of events share one scale of years, so the periods are as wide as they were long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Period, Theme
from chronicle.records.sources import STANDINGS
from chronicle.views import strip


@dataclass(frozen=True)
class Stretch:
    """A period's part of the whole time: where it begins and how long it is, in hundredths, and its decades."""

    period: Period
    left: float
    share: float
    decades: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Cell:
    """A theme in a period. ``marks`` places each event in the period's stretch, from 0 to 100, in order of date.

    ``middle`` is the place of the mean day of all the theme's events, if it falls into this period.
    """

    stretch: Stretch
    passages: tuple[Theme.Passage, ...]
    events: tuple[Event, ...]
    marks: tuple[float, ...]
    middle: float | None

    @property
    def period(self) -> Period:
        """The period."""
        return self.stretch.period


@dataclass(frozen=True)
class Row:
    """A theme with its cells, one for each period in order, and the mean day of its events, if it has any."""

    theme: Theme
    cells: tuple[Cell, ...]
    middle: date | None


def grid(edition: Edition) -> list[Row]:
    """All themes, each against all periods, in the order of the mean day of their events."""
    rows = [row(edition, theme) for theme in edition.records.themes.values()]
    return sorted(rows, key=lambda row: row.middle or date.max)


def row(edition: Edition, theme: Theme) -> Row:
    """The theme against all periods."""
    days = [event.date.earliest.toordinal() for event in edition.mentions("themes", theme.id).events]
    middle = date.fromordinal(round(sum(days) / len(days))) if days else None
    return Row(theme, tuple(_cell(edition, theme, stretch, middle) for stretch in stretches(edition)), middle)


@lru_cache(maxsize=1)
def stretches(edition: Edition) -> tuple[Stretch, ...]:
    """The periods along the time of the edition; each reaches to the next, the last to the end."""
    line = strip.of(edition)
    lefts = [0.0, *(part.left / 10 for part in line.stretches[1:])]
    found = []
    for part, left, right in zip(line.stretches, lefts, [*lefts[1:], 100.0], strict=True):
        decades = range(line.first.year // 10 * 10 + 10, line.last.year + 1, 10)
        places = ((decade, line.at(date(decade, 1, 1)) / 10 - left) for decade in decades)
        share = right - left
        inside = tuple((decade, round(100 * at / share, 1)) for decade, at in places if 0 <= at < share)
        found.append(Stretch(part.period, round(left, 1), round(share, 1), inside))
    return tuple(found)


def sources(edition: Edition, theme: Theme) -> dict[str, list[str]]:
    """The ids of the sources of the theme's events, each once, by standing."""
    used = {source for event in edition.mentions("themes", theme.id).events for source in event.cited}
    known = edition.records.sources
    found = {standing: sorted(item for item in used if known[item].standing == standing) for standing in STANDINGS}
    return {standing: items for standing, items in found.items() if items}


def _cell(edition: Edition, theme: Theme, stretch: Stretch, middle: date | None) -> Cell:
    line = strip.of(edition)

    def place(day: date) -> float:
        return round((line.at(day) / 10 - stretch.left) / stretch.share * 100, 1)

    events = tuple(event for event in edition.events_of(stretch.period.id) if theme.id in event.themes)
    passages = tuple(item for item in theme.passages if item.at.startswith(f"{stretch.period.id}#"))
    marks = tuple(min(max(place(event.date.earliest), 0), 100) for event in events)
    mean = place(middle) if middle else -1
    return Cell(stretch, passages, events, marks, mean if 0 <= mean < 100 else None)
