"""Charts over time: a column for each year, or points, joined by lines where it is known what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from chronicle.edition.charts.counted import KINDS
from chronicle.edition.charts.frame import Moments, frame, lines_of, moments, plane_of
from chronicle.edition.charts.plot import Label, Mark, Parts, Plane, bar, dot, inside, line, width_of, year_of
from chronicle.records.events import Event
from chronicle.records.figures import GAP, Figure
from chronicle.records.numbers import shown

Point = tuple[float, float]


def columns(figure: Figure, events: Sequence[Event], width: int, size: int) -> Parts:
    """A column for each row, in its year; a year without a value is marked below the line."""
    marked = moments(figure, events)
    plane = plane_of(figure, width, size, 0, marked)
    amounts = {year_of(row.date): row.values[0] for row in figure.rows if row.date}
    slot = plane.x(plane.years[0] + 1) - plane.x(plane.years[0])
    marks, labels = _ground(figure, marked, plane, width, size)
    if GAP in amounts.values():
        labels.append(Label(0, plane.top - 12, "– no confirmed figure", "tick"))
    known = {year: value for year, value in amounts.items() if value != GAP}
    named = {min(known), max(known), max(known, key=lambda year: float(known[year]))}
    for year, value in amounts.items():
        x = plane.x(year) - slot * 0.38
        if value == GAP:
            marks.append(Mark(line([(x + slot * 0.13, plane.bottom - 4), (x + slot * 0.63, plane.bottom - 4)]), "gap"))
            continue
        marks.append(Mark(bar(x, plane.bottom, slot * 0.76, plane.bottom - plane.y(float(value))), "first"))
        if year in named:
            x = inside(plane.x(year), value, size, width)
            labels.append(Label(x, plane.y(float(value)) - 5, shown(value), "value", "middle"))
    return plane.bottom + size + 10, marks, labels


def lines(figure: Figure, events: Sequence[Event], width: int, size: int) -> Parts:
    """Points for each column, joined where it is known what lies between: values at each point, or names at the ends.

    Points that nothing joins stand on stems.
    """
    single, marked = len(figure.columns) == 1, moments(figure, events)
    right = max(width_of(end, size) for end in _ends(figure)) + 10 if width > 400 and not single else 10
    plane = plane_of(figure, width, size, right, marked)
    marks, labels = _ground(figure, marked, plane, width, size)
    for place, (kind, end) in enumerate(zip(KINDS, _ends(figure), strict=False)):
        values = [(year_of(row.date), row.values[place]) for row in figure.rows if row.date]
        points = [(plane.x(year), plane.y(float(value))) for year, value in values if value != GAP]
        marks += _joins(figure, values, plane, kind)
        marks.append(Mark("".join(dot(x, y, 3.2) for x, y in points), f"point {kind}"))
        texts = [shown(value) for _, value in values if value != GAP]
        labels += _values(figure, points, texts, size, width) if single else [_end(points, end, size, width)]
    return plane.bottom + size + 10, marks, labels


def _joins(figure: Figure, values: list[tuple[float, str]], plane: Plane, kind: str) -> list[Mark]:
    """Lines through the points without a gap between them, or a stem below each point."""
    runs = [list(run) for gap, run in groupby(values, key=lambda item: item[1] == GAP) if not gap]
    paths = [[(plane.x(year), plane.y(float(value))) for year, value in run] for run in runs]
    if figure.joined:
        return [Mark(line(path), f"line {kind}") for path in paths]
    return [Mark("".join(line([(x, plane.bottom), (x, y)]) for path in paths for x, y in path), "stem")]


def _ground(figure: Figure, marked: Moments, plane: Plane, width: int, size: int) -> tuple[list[Mark], list[Label]]:
    """What lies behind the values: the frame, and the lines of the events."""
    marks, labels = frame(plane, width, size, figure)
    more, words = lines_of(marked, plane, width, size)
    return marks + more, labels + words


def _ends(figure: Figure) -> list[str]:
    """What stands at the end of each line: its last value and its name."""
    return [
        f"{shown(value)} {name.lower()}" for value, name in zip(figure.rows[-1].values, figure.columns, strict=True)
    ]


def _end(points: list[Point], text: str, size: int, width: int) -> Label:
    """The text beside the line's end, or above it where there is no room, or below it if the line comes down."""
    (_, before), (x, y) = points[-2:]
    if width - x > width_of(text, size):
        return Label(x + 9, round(y + size * 0.35, 1), text, "value")
    return Label(width, round(y + size + 6 if y > before else y - 9, 1), text, "value", "end")


def _values(figure: Figure, points: list[Point], texts: list[str], size: int, width: int) -> list[Label]:
    """A value above each point, left of a line that rises; where the value before is in the way, below or beside it."""
    labels, edge = [], -1000.0
    for place, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        half = width_of(text, size) / 2
        rises = figure.joined and place + 1 < len(points) and points[place + 1][1] < y - size
        left, middle = inside(x - size * 0.6, text, size, width), inside(x, text, size, width)
        if rises and left - half > edge:
            middle = left
        below = middle - half < edge
        if below and not figure.joined and x + 6 + 2 * half <= width:
            labels.append(Label(round(x + 6, 1), round(y + size * 0.35, 1), text, "value"))
            continue
        labels.append(Label(middle, round(y + (size + 7 if below else -9), 1), text, "value", "middle"))
        edge = edge if below else middle + half
    return labels
