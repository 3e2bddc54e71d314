"""People, organisations, places and terms: what events and the essay name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Annotated

from pydantic import Field

from chronicle.records.model import Part, Record
from chronicle.records.values import Dated, Feature, Hanzi, Number, Pinyin, Text, Texts, form


class Elsewhere(Part):
    """The ids of the same thing in authority files, each verified."""

    wikidata: Annotated[Text, form(r"Q[1-9][0-9]*", "is not an id of Wikidata; it is Q and a number")] | None = None
    viaf: Annotated[Text, form(r"[0-9]+", "is not an id of VIAF; it is a number")] | None = None
    gnd: Annotated[Text, form(r"[0-9X-]+", "is not an id of the GND; it is a number")] | None = None
    geonames: Annotated[Text, form(r"[0-9]+", "is not an id of GeoNames; it is a number")] | None = None

    @property
    def links(self) -> dict[str, str]:
        """The name of each file, with the address of the thing in it."""
        known = {name: getattr(self, name) for name in FILES}
        return {FILES[name][0]: FILES[name][1] + value for name, value in known.items() if value}


FILES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/entity/"),
    "viaf": ("VIAF", "https://viaf.org/viaf/"),
    "gnd": ("GND", "https://d-nb.info/gnd/"),
    "geonames": ("GeoNames", "https://sws.geonames.org/"),
}


class Place(Record):
    """Somewhere an event happened, with its position in degrees north and east."""

    name: Text
    hanzi: Hanzi | None = None
    country: Text
    lat: Number = Field(ge=-90, le=90)
    lon: Number = Field(ge=-180, le=180)
    feature: Feature = "P"
    also: Texts = ()
    elsewhere: Elsewhere = Elsewhere()


class Person(Record):
    """Someone whom the chronology or the essay names; ``sort`` is the name under which to look for this person."""

    name: Text
    sort: Text | None = None
    also: Texts = ()
    hanzi: Hanzi | None = None
    pinyin: Pinyin | None = None
    born: Dated
    died: Dated | None = None
    role: Text
    elsewhere: Elsewhere = Elsewhere()

    @property
    def filed(self) -> str:
        """The name as an index has it."""
        return self.sort or self.name

    @property
    def life(self) -> str:
        """The years of the life: ``1898–1976``, ``c. 1896–1930s``, ``born 1953``."""
        born, died = (replace(end.start, month=None, day=None).words() if end else "" for end in (self.born, self.died))
        return f"{born}–{died}" if died else f"born {born}"


class Organisation(Record):
    """A body that acts in the chronology or the essay."""

    name: Text
    also: Texts = ()
    abbreviation: Text | None = None
    hanzi: Hanzi | None = None
    founded: Dated
    dissolved: Dated | None = None
    note: Text
    elsewhere: Elsewhere = Elsewhere()


class Term(Record):
    """A word of the essay or the chronology that a newcomer may not know."""

    term: Text
    also: Texts = ()
    hanzi: Hanzi | None = None
    pinyin: Pinyin | None = None
    definition: Text
    elsewhere: Elsewhere = Elsewhere()

    @cached_property
    def _wordings(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (self.term, *self.also))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)

    def stands_in(self, text: str) -> bool:
        """Whether a text uses the term, in any of its wordings and whatever its capitals."""
        small = text.lower()  # most texts do not hold it at all, and this is found out quickly
        return any(word.lower() in small for word in (self.term, *self.also)) and bool(self._wordings.search(text))
