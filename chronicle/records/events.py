"""Events and notes: what the edition adds to the essay, with the claims it checks and its own corrections."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from chronicle.records.evidence import Supported
from chronicle.records.model import Part, Record
from chronicle.records.values import (
    Certainty,
    Dated,
    Id,
    Ids,
    Nature,
    Number,
    PassageRef,
    Text,
    Texts,
    To,
    Truth,
    Verdict,
    form,
)


class Stop(Part):
    """A point of a route, in degrees: a place of ``places.yml``, or a position; without a name it is but a bend."""

    place: Annotated[Id | None, To("places")] = None
    name: Text | None = None
    lat: Number | None = Field(default=None, ge=-90, le=90)
    lon: Number | None = Field(default=None, ge=-180, le=180)

    @model_validator(mode="after")
    def _one_form(self) -> Stop:
        own = [key for key in ("name", "lat", "lon") if getattr(self, key) is not None]
        if self.place and own:
            raise ValueError(f"has {own[0]} beside place; a place of places.yml has its own name and position")
        if not self.place and (self.lat is None or self.lon is None):
            raise ValueError("stands nowhere; write {place: …}, or {name: …, lat: …, lon: …}")
        return self


class Event(Supported):
    """A historical event; ``in_essay`` says that the essay speaks of it, in a paragraph that links to it.

    ``route`` are the stops, in their order, of one that is a journey or a line.
    """

    date: Dated
    date_note: Text | None = None
    title: Text
    summary: Text
    significance: Text
    period: Annotated[Id, To("periods")]
    lane: Annotated[Id, To("lanes")]
    place: Annotated[Id | None, To("places")] = None
    people: Annotated[Ids, To("people")] = ()
    organisations: Annotated[Ids, To("organisations")] = ()
    themes: Annotated[Ids, To("themes")]
    in_essay: Truth = False
    sources: Annotated[Ids, To("sources")]
    short: Annotated[Text, form(r".{1,24}", "is too long; it takes at most 24 characters")] | None = None
    route: tuple[Stop, ...] = Field(default=(), min_length=2)
    checked: Text | None = None

    @property
    def decade(self) -> int:
        """The first year of the decade in which it begins."""
        return self.date.earliest.year // 10 * 10

    @property
    def prose(self) -> str:
        """All that the event says in words."""
        return f"{self.title} {self.summary} {self.significance}"

    @property
    def borne_out(self) -> tuple[str, ...]:
        """The texts that its evidence bears out."""
        return self.summary, self.significance, self.date_note or ""


class Note(Supported):
    """Where the essay and the record differ, at one passage; ``verdict`` says in a word how they differ."""

    passage: PassageRef
    title: Text
    essay: Text
    record: Text
    verdict: Verdict = "differs"
    certainty: Certainty
    because: Text | None = None
    disputed: Text | None = None
    events: Annotated[Ids, To("events")] = ()
    sources: Annotated[Ids, To("sources")]

    @property
    def prose(self) -> str:
        """All that the note says in words."""
        return f"{self.title} {self.essay} {self.record}"

    @property
    def borne_out(self) -> tuple[str, ...]:
        """The texts that its evidence bears out."""
        return (self.record,)


class Claim(Record):
    """A claim of the essay, in our words, with the paragraph that retells it and the ``words`` that it must hold.

    ``fragment`` is two to four words of the original, by which a browser opens the original at that passage.
    """

    claim: Text
    nature: Nature = "fact"
    at: PassageRef
    words: Texts
    notes: Annotated[Ids, To("notes")] = ()
    fragment: Annotated[Text, form(r"\S+( \S+){1,3}", "is not two to four words of the original")] | None = None


class Change(Record):
    """What was changed after it was published: ``was`` and ``now`` in a few words, with the source that shows it."""

    date: Dated
    address: Text
    was: Text
    now: Text = Field(alias="is")
    source: Annotated[Id | None, To("sources")] = None
