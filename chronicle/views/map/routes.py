"""The routes on the maps: lines through the stops of events that are a journey or a line, and where their names stand.

A line runs straight from stop to stop: it shows their order, not the way that was taken.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.records.actors import Place
from chronicle.records.events import Event, Stop
from chronicle.views.map import labels
from chronicle.views.map.labels import LINE, Box, Spot
from chronicle.views.map.projection import WIDTH, Frame, Point, path

DOT = 0.3  # rem: the room of a stop
TALL = 1.2  # rem, 24 px: a name is a link, and so much must a finger find
NUDGES = (0, TALL / 4, -TALL / 4, TALL / 2, -TALL / 2)  # how much lower than its line a name may stand, best first
NEAR = 9  # units of the drawing between two stops
APART = 0.25  # rem between the points by which a line is kept free of names


@dataclass(frozen=True)
class Name:
    """Where the name of a route stands: a point of the frame in per cent, and the side of it (e, w, s, n)."""

    left: float
    top: float
    side: str


@dataclass(frozen=True)
class Line:
    """A route on a map: path data of the line and of its stops, and its name for a broad map and for a narrow one.

    A name is None where it has no room, or where a larger map shows the route.
    """

    event: Event
    course: str
    stops: str
    broad: Name | None
    narrow: Name | None

    @property
    def shown(self) -> bool:
        """Whether its name has room on any width."""
        return bool(self.broad or self.narrow)

    @property
    def name(self) -> str:
        """What stands at the line."""
        return named(self.event)


def named(event: Event) -> str:
    """The name of an event's route."""
    return event.short or event.title


def points(edition: Edition, event: Event) -> list[Place | Stop]:
    """The stops of an event, each with its name and its position."""
    return [edition.records.places[stop.place] if stop.place else stop for stop in event.route]


def journeys(edition: Edition) -> list[Event]:
    """The events that have a route, in order of date."""
    return [event for event in edition.events if event.route]


def lines(edition: Edition, frame: Frame, frames: list[Frame], taken: dict[float, list[Box]]) -> list[Line]:
    """The routes that lie on a map with two stops or more; ``taken`` are its dots and names, by its width in rem."""
    found = []
    for event in journeys(edition):
        stops = points(edition, event)
        if sum(frame.holds(stop.lon, stop.lat) for stop in stops) < 2:
            continue
        larger = frame is frames[0] and any(all(f.holds(s.lon, s.lat) for s in stops) for f in frames[1:])
        names = [None if larger else _name(event, stops, frame, width, boxes) for width, boxes in taken.items()]
        dots = "".join("M{:.1f},{:.1f}h0".format(*point) for point in _dots(stops, frame))
        found.append(Line(event, "".join(map(path, _parts(stops, frame))), dots, *names))
    return found


def _dots(stops: list[Place | Stop], frame: Frame) -> list[Point]:
    """Where the stops stand, without those that would run into the one before."""
    found: list[Point] = []
    for point in (frame.at(stop.lon, stop.lat) for stop in stops if stop.name):
        if not found or math.dist(found[-1], point) >= NEAR:
            found.append(point)
    return found


def _parts(stops: list[Place | Stop], frame: Frame) -> list[list[Point]]:
    """The points of a line on a map, parted where it leaves on one side of the map and comes back on the other."""
    parts: list[list[Point]] = [[]]
    for point in (frame.at(stop.lon, stop.lat) for stop in stops):
        if parts[-1] and abs(point[0] - parts[-1][-1][0]) > WIDTH / 2 and frame.east - frame.west > 180:
            parts.append([])
        parts[-1].append(point)
    return [part for part in parts if len(part) > 1]


def _name(event: Event, stops: list[Place | Stop], frame: Frame, width: float, taken: list[Box]) -> Name | None:
    """Where the name of a route covers nothing, as near to the middle as can be; that place is taken from then on."""
    rem, height = width / WIDTH, frame.height * width / WIDTH
    course = [(x * rem, y * rem) for x, y in _along(_parts(stops, frame), APART / rem)]
    line = [Spot(x, y, DOT / 2).box for x, y in course]
    middle_first = [point for _, point in sorted(enumerate(course), key=lambda item: abs(item[0] - len(course) / 2))]
    for lower, (x, y), side in itertools.product(NUDGES, middle_first, labels.SIDES):
        box = _tall(Spot(x, y + lower, DOT, named(event)).label(side))
        if labels.fits(box, width, height, [*taken, *line]):
            taken.append(box)
            return Name(round(100 * x / width, 2), round(100 * (y + lower) / height, 2), side)
    return None


def _tall(box: Box) -> Box:
    more = (TALL - LINE) / 2
    return box[0], box[1] - more, box[2], box[3] + more


def _along(parts: Iterable[list[Point]], step: float) -> list[Point]:
    """Points along the parts of a line, as far from one another as ``step`` at most."""
    found = []
    for (x, y), (u, v) in itertools.chain.from_iterable(map(itertools.pairwise, parts)):
        count = max(1, math.ceil(math.dist((x, y), (u, v)) / step))
        found += [(x + (u - x) * part / count, y + (v - y) * part / count) for part in range(count + 1)]
    return found
