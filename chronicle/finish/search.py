"""The index of the search: what either generator has found on the pages, made ready for assets/javascripts/find.js.

Each entry gets the kind of thing that it is, in words and as a place in the order of results; a record all its names.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle.edition import Edition, chinese
from chronicle.records.addresses import event_page, place
from chronicle.records.manuscript import HOMES

INDEX = "search/search_index.json"
ZENSICAL = "search.json"
RECORD, EVENT, THEME, NOTE, ESSAY, PAGE, LIST = range(7)  # the order of results
KINDS = {
    "people": (RECORD, "Person"),
    "organisations": (RECORD, "Organisation"),
    "glossary": (RECORD, "Term"),
    "places": (RECORD, "Place"),
    "notes": (NOTE, "Note"),
    "figures": (PAGE, "Figure"),
}
SOURCES = {"sources/", "literature/"}
LISTS = SOURCES | {place(HOMES[kind]) for kind in ("claims", "changes")} | {"open-questions/"}
_END = re.compile(r"(?<![.?!:”>])\s*</(?:p|li)>")
_POINTS = re.compile(r"·(?: ·)+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Kind:
    """What an entry leads to: where it stands among results, in a word, and its further names."""

    order: int
    word: str
    names: tuple[str, ...] = ()


def write(edition: Edition, site: Path) -> None:
    """Put the index that find.js reads in the place of the one that the generator has written into ``site``."""
    source = site / ZENSICAL if (site / ZENSICAL).is_file() else site / INDEX
    if not source.is_file():
        return  # a site without a search
    found = json.loads(source.read_text(encoding="utf-8"))
    if "starts" in found:
        return  # it is ready
    rows = found.get("docs") or found["items"]
    kinds = _kinds(edition)
    titles = {row["location"]: _plain(row["title"]) for row in rows}
    docs = [_entry(row, titles, kinds) for row in rows if row["text"]]
    index: dict[str, Any] = {"docs": docs, "starts": _starts(edition)}
    index["simpler"] = chinese.simpler(json.dumps(docs, ensure_ascii=False))
    (site / ZENSICAL).unlink(missing_ok=True)
    (site / INDEX).parent.mkdir(exist_ok=True)
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    (site / INDEX).write_text(text, encoding="utf-8", newline="\n")


def _entry(row: dict[str, Any], titles: dict[str, str], kinds: dict[str, Kind]) -> dict[str, Any]:
    """A row of the generator's; a section of a theme or of the essay is found by the title of its page."""
    location, title = row["location"], _plain(row["title"])
    page = location.partition("#")[0]
    above = titles.get(page, "")
    other = Kind(LIST if page in LISTS else PAGE, "Source" if page in SOURCES else above if page != location else "")
    kind = kinds.get(location) or kinds.get(page) or other
    entry = {"location": location, "title": title, "text": _plain(row["text"]), "order": kind.order, "kind": kind.word}
    if page != location and page in kinds and not title.startswith(above):
        entry |= {"page": above, "order": PAGE if kind.order == ESSAY else kind.order}
    return entry | ({"names": kind.names} if kind.names else {})


def _kinds(edition: Edition) -> dict[str, Kind]:
    """The kinds of all places that are a record's own or a page of the essay."""
    found = {
        f"{place(HOMES[name])}#{record.id}": Kind(order, word, _names(record) if order == RECORD else ())
        for name, (order, word) in KINDS.items()
        for record in getattr(edition.records, name).values()
    }
    for event in edition.events:
        year = str(event.date.earliest.year)
        found[place(event_page(event.id))] = Kind(EVENT, f"Event, {year}", (year,))
    found |= {f"themes/{theme}/": Kind(THEME, "Theme") for theme in edition.records.themes}
    return found | {place(path): Kind(ESSAY, "Essay") for path in edition.paths.values()}


def _names(record: Any) -> tuple[str, ...]:
    own = (getattr(record, field, None) for field in ("hanzi", "pinyin", "abbreviation"))
    return tuple(dict.fromkeys([*filter(None, own), *record.also]))


def _starts(edition: Edition) -> list[str]:
    """The places that say most of what the edition is about: the person, the body and so on with most mentions."""
    homes = {kind: f"{place(HOMES[kind])}#{{}}" for kind, (order, _) in KINDS.items() if order == RECORD}
    homes |= {"themes": "themes/{}/", "events": place(event_page("{}"))}
    most = {kind: max((_weight(edition, kind, one), one) for one in getattr(edition.records, kind)) for kind in homes}
    return [homes[kind].format(record) for kind, (_, record) in most.items()]


def _weight(edition: Edition, kind: str, record: str) -> int:
    found = edition.mentions(kind, record)
    return len(found.passages) + len(found.events) + len(found.notes) + len(found.figures)


def _plain(text: str) -> str:
    """The words of a piece of HTML; a point stands between lines that do not end in a sign of their own."""
    text = html.unescape(_TAG.sub(" ", _END.sub(" · ", text)))
    return _POINTS.sub("·", " ".join(text.split())).removesuffix(" ·")
