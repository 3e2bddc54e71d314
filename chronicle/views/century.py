"""The timeline as a drawing: the essay's events named, this edition's muted, what lasted as bars, themes and people.

Pure geometry, in SVG units; the whole is ``WIDTH`` wide.
"""

from __future__ import annotations

from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Lane
from chronicle.views import lanes
from chronicle.views.callouts import Callout, place, width_of
from chronicle.views.lanes import Mark
from chronicle.views.scale import Band, Scale, bands, years
from chronicle.views.threads import Thread, of_people, of_themes

WIDTH, GUTTER, EDGE = 1000, 172, 8
TYPE = 11.5  # the size of names
LINE, BAR = 17, 15  # heights: a row of names, of bars
HEAD = 38  # the names of the periods
LASTING = 300  # days from which on an event is drawn as a bar


@dataclass(frozen=True)
class Bar:
    """An event that lasted, with its name at ``text`` in line with it, set from the ``anchor``."""

    event: Event
    lane: Lane
    left: float
    right: float
    y: float
    text: float
    anchor: str


@dataclass(frozen=True)
class Century:
    """All parts of the drawing, and the heights at which they stand."""

    scale: Scale
    bands: list[Band]
    ticks: list[tuple[int, float, str]]
    marks: list[Mark]
    bars: list[Bar]
    themes: list[Thread]
    people: list[Thread]
    axis: float
    lanes: list[tuple[Lane, float]]
    foot: float
    height: float


def century(edition: Edition, events: list[Event], threads: bool = True) -> Century:
    """The drawing of these events, in order of date; with ``threads``, themes and people as rows below it."""
    gutter = GUTTER if threads else EDGE
    first, last = years(event.date for event in events)
    scale = Scale(first, last, gutter + EDGE, WIDTH - 2 * EDGE)
    points = [event for event in events if event.in_essay or not lasts(event)]
    names = _names([event for event in points if event.in_essay], scale, gutter)
    lowest = HEAD + LINE * (max((name.row for name in names.values()), default=-1) + 1)
    rows = lanes.of(edition.records.lanes.values(), points, scale)
    axis = lowest + 12 + rows.tall("above") * lanes.HEIGHT
    below = axis + lanes.AXIS + rows.tall("below") * lanes.HEIGHT + 10
    bars = _bars([e for e in events if not e.in_essay and lasts(e)], edition.records.lanes, scale, below)
    foot = max((bar.y for bar in bars), default=below - BAR) + BAR
    themes = of_themes(edition, events, scale, foot + 26) if threads else []
    people = of_people(edition, events, scale, themes[-1].y + 42) if threads else []
    return Century(
        scale, bands(edition.records.periods.values(), scale), _ticks(first, last, scale),
        list(rows.marks(axis, names, lowest, LINE)), bars, themes, people, axis, rows.names(axis),
        foot, round(people[-1].y + 8 if people else foot, 1),
    )  # fmt: skip


def lasts(event: Event) -> bool:
    """Whether an event is drawn as a bar."""
    return event.date.open or ((event.date.latest - event.date.earliest).days > LASTING and bool(event.date.end))


def named(event: Event) -> str:
    """What an event is called in a drawing."""
    return event.short or event.title[:24]


def _names(events: list[Event], scale: Scale, gutter: float) -> dict[str, Callout]:
    widths = [width_of(f"{event.date.earliest.year} {named(event)}", TYPE) + 2 for event in events]
    found = place([scale.day(event.date.earliest) for event in events], widths, gutter, scale.right + 6)
    return {event.id: callout for event, callout in zip(events, found, strict=True)}


def _bars(events: list[Event], kinds: dict[str, Lane], scale: Scale, top: float) -> list[Bar]:
    """What lasted, each in the first row where bar and name touch no other."""
    found: list[Bar] = []
    ends: list[float] = []
    for event in events:
        left, right = scale.span(event.date)
        right = max(right, left + 4)
        wide = width_of(named(event), TYPE - 1) + 6
        turned = right + wide > WIDTH
        start, end = (left - wide, right) if turned else (left, right + wide)
        row = next((row for row, taken in enumerate(ends) if taken < start), len(ends))
        ends[row:] = [end + 6, *ends[row + 1 :]]
        y = top + row * BAR
        text, anchor = (left - 4, "end") if turned else (right + 4, "start")
        found.append(Bar(event, kinds[event.lane], left, right, y, round(text, 1), anchor))
    return found


def _ticks(first: int, last: int, scale: Scale) -> list[tuple[int, float, str]]:
    """The years that the axis names, with their places and how they are set: the first, the decades, the last."""
    apart = (last - first) / (scale.right - scale.left) * 46
    decades = [year for year in range(first + (-first) % 10, last, 10) if first + apart < year < last - apart]
    inner = [(year, scale.at(year), "middle") for year in decades]
    return [(first, scale.left + 2, "start"), *inner, (last - 1, scale.right - 2, "end")]
