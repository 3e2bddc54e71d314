"""Every record of every kind as plain values: what ``records.json``, its own file and its table hold."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.concordance import original, verdict
from chronicle.exports.events import date_of, full_events
from chronicle.exports.imprint import as_json, imprint
from chronicle.records import addresses
from chronicle.records.actors import Elsewhere
from chronicle.records.dates import Date
from chronicle.records.load import KINDS
from chronicle.records.manuscript import HOMES
from chronicle.records.model import Part, Record

NAMED = ("people", "organisations", "places", "glossary", "sources")  # by events, notes and the essay
EACH = ("events", "notes", *NAMED)  # with a file for each record
Row = dict[str, Any]


@lru_cache(maxsize=len(KINDS))
def full(edition: Edition, address: str, kind: str) -> tuple[Row, ...]:
    """The records of a kind: events in order of date, notes in that of the essay, others in that of their file."""
    if kind == "events":
        return full_events(edition, address)
    records = edition.notes if kind == "notes" else getattr(edition.records, kind).values()
    return tuple(_full(edition, address, kind, record) for record in records)


def records_json(edition: Edition, address: str) -> str:
    """``records.json``: all of them, by kind, behind what the edition is."""
    records = {kind: full(edition, address, kind) for kind in KINDS if kind != "edition"}
    return as_json({**imprint(edition, address), **records}, indent=None)  # for programs, which is a fifth less


def each(edition: Edition, address: str) -> dict[str, str]:
    """The files of single records, by their names under ``/data/``; each says of which edition it is."""
    said = imprint(edition, address)
    rows = [(kind, row) for kind in EACH for row in full(edition, address, kind)]
    return {f"{kind}/{row['id']}.json": as_json({**row, "edition": said}) for kind, row in rows}


def _full(edition: Edition, address: str, kind: str, record: Record) -> Row:
    row = _value(record)
    if kind == "changes":
        row["at"] = row["address"]
    if own := _address(edition, address, kind, record):
        row["address"] = own
    if kind == "claims":
        row |= {"verdict": verdict(edition, record), "original": original(edition, record)}
    if kind in NAMED:
        row["mentioned"] = _mentioned(edition, address, kind, record.id)
    return {key: value for key, value in row.items() if value is not None}


def _address(edition: Edition, address: str, kind: str, record: Any) -> str | None:
    if kind == "sources":
        return addresses.of_source(address, record)
    if kind == "tasks":
        return addresses.absolute(address, addresses.handout_page(record.id))
    if kind == "periods":
        return addresses.absolute(address, edition.paths[record.id])
    return addresses.of_record(address, kind, record.id) if kind in HOMES else None


def _mentioned(edition: Edition, address: str, kind: str, record: str) -> Row:
    found = edition.mentions(kind, record)
    ids = {name: [one.id for one in getattr(found, name)] for name in ("events", "notes", "figures")}
    return {"passages": [addresses.of_passage(address, one) for one in found.passages], **ids}


def _value(value: Any) -> Any:
    """A value of a record in the words of JSON; a part has its fields as editors call them, less those without one."""
    match value:
        case Date():
            return date_of(value)
        case Elsewhere():
            return list(value.links.values())
        case Part():
            fields = {info.alias or key: getattr(value, key) for key, info in type(value).model_fields.items()}
            return {key: _value(one) for key, one in fields.items() if one is not None}
        case tuple():
            return [_value(one) for one in value]
    return value
