"""The marks on the maps: one for each place that has events, where it stands, how large it is, where its name goes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from chronicle.edition import Edition
from chronicle.records.actors import Place
from chronicle.records.events import Event
from chronicle.views.map import labels, projection
from chronicle.views.map.labels import Spot
from chronicle.views.map.projection import WIDTH, Frame

# All measures are in rem, as in the style sheet (map.css), and hold for the width at which names are laid out.
DOT = 0.42  # across, for one event; areas grow with the number
TARGET = 1.2  # 24 px: what a finger needs
WIDE = 25.0  # the least width of a wide map, for which marks are moved apart
NARROW = 14.4  # the width of a map on the smallest screen
SHRUNK, SHRUNK_WORLD = 0.7, 0.5  # the size of the dots there, beside the usual
Shift = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """A place on a map.

    ``left`` and ``top`` are parts of the frame in per cent. The rest is for a wide map and for a narrow one: how far
    the mark is moved, right and down, in rem, so that no two lie on one another, and the side of its name (e, w, n,
    s), empty for none.
    """

    place: Place
    counts: dict[str, int]
    left: float
    top: float
    moved_wide: Shift = (0, 0)
    moved_narrow: Shift = (0, 0)
    wide: str = ""
    narrow: str = ""

    @property
    def total(self) -> int:
        """How many events happened there."""
        return sum(self.counts.values())

    @property
    def period(self) -> str:
        """The period of all its events; empty where they are of more than one."""
        return next(iter(self.counts)) if len(self.counts) == 1 else ""

    @property
    def side(self) -> str:
        """The side of a name that is shown only when asked for: towards the middle of the map."""
        return "w" if self.left > 60 else "e"

    def across(self, period: str = "") -> float:
        """The dot's diameter in rem, for all events or those of a period."""
        return round(DOT * math.sqrt(self.counts.get(period, 0) if period else self.total), 2)


@dataclass(frozen=True)
class Sheet:
    """One map: its frame, the marks that are links on it, and those that a larger map of a part of it shows."""

    frame: Frame
    marks: list[Mark]
    shown_larger: list[Mark]


def events_by_place(edition: Edition) -> dict[str, list[Event]]:
    """The places that have events, in order of name, each with its events in order of date."""
    places = sorted(edition.records.places.values(), key=lambda place: place.name)
    found = {place.id: edition.mentions("places", place.id).events for place in places}
    return {place: events for place, events in found.items() if events}


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
    return Sheet(frame, _named(_apart(_sorted(marks), frame, whole, parts), larger, frame, whole), _sorted(larger))


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
    return [
        replace(mark, moved_wide=_round(w), moved_narrow=_round(n))
        for mark, w, n in zip(marks, wide, narrow, strict=True)
    ]


def _middle(frame: Frame, part: Frame, width: float) -> Spot:
    """The middle of the link to the larger map of a part, as large as a target must be."""
    left, top, across, down = (value / 100 * width for value in frame.extent(part))
    return Spot(left + across / 2, (top + down / 2) * frame.height / WIDTH, TARGET)


def _round(shift: Shift) -> Shift:
    return round(shift[0], 2), round(shift[1], 2)


def _named(marks: list[Mark], others: list[Mark], frame: Frame, whole: bool) -> list[Mark]:
    """The marks with the sides of their names, on a wide map and on a narrow one; ``others`` have no names."""
    wide, narrow = (
        labels.sides(
            _spots(marks, frame, width, whole), _spots(others, frame, width, whole), width, width * frame.height / WIDTH
        )
        for width in (WIDE, NARROW)
    )
    return [replace(mark, wide=w, narrow=n) for mark, w, n in zip(marks, wide, narrow, strict=True)]


def _spots(marks: list[Mark], frame: Frame, width: float, whole: bool) -> list[Spot]:
    """The dots with their names on a map of this width, ``WIDE`` or ``NARROW``."""
    height = width * frame.height / WIDTH
    size = 1 if width == WIDE else SHRUNK_WORLD if whole else SHRUNK
    return [
        Spot(mark.left / 100 * width + right, mark.top / 100 * height + down, mark.across() * size, mark.place.name)
        for mark in marks
        for right, down in [mark.moved_wide if width == WIDE else mark.moved_narrow]
    ]
