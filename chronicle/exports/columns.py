"""Columns: their cells, the schema that describes them, and the CSV made of them.

A column with ``to`` names records of that kind: one of them, which is a foreign key, or ``many``, joined by semicolons.
The pairs of such a column are a table of their own, too, in which both are foreign keys.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

REQUIRED = {"required": True}
UNIQUE = {"required": True, "unique": True}
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column, as its Table Schema describes it; ``get`` gives its cell, which else has its name.

    One that is ``chinese`` is left out where an edition has no Chinese names.
    """

    name: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict)
    type: str = "string"
    get: Callable[[Row], Any] | None = None
    to: str = ""
    many: bool = False
    chinese: bool = False

    def value(self, row: Row) -> Any:
        """What a row has in it; of records, their ids."""
        value = self.get(row) if self.get else row.get(self.name)
        if isinstance(value, list | tuple):
            return [one["id"] if isinstance(one, dict) else one for one in value]
        return value

    def cell(self, row: Row) -> Any:
        """The same for a table: lists joined by semicolons, true and false in small letters."""
        value = self.value(row)
        if isinstance(value, bool):
            return str(value).lower()
        return ";".join(value) if isinstance(value, list) else value

    def safe(self, row: Row) -> Any:
        """The same for a CSV: a text that a spreadsheet program would run as a formula stands behind an apostrophe."""
        cell = self.cell(row)
        runs = self.type == "string" and isinstance(cell, str) and cell.startswith(("=", "+", "-", "@"))
        return f"'{cell}" if runs else cell


def of(*keys: str) -> Callable[[Row], Any]:
    """What stands under these keys, one inside the other; None where one of them is missing."""

    def get(row: Row) -> Any:
        for key in keys:
            row = (row or {}).get(key)
        return row

    return get


def pairs(kind: str, column: Column) -> tuple[Column, ...]:
    """The columns of the table of the pairs of a kind and what one of its columns names."""
    return (
        Column(kind, f"Id in {kind}.csv", REQUIRED, to=kind),
        Column(column.to, f"Id in {column.to}.csv", REQUIRED, to=column.to),
        Column("position", "Its place in the list, from 1", REQUIRED, "integer"),
    )


def paired(kind: str, column: Column, rows: Iterable[Row]) -> list[Row]:
    """The rows of that table."""
    named = ((row["id"], column.value(row)) for row in rows)
    return [{kind: key, column.to: to, "position": at} for key, ids in named for at, to in enumerate(ids, start=1)]


def schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    """The Table Schema of a table with these columns."""
    fields = [
        {"name": column.name, "type": column.type, "description": column.description, "constraints": column.constraints}
        for column in columns
    ]
    keys = [
        {"fields": [column.name], "reference": {"resource": f"{column.to}-csv", "fields": ["id"]}}
        for column in columns
        if column.to and not column.many
    ]
    key = {"primaryKey": ["id"]} if columns[0].name == "id" else {}
    return {"fields": fields, **key, **({"foreignKeys": keys} if keys else {}), "missingValues": [""]}


def in_csv(columns: tuple[Column, ...], rows: Iterable[Row]) -> str:
    """The rows as a table with these columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([column.safe(row) for column in columns] for row in rows)
    return text.getvalue()
