"""All pages that nobody writes a file for: of events, of decades, and the hand-outs."""

from __future__ import annotations

from pathlib import Path

from chronicle.edition import Edition
from chronicle.records.pages import HANDOUTS, MADE
from chronicle.views import event_pages, handouts

FOLDERS = (MADE, HANDOUTS)


def sources(edition: Edition) -> dict[str, str]:
    """The pages as Markdown, by their path under ``docs``."""
    return event_pages.sources(edition) | handouts.sources(edition)


def write(edition: Edition, docs: Path) -> int:
    """Write the pages into ``docs``, for a generator that knows files alone; their number comes back."""
    for folder in FOLDERS:
        (docs / folder).mkdir(exist_ok=True)
        for old in (docs / folder).glob("*.md"):
            old.unlink()
    texts = sources(edition)
    for path, text in texts.items():
        (docs / path).write_text(text, encoding="utf-8", newline="\n")
    return len(texts)
