"""The edition: records and essay together, checked, with everything that can be computed from them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from chronicle.checks import changes, macros, navigation, published, themes
from chronicle.checks import pages as page_checks
from chronicle.checks import records as checks
from chronicle.checks.published import Published
from chronicle.edition.citations import references
from chronicle.edition.processor import Reference
from chronicle.records import essay, pages
from chronicle.records.actors import Term
from chronicle.records.addresses import of_page
from chronicle.records.essay import Passage
from chronicle.records.events import Change, Claim, Event, Note
from chronicle.records.figures import Figure
from chronicle.records.load import KINDS, Records, load
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import BadRecords


@dataclass(frozen=True)
class Mentions:
    """Where a record is used: paragraphs of the essay, events, notes and figures, each in its own order."""

    passages: list[Passage] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.passages or self.events or self.notes or self.figures)


class Edition:
    """Records and passages, and the links between them, read both ways."""

    def __init__(
        self, records: Records, passages: dict[str, Passage], paths: dict[str, str], published: Published
    ) -> None:
        self.records = records
        self.colophon = records.colophon
        self.published = published
        self.passages = passages
        self.paths = paths
        self.events = sorted(records.events.values(), key=lambda event: (event.date.earliest, event.date.latest))
        self.notes = sorted(records.notes.values(), key=lambda note: list(passages).index(note.passage))
        self._mentions = self._index()

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The references of all sources by id, in the order of a bibliography."""
        return references(self.records.sources)

    def name_of(self, page: str) -> str:
        """What readers call a page of the essay: the period's years, or the page's title."""
        period = self.records.periods.get(page)
        return period.name if period else self.published.current[of_page(self.paths[page])].name

    def mentions(self, kind: str, record: str) -> Mentions:
        """Where the record of this kind is used."""
        return self._mentions[kind, record]

    @cached_property
    def changes(self) -> list[Change]:
        """The corrections, newest first."""
        return sorted(self.records.changes.values(), key=lambda change: change.date.earliest, reverse=True)

    def corrected(self, address: str) -> list[Change]:
        """The corrections of what stands at an address, newest first."""
        return [change for change in self.changes if change.address == address]

    def claims_of(self, page: str) -> list[Claim]:
        """The claims that a page of the essay retells, in their order."""
        return [claim for claim in self.records.claims.values() if claim.at.partition("#")[0] == page]

    def events_of(self, period: str) -> list[Event]:
        """The events of a period, in order of date."""
        return [event for event in self.events if event.period == period]

    def neighbours(self, event: Event) -> tuple[Event | None, Event | None]:
        """The nearest events before and after this one on its own lane."""
        return self._neighbours[event.id]

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Event | None, Event | None]]:
        found: dict[str, tuple[Event | None, Event | None]] = {}
        for lane in {event.lane for event in self.events}:
            line = [None, *(event for event in self.events if event.lane == lane), None]
            found |= {event.id: (before, after) for before, event, after in zip(line, line[1:], line[2:], strict=False)}
        return found

    def by_decade(self) -> dict[int, list[Event]]:
        """The events by the decade in which they start, in order."""
        decades: dict[int, list[Event]] = defaultdict(list)
        for event in self.events:
            decades[event.decade].append(event)
        return dict(decades)

    def notes_at(self, ref: str) -> list[Note]:
        """The notes that stand at a passage."""
        return [note for note in self.notes if note.passage == ref]

    def figures_at(self, ref: str) -> list[Figure]:
        """The figures that stand at a passage."""
        return [figure for figure in self.records.figures.values() if ref in figure.passages]

    def _index(self) -> dict[tuple[str, str], Mentions]:
        index: dict[tuple[str, str], Mentions] = defaultdict(Mentions)
        for passage in self.passages.values():
            for kind, record in dict.fromkeys(passage.links):
                index["events" if kind == "timeline" else kind, record].passages.append(passage)
            for source in dict.fromkeys(passage.cites):
                index["sources", source].passages.append(passage)
        for kind, records in (
            ("events", self.events),
            ("notes", self.notes),
            ("figures", self.records.figures.values()),
        ):
            for record in records:
                for target, named in dict.fromkeys((target, named) for _, target, named in record.references()):
                    getattr(index[target, named], kind).append(record)
        for term in self.records.glossary.values():
            self._index_term(term, index["glossary", term.id])
        return index

    def _index_term(self, term: Term, mentions: Mentions) -> None:
        mentions.events.extend(event for event in self.events if term.stands_in(event.prose))
        mentions.notes.extend(note for note in self.notes if term.stands_in(note.prose))


def open_edition(root: Path) -> Edition:
    """The edition of the repository at ``root``, read again only when a file of it has changed.

    BadRecords is raised with every mistake that was found.
    """
    docs = root / "docs"
    files = [docs / "data" / f"{kind}.yml" for kind in KINDS]
    files += [*pages.files(docs), docs / published.LIST, docs / published.REDIRECTS, root / "mkdocs.yml"]
    stamps = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file())
    return _open(docs, stamps)


@lru_cache(maxsize=1)
def _open(docs: Path, stamps: tuple[object, ...]) -> Edition:
    records, problems = load(docs / "data")
    paths = essay.pages(docs, records)
    passages, wrong = essay.read(docs, paths)
    problems += wrong + checks.run(records, passages)
    written, wrong = pages.read(docs)
    manuscript = Manuscript(docs, written, records, passages)
    kept, broken = published.read(manuscript)
    problems += wrong + page_checks.run(manuscript) + macros.run(manuscript) + themes.have_pages(manuscript) + broken
    problems += [*navigation.problems(manuscript, kept), *changes.problems(manuscript, kept)]
    if problems:
        raise BadRecords(problems)
    return Edition(records, passages, paths, kept)
