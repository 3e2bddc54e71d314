"""Where the parts of the edition stand, as whole addresses; ``address`` is that of the home page."""

from __future__ import annotations

from chronicle.around import HOMES
from chronicle.edition import Edition
from chronicle.essay import Passage
from chronicle.links import absolute
from chronicle.records import Source


def of_record(address: str, kind: str, record: str) -> str:
    """The address of a record; sources have their own function."""
    return absolute(address, f"{HOMES[kind]}#{record}")


def of_source(address: str, source: Source) -> str:
    """The address of a source in the bibliography."""
    return absolute(address, f"{source.shelf}#{source.id}")


def of_passage(edition: Edition, address: str, passage: Passage) -> str:
    """The address of a paragraph of the essay."""
    return absolute(address, f"{edition.paths[passage.page]}#p{passage.number}")
