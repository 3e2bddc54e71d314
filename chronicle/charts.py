"""Figures as drawings: pure geometry. Colours and strokes are the stylesheet's.

Each figure is drawn twice, for wide and for narrow places, so that its text is never smaller than the text around it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from chronicle.drawing import (
    MANY,
    SIZES,
    Drawing,
    Label,
    Mark,
    Plane,
    bar,
    dot,
    line,
    named_years,
    square,
    steps,
    width_of,
    year_of,
)  # fmt: skip
from chronicle.figures import numbers, shown
from chronicle.records import GAP, Figure

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
    indent = 0 if width == SIZES["narrow"][0] else round(max(width_of(row.name, size) for row in figure.rows)) + 12
    marks, labels, y = [], [], 0.0
    for row, counts in zip(figure.rows, rows, strict=True):
        labels.append(Label(0, y + size, row.name, "name"))
        y += 0 if indent else size + 4
        words = [f"{GLYPHS[kind]} {n} {column.lower()}" for kind, n, column in zip(KINDS, counts, figure.columns)]  # noqa: B905
        labels.append(Label(indent, y + size, "   ".join(words)))
        y += size + 7
        kinds = [kind for kind, n in zip(KINDS, counts) for _ in range(n)]  # noqa: B905
        placed = [(kind, _unit(kind, place * cell, y, cell)) for place, kind in enumerate(kinds)]
        marks += [Mark("".join(d for _, d in same), kind) for kind, same in groupby(placed, key=lambda item: item[0])]
        y += cell + size + 4
    return y - size - 2, marks, labels


def _unit(kind: str, x: float, y: float, cell: float) -> str:
    side = cell * 0.8
    if kind == "third":
        return dot(x + side / 2, y + side / 2, round(cell * 0.17, 2))
    inset = 0.5 if kind == "second" else 0
    return square(x + inset, y + inset, side - 2 * inset)


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
    known = {year: value for year, value in amounts.items() if value != GAP}
    named = {min(known), max(known), max(known, key=lambda year: float(known[year]))}
    for year, value in amounts.items():
        x = plane.x(year) - slot * 0.38
        if value == GAP:
            marks.append(Mark(line([(x + slot * 0.13, plane.bottom - 4), (x + slot * 0.63, plane.bottom - 4)]), "gap"))
            continue
        marks.append(Mark(bar(x, plane.bottom, slot * 0.76, plane.bottom - plane.y(float(value))), "first"))
        if year in named:
            x = min(max(plane.x(year), width_of(value, size) / 2), width - width_of(value, size) / 2)
            labels.append(Label(round(x, 1), plane.y(float(value)) - 5, shown(value), "value", "middle"))
    return plane.bottom + size + 10, marks, labels


def lines(figure: Figure, width: int, size: int) -> Parts:
    """A line for each column, through the points that are known, with its name at its end."""
    single = len(figure.columns) == 1
    ends = [f"{shown(value)} {name.lower()}" for value, name in zip(figure.rows[-1].values, figure.columns)]  # noqa: B905
    right = 10 if single else max(width_of(end, size) for end in ends) + 10
    plane = _plane(figure, width, size, left=14 if single else 26, right=right)
    marks, labels = _frame(plane, width, size, figure)
    for place, kind in zip(range(len(figure.columns)), KINDS):  # noqa: B905
        values = [(year_of(row.date), row.values[place]) for row in figure.rows if row.date]
        points = [(plane.x(year), plane.y(float(value))) for year, value in values if value != GAP]
        for gap, run in groupby(values, key=lambda item: item[1] == GAP):
            if not gap:
                marks.append(
                    Mark(line([(plane.x(year), plane.y(float(value))) for year, value in run]), f"line {kind}")
                )
        marks.append(Mark("".join(dot(x, y, 3.2) for x, y in points), f"point {kind}"))
        if single:
            labels += _values(points, [shown(value) for _, value in values if value != GAP], size)
        else:
            labels.append(Label(points[-1][0] + 9, points[-1][1] + size * 0.35, ends[place], "value"))
    return plane.bottom + size + 10, marks, labels


def _values(points: list[tuple[float, float]], texts: list[str], size: int) -> list[Label]:
    """A value above each point, or below it where the value before is in the way."""
    labels, edge = [], -1000.0
    for (x, y), text in zip(points, texts, strict=True):
        half = width_of(text, size) / 2
        below = x - half < edge + 4
        labels.append(Label(x, round(y + (size + 7 if below else -9), 1), text, "value", "middle"))
        edge = edge if below else x + half
    return labels


def _plane(figure: Figure, width: int, size: int, left: float, right: float) -> Plane:
    moments = [year_of(row.date) for row in figure.rows if row.date]
    amounts = [float(value) for row in figure.rows for value in numbers(row.values) if value is not None]
    height = round(width * (0.62 if width < 400 else 0.4))
    if figure.chart == "columns":
        left = right = width / (moments[-1] - moments[0] + 1) / 2
    return Plane(left, width - right, size + 12, height, (moments[0], moments[-1]), max(amounts))


def _frame(plane: Plane, width: int, size: int, figure: Figure) -> tuple[list[Mark], list[Label]]:
    """The base line with its years, and lines at round amounts where the values are not all written out."""
    marks = [Mark(line([(0, plane.bottom), (width, plane.bottom)]), "base")]
    labels = []
    for year in named_years(*plane.years):
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
