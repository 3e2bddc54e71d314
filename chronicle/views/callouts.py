"""Where names stand that point to places on a line: no name lies on another, and few leaders pass behind one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AWAY = 4.0  # from a leader to its name
GAP = 6.0  # between names of one row
_WIDE, _NARROW, _CAPITAL, _OTHER = 0.86, 0.3, 0.66, 0.53  # of the size of the type, a little more than serifs need


@dataclass(frozen=True)
class Callout:
    """A name for the place ``x``: its ``row``, counted from the line, and whether it stands left of its leader."""

    x: float
    width: float
    row: int
    turned: bool

    @property
    def start(self) -> float:
        """Where its text begins, or ends where it is ``turned``."""
        return round(self.x - AWAY if self.turned else self.x + AWAY, 1)


def width_of(text: str, size: float) -> float:
    """About how wide a text in the serif is; wider rather than narrower."""
    return size * sum(
        _WIDE if sign in "mwMW—" else _NARROW if sign in "iljtfrI.,’‘:; " else _CAPITAL if sign.isupper() else _OTHER
        for sign in text
    )


def place(xs: Sequence[float], widths: Sequence[float], left: float, right: float, most: int = 7) -> list[Callout]:
    """The names of these places, given from left to right, in ``most`` rows or as few as the names need.

    The search starts with the names up to some place right of their leaders and the others left of them, for each such
    place, and turns one name or two neighbours as long as fewer leaders pass behind names, or rows are saved.
    """
    names = _Names(xs, widths, left, right, most)
    found = [names.settled(first) for first in range(len(xs) + 1)]
    rows, turned = min(found, key=lambda item: names.cost(*item))
    return [Callout(*parts) for parts in zip(xs, widths, rows, turned, strict=True)]


class _Names:
    """The search: what it is given, and what follows from names being ``turned`` to the left of their leaders."""

    def __init__(self, xs: Sequence[float], widths: Sequence[float], left: float, right: float, most: int) -> None:
        self.xs, self.widths, self.most = xs, widths, most
        self.must = [x + AWAY + width > right for x, width in zip(xs, widths, strict=True)]
        self.can = [x - AWAY - width >= left for x, width in zip(xs, widths, strict=True)]
        self.turns = [(at,) for at in range(len(xs))] + [(at, at + 1) for at in range(len(xs) - 1)]

    def settled(self, first: int) -> tuple[list[int], list[bool]]:
        """The rows, and what is turned, that are reached from a start where all from the ``first`` on are turned."""
        turned = [must or (can and at >= first) for at, (must, can) in enumerate(zip(self.must, self.can, strict=True))]
        best = self.cost(self.rows(turned), turned)
        better = True
        while better:
            better = False
            for pair in self.turns:
                tried = [not back if at in pair else back for at, back in enumerate(turned)]
                if any(self.must[at] if not tried[at] else not self.can[at] for at in pair):
                    continue
                if (cost := self.cost(self.rows(tried), tried)) < best:
                    turned, best, better = tried, cost, True
        return self.rows(turned), turned

    def cost(self, rows: list[int], turned: list[bool]) -> tuple[int, int, int]:
        """What is to be small: rows too many, leaders behind names, rows in all."""
        behind = sum(rows[other] >= rows[at] for at in range(len(rows)) for other in self.crossing(at, turned))
        return max(0, max(rows, default=0) - self.most + 1), behind, sum(rows)

    def rows(self, turned: list[bool]) -> list[int]:
        """The row of each name: above those whose leaders would pass behind it, as far as ``most`` allows."""
        boxes = [self.box(at, turned) for at in range(len(turned))]
        rows: dict[int, int] = {}

        def settle(at: int, above: frozenset[int]) -> int:
            if at not in rows and at not in above:
                others = [settle(other, above | {at}) for other in self.crossing(at, turned)]
                lowest = min(max(others, default=-1) + 1, self.most - 1)
                taken = {row for other, row in rows.items() if _meet(boxes[at], boxes[other])}
                free = [row for row in (*range(lowest, self.most), *range(lowest)) if row not in taken]
                rows[at] = free[0] if free else max(taken) + 1
            return rows.get(at, -1)

        for at in range(len(turned)):
            settle(at, frozenset())
        return [rows[at] for at in range(len(turned))]

    def crossing(self, at: int, turned: list[bool]) -> list[int]:
        """The places whose leaders pass behind this name if they rise above it."""
        start, end = self.box(at, turned)
        return [other for other, x in enumerate(self.xs) if other != at and start < x < end]

    def box(self, at: int, turned: list[bool]) -> tuple[float, float]:
        """From where to where a name reaches, with the gap that keeps it apart."""
        x, width = self.xs[at], self.widths[at]
        return (x - AWAY - width - GAP, x) if turned[at] else (x, x + AWAY + width + GAP)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
