"""The places that have events, and the mark of each on a map: where it stands, how large it is, where its name goes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from chronicle.edition import Edition
from chronicle.records.actors import Place
from chronicle.records.events import Event

DOT = 0.42  # rem across, for one event; areas grow with the number
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


def events_by_place(edition: Edition) -> dict[str, list[Event]]:
    """The places that have events, in order of name, each with its events in order of date."""
    places = sorted(edition.records.places.values(), key=lambda place: place.name)
    found = {place.id: [event for event in edition.events if event.place == place.id] for place in places}
    return {place: events for place, events in found.items() if events}
