"""The essay on its pages: its paragraphs with what belongs to them, the threads between its parts, its people."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from chronicle.edition import Edition
from chronicle.records import essay
from chronicle.records.actors import Person, Term
from chronicle.records.essay import Passage
from chronicle.records.load import Records

PACE = 230  # words a minute: adults read English prose silently at 175 to 300, 238 on average (Brysbaert 2019)
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
    cites = dict.fromkeys(source for passage in passages for source in passage.cites)
    return {
        "passages": [
            (item, Markup(item.text), edition.notes_at(item.ref), edition.figures_at(item.ref)) for item in passages
        ],
        "cites": list(cites),
        "terms": _terms(edition, passages),
        "name": name,
        "place": position(edition, name),
        "abbreviations": _abbreviations(edition.records, body),
    }


def _terms(edition: Edition, passages: list[Passage]) -> list[Term]:
    """The terms that the paragraphs link to, in their order."""
    linked = [record for item in passages for page, record in item.links if page == "glossary"]
    return [edition.records.glossary[record] for record in dict.fromkeys(linked)]


def _abbreviations(records: Records, body: str) -> dict[str, str]:
    """The abbreviations that the text uses, with what they stand for."""
    known = {item.abbreviation: item.name for item in records.organisations.values() if item.abbreviation}
    return {short: name for short, name in known.items() if re.search(rf"\b{re.escape(short)}\b", body)}


def threads(edition: Edition, period: str) -> list[tuple[Any, list[Any], dict[str, list[Any]]]]:
    """For each theme: the theme, its passages in this period, and those in each other period."""
    rows = []
    for theme in edition.records.themes.values():
        here = [item for item in theme.passages if item.at.startswith(f"{period}#")]
        others = {
            other: [item for item in theme.passages if item.at.startswith(f"{other}#")]
            for other in edition.records.periods
            if other != period
        }
        if here:
            rows.append((theme, here, others))
    return rows


def people_of(edition: Edition, period: str) -> list[tuple[Person, int]]:
    """The people of a period's events with the number of those events, most first."""
    counts = Counter(person for event in edition.events_of(period) for person in event.people)
    people = [(edition.records.people[person], count) for person, count in counts.items()]
    return sorted(people, key=lambda item: (-item[1], item[0].name))
