"""Where a reader is in the essay: which part of how many, how long it takes to read, how many paragraphs it has."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from chronicle.edition import Edition

PACE = 230  # words a minute: adults read English prose silently at 175 to 300, 238 on average (Brysbaert 2019)
_MARKS = re.compile(r"\[\^[\w-]+\]|\]\([^)]*\)|{[^}]*}")  # footnotes, the targets of links, attributes


@dataclass(frozen=True)
class Place:
    """A part of the essay, counted from 1 among ``parts``; ``minutes`` are rounded up."""

    part: int
    parts: int
    minutes: int
    paragraphs: int


def words(text: str) -> int:
    """The number of words in Markdown text, as a reader sees it."""
    return len(_MARKS.sub("", text).split())


def place(edition: Edition, name: str) -> Place:
    """Where the page of the essay with this name stands, and how long its paragraphs are."""
    passages = [passage for passage in edition.passages.values() if passage.page == name]
    minutes = math.ceil(sum(words(passage.text) for passage in passages) / PACE)
    return Place(list(edition.paths).index(name) + 1, len(edition.paths), minutes, len(passages))
