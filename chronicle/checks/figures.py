"""What must hold of a figure: its rows fit its columns and its chart, its numbers add up, and each has a source."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chronicle.records.figures import GAP, Figure, Row
from chronicle.records.numbers import NUMBER

WORDS = ("words", "presence", "none")  # charts whose values may be text
Problems = Iterator[tuple[str, str]]  # field, mend


def problems(figure: Figure) -> Problems:
    """What is wrong with a figure, as (field, mend)."""
    for number, row in enumerate(figure.rows, start=1):
        place = f"rows {number}"
        if not row.name:
            yield place, "has no name; give it a label or a date"
        if not row.sources and not figure.sources and set(row.values) != {GAP}:
            yield f"{place} sources", "is missing; name one here or for the whole figure"
        yield from _pairs(figure, row, place) if figure.chart == "pairs" else _alone(figure, row, place)
    if figure.total:
        yield from _misfits(figure, figure.total, "total")
    if figure.chart in ("line", "columns"):
        yield from _undated(figure)
    if not figure.joined and figure.chart != "line":
        yield "joined", f"is for a line, and the chart is '{figure.chart}'; take it out"
    if (figure.chart == "pairs") != bool(figure.right):
        yield "right", "is the list that pairs are joined to; give it to a chart of pairs, and to no other"
    yield from _sums(figure)


def _alone(figure: Figure, row: Row, place: str) -> Problems:
    """A row of values."""
    yield from _misfits(figure, row.values, f"{place} values")
    if row.same or row.near:
        yield place, f"is joined to others, which the chart '{figure.chart}' does not show; take out 'same' and 'near'"
    if row.names and all(NUMBER.fullmatch(value) for value in row.values):
        counted = sum(Decimal(value) for value in row.values)
        if len(row.names) != counted:
            yield f"{place} names", f"has {len(row.names)} where {counted} are counted; name each, or none"


def _pairs(figure: Figure, row: Row, place: str) -> Problems:
    """A row that is joined to items of another list."""
    if row.values:
        yield f"{place} values", "is not for pairs; name the places that it is joined to under 'same' or 'near'"
    for field, places in (("same", row.same), ("near", row.near)):
        for one in places:
            if int(one) > len(figure.right):
                yield f"{place} {field}", f"names {one}, and the list at the right has {len(figure.right)}"
    for one in set(row.same) & set(row.near):
        yield f"{place} near", f"names {one}, which 'same' names too; once is enough"


def _misfits(figure: Figure, values: tuple[str, ...], place: str) -> Problems:
    if len(values) != len(figure.columns):
        yield place, f"has {len(values)} where columns has {len(figure.columns)}; give each column one value"
    if figure.chart in WORDS:
        return
    for value in values:
        if value != GAP and not NUMBER.fullmatch(value):
            yield place, f"'{value}' is not a number; write it plainly, like 1860.5, or '{GAP}' where none is confirmed"


def _undated(figure: Figure) -> Problems:
    if not all(row.date for row in figure.rows):
        yield "rows", f"a {figure.chart} chart runs along time; give every row a date"
        return
    days = [row.date.latest for row in figure.rows if row.date]
    if days != sorted(set(days)):
        yield "rows", "are not in order of date; put the earliest first, and no date twice"


def _sums(figure: Figure) -> Problems:
    lines = [row.values for row in figure.rows] + ([figure.total] if figure.total else [])
    if not figure.total or any(len(line) != len(figure.columns) for line in lines):
        return
    for column, *values in zip(figure.columns, *lines, strict=True):
        if all(NUMBER.fullmatch(value) for value in values):
            *parts, total = (Decimal(value) for value in values)
            if sum(parts) != total:
                yield "total", f"says {total} for '{column}', but the rows add up to {sum(parts)}; mend one of them"
