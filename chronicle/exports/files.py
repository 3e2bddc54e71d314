"""The files that stand beside the pages, most of them under ``/data/``."""

from __future__ import annotations

from collections import defaultdict

from chronicle.edition import Edition
from chronicle.exports.annotations import notes_jsonld
from chronicle.exports.calendar import events_ics, on_days
from chronicle.exports.cards import KINDS as ON_CARDS
from chronicle.exports.cards import cards_txt
from chronicle.exports.events import events_geojson, events_json
from chronicle.exports.everything import records_json
from chronicle.exports.feed import feed_xml, opensearch_xml
from chronicle.exports.file import File, all_of, pair_table, table
from chronicle.exports.jsonld import events_jsonld
from chronicle.exports.places import places_json
from chronicle.exports.sources import sources_bib, sources_csl, sources_ris
from chronicle.exports.tables import PAIRS, TABLES
from chronicle.exports.tei import tei
from chronicle.exports.turtle import events_ttl
from chronicle.exports.whole import tables_sqlite, tables_xlsx
from chronicle.records.load import KINDS

PACKAGE = "datapackage.json"
CRATE = "ro-crate-metadata.json"
FEED = "feed.xml"
SEARCH = "opensearch.xml"
WHOLE, MORE, LINKS = "All in one", "More tables", "Links between tables"


def _placed(edition: Edition) -> int:
    return sum(1 for event in edition.events if event.place)


def _robots(edition: Edition, address: str) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


EXPORTS = (
    File(
        "edition.tei.xml", "edition", "TEI", "application/tei+xml",
        "For digital scholarship: text, chronology, notes, names and bibliography in TEI P5.",
        all_of("edition"), tei, heading=WHOLE,
    ),
    File(
        "tables.xlsx", "sheets", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "For spreadsheet programs: a sheet for each kind. Every character is kept, no date is changed, no cell is run.",
        lambda edition: len(TABLES), tables_xlsx, heading=WHOLE,
    ),
    File(
        "tables.sqlite", "tables", "SQLite", "application/vnd.sqlite3",
        "For SQL: all tables, with the keys that join them.",
        lambda edition: len(TABLES) + len(PAIRS), tables_sqlite, heading=WHOLE,
    ),
    File(
        "records.json", "records", "JSON", "application/json",
        "All records with all that they say and where each is mentioned.",
        all_of(*KINDS), records_json, heading=WHOLE,
    ),
    table("events", "A table for statistics: one row for each event, in UTF-8. Spreadsheet programs: tables.xlsx."),
    File(
        "events.json", "events", "JSON", "application/json",
        "The fullest form, for programs: every event with the names and addresses of all that it refers to.",
        all_of("events"), events_json,
    ),
    File(
        "events.jsonld", "events", "JSON-LD", "application/ld+json",
        "Linked data in the terms of schema.org, with no date more exact than its source.",
        all_of("events"), events_jsonld,
    ),
    File(
        "events.ttl", "events", "Turtle", "text/turtle",
        "The same linked data, for triple stores.",
        all_of("events"), events_ttl,
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
    table("sources", "A table of the sources, with authors, dates and our judgement of each."),
    File(
        "sources.bib", "sources", "BibTeX", "application/x-bibtex",
        "For LaTeX, JabRef and Zotero. The keys are the sources’ ids, the keywords their standing.",
        all_of("sources"), sources_bib,
    ),
    File(
        "sources.ris", "sources", "RIS", "application/x-research-info-systems",
        "For Zotero, EndNote, Citavi and Mendeley.",
        all_of("sources"), sources_ris,
    ),
    File(
        "sources.csl.json", "sources", "CSL-JSON", "application/vnd.citationstyles.csl+json",
        "For Zotero, Pandoc and Quarto: the form from which the bibliography of this site is made.",
        all_of("sources"), sources_csl,
    ),
    table("notes", "A table of the notes: what the essay says, what the record says, and how sure we are."),
    File(
        "notes.jsonld", "notes", "Web Annotation", "application/ld+json",
        "The notes as annotations on the original, at the words of the claims that they qualify.",
        all_of("notes"), notes_jsonld,
    ),
    table(
        "claims",
        "The concordance: every claim of the essay, what the record says of it, and where it stands in the original.",
    ),
    File(
        "cards.txt", "cards", "Anki", "text/plain",
        "Flash cards of people and terms, for Anki: File, Import.",
        all_of(*ON_CARDS), cards_txt, heading="For learning",
    ),
    table("people", "People, with names in every form, dates and places in authority files.", MORE),
    table("organisations", "Organisations, in the same way.", MORE),
    table("places", "Places, with their position.", MORE),
    File(
        "places.lpf.json", "places", "Linked Places", "application/geo+json",
        "The places as a gazetteer: their names, the spans of their events, the same places in authority files.",
        all_of("places"), places_json, heading=MORE,
    ),
    table("glossary", "Terms, with what they mean.", MORE),
    table("themes", "Themes, with their questions.", MORE),
    table("periods", "The periods of the essay.", MORE),
    table("lanes", "Where events happen, as the timeline divides it.", MORE),
    table("figures", "What each figure shows; the numbers are below.", MORE),
    table("tasks", "The tasks of the hand-outs, with answers.", MORE),
    table("paths", "Paths through the edition for a class.", MORE),
    *(pair_table(kind, column, LINKS) for kind, column in PAIRS),
    table("changes", "Corrections, with what was said before.", "Changes"),
    table("editions", "The fixed editions, with address and hash.", "Changes"),
    table("criteria", "How the edition answers the criteria by which editions are reviewed.", "Self-review"),
    File(
        FEED, "changes", "Atom", "application/atom+xml",
        "For feed readers: corrections and editions as they come.",
        all_of("changes"), feed_xml, heading="Changes", folder="",
    ),
    File(
        SEARCH, "pages", "OpenSearch", "application/opensearchdescription+xml",
        "Tells a browser how to search here from its address bar.",
        all_of(), opensearch_xml, heading=None, folder="",
    ),
    File(
        "robots.txt", "pages", "text", "text/plain",
        "Tells robots that all is theirs to read, and where the pages are listed.",
        all_of(), _robots, heading=None, folder="",
    ),
)  # fmt: skip

DESCRIPTION = File(
    PACKAGE, "", "Frictionless Data Package", "application/json",
    "Describes all files of this folder: their sizes, hashes and licence, and each column of the tables.", all_of(),
)  # fmt: skip

RECORDS = tuple(
    File(
        f"{kind}.yml", kind, "YAML", "application/yaml",
        "Records as the editors keep them; the head of the file explains its fields.",
        all_of(kind),
    )
    for kind in KINDS
)  # fmt: skip


def groups() -> list[tuple[str, list[File]]]:
    """The files that readers look for, under headings; those that describe all others are not among them."""
    headings: dict[str, list[File]] = defaultdict(list)
    for file in EXPORTS:
        if file.heading is not None:
            headings[file.heading or file.kind.capitalize()].append(file)
    return [*headings.items(), ("Records", list(RECORDS))]
