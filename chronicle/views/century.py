"""The timeline as a drawing: the essay's events named, this edition's muted, what lasted as bars, themes and people.

Pure geometry, in SVG units; the whole is ``WIDTH`` wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from chronicle.edition import Edition
from chronicle.records.events import Event
from chronicle.records.outline import Lane
from chronicle.views.callouts import Callout, place, width_of
from chronicle.views.scale import Band, Scale, bands, years

WIDTH, GUTTER, EDGE = 1000, 172, 8
TYPE = 11.5  # the size of names
LINE, MARK, BAR = 17, 9.5, 15  # heights: a row of names, of marks, of bars and threads
LARGE, SMALL = 5.2, 3.0  # radius of a mark of the essay, and of this edition
AXIS = 18
HEAD = 38  # the names of the periods
LASTING = 300  # days from which on an event is drawn as a bar
PEOPLE = 6  # how many have a thread of their own


@dataclass(frozen=True)
class Mark:
    """An event at a place of its own; ``name`` where the essay speaks of it."""

    event: Event
    lane: Lane
    x: float
    y: float
    radius: float
    name: Callout | None = None
    name_y: float = 0


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
class Thread:
    """A row of ticks or dots for a theme or a person: by period, the places of its events; the first ones are tall."""

    id: str
    name: str
    y: float
    ticks: list[tuple[str, list[float], list[float]]]
    life: tuple[float, float] | None = None


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
    named = [event for event in points if event.in_essay]
    names = _names(named, scale, gutter)
    rows = max((name.row for name in names.values()), default=-1) + 1
    lanes = edition.records.lanes
    stacks = {lane.id: list(_stack([e for e in points if e.lane == lane.id], scale)) for lane in lanes.values()}
    tall = {side: _tall(stacks, lanes.values(), side) for side in ("above", "below")}
    axis = HEAD + rows * LINE + 12 + tall["above"] * MARK
    marks = list(_marks(stacks, lanes.values(), scale, axis, names, HEAD + rows * LINE))
    below = axis + AXIS + tall["below"] * MARK + 10
    bars = _bars([e for e in events if not e.in_essay and lasts(e)], lanes, scale, below)
    foot = max((bar.y for bar in bars), default=below - BAR) + BAR
    themes = list(_themes(edition, events, scale, foot + 26)) if threads else []
    people = list(_people(edition, events, scale, themes[-1].y + 42)) if threads else []
    end = people[-1].y + 8 if people else foot
    found = bands(edition.records.periods.values(), scale)
    return Century(
        scale, found, _ticks(first, last, scale), marks, bars, themes, people, axis,
        _lanes(stacks, lanes.values(), axis),
        foot, round(end, 1),
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


def _stack(events: Iterable[Event], scale: Scale) -> Iterator[tuple[Event, float, float, int]]:
    """Each event with its place, its radius, and the first row, counted from the axis, where it touches no other."""
    ends: list[float] = []
    for event in events:
        x, radius = scale.day(event.date.earliest), LARGE if event.in_essay else SMALL
        row = next((row for row, end in enumerate(ends) if end < x - radius), len(ends))
        ends[row:] = [x + radius + 0.6, *ends[row + 1 :]]
        yield event, x, radius, row


def _tall(stacks: dict[str, list[tuple[Event, float, float, int]]], lanes: Iterable[Lane], side: str) -> int:
    return sum(_rows(stacks[lane.id]) for lane in lanes if lane.side == side)


def _rows(stack: list[tuple[Event, float, float, int]]) -> int:
    return max((row + 1 for *_, row in stack), default=1)


def _lanes(
    stacks: dict[str, list[tuple[Event, float, float, int]]], lanes: Iterable[Lane], axis: float
) -> list[tuple[Lane, float]]:
    """The lanes, each with the height of its name: beside its row that is nearest to the axis."""
    found, taken = [], {"above": 0, "below": 0}
    for lane in lanes:
        away = (taken[lane.side] + 0.5) * MARK + 4
        found.append((lane, round(axis - away + 4 if lane.side == "above" else axis + AXIS + away + 4, 1)))
        taken[lane.side] += _rows(stacks[lane.id])
    return found


def _marks(
    stacks: dict[str, list[tuple[Event, float, float, int]]], lanes: Iterable[Lane], scale: Scale, axis: float,
    names: dict[str, Callout], lowest: float,
) -> Iterator[Mark]:  # fmt: skip
    taken = {"above": 0, "below": 0}
    for lane in lanes:
        for event, x, radius, row in stacks[lane.id]:
            away = (taken[lane.side] + row + 0.5) * MARK + 3
            y = axis - away if lane.side == "above" else axis + AXIS + away
            name = names.get(event.id)
            at = lowest - name.row * LINE if name else 0
            yield Mark(event, lane, x, round(y, 1), radius, name, at)
        taken[lane.side] += _rows(stacks[lane.id])


def _bars(events: list[Event], lanes: dict[str, Lane], scale: Scale, top: float) -> list[Bar]:
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
        found.append(Bar(event, lanes[event.lane], left, right, y, round(text, 1), anchor))
    return found


def _ticks(first: int, last: int, scale: Scale) -> list[tuple[int, float, str]]:
    """The years that the axis names, with their places and how they are set: the first, the decades, the last."""
    apart = (last - first) / (scale.right - scale.left) * 46
    decades = [year for year in range(first + (-first) % 10, last, 10) if first + apart < year < last - apart]
    inner = [(year, scale.at(year), "middle") for year in decades]
    return [(first, scale.left + 2, "start"), *inner, (last - 1, scale.right - 2, "end")]


def _threads(events: Iterable[Event], scale: Scale, first: set[str]) -> list[tuple[str, list[float], list[float]]]:
    """By period, the places of the events of a thread: those in ``first`` apart from the others."""
    found = []
    for period, some in groupby(events, key=lambda event: event.period):
        places = [(event.id in first, scale.day(event.date.earliest)) for event in some]
        found.append((period, [x for tall, x in places if tall], [x for tall, x in places if not tall]))
    return found


def _themes(edition: Edition, events: list[Event], scale: Scale, top: float) -> Iterator[Thread]:
    for row, theme in enumerate(edition.records.themes.values()):
        own = [event for event in events if theme.id in event.themes]
        first = {event.id for event in own if event.themes[0] == theme.id}
        yield Thread(theme.id, theme.name, round(top + (row + 1) * LINE, 1), _threads(own, scale, first))


def _people(edition: Edition, events: list[Event], scale: Scale, top: float) -> Iterator[Thread]:
    people = edition.records.people.values()
    counted = sorted(people, key=lambda person: -len(edition.mentions("people", person.id).events))[:PEOPLE]
    for row, person in enumerate(sorted(counted, key=lambda person: person.born.earliest)):
        own = [event for event in events if person.id in event.people]
        life = scale.day(person.born.earliest), scale.day(person.died.latest) if person.died else scale.right
        ticks = _threads(own, scale, {event.id for event in own})
        yield Thread(person.id, person.name, round(top + row * LINE, 1), ticks, life)
