"""Where the parts of the edition stand, as whole addresses; ``address`` is the site's own and ends with a slash."""

from __future__ import annotations

from chronicle.edition import Edition
from chronicle.essay import Passage
from chronicle.records import Source

PAGES = {"events": "timeline"}  # every other kind of record has a page of its own name


def of_record(address: str, kind: str, record: str) -> str:
    """The address of a record."""
    return f"{address}{PAGES.get(kind, kind)}/#{record}"


def of_source(address: str, source: Source) -> str:
    """The address of a source in the bibliography."""
    return f"{address}{source.shelf.removesuffix('.md')}/#{source.id}"


def of_passage(edition: Edition, address: str, passage: Passage) -> str:
    """The address of a paragraph of the essay."""
    return f"{address}{edition.paths[passage.page].removesuffix('.md')}/#p{passage.number}"
