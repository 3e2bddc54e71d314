"""The pages in ``docs`` as an editor writes them: what stands at their head, and their text, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from chronicle.records.problems import Problem, in_words
from chronicle.records.values import Text, Truth, plain_text
from chronicle.records.yaml_text import parse, read_text

_HEAD = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_FENCED = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ \t>]*\1[ \t]*$|(?s:<!--.*?-->|{#.*?#})", re.M)
_INLINE = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.S)
_OPENS = re.compile(
    r"(?:[-*+]|\d+\.|!!!|\?\?\?\+?|===[!+]*|:|\[\^[\w-]+\]:)(?:\s|$)"
)  # what its indented lines belong to
_ID = re.compile(
    r"""{:?\s[^}\n]*?#([\w-]+)[^}\n]*}|\sid=["']([\w-]+)["']"""
    r"""|^/{3,} \S*caption \|[^\n]*#([\w-]+)|^\s*attrs: *{[^}\n]*\bid: *["']?([\w-]+)""",
    re.M,
)
MADE, HANDOUTS = "events", "handouts"  # the folders of the pages that are made from records alone
Hidden = Annotated[Literal["navigation", "toc", "footer"], BeforeValidator(plain_text)]


class Head(BaseModel):
    """The fields at the head of a page, between two lines of hyphens."""

    class Search(BaseModel):
        """How the search treats the page."""

        model_config = ConfigDict(frozen=True, extra="forbid")
        exclude: Truth = False

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Text
    description: Text
    hide: tuple[Hidden, ...] = ()
    scripts: tuple[Text, ...] = ()
    styles: tuple[Text, ...] = ()
    search: Search | None = None


@dataclass(frozen=True)
class Page:
    """A page: its ``path`` under ``docs``, what stands at its head (None where that is wrong), and its whole text."""

    path: str
    head: Head | None
    text: str

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"docs/{self.path}"

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids that its editor gave."""
        return tuple("".join(found) for found in _ID.findall(self.prose))

    @cached_property
    def prose(self) -> str:
        """The text without code, comments and head, each letter in its place."""
        return _blank(_INLINE, _without_indented(_blank(_FENCED, _blank(_HEAD, self.text, 1))))

    def line(self, place: int) -> str:
        """The line in which a letter of the text stands, as messages call it."""
        return f"line {self.text.count(chr(10), 0, place) + 1}"


def files(docs: Path) -> list[Path]:
    """The files of all pages that editors write."""
    return sorted(file for file in docs.rglob("*.md") if file.parent not in (docs / MADE, docs / HANDOUTS))


def read(docs: Path) -> tuple[dict[str, Page], list[Problem]]:
    """All pages by their path, and what is wrong with their heads; one that cannot be read is left out."""
    pages, problems = {}, []
    for file in files(docs):
        path = file.relative_to(docs).as_posix()
        text, wrong = read_text(file, f"docs/{path}")
        if not wrong and not text.strip():
            wrong = [Problem(f"docs/{path}", "", "", "the page is empty; restore it, or delete the file")]
        if not wrong:
            head, wrong = _head(text, f"docs/{path}")
            pages[path] = Page(path, head, text)
        problems += wrong
    return pages, problems


def _head(text: str, name: str) -> tuple[Head | None, list[Problem]]:
    found = _HEAD.match(text)
    if not found:
        mend = "must start with a line '---', the fields title and description, and another line '---'"
        return None, [Problem(name, "", "", mend)]
    values, problems = parse(found[1], name, first=2)
    if problems:
        return None, problems
    try:
        return Head.model_validate(values or {}), []
    except ValidationError as error:
        return None, in_words(name, "head", Head, error)


def _blank(pattern: re.Pattern[str], text: str, count: int = 0) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text, count=count)


def _without_indented(text: str) -> str:
    """The text without code that is code by its indentation: four more than the list or the box around it has."""
    lines = text.split("\n")
    inside = [0]  # the indentations that belong to the lists and boxes around a line
    for place, line in enumerate(lines):
        words, apart = line.strip(), not "".join(lines[:place][-1:]).strip()
        if not words:
            continue
        indent, opens = len(line) - len(line.lstrip()), _OPENS.match(words)
        while (apart or opens) and indent < inside[-1]:
            inside.pop()
        if apart and indent >= inside[-1] + 4:
            lines[place] = " " * len(line)
        elif opens:
            inside.append(indent // 4 * 4 + 4)
    return "\n".join(lines)
