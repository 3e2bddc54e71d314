"""Events and notes as tables: each column with its description and how its cells are got, and the CSV made of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, get_args

from chronicle.edition import Edition
from chronicle.edition.concordance import VERDICTS, original, verdict
from chronicle.exports.events import full_events
from chronicle.records import addresses
from chronicle.records.events import Note

REQUIRED = {"required": True}
UNIQUE = {"required": True, "unique": True}
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column, as its Table Schema describes it; ``get`` gives its cell, which else has its name."""

    name: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict)
    type: str = "string"
    get: Callable[[Row], Any] | None = None

    def cell(self, row: Row) -> Any:
        """Its cell of a row: lists joined by semicolons, true and false in small letters."""
        value = self.get(row) if self.get else row[self.name]
        if isinstance(value, bool):
            return str(value).lower()
        return ";".join(value) if isinstance(value, list | tuple) else value


def _of(*keys: str) -> Callable[[Row], Any]:
    """What stands under these keys, one inside the other; None where one of them is missing."""

    def get(row: Row) -> Any:
        for key in keys:
            row = (row or {}).get(key)
        return row

    return get


def _ids(key: str) -> Callable[[Row], list[str]]:
    return lambda row: list(map(itemgetter("id"), row[key]))


EVENTS = (
    Column("id", "The event’s id; it never changes", UNIQUE),
    Column("date", "The date in EDTF, as exact as the sources are", REQUIRED, get=_of("date", "edtf")),
    Column("earliest", "The first day that the date can mean", REQUIRED, "date", _of("date", "earliest")),
    Column(
        "latest", "The last day that the date can mean; empty while it goes on", type="date", get=_of("date", "latest")
    ),
    Column("words", "The date in words", REQUIRED, get=_of("date", "words")),
    Column("date_note", "What to know about the date", get=_of("date", "note")),
    Column("title", "The event", REQUIRED),
    Column("summary", "What happened", REQUIRED),
    Column("significance", "Why it matters for the essay’s subject", REQUIRED),
    Column("period", "Id of the period", REQUIRED),
    Column("short", "Its name in the drawing"),
    Column("lane", "Id of the lane; lanes.yml says what belongs there", REQUIRED),
    Column("place", "Name of the place", get=_of("place", "name")),
    Column("lat", "Degrees north", {"minimum": -90, "maximum": 90}, "number", _of("place", "lat")),
    Column("lon", "Degrees east", {"minimum": -180, "maximum": 180}, "number", _of("place", "lon")),
    Column("people", "Ids of people, joined by semicolons", get=_ids("people")),
    Column("organisations", "Ids of organisations, joined by semicolons", get=_ids("organisations")),
    Column("themes", "Ids of themes, joined by semicolons, the most telling first", REQUIRED, get=_ids("themes")),
    Column("in_essay", "Whether the essay speaks of the event", REQUIRED, "boolean"),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED, get=_ids("sources")),
    Column("checked", "What was seen for it"),
    Column("address", "The event on the timeline", UNIQUE),
    Column("page", "The page of the event", UNIQUE),
)

NOTES = (
    Column("id", "The note’s id; it never changes", UNIQUE),
    Column("passage", "Page and paragraph of the essay where the note stands", REQUIRED),
    Column("title", "The point", REQUIRED),
    Column("essay", "What the essay says, in our words", REQUIRED),
    Column("record", "What the record says", REQUIRED),
    Column(
        "verdict",
        "How the two differ, in a word",
        {"required": True, "enum": list(get_args(Note.model_fields["verdict"].annotation))},
    ),
    Column(
        "certainty",
        "How sure we are of the record’s side",
        {"required": True, "enum": list(get_args(Note.model_fields["certainty"].annotation))},
    ),
    Column("because", "Why we are as sure as that"),
    Column("disputed", "Who disagrees with whom"),
    Column("events", "Ids of events, joined by semicolons"),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED),
    Column("address", "The note on its page", UNIQUE),
)


CLAIMS = (
    Column("id", "The claim’s id; it never changes", UNIQUE),
    Column("claim", "The essay’s claim, in our words", REQUIRED),
    Column("nature", "Fact, judgement or question", REQUIRED),
    Column("passage", "Page and paragraph that retell it", REQUIRED, get=lambda row: row["at"]),
    Column("verdict", "What the record says of it", {"required": True, "enum": list(VERDICTS)}),
    Column("notes", "Ids of the notes on it, joined by semicolons"),
    Column("original", "The original, opened at the claim’s words", REQUIRED),
    Column("address", "The claim in the concordance", UNIQUE),
)


def events_csv(edition: Edition, address: str) -> str:
    """``events.csv``: one row for each event, in order of date."""
    return in_csv(EVENTS, full_events(edition, address))


def notes_csv(edition: Edition, address: str) -> str:
    """``notes.csv``: one row for each note, in the order of the essay."""
    return in_csv(
        NOTES, ({**dict(note), "address": addresses.of_record(address, "notes", note.id)} for note in edition.notes)
    )


def claims_csv(edition: Edition, address: str) -> str:
    """``claims.csv``: one row for each claim of the essay, in its order."""
    return in_csv(
        CLAIMS,
        (
            {
                **dict(claim),
                "verdict": verdict(edition, claim),
                "original": original(edition, claim),
                "address": addresses.of_record(address, "claims", claim.id),
            }
            for claim in edition.records.claims.values()
        ),
    )


def schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    """The Table Schema of a table with these columns."""
    fields = [
        {"name": column.name, "type": column.type, "description": column.description, "constraints": column.constraints}
        for column in columns
    ]
    key = {"primaryKey": ["id"]} if columns[0].name == "id" else {}
    return {"fields": fields, **key, "missingValues": [""]}


def in_csv(columns: tuple[Column, ...], rows: Iterable[Row]) -> str:
    """The rows as a table with these columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([column.cell(row) for column in columns] for row in rows)
    return text.getvalue()
