"""Maps without states: from degrees to places in a frame, and the outline of the land as SVG path data.

The outline is ``docs/assets/maps/land.json``, which says in ``made`` where it comes from and how to make it again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chronicle.edition import Edition

LAND = "assets/maps/land.json"
WIDTH = 1000  # units of the drawing, from the west of a frame to its east
Point = tuple[float, float]


def equal_earth(east: float, north: float) -> Point:
    """Degrees from the middle meridian and from the equator, in the Equal Earth projection (areas are true)."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(north)))
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    slope = 9 * d * t**8 + 7 * c * t**6 + 3 * b * t**2 + a
    return 2 * math.sqrt(3) / 3 * math.radians(east) * math.cos(t) / slope, d * t**9 + c * t**7 + b * t**3 + a * t


def mercator(east: float, north: float) -> Point:
    """The same in Mercator's projection: shapes are true, so it suits the map of a region."""
    return math.radians(east), math.asinh(math.tan(math.radians(north)))


@dataclass(frozen=True)
class Frame:
    """A part of the earth between two meridians and two parallels (degrees), and how it is laid flat."""

    id: str
    name: str
    west: float
    south: float
    east: float
    north: float
    project: Callable[[float, float], Point]
    grid: int
    rings: tuple[tuple[Point, ...], ...] = ()

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point of the earth lies in the frame."""
        return self.west <= self._turned(lon) <= self.east and self.south <= lat <= self.north

    def at(self, lon: float, lat: float) -> Point:
        """Where a point of the earth stands: units from the left and from the top of the frame."""
        return self._flat(self._turned(lon), lat)

    @property
    def height(self) -> float:
        """Units from the top of the frame to its foot."""
        return self._flat(self.west, self.south)[1]

    def land(self) -> str:
        """The land in the frame, as path data."""
        return "".join(f"{path(self._flat(*point) for point in ring)}z" for ring in self.rings)

    def graticule(self) -> str:
        """Meridians and parallels every ``grid`` degrees, as path data."""
        lines = [
            [(lon, lat) for lat in _steps(self.south, self.north, 4)]
            for lon in range(math.ceil(self.west / self.grid) * self.grid, math.ceil(self.east), self.grid)
        ]
        lines += [
            [(self.west, lat), (self.east, lat)]
            for lat in range(math.ceil(self.south / self.grid) * self.grid, math.ceil(self.north), self.grid)
        ]
        return "".join(path(self._flat(*point) for point in line) for line in lines)

    def outline(self, part: Frame) -> str:
        """The line round a part of the earth, which may be the frame itself, as path data."""
        return f"{path(self._round(part))}z"

    def extent(self, part: Frame) -> tuple[float, float, float, float]:
        """The box round a part of the frame: left, top, width and height in per cent."""
        xs, ys = zip(*self._round(part), strict=True)
        across, down = 100 / WIDTH, 100 / self.height
        return min(xs) * across, min(ys) * down, (max(xs) - min(xs)) * across, (max(ys) - min(ys)) * down

    def _round(self, part: Frame) -> list[Point]:
        up = list(_steps(part.south, part.north, 2))
        sides = [(part.west, lat) for lat in up] + [(part.east, lat) for lat in reversed(up)]
        return [self._flat(*point) for point in sides]

    def _turned(self, lon: float) -> float:
        """The longitude, counted so that it is as near to the middle of the frame as can be."""
        middle = (self.west + self.east) / 2
        return middle + (lon - middle + 180) % 360 - 180

    def _flat(self, lon: float, lat: float) -> Point:
        middle = (self.west + self.east) / 2
        right, top = self.project(self.east - middle, 0)[0], self.project(0, self.north)[1]
        x, y = self.project(lon - middle, lat)
        scale = WIDTH / (2 * right)
        return (x + right) * scale, (top - y) * scale


PROJECTIONS = {"equal-earth": equal_earth, "mercator": mercator}


def frames(edition: Edition, docs: Path) -> list[Frame]:
    """The frames of all maps, the whole first, with the land that ``docs`` has for them."""
    rings = _rings(docs / LAND)
    return [
        Frame(
            sheet.id, sheet.name, sheet.west, sheet.south, sheet.east, sheet.north,
            PROJECTIONS[sheet.projection], int(sheet.grid), rings.get(sheet.id) or next(iter(rings.values())),
        )
        for sheet in edition.records.maps.values()
    ]  # fmt: skip


def frame_of(frames: list[Frame], lon: float, lat: float) -> Frame:
    """The frame in which a place is shown at the largest scale."""
    return next((frame for frame in frames[1:] if frame.holds(lon, lat)), frames[0])


def path(points: Iterable[Point]) -> str:
    """A line through the points as path data, in steps of half a unit."""
    whole = [(round(2 * x), round(2 * y)) for x, y in points]
    steps = [(x - u, y - v) for (x, y), (u, v) in zip(whole[1:], whole, strict=False)]
    moves = (f"{dx / 2:g},{dy / 2:g}" for dx, dy in steps if (dx, dy) != (0, 0))
    return f"M{whole[0][0] / 2:g},{whole[0][1] / 2:g}l{' '.join(moves)}".replace(",-", "-").replace(" -", "-")


def _steps(first: float, last: float, step: int) -> Iterable[float]:
    count = math.ceil((last - first) / step)
    return (first + (last - first) * number / count for number in range(count + 1))


@cache
def _rings(land: Path) -> dict[str, tuple[tuple[Point, ...], ...]]:
    """The outlines of the land of each frame; longitudes run on from its west without a break."""
    data = json.loads(land.read_text(encoding="utf-8"))
    return {
        name: tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in data[name])
        for name in data
        if name != "made"
    }
