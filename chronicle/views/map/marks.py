"""The maps: on each its marks, moved apart, with their names where they cover nothing, and its routes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from chronicle.edition import Edition
from chronicle.records.actors import Place
from chronicle.records.events import Event
from chronicle.views.map import labels, projection, routes
from chronicle.views.map.labels import Box, Spot
from chronicle.views.map.places import Mark, events_by_place
from chronicle.views.map.projection import WIDTH, Frame
from chronicle.views.map.routes import Line

# All measures are in rem, as in the style sheet (map.css), and hold for the width at which names are laid out.
TARGET = 1.2  # 24 px: what a finger needs
WIDE = 25.0  # the least width of a wide map, for which marks are moved apart
BROAD = 31.0  # the least width of one that has room for the names of routes
NARROW = 14.4  # the width of a map on the smallest screen
SHRUNK, SHRUNK_WORLD = 0.7, 0.5  # the size of the dots there, beside the usual


@dataclass(frozen=True)
class Sheet:
    """One map: its frame, the marks that are links on it, those that a larger map of a part of it shows, the routes."""

    frame: Frame
    marks: list[Mark]
    shown_larger: list[Mark]
    routes: list[Line]


def sheets(edition: Edition, docs: Path) -> list[Sheet]:
    """The map of all places, then those of its crowded parts; ``docs`` has the outlines of the land."""
    frames = projection.frames(edition, docs)
    return [_sheet(edition, frame, frames) for frame in frames]


def _sheet(edition: Edition, frame: Frame, frames: list[Frame]) -> Sheet:
    marks, larger = [], []
    for place, events in events_by_place(edition).items():
        record = edition.records.places[place]
        home = projection.frame_of(frames, record.lon, record.lat)
        if frame in (frames[0], home):
            (marks if home == frame else larger).append(_mark(record, events, frame))
    whole = frame is frames[0]
    parts = frames[1:] if whole else []
    placed = _named(_apart(_sorted(marks), frame, whole, parts), larger, frame, whole)
    taken = {
        width: _taken(placed, larger, frame, width, whole) + [_middle(frame, part, width).box for part in parts]
        for width in (BROAD, NARROW)
    }
    return Sheet(frame, placed, _sorted(larger), routes.lines(edition, frame, frames, taken))


def _mark(place: Place, events: list[Event], frame: Frame) -> Mark:
    x, y = frame.at(place.lon, place.lat)
    counts = Counter(event.period for event in events)
    return Mark(place, dict(counts), round(100 * x / WIDTH, 2), round(100 * y / frame.height, 2))


def _sorted(marks: Iterable[Mark]) -> list[Mark]:
    """The largest first, so that it lies below the others and its name is placed before theirs."""
    return sorted(marks, key=lambda mark: (-mark.total, mark.place.name))


def _apart(marks: list[Mark], frame: Frame, whole: bool, parts: list[Frame]) -> list[Mark]:
    """The marks, moved until each is as far from others and from the links to larger ``parts`` as a target must be."""
    wide, narrow = (
        labels.apart(
            [replace(spot, across=max(TARGET, spot.across)) for spot in _spots(marks, frame, width, whole)],
            [_middle(frame, part, width) for part in parts],
        )
        for width in (WIDE, NARROW)
    )
    return [replace(mark, moved_wide=w, moved_narrow=n) for mark, w, n in zip(marks, wide, narrow, strict=True)]


def _middle(frame: Frame, part: Frame, width: float) -> Spot:
    """The middle of the link to the larger map of a part, as large as a target must be."""
    left, top, across, down = (value / 100 * width for value in frame.extent(part))
    return Spot(left + across / 2, (top + down / 2) * frame.height / WIDTH, TARGET)


def _named(marks: list[Mark], others: list[Mark], frame: Frame, whole: bool) -> list[Mark]:
    """The marks with the sides of their names, on a wide map and on a narrow one; ``others`` have no names."""
    wide, narrow = (
        labels.sides(
            _spots(marks, frame, width, whole), _spots(others, frame, width, whole), width, width * frame.height / WIDTH
        )
        for width in (WIDE, NARROW)
    )
    return [replace(mark, wide=w, narrow=n) for mark, w, n in zip(marks, wide, narrow, strict=True)]


def _taken(marks: list[Mark], others: list[Mark], frame: Frame, width: float, whole: bool) -> list[Box]:
    """What the marks of a map of this width cover, with their names and with the room that a finger needs."""
    spots = _spots(marks, frame, width, whole)
    sides = [mark.narrow if width == NARROW else mark.wide for mark in marks]
    names = [spot.label(side) for spot, side in zip(spots, sides, strict=True) if side]
    targets = [replace(spot, across=max(TARGET, spot.across)).box for spot in spots]
    return [*targets, *names, *(spot.box for spot in _spots(others, frame, width, whole))]


def _spots(marks: list[Mark], frame: Frame, width: float, whole: bool) -> list[Spot]:
    """The dots with their names on a map of this width."""
    height = width * frame.height / WIDTH
    size = 1 if width != NARROW else SHRUNK_WORLD if whole else SHRUNK
    return [
        Spot(mark.left / 100 * width + right, mark.top / 100 * height + down, mark.across() * size, mark.place.name)
        for mark in marks
        for right, down in [mark.moved_narrow if width == NARROW else mark.moved_wide]
    ]
