"""A source as CSL data, which Zotero and Pandoc exchange, and from which its reference is made."""

from __future__ import annotations

from typing import Any

from chronicle.records.dates import Date
from chronicle.records.sources import Name, Source

_OURS = {
    "standing", "note", "title_translation", "container_gloss", "publisher_gloss", "archive_URL", "access", "accessed",
    "issued", "author", "editor",
}  # fmt: skip


def csl(source: Source) -> dict[str, Any]:
    """The source as one item of CSL-JSON, with nothing of ours in it."""
    item = source.model_dump(by_alias=True, exclude_none=True, exclude=_OURS)
    for role in ("author", "editor"):
        if names := [_name(name) for name in getattr(source, role)]:
            item[role] = names
    if source.issued:
        item["issued"] = csl_date(source.issued)
    return item


def csl_date(date: Date) -> dict[str, Any]:
    """The beginning of a date, as exact as it is."""
    start = date.start
    return {"date-parts": [[part for part in (start.year, start.month, start.day) if part]]}


def _name(name: Name) -> dict[str, Any]:
    """The name in the terms of CSL, which knows no characters, but that a name keeps its order."""
    item = name.model_dump(exclude_none=True, exclude={"hanzi"})
    return item | {"static-ordering": True} if name.hanzi and name.family else item
