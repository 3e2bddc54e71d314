"""The kinds of record in ``docs/data``: their fields, what each may hold, and how a file of them is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from chronicle import dates
from chronicle.problems import Problem, nearest
from chronicle.yamltext import read_records

DATA = "docs/data"
FACTS = {"primary", "institutional", "scholarly"}  # the standings that can carry a fact by themselves
GAP = "gap"  # stands in a figure where no value is confirmed
_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\(|\{[{%#]")
_HANZI = re.compile(r"[\u3400-\u9fff·（）、]+")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text, not a list or a group of fields")
    text = " ".join(value.split())
    if not text:
        raise ValueError("is empty; fill it in, or take the line out")
    if _MARKUP.search(text):
        raise ValueError("holds markup; write plain text")
    return text


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f"'{value}' is not an id; use small letters, digits and single hyphens")
    return value


def _hanzi(value: str) -> str:
    if not _HANZI.fullmatch(value):
        raise ValueError(f"'{value}' is not written in Chinese characters alone")
    return value


def _link(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", value):
        raise ValueError(f"'{value}' is not a web address; it starts with https:// and has no spaces")
    return value


def _date(value: Any) -> dates.Date:
    return value if isinstance(value, dates.Date) else dates.parse(_text(value))


def _passage(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+#p[1-9]\d*", value):
        raise ValueError(f"'{value}' is not a passage; write the page and the paragraph, like 1921-1949#p2")
    return value


def _ids(value: Any) -> Any:
    if not isinstance(value, list):
        raise ValueError("must be a list; write [one, two]")
    doubled = sorted({item for item in value if isinstance(item, str) and value.count(item) > 1})
    if doubled:
        raise ValueError(f"names {', '.join(doubled)} twice")
    return value


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[Text, AfterValidator(_id)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_ids)]
Hanzi = Annotated[Text, AfterValidator(_hanzi)]
Link = Annotated[Text, AfterValidator(_link)]
Dated = Annotated[dates.Date, BeforeValidator(_date)]
PassageRef = Annotated[Text, AfterValidator(_passage)]
Standing = Literal["primary", "institutional", "scholarly", "press", "reference", "other"]
CslType = Literal[
    "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "collection", "dataset", "document",
    "entry-encyclopedia", "graphic", "interview", "legislation", "personal_communication", "report", "speech",
    "thesis", "treaty", "webpage",
]  # fmt: skip


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
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Person(Record):
    """Someone whom the chronology or the essay names; ``sort`` is the name under which to look for this person."""

    name: Text
    sort: Text | None = None
    also: Text | None = None
    hanzi: Hanzi
    pinyin: Text
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
    pinyin: Text
    definition: Text

    def stands_in(self, text: str) -> bool:
        """Whether a text uses the term, in any of its wordings and whatever its capitals."""
        words = "|".join(re.escape(word) for word in (self.term, *self.also))
        return re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I) is not None


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


class Source(Record):
    """A source in CSL fields, as Zotero and Pandoc exchange them, with our judgement of its ``standing``."""

    type: CslType
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
    DOI: Text | None = None
    ISBN: Text | None = None
    URL: Link | None = None
    archive_URL: Link | None = Field(None, alias="archive-URL")
    language: Text
    note: Text | None = None

    @property
    def shelf(self) -> str:
        """The page of the bibliography on which it stands, as its path under ``docs``."""
        return "sources/index.md" if self.standing in ("primary", "institutional") else "sources/literature.md"


class Event(Record):
    """A historical event; ``in_essay`` says that the essay speaks of it, in a paragraph that links to it."""

    date: Dated
    date_note: Text | None = None
    title: Text
    summary: Text
    significance: Text
    period: Id
    lane: Literal["china", "world"]
    place: Id | None = None
    people: Ids = ()
    organisations: Ids = ()
    themes: Ids
    in_essay: bool = False
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
    certainty: Literal["high", "medium", "low"]
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
    chart: Literal["units", "bars", "columns", "line", "none"]
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

    ``broken`` holds (kind, id) of the records that stand in a file but could not be read.
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
        kinds[kind], wrong = _read_kind(folder / f"{kind}.yml", f"{DATA}/{kind}.yml", model)
        problems += wrong
        broken |= {(kind, problem.record) for problem in wrong}
    return Records(**kinds, broken=frozenset(broken)), problems


def _read_kind(path: Path, name: str, model: type[Record]) -> tuple[dict[str, Any], list[Problem]]:
    rows, problems = read_records(path, name)
    found: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        label = _label(row, number)
        try:
            record = model.model_validate(row)
        except ValidationError as error:
            problems += [_in_words(name, label, model, detail) for detail in error.errors()]
            continue
        if record.id in found:
            problems.append(Problem(name, label, "id", "stands twice; give each record an id of its own"))
        found[record.id] = record
    return found, problems


def _label(row: Any, number: int) -> str:
    named = row.get("id") if isinstance(row, dict) else None
    return named if isinstance(named, str) and named else f"record {number}"


def _in_words(name: str, label: str, model: type[Record], detail: Any) -> Problem:
    """One of pydantic's findings, as a problem that an editor can mend."""
    place = [str(part + 1) if isinstance(part, int) else str(part) for part in detail["loc"]]
    known = [field.alias or key for key, field in model.model_fields.items()]
    context = detail.get("ctx", {})
    mends = {
        "missing": "is missing; add it",
        "extra_forbidden": f"is not a field here{nearest(place[-1], known) if place else ''}",
        "model_type": "is not a record; write its fields as 'name: value' lines",
        "model_attributes_type": "is not a record; write its fields as 'name: value' lines",
        "tuple_type": "must be a list",
        "too_short": _too_few(context),
        "too_long": f"holds {context.get('actual_length')}; it takes at most {context.get('max_length')}",
        "float_parsing": f"'{detail['input']}' is not a number",
        "float_type": "must be a number",
        "bool_parsing": f"'{detail['input']}' is neither true nor false",
        "bool_type": "must be true or false",
        "less_than_equal": f"'{detail['input']}' is out of range; at most {context.get('le')}",
        "greater_than_equal": f"'{detail['input']}' is out of range; at least {context.get('ge')}",
        "finite_number": f"'{detail['input']}' is not a number",
    }
    if detail["type"] == "literal_error":
        return Problem(name, label, " ".join(place), _one_of(detail["input"], _choices(model, place)))
    mend = str(context["error"]) if "error" in context else mends.get(detail["type"], detail["msg"])
    return Problem(name, label, " ".join(place), mend)


def _too_few(context: dict[str, Any]) -> str:
    if context.get("min_length") == 1:
        return "is empty; it needs at least one"
    return f"holds {context.get('actual_length')}; it needs at least {context.get('min_length')}"


def _choices(model: type[Record], place: list[str]) -> list[str]:
    return list(get_args(model.model_fields[place[0]].annotation))


def _one_of(value: Any, choices: list[str]) -> str:
    return f"'{value}' is not one of {', '.join(choices)}{nearest(str(value), choices)}"
