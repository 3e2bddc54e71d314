"""Each figure as files of its own: its table as CSV, and its drawing as SVG, which stands alone with its sources."""

from __future__ import annotations

from functools import partial
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.charts import drawings
from chronicle.edition.charts.plot import wrapped
from chronicle.exports.columns import Column, Row, in_csv
from chronicle.exports.file import File
from chronicle.exports.forms import filled
from chronicle.records.addresses import of_record
from chronicle.records.figures import GAP, Figure
from chronicle.records.numbers import NUMBER

FIGURES = "figures"
WIDTH, MARGIN = 640, 20


def figure_files(edition: Edition) -> list[tuple[Figure, list[File]]]:
    """The files of each figure; one that is a table alone has no drawing."""
    return [(figure, _files(figure)) for figure in edition.records.figures.values()]


def _files(figure: Figure) -> list[File]:
    def count(edition: Edition) -> int:
        return len(figure.lines)

    name, columns = f"{FIGURES}/{figure.id}", _columns(figure)
    table = partial(_csv, figure, columns)
    files = [File(f"{name}.csv", "figures", "CSV", "text/csv", f"{figure.title}.", count, table, lambda _: columns)]
    if figure.chart != "none":
        use = f"{figure.title}: the drawing."
        files.append(File(f"{name}.svg", "figures", "SVG", "image/svg+xml", use, count, partial(_svg, figure)))
    return files


def _columns(figure: Figure) -> tuple[Column, ...]:
    """The columns of its CSV: those of its table, and what else its rows say."""
    columns = [Column(figure.head, "What the row is about", {"required": True}, get=lambda row: row["name"])]
    if any(row.date for row in figure.rows):
        columns.append(Column("edtf", "The date in EDTF", get=lambda row: row["date"]))
    for place, name in enumerate(figure.columns):
        values = [line.values[place] for line in figure.lines]
        kind = "number" if all(value == GAP or NUMBER.fullmatch(value) for value in values) else "string"
        columns.append(Column(name, figure.unit, type=kind, get=partial(_value, place)))
    if any(row.names for row in figure.rows):
        columns.append(Column("names", "What is counted, joined by semicolons"))
    return (
        *columns,
        Column("note", "What to know about the row"),
        Column("sources", "Ids of sources, joined by semicolons", {"required": True}),
    )


def _value(place: int, row: Row) -> str:
    value = row["values"][place]
    return "" if value == GAP else value


def _csv(figure: Figure, columns: tuple[Column, ...], edition: Edition, address: str) -> str:
    own = [
        {**dict(row), "name": row.name, "date": row.date and row.date.edtf, "sources": row.sources or figure.cited}
        for row in figure.lines
    ]
    return in_csv(columns, own)


def _svg(figure: Figure, edition: Edition, address: str) -> str:
    """The wide drawing with its finding, its unit, its sources and its address, and with colours of its own."""
    drawing = drawings(figure, edition.records.events)[-1]
    period = edition.records.periods.get(figure.passages[0].partition("#")[0]) if figure.passages else None
    sources = "; ".join(edition.references[source].short for source in figure.cited)
    place = of_record(address, "figures", figure.id)
    foot = [f"Sources: {sources}.", f"{edition.colophon.whole_title}, {edition.colophon.licence.name}.", place]
    said: dict[str, Any] = {
        "finding": wrapped(figure.finding, WIDTH, 23),
        "title": wrapped(f"{figure.title}. {figure.unit}", WIDTH, 14),
        "foot_lines": [line for text in foot for line in wrapped(text, WIDTH, 12)],
    }
    colour = period.colours.light if period else "#1d1b18"
    said |= {"width": WIDTH + 2 * MARGIN, "margin": MARGIN, "language": edition.colophon.language}
    return filled("figure.svg", figure=figure, drawing=drawing, colour=colour, **said)
