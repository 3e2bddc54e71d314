"""What must hold of a figure: its rows fit its columns and its chart, its numbers add up, and each has a source."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from chronicle.records.events import GAP, Figure
from chronicle.records.numbers import NUMBER


def problems(figure: Figure) -> Iterator[tuple[str, str]]:
    """What is wrong with a figure, as (field, mend)."""
    for number, row in enumerate(figure.rows, start=1):
        place = f"rows {number}"
        if not row.name:
            yield place, "has no name; give it a label or a date"
        if not row.sources and not figure.sources and set(row.values) != {GAP}:
            yield f"{place} sources", "is missing; name one here or for the whole figure"
        yield from _misfits(figure, row.values, f"{place} values")
    if figure.total:
        yield from _misfits(figure, figure.total, "total")
    if figure.chart in ("line", "columns"):
        yield from _undated(figure)
    yield from _sums(figure)


def _misfits(figure: Figure, values: tuple[str, ...], place: str) -> Iterator[tuple[str, str]]:
    if len(values) != len(figure.columns):
        yield place, f"has {len(values)} where columns has {len(figure.columns)}; give each column one value"
    if figure.chart == "none":
        return
    for value in values:
        if value != GAP and not NUMBER.fullmatch(value):
            yield place, f"'{value}' is not a number; write it plainly, like 1860.5, or '{GAP}' where none is confirmed"


def _undated(figure: Figure) -> Iterator[tuple[str, str]]:
    if not all(row.date for row in figure.rows):
        yield "rows", f"a {figure.chart} chart runs along time; give every row a date"
        return
    days = [row.date.latest for row in figure.rows if row.date]
    if days != sorted(set(days)):
        yield "rows", "are not in order of date; put the earliest first, and no date twice"


def _sums(figure: Figure) -> Iterator[tuple[str, str]]:
    lines = [row.values for row in figure.rows] + ([figure.total] if figure.total else [])
    if not figure.total or any(len(line) != len(figure.columns) for line in lines):
        return
    for column, *values in zip(figure.columns, *lines, strict=True):
        if all(NUMBER.fullmatch(value) for value in values):
            *parts, total = (Decimal(value) for value in values)
            if sum(parts) != total:
                yield "total", f"says {total} for '{column}', but the rows add up to {sum(parts)}; mend one of them"
