"""Events and notes as tables: their columns, each with its description, and the CSV made from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, get_args

from chronicle.edition import Edition
from chronicle.exports.events import full_events
from chronicle.records import addresses
from chronicle.records.schema import Event, Note

REQUIRED = {"required": True}
UNIQUE = {"required": True, "unique": True}
LANE, CERTAINTY = (
    {"required": True, "enum": list(get_args(model.model_fields[name].annotation))}
    for model, name in ((Event, "lane"), (Note, "certainty"))
)


@dataclass(frozen=True)
class Column:
    """One column, as its Table Schema describes it."""

    name: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict)
    type: str = "string"


EVENTS = (
    Column("id", "The event’s id; it never changes", UNIQUE),
    Column("date", "The date in EDTF, as exact as the sources are", REQUIRED),
    Column("earliest", "The first day that the date can mean", REQUIRED, "date"),
    Column("latest", "The last day that the date can mean; empty while it goes on", type="date"),
    Column("words", "The date in words", REQUIRED),
    Column("date_note", "What to know about the date"),
    Column("title", "The event", REQUIRED),
    Column("summary", "What happened", REQUIRED),
    Column("significance", "Why it matters for the history of internationalism", REQUIRED),
    Column("period", "Id of the period", REQUIRED),
    Column("lane", "china: in China, or by the act of its parties and governments; world: elsewhere", LANE),
    Column("place", "Name of the place"),
    Column("lat", "Degrees north", {"minimum": -90, "maximum": 90}, "number"),
    Column("lon", "Degrees east", {"minimum": -180, "maximum": 180}, "number"),
    Column("people", "Ids of people, joined by semicolons"),
    Column("organisations", "Ids of organisations, joined by semicolons"),
    Column("themes", "Ids of themes, joined by semicolons, the most telling first", REQUIRED),
    Column("in_essay", "Whether the essay speaks of the event", REQUIRED, "boolean"),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED),
    Column("address", "The event on the timeline", UNIQUE),
)

NOTES = (
    Column("id", "The note’s id; it never changes", UNIQUE),
    Column("passage", "Page and paragraph of the essay where the note stands", REQUIRED),
    Column("title", "The point", REQUIRED),
    Column("essay", "What the essay says, in our words", REQUIRED),
    Column("record", "What the record says", REQUIRED),
    Column("certainty", "How sure we are of the record’s side", CERTAINTY),
    Column("events", "Ids of events, joined by semicolons"),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED),
    Column("address", "The note on its page", UNIQUE),
)


def events_csv(edition: Edition, address: str) -> str:
    """``events.csv``: one row for each event, in order of date."""
    return _csv(EVENTS, (_event(event) for event in full_events(edition, address)))


def notes_csv(edition: Edition, address: str) -> str:
    """``notes.csv``: one row for each note, in the order of the essay."""
    return _csv(NOTES, (_note(note, address) for note in edition.notes))


def schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    """The Table Schema of a table with these columns."""
    fields = [
        {"name": column.name, "type": column.type, "description": column.description, "constraints": column.constraints}
        for column in columns
    ]
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


def _event(event: dict[str, Any]) -> dict[str, Any]:
    date, place = event["date"], event["place"] or {}
    same = ("id", "title", "summary", "significance", "period", "lane", "address")
    lists = ("people", "organisations", "themes", "sources")
    return {
        **{key: event[key] for key in same},
        **{key: ";".join(item["id"] for item in event[key]) for key in lists},
        **{key: date[key] for key in ("earliest", "latest", "words")},
        **{"date": date["edtf"], "date_note": date["note"]},
        **{"place": place.get("name"), "lat": place.get("lat"), "lon": place.get("lon")},
        "in_essay": str(event["in_essay"]).lower(),
    }


def _note(note: Note, address: str) -> dict[str, Any]:
    lists = {"events": ";".join(note.events), "sources": ";".join(note.sources)}
    return {**note.model_dump(), **lists, "address": addresses.of_record(address, "notes", note.id)}


def _csv(columns: tuple[Column, ...], rows: Iterable[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
