"""The themes against the periods: what the essay says of a theme in each, its events there, and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Period, Theme
from chronicle.records.sources import STANDINGS


@dataclass(frozen=True)
class Cell:
    """A theme in a period. ``marks`` places each event in the period's span, from 0 to 100, in order of date."""

    period: Period
    passages: tuple[Theme.Passage, ...]
    events: tuple[Event, ...]
    marks: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """A theme with its cells, one for each period in order."""

    theme: Theme
    cells: tuple[Cell, ...]


def grid(edition: Edition) -> list[Row]:
    """All themes, each against all periods."""
    return [row(edition, theme) for theme in edition.records.themes.values()]


def row(edition: Edition, theme: Theme) -> Row:
    """The theme against all periods."""
    return Row(theme, tuple(_cell(edition, theme, period) for period in edition.records.periods.values()))


def sources(edition: Edition, theme: Theme) -> dict[str, list[str]]:
    """The ids of the sources of the theme's events, each once, by standing."""
    used = {source for event in edition.mentions("themes", theme.id).events for source in event.sources}
    known = edition.records.sources
    found = {standing: sorted(item for item in used if known[item].standing == standing) for standing in STANDINGS}
    return {standing: items for standing, items in found.items() if items}


def _cell(edition: Edition, theme: Theme, period: Period) -> Cell:
    events = tuple(event for event in edition.events_of(period.id) if theme.id in event.themes)
    passages = tuple(item for item in theme.passages if item.at.startswith(f"{period.id}#"))
    first, last = _span(edition, period)
    days = (last - first).days
    marks = tuple(round(100 * (event.date.earliest - first).days / days, 1) for event in events)
    return Cell(period, passages, events, marks)


def _span(edition: Edition, period: Period) -> tuple[date, date]:
    """The days that a period's strip is drawn over; one that is still going on ends with its last event."""
    if not period.covers.open:
        return period.covers.earliest, period.covers.latest
    latest = max((event.date.earliest for event in edition.events_of(period.id)), default=period.covers.earliest)
    return period.covers.earliest, date(latest.year, 12, 31)
