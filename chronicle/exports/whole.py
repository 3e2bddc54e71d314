"""All tables in one file: a workbook for spreadsheet programs, a database for SQL. Both are the same at each build."""

from __future__ import annotations

import io
import sqlite3
import zipfile

from chronicle.edition import Edition
from chronicle.exports.columns import Column
from chronicle.exports.forms import filled
from chronicle.exports.tables import TABLES, tables

_PARTS = {
    "[Content_Types].xml": "types", "_rels/.rels": "root", "xl/workbook.xml": "workbook",
    "xl/_rels/workbook.xml.rels": "links", "xl/styles.xml": "styles",
}  # fmt: skip
_TYPES = {"number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}
_WRITER = slice(96, 100)  # where a database says which SQLite wrote it


def tables_xlsx(edition: Edition, address: str) -> bytes:
    """``tables.xlsx``: a sheet for each kind. Its cells are typed, so that none is run, and no date is guessed at."""
    found = {name: table for name, table in tables(edition, address).items() if name in TABLES}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # packed, it would differ between machines
        for name, form in _PARTS.items():
            archive.writestr(_entry(name), filled(f"xlsx/{form}.xml", names=list(found)))
        for number, (columns, rows) in enumerate(found.values(), start=1):
            cells = [[(column.type, column.cell(row)) for column in columns] for row in rows]
            text = filled("xlsx/sheet.xml", columns=columns, rows=cells)
            archive.writestr(_entry(f"xl/worksheets/sheet{number}.xml"), text)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def tables_sqlite(edition: Edition, address: str) -> bytes:
    """``tables.sqlite``: the same tables, with their keys; hyphens in names are underscores."""
    database = sqlite3.connect(":memory:")
    for name, (columns, rows) in tables(edition, address).items():
        parts = ", ".join(_column(column) for column in columns)
        database.execute(f'CREATE TABLE "{_sql(name)}" ({parts})')
        marks = ", ".join("?" * len(columns))
        cells = ([_plain(column, row) for column in columns] for row in rows)
        database.executemany(f'INSERT INTO "{_sql(name)}" VALUES ({marks})', cells)
    database.commit()
    content = bytearray(database.serialize())
    content[_WRITER] = bytes(4)
    return bytes(content)


def _sql(name: str) -> str:
    return name.replace("-", "_")


def _column(column: Column) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    must = " NOT NULL" if column.constraints.get("required") else ""
    other = f' REFERENCES "{_sql(column.to)}" (id)' if column.to and not column.many else ""
    return f'"{_sql(column.name)}" {_TYPES.get(column.type, "TEXT")}{key}{must}{other}'


def _plain(column: Column, row: dict) -> object:
    value = column.value(row)
    return int(value) if isinstance(value, bool) else column.cell(row)
