"""Charts of counts: a mark for each unit, a bar for each amount."""

from __future__ import annotations

from chronicle.edition.charts.plot import SIZES, Label, Mark, Parts, bar, dot, repeated, square, width_of, wrapped
from chronicle.records.figures import Figure
from chronicle.records.numbers import numbers, shown

KINDS = ("first", "second", "third")
GLYPHS = dict(zip(KINDS, "■□•", strict=True))


def units(figure: Figure, width: int, size: int) -> Parts:
    """One small mark for each unit counted, in a line for each row; filled, hollow and dotted by column."""
    rows = [[int(value or 0) for value in numbers(row.values)] for row in figure.rows]
    cell = min(24.0, width / max(sum(counts) for counts in rows))
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
        for text in wrapped(", ".join(row.names), width, size) if row.names else ():
            labels.append(Label(0, round(y, 1), text))
            y += size + 4
        y += size if row.names else 0
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
