"""The lanes of a drawing: the marks of their events, stacked above and below the axis so that no two touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chronicle.records.events import Event
from chronicle.records.outline import Lane
from chronicle.views.callouts import Callout
from chronicle.views.scale import Scale

HEIGHT = 9.5  # of a row of marks
LARGE, SMALL = 5.2, 3.0  # radius of a mark of the essay, and of this edition
AXIS = 18  # the height of the axis


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
class Lanes:
    """All lanes, each with its events: their place, their radius, and their row, counted from the axis."""

    stacks: list[tuple[Lane, list[tuple[Event, float, float, int]]]]

    def tall(self, side: str) -> int:
        """How many rows of marks stand on one side of the axis."""
        return sum(_rows(stack) for lane, stack in self.stacks if lane.side == side)

    def names(self, axis: float) -> list[tuple[Lane, float]]:
        """The lanes, each with the height of its name: beside its row that is nearest to the axis."""
        return [(lane, round(_away(lane, taken, axis, 4) + 4, 1)) for lane, _, taken in self._taken()]

    def marks(self, axis: float, names: dict[str, Callout], lowest: float, line: float) -> Iterator[Mark]:
        """All marks; the names of events stand from ``lowest`` upwards, a ``line`` apart."""
        for lane, stack, taken in self._taken():
            for event, x, radius, row in stack:
                name = names.get(event.id)
                at = lowest - name.row * line if name else 0
                yield Mark(event, lane, x, round(_away(lane, taken + row, axis, 3), 1), radius, name, at)

    def _taken(self) -> Iterator[tuple[Lane, list[tuple[Event, float, float, int]], int]]:
        """Each lane with the number of rows between it and the axis."""
        taken = {"above": 0, "below": 0}
        for lane, stack in self.stacks:
            yield lane, stack, taken[lane.side]
            taken[lane.side] += _rows(stack)


def of(lanes: Iterable[Lane], events: Iterable[Event], scale: Scale) -> Lanes:
    """The lanes with these events, which come in order of date."""
    known = list(events)
    return Lanes([(lane, list(_stack([event for event in known if event.lane == lane.id], scale))) for lane in lanes])


def _stack(events: Iterable[Event], scale: Scale) -> Iterator[tuple[Event, float, float, int]]:
    """Each event with its place, its radius, and the first row, counted from the axis, where it touches no other."""
    ends: list[float] = []
    for event in events:
        x, radius = scale.day(event.date.earliest), LARGE if event.in_essay else SMALL
        row = next((row for row, end in enumerate(ends) if end < x - radius), len(ends))
        ends[row:] = [x + radius + 0.6, *ends[row + 1 :]]
        yield event, x, radius, row


def _rows(stack: list[tuple[Event, float, float, int]]) -> int:
    return max((row + 1 for *_, row in stack), default=1)


def _away(lane: Lane, row: int, axis: float, gap: float) -> float:
    """The height of the middle of a row, counted from the axis on the lane's side of it."""
    away = (row + 0.5) * HEIGHT + gap
    return axis - away if lane.side == "above" else axis + AXIS + away
