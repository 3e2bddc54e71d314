"""The essay as it stands in the Markdown pages: its paragraphs, their ids, and the records they link to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from chronicle.records.problems import Problem
from chronicle.records.yamltext import read_text

_BODY = re.compile(r"{%-?\s*call essay\(\)\s*-?%}(.*?){%-?\s*endcall\s*-?%}", re.S)
_ID = re.compile(r"\n?{\s#p(\d+)\s}\s*$")
_LINK = re.compile(r"\]\((?:\.\./)*([\w/-]+)\.md#([\w-]+)\)")
_FOOTNOTE = re.compile(r"\[\^([\w-]+)\]")


@dataclass(frozen=True)
class Passage:
    """One paragraph: ``page`` is the page's name without folder and ending, ``number`` counts from 1.

    ``links`` holds the (page, id) pairs that it links to, ``cites`` the ids of the sources in its footnotes.
    """

    page: str
    number: int
    text: str
    links: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]

    @property
    def path(self) -> str:
        """The path of its page under ``docs``."""
        return path_of(self.page)

    @property
    def ref(self) -> str:
        """The passage as records name it: ``1921-1949#p2``."""
        return f"{self.page}#p{self.number}"


class Passages(dict[str, Passage]):
    """The paragraphs by their ``ref``; ``unread`` names the pages whose paragraphs could not be read."""

    unread: frozenset[str] = frozenset()

    def lacks(self, ref: str) -> bool:
        """Whether there is surely no such paragraph."""
        return ref not in self and ref.partition("#")[0] not in self.unread


def pages(periods: list[str]) -> dict[str, str]:
    """The essay's pages in reading order: name → path under ``docs``."""
    return {page: path_of(page) for page in ("introduction", *periods, "outlook")}


def path_of(page: str) -> str:
    """The path under ``docs`` of a page of the essay."""
    return f"{page}.md" if page in ("introduction", "outlook") else f"periods/{page}.md"


def blocks(body: str) -> list[str]:
    """The blocks of Markdown between blank lines."""
    return [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]


def passage(page: str, block: str) -> Passage | None:
    """Read a block as a paragraph of the essay; None where it has no id."""
    found = _ID.search(block)
    if not found:
        return None
    return _numbered(page, int(found[1]), block[: found.start()])


def _numbered(page: str, number: int, text: str) -> Passage:
    return Passage(page, number, text, tuple(_LINK.findall(text)), tuple(_FOOTNOTE.findall(text)))


def read(docs: Path, paths: dict[str, str]) -> tuple[Passages, list[Problem]]:
    """All paragraphs of the essay by their ``ref``, and what is wrong with the pages that hold them."""
    passages = Passages()
    problems: list[Problem] = []
    for page, path in paths.items():
        found, wrong = _read_page(docs / path, f"docs/{path}", page)
        passages |= {item.ref: item for item in found}
        passages.unread |= frozenset() if found else {page}
        problems += wrong
    return passages, problems


def _read_page(path: Path, name: str, page: str) -> tuple[list[Passage], list[Problem]]:
    text, wrong = read_text(path, name)
    if wrong or not text.strip():
        return [], wrong  # that a page is empty, ``pages`` says of every page
    bodies = _BODY.findall(text)
    if len(bodies) != 1 or not blocks(bodies[0]):
        mend = "write the essay's paragraphs once, between {% call essay() %} and {% endcall %}"
        return [], [Problem(name, "", "", mend)]
    found, problems = [], []
    for count, block in enumerate(blocks(bodies[0]), start=1):
        item = passage(page, block)
        if item is None or item.number != count:
            start = " ".join(block.split()[:6])
            mend = f"the paragraph that starts '{start} …' must end with a line {{ #p{count} }}"
            problems.append(Problem(name, f"paragraph {count}", "", mend))
        found.append(_numbered(page, count, item.text if item else block))  # so that one mistake stays one message
    return found, problems
