"""The whole edition as one TEI P5 file: text, chronology, notes, names and bibliography, under the ids of the site."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from chronicle.edition import Edition, chinese
from chronicle.edition.citable import citation
from chronicle.edition.processor import Reference
from chronicle.records import addresses
from chronicle.records.dates import Date, Moment
from chronicle.records.essay import Passage
from chronicle.records.manuscript import HOMES
from chronicle.records.model import Record
from chronicle.records.sources import SHELVES, Source

NAMES = {
    "events": "event", "people": "person", "organisations": "organisation", "places": "place", "glossary": "term",
    "notes": "note",
}  # fmt: skip
PAGES = {HOMES[kind]: name for kind, name in NAMES.items()} | dict.fromkeys(SHELVES, "source")
CERTAINTY = {"?": "low", "%": "low", "~": "medium"}
_INLINE = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<target>[^()\s]*)\)|\[\^(?P<source>[\w-]+)\]")
_TAGS = {
    "<i>": '<hi rend="italic">', "</i>": "</hi>", "<span lang=": "<foreign xml:lang=", "</span>": "</foreign>",
    "<a href=": "<ref target=", "</a>": "</ref>",
}  # fmt: skip
_TAG = re.compile("|".join(_TAGS))


def tei(edition: Edition, address: str) -> str:
    """The edition in TEI P5, valid against ``tei_all``."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "named": partial(_named, address), "dated": _dated, "place": partial(addresses.absolute, address),
        "text": partial(_text, address), "reference": _reference, "script": chinese.script,
        "is_chinese": chinese.is_chinese,
    }  # fmt: skip
    template = environment.from_string(Path(__file__).with_name("edition.tei.xml").read_text(encoding="utf-8"))
    colophon, cite = edition.colophon, citation(edition.colophon, address)
    values = {"edition": edition, "records": edition.records, "colophon": colophon, "original": colophon.original}
    return template.render(**values, address=address, cite=cite) + "\n"


def _named(address: str, record: Record, kind: str) -> Markup:
    """What names a record: its id, which is unique on a page of the site, and here in the file; and its address."""
    if isinstance(record, Source):
        return _attributes({"xml:id": f"source-{record.id}", "corresp": addresses.of_source(address, record)})
    place = addresses.of_record(address, kind, record.id)
    return _attributes({"xml:id": f"{NAMES[kind]}-{record.id}", "corresp": place})


def _attributes(values: dict[str, str]) -> Markup:
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in values.items() if value)


def _dated(date: Date) -> Markup:
    """The attributes of a date, none of them more exact than it is."""
    marks = [moment.mark for moment in (date.start, date.end) if moment]
    cert = next((word for mark, word in CERTAINTY.items() if mark in marks), "")
    return _attributes({**_ends(date), "when-custom": date.edtf, "cert": cert})


def _ends(date: Date) -> dict[str, str]:
    if date.open:
        return {"from": _day(date.start)}
    if date.end:
        return {"from": _day(date.start), "to": _day(date.end, last=True)}
    if date.start.decade:
        return {"notBefore": _day(date.start), "notAfter": _day(date.start, last=True)}
    return {"when": _day(date.start)}


def _day(moment: Moment, last: bool = False) -> str:
    return replace(moment, year=moment.year + 9 * (last and moment.decade), mark="", decade=False).html


def _text(address: str, passage: Passage) -> Markup:
    """A paragraph, with what it names and the sources it cites as references."""

    def shown(found: re.Match[str]) -> Markup:
        if source := found["source"]:
            return Markup('<ptr type="source" target="#source-{}"/>').format(source)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(passage.path), found["target"]))
        page, _, record = path.partition("#")
        if name := PAGES.get(page):
            return Markup('<rs type="{0}" ref="#{0}-{1}">{2}</rs>').format(name, record, found["words"])
        target = found["target"] if ":" in found["target"] else addresses.absolute(address, path)
        return Markup('<ref target="{}">{}</ref>').format(target, found["words"])

    pieces, place = [], 0
    for found in _INLINE.finditer(passage.text):
        pieces += [escape(passage.text[place : found.start()]), shown(found)]
        place = found.end()
    return Markup("").join([*pieces, escape(passage.text[place:])])


def _reference(value: Reference) -> Markup:
    """A full reference: its italics, languages and address, which are all that is marked in it, in the terms of TEI."""
    return Markup(_TAG.sub(lambda found: _TAGS[found[0]], value.full))
