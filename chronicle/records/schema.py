"""The kinds of record in ``docs/data``: their fields, what each may hold, and how a file of them is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from chronicle.records.problems import Problem, in_words
from chronicle.records.values import (
    Certainty,
    Chart,
    Dated,
    Doi,
    Hanzi,
    Id,
    Ids,
    Isbn,
    Kind,
    Lane,
    Language,
    Link,
    Number,
    PassageRef,
    Pinyin,
    Standing,
    Text,
    Truth,
    is_id,
)
from chronicle.records.yamltext import read_records

DATA = "docs/data"
FACTS = {"primary", "institutional", "scholarly"}  # the standings that can carry a fact by themselves
GAP = "gap"  # stands in a figure where no value is confirmed


class Record(BaseModel):
    """What every record has: an id, and no field that its kind does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    id: Id


class Period(Record):
    """One of the essay's three periods; ``covers`` is the span its events must start in."""

    name: Text
    title: Text
    question: Text
    covers: Dated


class Theme(Record):
    """A thread through the essay: the passages that carry it, what changed between the periods, what to ask of it."""

    class Passage(BaseModel):
        """A paragraph on the theme, and in a few words what it says there."""

        model_config = ConfigDict(frozen=True, extra="forbid")
        at: PassageRef
        says: Text

    class Change(BaseModel):
        """A paragraph on what changed, with the records that it rests on."""

        model_config = ConfigDict(frozen=True, extra="forbid")
        text: Text
        passages: tuple[PassageRef, ...] = ()
        events: Ids = ()
        notes: Ids = ()

    name: Text
    question: Text
    passages: tuple[Passage, ...] = Field(min_length=1)
    change: tuple[Change, ...] = Field(min_length=2, max_length=3)
    questions: tuple[Text, ...] = Field(min_length=3, max_length=3)


class Place(Record):
    """Somewhere an event happened, with its position in degrees north and east."""

    name: Text
    hanzi: Hanzi
    country: Text
    lat: Number = Field(ge=-90, le=90)
    lon: Number = Field(ge=-180, le=180)


class Person(Record):
    """Someone whom the chronology or the essay names; ``sort`` is the name under which to look for this person."""

    name: Text
    sort: Text | None = None
    also: Text | None = None
    hanzi: Hanzi
    pinyin: Pinyin
    born: Dated
    died: Dated | None = None
    role: Text

    @property
    def filed(self) -> str:
        """The name as an index has it."""
        return self.sort or self.name


class Organisation(Record):
    """A body that acts in the chronology or the essay."""

    name: Text
    also: Text | None = None
    abbreviation: Text | None = None
    hanzi: Hanzi
    founded: Dated
    dissolved: Dated | None = None
    note: Text


class Term(Record):
    """A word of the essay or the chronology that a newcomer may not know."""

    term: Text
    also: tuple[Text, ...] = ()
    hanzi: Hanzi
    pinyin: Pinyin
    definition: Text

    @cached_property
    def _wordings(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (self.term, *self.also))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)

    def stands_in(self, text: str) -> bool:
        """Whether a text uses the term, in any of its wordings and whatever its capitals."""
        return self._wordings.search(text) is not None


class Name(BaseModel):
    """A person as ``family`` and ``given``, or a body as ``literal``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @field_validator("literal")
    @classmethod
    def _one_form(cls, literal: str | None, info: Any) -> str | None:
        if literal and (info.data.get("family") or info.data.get("given")):
            raise ValueError("stands beside family or given; use one form or the other")
        return literal

    @model_validator(mode="after")
    def _some_form(self) -> Name:
        if not self.family and not self.literal:
            raise ValueError("names nobody; write {family: …, given: …} for a person, {literal: …} for a body")
        return self


SHELVES = ("sources.md", "literature.md")


class Source(Record):
    """A source in CSL fields, as Zotero and Pandoc exchange them, with our judgement of its ``standing``."""

    type: Kind
    standing: Standing
    title: Text
    title_translation: Text | None = Field(None, alias="title-translation")
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: Text | None = Field(None, alias="container-title")
    publisher: Text | None = None
    publisher_place: Text | None = Field(None, alias="publisher-place")
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    issued: Dated | None = None
    DOI: Doi | None = None
    ISBN: Isbn | None = None
    URL: Link | None = None
    archive_URL: Link | None = Field(None, alias="archive-URL")
    language: Language
    note: Text | None = None

    @property
    def shelf(self) -> str:
        """The page of the bibliography on which it stands, as its path under ``docs``."""
        return SHELVES[self.standing not in ("primary", "institutional")]


class Event(Record):
    """A historical event; ``in_essay`` says that the essay speaks of it, in a paragraph that links to it."""

    date: Dated
    date_note: Text | None = None
    title: Text
    summary: Text
    significance: Text
    period: Id
    lane: Lane
    place: Id | None = None
    people: Ids = ()
    organisations: Ids = ()
    themes: Ids
    in_essay: Truth = False
    sources: Ids

    @property
    def prose(self) -> str:
        """All that the event says in words."""
        return f"{self.title} {self.summary} {self.significance}"


class Note(Record):
    """Where the essay and the record differ, at one passage."""

    passage: PassageRef
    title: Text
    essay: Text
    record: Text
    certainty: Certainty
    events: Ids = ()
    sources: Ids

    @property
    def prose(self) -> str:
        """All that the note says in words."""
        return f"{self.title} {self.essay} {self.record}"


class Figure(Record):
    """A table of numbers, drawn as its ``chart`` says, with the passages and events that it concerns."""

    class Row(BaseModel):
        """One line of the table; a value is a number, the word in ``GAP``, or text where there is no chart."""

        model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
        label: Text | None = None
        date: Dated | None = None
        values: tuple[Text, ...]
        note: Text | None = None
        sources: Ids = ()

        @property
        def name(self) -> str:
            """What the row is called."""
            return self.label or (self.date.words() if self.date else "")

    title: Text
    unit: Text
    summary: Text
    note: Text
    chart: Chart
    head: Text
    columns: tuple[Text, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    total: tuple[Text, ...] = ()
    sources: Ids = ()
    passages: tuple[PassageRef, ...] = ()
    events: Ids = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources of the whole and of its rows, each once."""
        return tuple(dict.fromkeys((*self.sources, *(source for row in self.rows for source in row.sources))))


@dataclass(frozen=True)
class Records:
    """All records of the site, each kind in the order of its file ``<kind>.yml``, keyed by id.

    ``broken`` holds (kind, id) of the records that stand in a file but could not be read, ``unread`` the kinds of which
    not even all ids are known.
    """

    periods: dict[str, Period]
    themes: dict[str, Theme]
    places: dict[str, Place]
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    glossary: dict[str, Term]
    sources: dict[str, Source]
    events: dict[str, Event]
    notes: dict[str, Note]
    figures: dict[str, Figure]
    broken: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[str] = frozenset()

    def lacks(self, kind: str, record: str) -> bool:
        """Whether there is surely no record of this id."""
        return kind not in self.unread and record not in self.ids(kind)

    def ids(self, kind: str) -> set[str]:
        """All ids of a kind, the broken ones among them."""
        return set(getattr(self, kind)) | {record for broken, record in self.broken if broken == kind}


KINDS: dict[str, type[Record]] = {
    "periods": Period, "themes": Theme, "places": Place, "people": Person, "organisations": Organisation,
    "glossary": Term, "sources": Source, "events": Event, "notes": Note,
    "figures": Figure,
}  # fmt: skip


def load(folder: Path) -> tuple[Records, list[Problem]]:
    """Read every kind of record from ``folder``: those in good shape, and what is wrong with the others."""
    kinds, problems, broken = {}, [], set()
    for kind, model in KINDS.items():
        path = folder / f"{kind}.yml"
        stamp = (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None
        kinds[kind], wrong = _read_once(path, f"{DATA}/{kind}.yml", model, stamp)
        problems += wrong
        broken |= {(kind, problem.record) for problem in wrong}
    unread = {kind for kind, record in broken if not is_id(record)}
    return Records(**kinds, broken=frozenset(broken), unread=frozenset(unread)), problems


@lru_cache(maxsize=len(KINDS))
def _read_once(path: Path, name: str, model: type[Record], stamp: object) -> tuple[dict[str, Any], list[Problem]]:
    """The same as ``read_kind`` for a file whose time and size are ``stamp``: a preview reads it when they change."""
    return read_kind(path, name, model)


def read_kind(path: Path, name: str, model: type[Record]) -> tuple[dict[str, Any], list[Problem]]:
    """The records of one file, which messages call ``name``, by id, and what is wrong with the others."""
    rows, problems = read_records(path, name)
    found: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        label = _label(row, number)
        try:
            record = model.model_validate(row)
        except ValidationError as error:
            problems += in_words(name, label, model, error)
            continue
        if record.id in found:
            problems.append(Problem(name, label, "id", "stands twice; give each record an id of its own"))
        found[record.id] = record
    return found, problems


def _label(row: Any, number: int) -> str:
    named = row.get("id") if isinstance(row, dict) else None
    return " ".join(named.split()) if isinstance(named, str) and named.strip() else f"record {number}"
