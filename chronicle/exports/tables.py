"""Every table: its columns, each with its description and how its cells are got, and its rows."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from chronicle.edition import Edition
from chronicle.edition.concordance import VERDICTS
from chronicle.exports.columns import REQUIRED, UNIQUE, Column, Row, of, paired, pairs
from chronicle.exports.everything import full
from chronicle.records.events import Note
from chronicle.records.sources import ACCESS, STANDINGS

ID = Column("id", "Its id; it never changes", UNIQUE)
NAME = Column("name", "Its name", REQUIRED)
ALSO = Column("also", "Other names and spellings, joined by semicolons")
HANZI = Column("hanzi", "In simplified Chinese characters", chinese=True)
PINYIN = Column("pinyin", "In pinyin", chinese=True)
ELSEWHERE = Column("elsewhere", "Addresses of the same in authority files, joined by semicolons")
ADDRESS = Column("address", "Its place on this site", UNIQUE)
LAT = Column("lat", "Degrees north", {"required": True, "minimum": -90, "maximum": 90}, "number")
LON = Column("lon", "Degrees east", {"required": True, "minimum": -180, "maximum": 180}, "number")


def _date(name: str, description: str, required: bool = False) -> tuple[Column, ...]:
    """A date in EDTF, and the first and the last day that it can mean."""
    must = REQUIRED if required else {}
    return (
        Column(name, f"{description}, in EDTF", must, get=of(name, "edtf")),
        Column(f"{name}_earliest", "The first day that it can mean", must, "date", of(name, "earliest")),
        Column(f"{name}_latest", "The last day that it can mean", {}, "date", of(name, "latest")),
    )


def _names(name: str, description: str) -> Column:
    def get(row: dict) -> list[str]:
        return [one.get("literal") or ", ".join(filter(None, map(one.get, ("family", "given")))) for one in row[name]]

    return Column(name, f"{description}, joined by semicolons", get=get)


EVENTS = (
    Column("id", "The event’s id; it never changes", UNIQUE),
    Column("date", "The date in EDTF, as exact as the sources are", REQUIRED, get=of("date", "edtf")),
    Column("earliest", "The first day that the date can mean", REQUIRED, "date", of("date", "earliest")),
    Column(
        "latest", "The last day that the date can mean; empty while it goes on", type="date", get=of("date", "latest")
    ),
    Column("words", "The date in words", REQUIRED, get=of("date", "words")),
    Column("date_note", "What to know about the date", get=of("date", "note")),
    Column("title", "The event", REQUIRED),
    Column("summary", "What happened", REQUIRED),
    Column("significance", "Why it matters for the essay’s subject", REQUIRED),
    Column("period", "Id of the period", REQUIRED, to="periods"),
    Column("short", "Its name in the drawing"),
    Column("lane", "Id of the lane; lanes.yml says what belongs there", REQUIRED, to="lanes"),
    Column("place", "Name of the place", get=of("place", "name")),
    Column("lat", "Degrees north", {"minimum": -90, "maximum": 90}, "number", of("place", "lat")),
    Column("lon", "Degrees east", {"minimum": -180, "maximum": 180}, "number", of("place", "lon")),
    Column("people", "Ids of people, joined by semicolons", to="people", many=True),
    Column("organisations", "Ids of organisations, joined by semicolons", to="organisations", many=True),
    Column("themes", "Ids of themes, joined by semicolons, the most telling first", REQUIRED, to="themes", many=True),
    Column("in_essay", "Whether the essay speaks of the event", REQUIRED, "boolean"),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED, to="sources", many=True),
    Column("checked", "What was seen for it"),
    Column("address", "The event on the timeline", UNIQUE),
    Column("page", "The page of the event", UNIQUE),
    Column("place_id", "Id of the place", get=of("place", "id"), to="places"),
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
    Column("events", "Ids of events, joined by semicolons", to="events", many=True),
    Column("sources", "Ids of sources, joined by semicolons, the best first", REQUIRED, to="sources", many=True),
    Column("address", "The note on its page", UNIQUE),
)

CLAIMS = (
    Column("id", "The claim’s id; it never changes", UNIQUE),
    Column("claim", "The essay’s claim, in our words", REQUIRED),
    Column("nature", "Fact, judgement or question", REQUIRED),
    Column("passage", "Page and paragraph that retell it", REQUIRED, get=of("at")),
    Column("verdict", "What the record says of it", {"required": True, "enum": list(VERDICTS)}),
    Column("notes", "Ids of the notes on it, joined by semicolons", to="notes", many=True),
    Column("original", "The original, opened at the claim’s words", REQUIRED),
    Column("address", "The claim in the concordance", UNIQUE),
)

PEOPLE = (
    ID, NAME, Column("sort", "The name under which to look for this person, where it is another"), ALSO, HANZI, PINYIN,
    *_date("born", "Birth", required=True), *_date("died", "Death"),
    Column("role", "Who this was", REQUIRED), ELSEWHERE, ADDRESS,
)  # fmt: skip

ORGANISATIONS = (
    ID, NAME, ALSO, Column("abbreviation", "In short"), HANZI,
    *_date("founded", "Foundation", required=True), *_date("dissolved", "End"),
    Column("note", "What it was", REQUIRED), ELSEWHERE, ADDRESS,
)  # fmt: skip

PLACES = (
    ID, NAME, ALSO, HANZI, Column("country", "Today’s country", REQUIRED), LAT, LON,
    Column("feature", "Its class in GeoNames: P for a town", REQUIRED), ELSEWHERE, ADDRESS,
)  # fmt: skip

GLOSSARY = (
    ID, Column("term", "The term", REQUIRED), ALSO, HANZI, PINYIN,
    Column("definition", "What it means", REQUIRED), ELSEWHERE, ADDRESS,
)  # fmt: skip

SOURCES = (
    ID,
    Column("type", "Its type in CSL", REQUIRED),
    Column("standing", "What kind of source it is", {"required": True, "enum": list(STANDINGS)}),
    Column("title", "Title", REQUIRED),
    Column("title-translation", "Title in English"),
    _names("author", "Authors"),
    _names("editor", "Editors"),
    *(
        Column(name, description)
        for name, description in {
            "container-title": "What it stands in", "publisher": "Publisher", "publisher-place": "Place of publication",
            "volume": "Volume", "issue": "Issue", "page": "Pages",
        }.items()
    ),
    *_date("issued", "Publication"),
    *(Column(name, name.replace("-", " ")) for name in ("DOI", "ISBN", "URL", "archive-URL")),
    Column("language", "Code of its language", REQUIRED),
    Column("note", "What to know about it"),
    Column("access", "How it was read", {"enum": list(ACCESS)}),
    Column("accessed", "When it was read, in EDTF", get=of("accessed", "edtf")),
    ADDRESS,
)  # fmt: skip

QUESTION = Column("question", "Its question", REQUIRED)
THEMES = (ID, NAME, QUESTION, Column("questions", "Questions to discuss, joined by semicolons", REQUIRED), ADDRESS)
PERIODS = (
    ID, NAME, Column("title", "Its title", REQUIRED), QUESTION, *_date("covers", "Its span", required=True), ADDRESS
)  # fmt: skip
LANES = (
    ID, NAME, Column("label", "What the drawing calls it", REQUIRED),
    Column("says", "What belongs there", REQUIRED),
)  # fmt: skip

FIGURES = (
    ID,
    Column("title", "What it counts or lists", REQUIRED),
    Column("unit", "In which unit", REQUIRED),
    Column("finding", "What it shows, in a sentence", REQUIRED),
    Column("summary", "What it shows", REQUIRED),
    Column("note", "What to keep in mind", REQUIRED),
    Column("events", "Ids of events, joined by semicolons", to="events", many=True),
    ADDRESS,
)  # fmt: skip

CHANGES = (
    ID,
    *_date("date", "When it was corrected", required=True),
    Column("at", "Where, from the first slash", REQUIRED, get=of("at")),
    Column("was", "What it said", REQUIRED),
    Column("is", "What it says now", REQUIRED),
    Column("source", "Id of the source that shows it", to="sources"),
    ADDRESS,
)

EDITIONS = (
    ID,
    *_date("date", "When it was published", required=True),
    Column("sha256", "Hash of its zip", REQUIRED),
    Column("doi", "DOI"),
    Column("says", "What is new in it", REQUIRED),
    Column("address", "Its home page", UNIQUE),
)

CRITERIA = (
    ID,
    Column("part", "Documentation, contents or access", REQUIRED),
    Column("question", "The criterion", REQUIRED),
    Column("answer", "Yes, partly or no", REQUIRED),
    Column("says", "Why", REQUIRED),
    Column("proof", "An address on this site that shows it"),
)

TASKS = (
    ID,
    Column("level", "For whom", REQUIRED),
    Column("note", "Id of the note on it", to="notes"),
    Column("sources", "Ids of sources, joined by semicolons", REQUIRED, to="sources", many=True),
    *(Column(kind, f"The task to {kind}", REQUIRED, get=of(kind, "task")) for kind in ("find", "compare", "judge")),
    *(
        Column(f"{kind}_answer", "What a good answer to it holds", REQUIRED, get=of(kind, "answer"))
        for kind in ("find", "compare", "judge")
    ),
    ADDRESS,
)

PATHS = (
    ID,
    NAME,
    Column("aim", "What the class can do afterwards", REQUIRED),
    Column("steps", "Addresses, joined by semicolons", REQUIRED, get=lambda row: [step["at"] for step in row["steps"]]),
    ADDRESS,
)

TABLES = {
    "events": EVENTS, "sources": SOURCES, "notes": NOTES, "claims": CLAIMS, "people": PEOPLE,
    "organisations": ORGANISATIONS, "places": PLACES, "glossary": GLOSSARY, "themes": THEMES, "periods": PERIODS,
    "lanes": LANES, "figures": FIGURES, "changes": CHANGES, "editions": EDITIONS,
    "criteria": CRITERIA,    "tasks": TASKS, "paths": PATHS,
}  # fmt: skip


def columns(edition: Edition, kind: str) -> tuple[Column, ...]:
    """The columns of the table of a kind, in this edition."""
    return tuple(column for column in TABLES[kind] if edition.colophon.hanzi or not column.chinese)


@lru_cache(maxsize=1)
def tables(edition: Edition, address: str) -> dict[str, tuple[tuple[Column, ...], list[Row]]]:
    """The columns and rows of every table by its name: those of the kinds, then those of their pairs."""
    found = {kind: (columns(edition, kind), list(full(edition, address, kind))) for kind in TABLES}
    return found | {f"{kind}-{one.name}": (pairs(kind, one), paired(kind, one, found[kind][1])) for kind, one in PAIRS}


PAIRS = [(kind, column) for kind, columns in TABLES.items() for column in columns if column.many]
