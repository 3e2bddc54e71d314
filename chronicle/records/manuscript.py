"""All that a page may refer to, and where records have their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chronicle.records.essay import Passages
from chronicle.records.load import Records
from chronicle.records.pages import Page

# The pages on which records have their addresses; some sources have theirs on a page of their own, see Source.shelf
HOMES = {
    "events": "timeline.md",
    "people": "people.md",
    "organisations": "organisations.md",
    "glossary": "glossary.md",
    "notes": "notes.md",
    "claims": "claims.md",
    "changes": "changes.md",
    "sources": "sources.md",
    "figures": "figures.md",
    "places": "map.md",
    "themes": "themes/index.md",
    "paths": "classroom.md",
}


@dataclass(frozen=True)
class Manuscript:
    """All that a page may refer to."""

    docs: Path
    pages: dict[str, Page]
    records: Records
    passages: Passages
