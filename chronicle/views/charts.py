"""Figures as drawings: pure geometry. Colours and strokes are the stylesheet's.

Each figure is drawn twice, for wide and for narrow places, so that its text is never smaller than the text around it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from chronicle.records.events import GAP, Figure
from chronicle.records.numbers import numbers, shown
from chronicle.views.plot import (
    MANY,
    SIZES,
    Drawing,
    Label,
    Mark,
    Plane,
    bar,
    dot,
    inside,
    line,
    named_years,
    repeated,
    square,
    steps,
    width_of,
    year_of,
)

KINDS = ("first", "second", "third")
GLYPHS = dict(zip(KINDS, "■□•", strict=True))
Parts = tuple[float, list[Mark], list[Label]]  # height, marks, labels


def drawings(figure: Figure) -> list[Drawing]:
    """The figure's drawings, one for each of ``SIZES``; none where it is a table alone."""
    draw = CHARTS.get(figure.chart)
    if draw is None:
        return []
    found = []
    for name, (width, size) in SIZES.items():
        height, marks, labels = draw(figure, width, size)
        found.append(Drawing(name, width, round(height, 1), size, tuple(marks), tuple(labels)))
    return found


def units(figure: Figure, width: int, size: int) -> Parts:
    """One small mark for each unit counted, in a line for each row; filled, hollow and dotted by column."""
    rows = [[int(value or 0) for value in numbers(row.values)] for row in figure.rows]
    cell = min(12.0, width / max(sum(counts) for counts in rows))
    indent = 0 if width == SIZES["narrow"][0] else round(max(width_of(row.name, size) for row in figure.rows)) + 18
    marks, labels, y = [], [], 0.0
    for row, counts in zip(figure.rows, rows, strict=True):
        labels.append(Label(0, y + size, row.name, "name"))
        y += 0 if indent else size + 4
        words = [f"{GLYPHS[kind]} {n} {column.lower()}" for kind, n, column in zip(KINDS, counts, figure.columns)]  # noqa: B905
        labels.append(Label(indent, y + size, "   ".join(words)))
        y += size + 7
        place = 0
        for kind, n in zip(KINDS, counts):  # noqa: B905
            marks += [Mark(_units(kind, n, place * cell, y, cell), kind)] if n else []
            place += n
        y += cell + size + 4
    return y - size - 2, marks, labels


def _units(kind: str, number: int, x: float, y: float, cell: float) -> str:
    side = cell * 0.8
    if kind == "third":
        return repeated(dot(x + side / 2, y + side / 2, round(cell * 0.17, 2)), number, cell)
    inset = 0.5 if kind == "second" else 0
    return repeated(square(x + inset, y + inset, side - 2 * inset), number, cell)


def bars(figure: Figure, width: int, size: int) -> Parts:
    """A bar for each row, under its name and its value."""
    amounts = [numbers(row.values)[0] for row in figure.rows]
    most = float(max(amount for amount in amounts if amount is not None))
    marks, labels, y = [], [], 0.0
    for row, amount in zip(figure.rows, amounts, strict=True):
        value = "no confirmed figure" if amount is None else shown(row.values[0])
        labels += [Label(0, y + size, row.name, "name"), Label(width, y + size, value, "value", "end")]
        y += size + 6
        if amount is not None:
            marks.append(Mark(bar(0, y + size * 0.7, width * float(amount) / most, size * 0.7), "first"))
        y += size * 0.7 + 14
    return y - 12, marks, labels


def columns(figure: Figure, width: int, size: int) -> Parts:
    """A column for each row, in its year; a year without a value is marked below the line."""
    plane = _plane(figure, width, size, left=0, right=0)
    amounts = {year_of(row.date): row.values[0] for row in figure.rows if row.date}
    slot = plane.x(plane.years[0] + 1) - plane.x(plane.years[0])
    marks, labels = _frame(plane, width, size, figure)
    if GAP in amounts.values():
        labels.append(Label(0, size, "– no confirmed figure", "tick"))
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


def lines(figure: Figure, width: int, size: int) -> Parts:
    """A line for each column through the points that are known: values at each point, or names at the ends."""
    single = len(figure.columns) == 1
    right = max(width_of(end, size) for end in _ends(figure)) + 10 if width > 400 and not single else 10
    plane = _plane(figure, width, size, left=14 if single else 26, right=right)
    marks, labels = _frame(plane, width, size, figure)
    for place, (kind, end) in enumerate(zip(KINDS, _ends(figure), strict=False)):
        values = [(year_of(row.date), row.values[place]) for row in figure.rows if row.date]
        points = [(plane.x(year), plane.y(float(value))) for year, value in values if value != GAP]
        for gap, run in groupby(values, key=lambda item: item[1] == GAP):
            if not gap:
                path = line([(plane.x(year), plane.y(float(value))) for year, value in run])
                marks.append(Mark(path, f"line {kind}"))
        marks.append(Mark("".join(dot(x, y, 3.2) for x, y in points), f"point {kind}"))
        texts = [shown(value) for _, value in values if value != GAP]
        labels += _values(points, texts, size, width) if single else [_end(points, end, size, width)]
    return plane.bottom + size + 10, marks, labels


def _ends(figure: Figure) -> list[str]:
    """What stands at the end of each line: its last value and its name."""
    return [
        f"{shown(value)} {name.lower()}" for value, name in zip(figure.rows[-1].values, figure.columns, strict=True)
    ]


def _end(points: list[tuple[float, float]], text: str, size: int, width: int) -> Label:
    """The text beside the line's end, or above it where there is no room, or below it if the line comes down."""
    (_, before), (x, y) = points[-2:]
    if width - x > width_of(text, size):
        return Label(x + 9, round(y + size * 0.35, 1), text, "value")
    return Label(width, round(y + size + 6 if y > before else y - 9, 1), text, "value", "end")


def _values(points: list[tuple[float, float]], texts: list[str], size: int, width: int) -> list[Label]:
    """A value above each point, left of a line that rises, or below where the value before is in the way."""
    labels, edge = [], -1000.0
    for place, ((x, y), text) in enumerate(zip(points, texts, strict=True)):
        half = width_of(text, size) / 2
        rises = place + 1 < len(points) and points[place + 1][1] < y - size
        left, middle = inside(x - size * 0.6, text, size, width), inside(x, text, size, width)
        if rises and left - half > edge:
            middle = left
        below = middle - half < edge
        labels.append(Label(middle, round(y + (size + 7 if below else -9), 1), text, "value", "middle"))
        edge = edge if below else middle + half
    return labels


def _plane(figure: Figure, width: int, size: int, left: float, right: float) -> Plane:
    moments = [year_of(row.date) for row in figure.rows if row.date]
    amounts = [float(value) for row in figure.rows for value in numbers(row.values) if value is not None]
    height = round(width * (0.4 if width > 400 else 0.62 if len(figure.columns) == 1 else 0.85))
    if figure.chart == "columns":
        left = right = width / (moments[-1] - moments[0] + 1) / 2
    return Plane(left, width - right, size + 12, height, (moments[0], moments[-1]), max(amounts))


def _frame(plane: Plane, width: int, size: int, figure: Figure) -> tuple[list[Mark], list[Label]]:
    """The base line with its years, and lines at round amounts where the values are not all written out."""
    marks = [Mark(line([(0, plane.bottom), (width, plane.bottom)]), "base")]
    labels = []
    for year in named_years(*plane.years, room=(plane.right - plane.left) / width_of("1965  ", size)):
        anchor = "end" if plane.x(year) + size * 1.2 > width else "middle" if plane.x(year) > size * 1.2 else "start"
        x = {"start": 0, "middle": plane.x(year), "end": width}[anchor]
        labels.append(Label(x, plane.bottom + size + 5, str(year), "tick", anchor))
        marks.append(Mark(line([(plane.x(year), plane.bottom), (plane.x(year), plane.bottom + 4)]), "base"))
    if len(figure.columns) > 1 or len(figure.rows) > MANY:
        for amount in steps(plane.most)[1:]:
            marks.append(Mark(line([(0, plane.y(amount)), (width, plane.y(amount))]), "grid"))
            labels.append(Label(0, plane.y(amount) - 4, f"{amount:,}", "tick"))
    return marks, labels


CHARTS: dict[str, Callable[[Figure, int, int], Parts]] = {
    "units": units, "bars": bars, "columns": columns, "line": lines,
}  # fmt: skip
