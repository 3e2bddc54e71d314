"""One decade as a drawing: every event of it named and dated, what lasted as a bar. Pure geometry, in SVG units."""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Lane
from chronicle.views.callouts import Callout, place, width_of
from chronicle.views.century import TYPE, WIDTH, named
from chronicle.views.scale import Band, Scale, bands

EDGE = 8
ROW = 30  # a name with its date
AXIS = 20


@dataclass(frozen=True)
class Named:
    """An event of the decade: its bar, which is a dot where it is short, and its name, two lines above ``y``."""

    event: Event
    lane: Lane
    left: float
    right: float
    name: Callout
    y: float
    mark: float


@dataclass(frozen=True)
class Decade:
    """A decade's drawing; ``axis`` is the upper edge of the line."""

    first: int
    scale: Scale
    bands: list[Band]
    years: list[tuple[int, float]]
    events: list[Named]
    axis: float
    height: float


def decade(edition: Edition, first: int, events: list[Event]) -> Decade:
    """The drawing of the ten years from ``first`` on, in which these events begin."""
    scale = Scale(first, first + 10, EDGE, WIDTH - EDGE)
    lanes = edition.records.lanes
    sides = {side: [e for e in events if lanes[e.lane].side == side] for side in ("above", "below")}
    names = {side: _names(some, scale) for side, some in sides.items()}
    rows = {side: max((name.row + 1 for name in some), default=0) for side, some in names.items()}
    axis = rows["above"] * ROW + 24
    found = []
    for side, some in sides.items():
        for event, name in zip(some, names[side], strict=True):
            left, right = scale.span(event.date)
            mark = axis - 9 if side == "above" else axis + AXIS + 9
            y = axis - 26 - name.row * ROW if side == "above" else axis + AXIS + 34 + name.row * ROW
            found.append(Named(event, lanes[event.lane], left, right, name, y, mark))
    height = axis + AXIS + (rows["below"] * ROW + 22 if rows["below"] else 2)
    years = [(year, scale.at(year + 0.5)) for year in range(first, first + 10)]
    return Decade(first, scale, bands(edition.records.periods.values(), scale), years, found, axis, height)


def _names(events: list[Event], scale: Scale) -> list[Callout]:
    widths = [max(width_of(e.date.words(), TYPE - 1), width_of(named(e), TYPE)) + 2 for e in events]
    return place([scale.day(e.date.earliest) for e in events], widths, 0, WIDTH - EDGE, 8)
