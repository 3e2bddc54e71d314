"""All records of an edition, and how the files that hold them are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from chronicle.records.actors import Organisation, Person, Place, Term
from chronicle.records.editions import Colophon, Criterion, Fixed
from chronicle.records.events import Change, Claim, Event, Note
from chronicle.records.figures import Figure
from chronicle.records.model import Record
from chronicle.records.outline import Lane, Period, Sheet, Theme
from chronicle.records.problems import Problem, in_words
from chronicle.records.sources import Source
from chronicle.records.teaching import Handout, ReadingPath
from chronicle.records.values import is_id
from chronicle.records.yaml_text import read_records, read_text

DATA = "docs/data"


def file_of(kind: str) -> str:
    """The file that holds the records of a kind, as messages call it."""
    return f"{DATA}/{kind}.yml"


@dataclass(frozen=True)
class Records:
    """All records of the site, each kind in the order of its file ``<kind>.yml``, keyed by id.

    ``broken`` holds (kind, id) of the records that stand in a file but could not be read, ``unread`` the kinds of which
    not even all ids are known.
    """

    edition: dict[str, Colophon]
    periods: dict[str, Period]
    lanes: dict[str, Lane]
    themes: dict[str, Theme]
    places: dict[str, Place]
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    glossary: dict[str, Term]
    sources: dict[str, Source]
    events: dict[str, Event]
    notes: dict[str, Note]
    figures: dict[str, Figure]
    maps: dict[str, Sheet]
    claims: dict[str, Claim]
    changes: dict[str, Change]
    tasks: dict[str, Handout]
    paths: dict[str, ReadingPath]
    editions: dict[str, Fixed]
    criteria: dict[str, Criterion]
    broken: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def colophon(self) -> Colophon:
        """What the edition is."""
        return next(iter(self.edition.values()))

    def all(self) -> Iterator[tuple[str, Record]]:
        """Every record with its kind."""
        for kind in KINDS:
            for record in getattr(self, kind).values():
                yield kind, record

    def lacks(self, kind: str, record: str) -> bool:
        """Whether there is surely no record of this id."""
        return kind not in self.unread and record not in self.ids(kind)

    def ids(self, kind: str) -> set[str]:
        """All ids of a kind, the broken ones among them."""
        return set(getattr(self, kind)) | {record for broken, record in self.broken if broken == kind}


KINDS: dict[str, type[Record]] = {
    "edition": Colophon, "periods": Period, "lanes": Lane, "themes": Theme, "places": Place, "people": Person,
    "organisations": Organisation, "glossary": Term, "sources": Source, "events": Event, "notes": Note,
    "figures": Figure, "maps": Sheet, "claims": Claim, "changes": Change, "tasks": Handout,
    "paths": ReadingPath, "editions": Fixed, "criteria": Criterion,
}  # fmt: skip


def load(folder: Path) -> tuple[Records, list[Problem]]:
    """Read every kind of record from ``folder``: those in good shape, and what is wrong with the others."""
    kinds, problems, broken = {}, [], set()
    for kind, model in KINDS.items():
        kinds[kind], wrong = read_kind(folder / f"{kind}.yml", file_of(kind), model)
        problems += wrong
        broken |= {(kind, problem.record) for problem in wrong}
    unread = {kind for kind, record in broken if not is_id(record)}
    return Records(**kinds, broken=frozenset(broken), unread=frozenset(unread)), problems


def read_kind(path: Path, name: str, model: type[Record]) -> tuple[dict[str, Any], list[Problem]]:
    """The records of one file, which messages call ``name``, by id, and what is wrong with the others."""
    text, problems = read_text(path, name)
    return ({}, problems) if problems else _records_in(text, name, model)


@lru_cache(maxsize=2 * len(KINDS))
def _records_in(text: str, name: str, model: type[Record]) -> tuple[dict[str, Any], list[Problem]]:
    """The same for the text of a file: a preview, or the next check, has most files as they were."""
    rows, problems = read_records(text, name, model.may_be_none)
    found: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        label = _label(row, number)
        try:
            record = model.model_validate(row)
        except ValidationError as error:
            problems += in_words(name, label, model, error)
            continue
        if record.id in found:
            problems.append(Problem(name, label, "id", "stands twice; give each record an id of its own"))
        found[record.id] = record
    return found, problems


def _label(row: Any, number: int) -> str:
    named = row.get("id") if isinstance(row, dict) else None
    return " ".join(named.split()) if isinstance(named, str) and named.strip() else f"record {number}"
