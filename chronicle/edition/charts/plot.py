"""What a chart is drawn with: marks, labels, and a plane of time and amounts, in the units of an SVG's view box."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chronicle.edition import chinese
from chronicle.records.dates import Date

SIZES = {"narrow": (288, 13), "wide": (640, 14)}  # width of the view box, size of type
MANY = 8  # points, or years below a chart, that can all be named


@dataclass(frozen=True)
class Mark:
    """A path, of a kind that the stylesheet knows."""

    d: str
    kind: str


@dataclass(frozen=True)
class Label:
    """Text at a point of its baseline; ``anchor`` is start, middle or end, ``size`` its own size where it has one."""

    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"
    size: float = 0

    @property
    def language(self) -> str:
        """The language of a label that is all in Chinese characters or in pinyin."""
        found = re.fullmatch(r'<span lang="([\w-]+)">[^<]*</span>', chinese.marked(self.text))
        return found[1] if found else ""


@dataclass(frozen=True)
class Drawing:
    """Marks and labels in a view box; ``name`` is the place it is for, one of ``SIZES``."""

    name: str
    width: int
    height: float
    size: int
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


Parts = tuple[float, list[Mark], list[Label]]  # height, marks, labels


@dataclass(frozen=True)
class Plane:
    """A plane with time across and amounts upwards."""

    left: float
    right: float
    top: float
    bottom: float
    years: tuple[float, float]
    most: float

    def x(self, year: float) -> float:
        """Where a moment stands."""
        first, last = self.years
        return round(self.left + (year - first) / (last - first) * (self.right - self.left), 1)

    def y(self, amount: float) -> float:
        """Where an amount stands."""
        return round(self.bottom - amount / self.most * (self.bottom - self.top), 1)


def year_of(value: Date) -> float:
    """A date as a year with its fraction: whole for a year alone, else the latest day that is meant."""
    if value.start.month is None:
        return float(value.start.year)
    day = value.latest
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 2)


def steps(most: float) -> list[int]:
    """Three to five round amounts from 0 up to ``most``."""
    sizes = (factor * 10**power for power in range(12) for factor in (1, 2, 5))
    return list(range(0, int(most) + 1, next(size for size in sizes if most / size < 5)))


def named_years(first: float, last: float, room: float) -> list[int]:
    """The years that are named below a chart: each, or each second, fifth …, so that ``room`` of them find place."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= min(room, MANY))
    return [year for year in range(int(first), int(last) + 1) if year >= first and year % step == 0]


def width_of(text: str, size: float) -> float:
    """About how wide a text is; wider rather than narrower than most fonts set it."""
    return len(text) * size * 0.7


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The text in lines that fit into ``room``, broken at spaces and behind hyphens; a word may be wider."""
    lines = [""]
    for word in re.findall(r"[^\s-]+-?\s*|-\s*", text):
        longer = lines[-1] + word
        fits = sum(1 if chinese.is_chinese(sign) else 0.55 for sign in longer.rstrip()) * size <= room
        lines[-1:] = [longer] if fits or not lines[-1] else [lines[-1], word]
    return [line.rstrip() for line in lines]


def inside(x: float, text: str, size: float, width: float) -> float:
    """Where to centre a text, at ``x`` or as near as it stays whole."""
    half = width_of(text, size) / 2
    return round(min(max(x, half), width - half), 1)


def line(points: list[tuple[float, float]]) -> str:
    """A path through the points."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def square(x: float, y: float, side: float) -> str:
    """A path round a square."""
    return f"M{x:.1f} {y:.1f}h{side:.2f}v{side:.2f}h-{side:.2f}z"


def bar(x: float, y: float, width: float, height: float) -> str:
    """A path round a rectangle whose lower left corner is given."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{-height:.1f}h{-width:.1f}z"


def dot(x: float, y: float, radius: float) -> str:
    """A path round a circle."""
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0z"


def repeated(shape: str, number: int, step: float) -> str:
    """A closed path so many times, each a step to the right of the one before."""
    start, rest = re.fullmatch(r"(M[\d.]+ [\d.]+)(.*)", shape).groups()
    return start + f"m{step:.2f} 0".join([rest] * number)
