"""RIS: one item of CSL-JSON as one record, with the types and tags that Zotero and EndNote read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "interview": "PCOMM",
    "legislation": "STAT",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "speech": "SLIDE",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}  # every other kind of source is "GEN"
PARTS = {"CHAP", "ENCYC"}  # in these, A2 is who edited the whole, which more programs read than ED
TAGS = {
    "title": "TI",
    "container-title": "T2",
    "publisher": "PB",
    "publisher-place": "CY",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "ISBN": "SN",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
    "keyword": "KW",
    "note": "N1",
    "id": "ID",
}


def entries(items: Iterable[dict[str, Any]]) -> str:
    """The records of items, with a line between them."""
    return "\n".join(map(entry, items))


def entry(item: dict[str, Any]) -> str:
    """The record of an item; its ``ID`` is the item's id."""
    lines = [("TY", TYPES.get(item["type"], "GEN"))]
    lines += [("AU", _name(name)) for name in item.get("author", [])]
    editor = "A2" if lines[0][1] in PARTS else "ED"
    lines += [(editor, _name(name)) for name in item.get("editor", [])]
    lines += _date(item.get("issued"))
    lines += _pages(item.get("page", ""))
    lines += [(tag, item[key]) for key, tag in TAGS.items() if key in item]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in [*lines, ("ER", "")])


def _name(name: dict[str, str]) -> str:
    """A person, or a body: the comma behind it keeps programs from turning it round, and it may have no other."""
    if body := name.get("literal"):
        return f"{body.replace(',', ';')},"
    return ", ".join(name[part] for part in ("family", "given") if part in name)


def _date(issued: dict[str, Any] | None) -> list[tuple[str, str]]:
    """The year, and the date as ``year/month/day/`` with empty places for what is not known."""
    if not issued:
        return []
    year, month, day = (*issued["date-parts"][0], "", "")[:3]
    padded = (f"{part:02}" if part else "" for part in (month, day))
    return [("PY", str(year)), ("DA", f"{year}/{'/'.join(padded)}/")]


def _pages(page: str) -> list[tuple[str, str]]:
    first, _, last = page.partition("–")
    return [(tag, value) for tag, value in (("SP", first), ("EP", last)) if value]
