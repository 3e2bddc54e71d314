"""The essay on its pages: its paragraphs with what belongs to them, the threads between its parts, its people."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from chronicle.edition import Edition
from chronicle.records import essay
from chronicle.records.actors import Person, Term
from chronicle.records.essay import Passage
from chronicle.records.events import Event
from chronicle.records.load import Records

PACE = 230  # words a minute: adults read English prose silently at 175 to 300, 238 on average (Brysbaert 2019)
_TERM = re.compile(r"\]\([^)\s]*glossary\.md#(?P<id>[\w-]+)\)”?")  # the end of a link to a term, and of what quotes it
_MARKS = re.compile(r"\[\^[\w-]+\]|\]\([^)]*\)|{[^}]*}")  # footnotes, the targets of links, attributes


@dataclass(frozen=True)
class Position:
    """A part of the essay, counted from 1 among ``parts``; ``minutes`` are rounded up."""

    part: int
    parts: int
    minutes: int
    paragraphs: int


def words(text: str) -> int:
    """The number of words in Markdown text, as a reader sees it."""
    return len(_MARKS.sub("", text).split())


def position(edition: Edition, name: str) -> Position:
    """Where the page of the essay with this name stands, and how long its paragraphs are."""
    passages = [passage for passage in edition.passages.values() if passage.page == name]
    minutes = math.ceil(sum(words(passage.text) for passage in passages) / PACE)
    return Position(list(edition.paths).index(name) + 1, len(edition.paths), minutes, len(passages))


def page_name(edition: Edition, path: str) -> str:
    """The name of the essay page with this path under ``docs``; ValueError for any other page."""
    for name, known in edition.paths.items():
        if known == path:
            return name
    raise ValueError(f"docs/{path} is not a page of the essay")


def values(edition: Edition, path: str, body: str) -> dict[str, Any]:
    """What the template of an essay page shows: its paragraphs with their notes and figures, terms, footnotes."""
    name = page_name(edition, path)
    passages = [item for block in essay.blocks(body) if (item := essay.passage(name, path, block))]
    periods = edition.records.periods
    cites = dict.fromkeys(source for passage in passages for source in passage.cites)
    return {
        "passages": [
            (item, Markup(text), edition.notes_at(item.ref), edition.figures_at(item.ref))
            for item, text in zip(passages, _glossed(edition, passages), strict=True)
        ],
        "cites": list(cites),
        "terms": _terms(edition, passages),
        "name": name,
        "passed_over": sum(not event.in_essay for event in edition.events_of(name)) if name in periods else 0,
        "place": position(edition, name),
        "abbreviations": _abbreviations(edition.records, body),
    }


def _glossed(edition: Edition, passages: list[Passage]) -> Iterator[str]:
    """The paragraphs, with a term's characters behind it where the page names it first."""
    seen: set[str] = set()

    def gloss(found: re.Match[str]) -> str:
        term = edition.records.glossary.get(found["id"])
        if term is None or not term.hanzi or term.id in seen:
            return found[0]
        seen.add(term.id)
        return f'{found[0]} <span class="gloss">{escape(term.hanzi)}</span>'

    for passage in passages:
        yield _TERM.sub(gloss, passage.text)


def _terms(edition: Edition, passages: list[Passage]) -> list[Term]:
    """The terms that the paragraphs link to, in their order."""
    linked = [record for item in passages for page, record in item.links if page == "glossary"]
    return [edition.records.glossary[record] for record in dict.fromkeys(linked)]


def _abbreviations(records: Records, body: str) -> dict[str, str]:
    """The abbreviations that the text uses, with what they stand for."""
    known = {item.abbreviation: item.name for item in records.organisations.values() if item.abbreviation}
    return {short: name for short, name in known.items() if re.search(rf"\b{re.escape(short)}\b", body)}


def threads(edition: Edition, period: str) -> list[tuple[Any, dict[str, list[Any]]]]:
    """Each theme that has a passage in this period, with its passages in every period."""
    rows = []
    for theme in edition.records.themes.values():
        cells = {
            other: [item for item in theme.passages if item.at.startswith(f"{other}#")]
            for other in edition.records.periods
        }
        if cells[period]:
            rows.append((theme, cells))
    return rows


def key_dates(edition: Edition, period: str) -> list[tuple[Event, int]]:
    """The events of a period, each with the paragraph behind which one that the essay passes over has its place.

    That is the last one before the paragraph that first speaks of something later.
    """
    passages = [passage for passage in edition.passages.values() if passage.page == period]
    begins: list[tuple[date, int]] = []  # from this day on, behind this paragraph
    for before, passage in pairwise(passages):
        days = [edition.records.events[one].date.earliest for page, one in passage.links if page == "timeline"]
        if days and (not begins or min(days) > begins[-1][0]):
            begins.append((min(days), before.number))
    return [(event, _behind(event, begins, passages[-1].number)) for event in edition.events_of(period)]


def _behind(event: Event, begins: list[tuple[date, int]], last: int) -> int:
    return next((number for day, number in begins if event.date.earliest < day), last)


def people_of(edition: Edition, period: str) -> list[tuple[Person, int]]:
    """The people of a period's events with the number of those events, most first."""
    counts = Counter(person for event in edition.events_of(period) for person in event.people)
    people = [(edition.records.people[person], count) for person, count in counts.items()]
    return sorted(people, key=lambda item: (-item[1], item[0].name))
