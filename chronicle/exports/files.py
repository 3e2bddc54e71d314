"""The files under ``/data/``: what each is for, how many records it holds, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chronicle.edition import Edition
from chronicle.exports import tables
from chronicle.exports.calendar import events_ics, on_days
from chronicle.exports.events import events_geojson, events_json
from chronicle.exports.jsonld import events_jsonld
from chronicle.exports.sources import sources_bib, sources_csl, sources_ris
from chronicle.exports.tables import Column, claims_csv, events_csv, notes_csv
from chronicle.records.load import KINDS

FOLDER = "data"
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class File:
    """One file. ``make`` gives its text for an edition and an address; None for a file of records, which is there.

    ``kind`` is the kind of its records, ``count`` how many of them it holds, ``lack`` what those left out lack.
    """

    name: str
    kind: str
    format: str
    mediatype: str
    use: str
    count: Callable[[Edition], int]
    make: Callable[[Edition, str], str] | None = None
    columns: tuple[Column, ...] = ()
    lack: str = ""

    @property
    def schema(self) -> dict[str, Any] | None:
        """The Table Schema, for a table."""
        return tables.schema(self.columns) if self.columns else None


def _all(kind: str) -> Callable[[Edition], int]:
    return lambda edition: len(getattr(edition.records, kind))


def _placed(edition: Edition) -> int:
    return sum(1 for event in edition.events if event.place)


EXPORTS = (
    File(
        "events.csv", "events", "CSV", "text/csv",
        "A table for spreadsheets and statistics: one row for each event, UTF-8 with commas.",
        _all("events"), events_csv, tables.EVENTS,
    ),
    File(
        "events.json", "events", "JSON", "application/json",
        "The fullest form, for programs: every event with the names and addresses of all that it refers to.",
        _all("events"), events_json,
    ),
    File(
        "events.jsonld", "events", "JSON-LD", "application/ld+json",
        "Linked data in the terms of schema.org, with no date more exact than its source.",
        _all("events"), events_jsonld,
    ),
    File(
        "events.ics", "events", "iCalendar", "text/calendar",
        "For calendars: the events whose first and last day are known, as events of whole days.",
        lambda edition: len(on_days(edition)), events_ics, lack="an exact first or last day",
    ),
    File(
        "events.geojson", "events", "GeoJSON", "application/geo+json",
        "For maps: a point for each event that has a place.",
        _placed, events_geojson, lack="a place",
    ),
    File(
        "sources.bib", "sources", "BibTeX", "application/x-bibtex",
        "For LaTeX, JabRef and Zotero. The keys are the sources’ ids, the keywords their standing.",
        _all("sources"), sources_bib,
    ),
    File(
        "sources.ris", "sources", "RIS", "application/x-research-info-systems",
        "For Zotero, EndNote, Citavi and Mendeley.",
        _all("sources"), sources_ris,
    ),
    File(
        "sources.csl.json", "sources", "CSL-JSON", "application/vnd.citationstyles.csl+json",
        "For Zotero, Pandoc and Quarto: the form from which the bibliography of this site is made.",
        _all("sources"), sources_csl,
    ),
    File(
        "notes.csv", "notes", "CSV", "text/csv",
        "A table of the notes: what the essay says, what the record says, and how sure we are.",
        _all("notes"), notes_csv, tables.NOTES,
    ),
    File(
        "claims.csv", "claims", "CSV", "text/csv",
        "The concordance: every claim of the essay, what the record says of it, and where it stands in the original.",
        _all("claims"), claims_csv, tables.CLAIMS,
    ),
)  # fmt: skip

RECORDS = tuple(
    File(
        f"{kind}.yml", kind, "YAML", "application/yaml",
        "Records as the editors keep them; the head of the file explains its fields.",
        _all(kind),
    )
    for kind in KINDS
)  # fmt: skip


def groups() -> list[tuple[str, list[File]]]:
    """All files but the package, under the headings that readers look for."""
    kinds = list(dict.fromkeys(file.kind for file in EXPORTS))
    exports = [(kind.capitalize(), [file for file in EXPORTS if file.kind == kind]) for kind in kinds]
    return [*exports, ("Records", list(RECORDS))]
