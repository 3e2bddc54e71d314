"""What the edition could not establish: open questions of its records, gaps in its figures, notes on its dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chronicle.edition import Edition
from chronicle.records.evidence import Supported, Unsettled
from chronicle.records.figures import GAP
from chronicle.records.manuscript import HOMES

Row = tuple[Unsettled, str, str]  # the question, where it stands and what that is called


def values(edition: Edition) -> dict[str, Any]:
    """What the template of the page shows."""
    figures = edition.records.figures.values()
    sections = [(edition.name_of(page), f"on-{page}", _of_page(edition, page)) for page in edition.paths]
    sections.append(("Figures", "on-figures", list(_rows("figures", figures))))
    gaps = [
        (figure, row, [name for name, value in zip(figure.columns, row.values, strict=True) if value == GAP])
        for figure in figures
        for row in figure.rows
        if GAP in row.values
    ]
    dates = [event for event in edition.events if event.date_note]
    return {"questions": [section for section in sections if section[2]], "gaps": gaps, "dates": dates}


def _of_page(edition: Edition, page: str) -> list[Row]:
    """The questions of the notes that stand on a page of the essay, and of the events of its period."""
    notes = [note for note in edition.notes if note.passage.partition("#")[0] == page]
    return [*_rows("notes", notes), *_rows("events", edition.events_of(page))]


def _rows(kind: str, records: Iterable[Supported]) -> Iterable[Row]:
    for record in records:
        for item in record.open:
            yield item, f"{HOMES[kind]}#{record.id}", record.title
