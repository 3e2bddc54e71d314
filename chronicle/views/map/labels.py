"""Where marks and names go on a map so that none covers another. All measures are in rem, from the map's top left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LETTER, LINE, GAP = 0.36, 0.8, 0.12  # a name's width for each letter, its height, its distance, as in map.css
SIDES = "ewsn"  # where a name may stand beside its dot, best first
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A dot with its middle, its diameter and its name."""

    x: float
    y: float
    across: float
    name: str = ""

    @property
    def box(self) -> Box:
        """The square round the dot: left, top, right, bottom."""
        half = self.across / 2
        return self.x - half, self.y - half, self.x + half, self.y + half

    def label(self, side: str) -> Box:
        """The box of the name on one side of the dot."""
        left, top, right, bottom = (edge + way * GAP for edge, way in zip(self.box, (-1, -1, 1, 1), strict=True))
        long = len(self.name) * LETTER
        return {
            "e": (right, self.y - LINE / 2, right + long, self.y + LINE / 2),
            "w": (left - long, self.y - LINE / 2, left, self.y + LINE / 2),
            "s": (self.x - long / 2, bottom, self.x + long / 2, bottom + LINE),
            "n": (self.x - long / 2, top - LINE, self.x + long / 2, top),
        }[side]


def apart(spots: list[Spot], fixed: Sequence[Spot] = (), rounds: int = 200) -> list[tuple[float, float]]:
    """How far to move each spot, right and down, until no square overlaps another or a ``fixed`` one.

    Small ones are moved further. What lies east or south of another stays so along the axis that parts them, so they
    part further as the map grows.
    """
    places = [[spot.x, spot.y] for spot in spots]
    pairs = [(one, other) for one in range(len(spots)) for other in range(one)]
    for _ in range(rounds):
        moved = [_push(places[one], places[other], spots[one], spots[other]) for one, other in pairs]
        moved += [
            _push(place, [still.x, still.y], spot, still, still=True)
            for place, spot in zip(places, spots, strict=True)
            for still in fixed
        ]
        if not any(moved):
            break
    return [(round(x - spot.x, 2), round(y - spot.y, 2)) for (x, y), spot in zip(places, spots, strict=True)]


def _push(one: list[float], other: list[float], spot: Spot, other_spot: Spot, *, still: bool = False) -> bool:
    """Move two squares apart, or one from another that stands still, along the axis that lacks less; whether it did."""
    least = (spot.across + other_spot.across) / 2
    ways = [math.copysign(1, spot.x - other_spot.x), math.copysign(1, spot.y - other_spot.y)]
    gaps = [least - ways[axis] * (one[axis] - other[axis]) for axis in (0, 1)]
    if min(gaps) <= 0:
        return False
    axis = gaps.index(min(gaps))
    step = ways[axis] * (0.7 * min(gaps) + 0.01)  # by degrees, so that none is pushed past where it can stay
    share = 1 if still else other_spot.across / (2 * least)
    one[axis] += step * share
    other[axis] -= step * (1 - share)
    return True


def sides(spots: list[Spot], others: list[Spot], width: float, height: float) -> list[str]:
    """For each spot, in turn, the side where its name covers no dot, name or edge; empty where there is none.

    ``others`` are dots without a name.
    """
    taken = [spot.box for spot in [*spots, *others]]
    chosen = []
    for spot in spots:
        free = [side for side in SIDES if fits(spot.label(side), width, height, taken)]
        chosen.append(free[0] if free else "")
        taken += [spot.label(side) for side in free[:1]]
    return chosen


def fits(box: Box, width: float, height: float, taken: list[Box]) -> bool:
    """Whether a box lies on a map and covers nothing that is there."""
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
    return inside and not any(meet(box, other) for other in taken)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
