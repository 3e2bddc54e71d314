"""The essay as it stands in the Markdown pages: its paragraphs, their ids, and the records they link to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from chronicle.records.load import Records
from chronicle.records.problems import Problem
from chronicle.records.values import is_id
from chronicle.records.yaml_text import read_text

_BODY = re.compile(r"{%-?\s*call essay\(\)\s*-?%}(.*?){%-?\s*endcall\s*-?%}", re.S)
_ID = re.compile(r"\n?{\s#p(\d+)\s}\s*$")
_LINK = re.compile(r"\]\((?:\.\./)*([\w/-]+)\.md#([\w-]+)\)")
_MARKS = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|\[")
_FOOTNOTE = re.compile(r"\[\^([\w-]+)\]")


@dataclass(frozen=True)
class Passage:
    """One paragraph: ``page`` is the page's name, ``path`` its path under ``docs``, ``number`` counts from 1.

    ``links`` holds the (page, id) pairs that it links to, ``cites`` the ids of the sources in its footnotes.
    """

    page: str
    path: str
    number: int
    text: str
    links: tuple[tuple[str, str], ...]
    cites: tuple[str, ...]

    @property
    def plain(self) -> str:
        """Its words, less the Markdown of links and footnotes."""
        return " ".join(_MARKS.sub("", self.text).split())

    @property
    def ref(self) -> str:
        """The passage as records name it: ``early-years#p2``."""
        return f"{self.page}#p{self.number}"


class Passages(dict[str, Passage]):
    """The paragraphs by their ``ref``; ``unread`` holds name and path of the pages of which none could be read."""

    def __init__(self) -> None:
        super().__init__()
        self.unread: dict[str, str] = {}

    def lacks(self, ref: str) -> bool:
        """Whether there is surely no such paragraph."""
        return ref not in self and ref.partition("#")[0] not in self.unread


def pages(docs: Path, records: Records) -> dict[str, str]:
    """The essay's pages in reading order, also those whose records are broken: name → path under ``docs``."""
    files = [file.stem for file in sorted(docs.glob("periods/*.md"))] if "periods" in records.unread else []
    periods = dict.fromkeys([*records.periods, *sorted(records.ids("periods")), *files])
    colophon = next(iter(records.edition.values()), None)
    before, after = (colophon.before, colophon.after) if colophon else (_found(docs), ())
    found = {page: f"{page}.md" for page in before}
    found |= {page: f"periods/{page}.md" for page in periods if is_id(page)}
    return found | {page: f"{page}.md" for page in after}


def _found(docs: Path) -> list[str]:
    """The pages of the essay beside those of the periods, where nothing says which they are."""
    files = sorted(docs.glob("*.md"))
    return [file.stem for file in files if "call essay()" in file.read_text(encoding="utf-8", errors="replace")]


def blocks(body: str) -> list[str]:
    """The blocks of Markdown between blank lines."""
    return [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]


def passage(page: str, path: str, block: str) -> Passage | None:
    """Read a block as a paragraph of the essay; None where it has no id."""
    found = _ID.search(block)
    if not found:
        return None
    return _numbered(page, path, int(found[1]), block[: found.start()])


def _numbered(page: str, path: str, number: int, text: str) -> Passage:
    return Passage(page, path, number, text, tuple(_LINK.findall(text)), tuple(_FOOTNOTE.findall(text)))


def read(docs: Path, paths: dict[str, str]) -> tuple[Passages, list[Problem]]:
    """All paragraphs of the essay by their ``ref``, and what is wrong with the pages that hold them."""
    passages = Passages()
    problems: list[Problem] = []
    for page, path in paths.items():
        found, wrong = _read_page(docs, path, page)
        passages.update({item.ref: item for item in found})
        passages.unread |= {} if found else {page: path}
        problems += wrong
    return passages, problems


def _read_page(docs: Path, path: str, page: str) -> tuple[list[Passage], list[Problem]]:
    name = f"docs/{path}"
    text, wrong = read_text(docs / path, name)
    if wrong or not text.strip():
        return [], wrong  # that a page is empty, ``pages`` says of every page
    bodies = _BODY.findall(text)
    if len(bodies) != 1 or not blocks(bodies[0]):
        mend = "write the essay's paragraphs once, between {% call essay() %} and {% endcall %}"
        return [], [Problem(name, "", "", mend)]
    found, problems = [], []
    for count, block in enumerate(blocks(bodies[0]), start=1):
        item = passage(page, path, block)
        if item is None or item.number != count:
            start = " ".join(block.split()[:6])
            mend = f"the paragraph that starts '{start} …' must end with a line {{ #p{count} }}"
            problems.append(Problem(name, f"paragraph {count}", "", mend))
        found.append(
            _numbered(page, path, count, item.text if item else block)
        )  # so that one mistake stays one message
    return found, problems
