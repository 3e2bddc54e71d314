"""People, organisations, places and terms: what events and the essay name."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from chronicle.records.model import Record
from chronicle.records.values import Dated, Hanzi, Number, Pinyin, Text


class Place(Record):
    """Somewhere an event happened, with its position in degrees north and east."""

    name: Text
    hanzi: Hanzi | None = None
    country: Text
    lat: Number = Field(ge=-90, le=90)
    lon: Number = Field(ge=-180, le=180)


class Person(Record):
    """Someone whom the chronology or the essay names; ``sort`` is the name under which to look for this person."""

    name: Text
    sort: Text | None = None
    also: Text | None = None
    hanzi: Hanzi | None = None
    pinyin: Pinyin | None = None
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
    hanzi: Hanzi | None = None
    founded: Dated
    dissolved: Dated | None = None
    note: Text


class Term(Record):
    """A word of the essay or the chronology that a newcomer may not know."""

    term: Text
    also: tuple[Text, ...] = ()
    hanzi: Hanzi | None = None
    pinyin: Pinyin | None = None
    definition: Text

    @cached_property
    def _wordings(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (self.term, *self.also))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)

    def stands_in(self, text: str) -> bool:
        """Whether a text uses the term, in any of its wordings and whatever its capitals."""
        return self._wordings.search(text) is not None
