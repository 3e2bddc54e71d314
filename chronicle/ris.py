"""A CSL item as RIS, the form that EndNote, Zotero, Mendeley and Citavi exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "collection": "BOOK", "dataset": "DATA", "document": "GEN", "entry-encyclopedia": "ENCYC",
    "graphic": "ART", "interview": "PCOMM", "legislation": "STAT", "personal_communication": "PCOMM",
    "report": "RPRT", "speech": "GEN", "thesis": "THES", "treaty": "GEN", "webpage": "ELEC",
}  # fmt: skip
FIELDS = {
    "title": "TI", "container-title": "T2", "publisher": "PB", "publisher-place": "CY", "volume": "VL", "issue": "IS",
    "DOI": "DO", "ISBN": "SN", "URL": "UR", "language": "LA", "note": "N1",
}  # fmt: skip


def ris(item: dict[str, Any]) -> str:
    """One reference, from its type to its end, with a line break after it."""
    lines = [("TY", TYPES[item["type"]]), ("ID", item["id"]), *_people(item), *_dates(item), *_pages(item)]
    lines += [(tag, item[field]) for field, tag in FIELDS.items() if item.get(field)]
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in [*lines, ("ER", "")])


def _people(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for role, tag in (("author", "AU"), ("editor", "ED")):
        for name in item.get(role, []):
            yield tag, name.get("literal") or ", ".join(name[part] for part in ("family", "given") if part in name)


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The year, and the date in its four parts, of which the unknown ones are empty."""
    if "issued" in item:
        year, month, day = (*item["issued"]["date-parts"][0], "", "")[:3]
        yield "PY", f"{year:04}"
        yield "DA", f"{year:04}/{month and f'{month:02}'}/{day and f'{day:02}'}/"


def _pages(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    first, _, last = item.get("page", "").partition("–")
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)


def _line(value: str) -> str:
    """The value on one line, for a new line would begin a new field."""
    return re.sub(r"\s+", " ", value).strip()
