"""The bibliography: sources in CSL fields, and our judgement of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from chronicle.records.model import Part, Record
from chronicle.records.values import CslKind, Dated, Doi, Hanzi, Isbn, Language, Link, Text, one_of


@dataclass(frozen=True)
class Standing:
    """A kind of source: its heading, the page on which it stands, whether an event can rest on it."""

    heading: str
    shelf: str
    carries: bool


STANDINGS = {
    "primary": Standing("Primary sources", "sources.md", carries=True),
    "institutional": Standing("Institutions", "sources.md", carries=False),
    "scholarly": Standing("Scholarship", "literature.md", carries=True),
    "press": Standing("Press", "literature.md", carries=False),
    "reference": Standing("Reference works", "literature.md", carries=False),
    "other": Standing("Other", "literature.md", carries=False),
}
ACCESS = {  # beside the standing, and in full
    "whole": ("whole", "read whole"),
    "part": ("in part", "read in part"),
    "abstract": ("abstract", "abstract or preview read"),
    "quoted": ("quoted", "known as quoted by another work"),
    "record": ("not read", "known from a catalogue, a publisher’s page or a review"),
}
SHELVES = tuple(dict.fromkeys(standing.shelf for standing in STANDINGS.values()))


class Name(Part):
    """A person as ``family`` and ``given``, or a body as ``literal``."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None
    hanzi: Hanzi | None = None

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


class Source(Record):
    """A source in CSL fields, as Zotero and Pandoc exchange them, with our judgement of its ``standing``."""

    type: CslKind
    standing: Annotated[Text, one_of(STANDINGS)]
    title: Text
    title_translation: Text | None = Field(None, alias="title-translation")
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: Text | None = Field(None, alias="container-title")
    container_gloss: Text | None = Field(None, alias="container-gloss")
    publisher: Text | None = None
    publisher_gloss: Text | None = Field(None, alias="publisher-gloss")
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
    access: Annotated[Text, one_of(ACCESS)] | None = None
    accessed: Dated | None = None

    @property
    def shelf(self) -> str:
        """The page of the bibliography on which it stands, as its path under ``docs``."""
        return STANDINGS[self.standing].shelf

    @property
    def tag(self) -> str:
        """What stands beside it everywhere: its standing, and how much of it was read."""
        return f"{self.standing} · {ACCESS[self.access][0]}" if self.access else self.standing

    @property
    def seen(self) -> str:
        """How it was read, and when, in words."""
        how = ACCESS[self.access][1] if self.access else ""
        return ", ".join(part for part in (how.capitalize(), self.accessed.words() if self.accessed else "") if part)
