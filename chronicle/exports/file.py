"""One file that stands beside the pages: what it is for, how many records it holds, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chronicle.edition import Edition
from chronicle.exports.columns import Column, in_csv, pairs, schema
from chronicle.exports.tables import columns, tables

FOLDER = "data"


@dataclass(frozen=True)
class File:
    """One file. ``make`` gives its content for an edition and an address; None for a file of records, which is there.

    ``kind`` is the kind of its records, ``count`` how many of them it holds, ``lack`` what those left out lack. It is
    listed under its ``heading``, or else under its kind; None for one that only programs look for.
    """

    name: str
    kind: str
    format: str
    mediatype: str
    use: str
    count: Callable[[Edition], int]
    make: Callable[[Edition, str], str | bytes] | None = None
    columns: Callable[[Edition], tuple[Column, ...]] | None = None
    lack: str = ""
    heading: str | None = ""
    folder: str = f"{FOLDER}/"

    @property
    def path(self) -> str:
        """Where it stands behind the site's address."""
        return self.folder + self.name

    def content(self, edition: Edition, address: str) -> bytes:
        """What is written into it."""
        made = self.make(edition, address) if self.make else b""
        return made.encode() if isinstance(made, str) else made

    def schema(self, edition: Edition) -> dict[str, Any] | None:
        """The Table Schema, for a table."""
        return schema(self.columns(edition)) if self.columns else None


def all_of(*kinds: str) -> Callable[[Edition], int]:
    """Counts the records of these kinds."""
    return lambda edition: sum(len(getattr(edition.records, kind)) for kind in kinds)


def table(kind: str, use: str, heading: str = "") -> File:
    """The table of a kind, as CSV."""
    own = partial(columns, kind=kind)
    return File(f"{kind}.csv", kind, "CSV", "text/csv", use, all_of(kind), partial(_csv, kind), own, heading=heading)


def pair_table(kind: str, column: Column, heading: str) -> File:
    """The table of the pairs of a kind and what one of its columns names, as CSV."""

    def count(edition: Edition) -> int:
        return sum(len(getattr(record, column.name)) for record in getattr(edition.records, kind).values())

    name, use = f"{kind}-{column.name}", f"Joins {kind} and {column.to}: a row for each pair."
    own = pairs(kind, column)
    make = partial(_csv, name)
    return File(f"{name}.csv", "pairs", "CSV", "text/csv", use, count, make, lambda _: own, heading=heading)


def _csv(name: str, edition: Edition, address: str) -> str:
    return in_csv(*tables(edition, address)[name])
