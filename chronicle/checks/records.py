"""What must hold between records, and between records and essay: small named checks, all of them run.

A check takes the records and the passages and yields problems. The shape of each record alone is checked in
``records``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from chronicle.records import figures
from chronicle.records.essay import Passages
from chronicle.records.problems import Problem, nearest
from chronicle.records.schema import DATA, FACTS, Records

Check = Callable[[Records, Passages], Iterator[Problem]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Enter a function in the list of checks."""
    CHECKS[function.__name__] = function
    return function


def run(records: Records, passages: Passages) -> list[Problem]:
    """The problems that any check finds."""
    return [problem for function in CHECKS.values() for problem in function(records, passages)]


def _file(kind: str) -> str:
    return f"{DATA}/{kind}.yml"


REFERENCES = {
    "events": {
        "period": "periods", "place": "places", "people": "people", "organisations": "organisations",
        "themes": "themes", "sources": "sources",
    },
    "notes": {"events": "events", "sources": "sources"},
    "figures": {"events": "events", "sources": "sources"},
}  # fmt: skip


@check
def references_exist(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every id that an event, a note or a figure names is a record."""
    for kind, references in REFERENCES.items():
        for record in getattr(records, kind).values():
            named = [(field, target, _named(getattr(record, field))) for field, target in references.items()]
            rows = enumerate(getattr(record, "rows", ()), start=1)
            named += [(f"rows {number} sources", "sources", row.sources) for number, row in rows]
            for field, target, ids in named:
                for missing in (one for one in ids if records.lacks(target, one)):
                    mend = f"'{missing}' is not in {target}.yml{nearest(missing, records.ids(target))}"
                    yield Problem(_file(kind), record.id, field, mend)


def _named(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


@check
def passages_exist(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every passage that a note, a theme or a figure names is a paragraph of the essay."""
    named = [("notes", note.id, "passage", note.passage) for note in records.notes.values()]
    named += [("themes", theme.id, "passages", item.at) for theme in records.themes.values() for item in theme.passages]
    named += [("figures", item.id, "passages", ref) for item in records.figures.values() for ref in item.passages]
    for kind, record, field, ref in named:
        if passages.lacks(ref):
            yield Problem(_file(kind), record, field, f"'{ref}' is not a paragraph{nearest(ref, passages)}")


@check
def themes_rest_on_records(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every paragraph on what changed names events or notes, and all that it names exists."""
    for theme in records.themes.values():
        for number, change in enumerate(theme.change, start=1):
            field = f"change {number}"
            if not change.events + change.notes:
                yield Problem(_file("themes"), theme.id, field, "rests on nothing; name its events or notes")
            for kind in ("events", "notes"):
                for named in getattr(change, kind):
                    if records.lacks(kind, named):
                        mend = f"'{named}' is not in {kind}.yml{nearest(named, records.ids(kind))}"
                        yield Problem(_file("themes"), theme.id, f"{field} {kind}", mend)
            for ref in change.passages:
                if passages.lacks(ref):
                    mend = f"'{ref}' is not a paragraph{nearest(ref, passages)}"
                    yield Problem(_file("themes"), theme.id, f"{field} passages", mend)


@check
def themes_run_through(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every theme has a passage in each period and at least one event, so that each period links to the others."""
    for theme in records.themes.values():
        found = {item.at.partition("#")[0] for item in theme.passages}
        for period in records.periods:
            if period not in found:
                yield Problem(_file("themes"), theme.id, "passages", f"has none from {period}; add one")
        if not records.broken and not any(theme.id in event.themes for event in records.events.values()):
            yield Problem(
                _file("themes"),
                theme.id,
                "",
                "no event has this theme; add it to one, or remove the theme",
                follows=True,
            )


@check
def events_in_their_period(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event starts within the span that its period covers."""
    for event in records.events.values():
        period = records.periods.get(event.period)
        if period and not period.covers.earliest <= event.date.earliest <= period.covers.latest:
            mend = f"{event.date.edtf} starts outside {period.covers.edtf}; change the date or the period"
            yield Problem(_file("events"), event.id, "date", mend)


@check
def events_have_sources(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event has two sources, one of them primary, institutional or scholarly."""
    for event in records.events.values():
        if len(event.sources) < 2:
            yield Problem(_file("events"), event.id, "sources", "has fewer than two; add one")
        standings = {records.sources[source].standing for source in event.sources if source in records.sources}
        if standings and not standings & FACTS:
            mend = "has none that is primary, institutional or scholarly; add one"
            yield Problem(_file("events"), event.id, "sources", mend)


@check
def events_have_themes(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event has a theme, by which it can be found."""
    for event in records.events.values():
        if not event.themes:
            yield Problem(_file("events"), event.id, "themes", "is empty; name at least one")


@check
def notes_have_sources(records: Records, passages: Passages) -> Iterator[Problem]:
    """A note has a source."""
    for note in records.notes.values():
        if not note.sources:
            yield Problem(_file("notes"), note.id, "sources", "is empty; name at least one")


@check
def figures_are_sound(records: Records, passages: Passages) -> Iterator[Problem]:
    """A figure's rows fit its columns and its chart, its numbers add up, and each has a source."""
    for figure in records.figures.values():
        for field, mend in figures.problems(figure):
            yield Problem(_file("figures"), figure.id, field, mend)


@check
def lives_run_forward(records: Records, passages: Passages) -> Iterator[Problem]:
    """Nobody dies before being born, and no body is dissolved before it is founded."""
    spans = [("people", item.id, "died", item.born, item.died) for item in records.people.values()]
    spans += [
        ("organisations", item.id, "dissolved", item.founded, item.dissolved) for item in records.organisations.values()
    ]
    for kind, record, field, start, end in spans:
        if end and end.latest < start.earliest:
            yield Problem(_file(kind), record, field, f"{end.edtf} is earlier than {start.edtf}; mend one of them")


@check
def essay_footnotes_exist(records: Records, passages: Passages) -> Iterator[Problem]:
    """A footnote of the essay names a source."""
    for passage in passages.values():
        for source in passage.cites:
            if records.lacks("sources", source):
                mend = f"'{source}' is not in sources.yml{nearest(source, records.ids('sources'))}"
                yield Problem(f"docs/{passage.path}", f"paragraph {passage.number}", "footnote", mend)


@check
def essay_and_events_agree(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event is marked as in the essay exactly if a paragraph links to it."""
    linked = {record: item.ref for item in passages.values() for page, record in item.links if page == "timeline"}
    for event in records.events.values():
        if event.in_essay and event.id not in linked and not passages.unread:
            mend = f"no paragraph links to timeline.md#{event.id}; link it, or take in_essay out"
            yield Problem(_file("events"), event.id, "in_essay", mend, follows=True)
        if event.id in linked and not event.in_essay:
            mend = f"is not set, though {linked[event.id]} links to the event; add 'in_essay: true'"
            yield Problem(_file("events"), event.id, "in_essay", mend)


# The other addresses on the page of a kind of record, and on those pages that show its records too
TAKEN = {
    "events": r"events|filters|timeline|(decade|period|place)-.*|p\d+",
    "places": r"map|places|(map|mark|period)-.*",
    "themes": r"themes|key|index|(thread|figure)-.*",
    "people": "people",
    "organisations": "organisations",
    "glossary": "glossary",
    "sources": "sources|standing-.*",
    "notes": "notes|on-.*",
    "figures": "figures|.*-shows",
    "periods": "introduction|outlook",
}


@check
def ids_are_free(records: Records, passages: Passages) -> Iterator[Problem]:
    """A record's id is not another address of its page."""
    for kind, taken in TAKEN.items():
        for record in getattr(records, kind):
            if re.fullmatch(taken, record):
                yield Problem(_file(kind), record, "id", "is kept for other parts of the page; choose another")


@check
def records_are_used(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every person, organisation, place and source is named by something."""
    if records.broken or passages.unread:
        return  # what a broken record names cannot be known
    used: dict[str, set[str]] = {kind: set() for kind in ("people", "organisations", "places", "sources")}
    for event in records.events.values():
        for kind in ("people", "organisations", "sources"):
            used[kind] |= set(getattr(event, kind))
        used["places"] |= {event.place} if event.place else set()
    for note in records.notes.values():
        used["sources"] |= set(note.sources)
    for figure in records.figures.values():
        used["sources"] |= set(figure.cited)
    for passage in passages.values():
        used["sources"] |= set(passage.cites)
        for page, record in passage.links:
            used.get(page, set()).add(record)
    for kind, ids in used.items():
        for record in getattr(records, kind):
            if record not in ids:
                yield Problem(
                    _file(kind), record, "", "nothing uses this record; name it somewhere, or remove it", follows=True
                )


@check
def terms_are_used(records: Records, passages: Passages) -> Iterator[Problem]:
    """A paragraph links to every term, or an event or a note uses it."""
    linked = {record for item in passages.values() for page, record in item.links if page == "glossary"}
    texts = [record.prose for record in (*records.events.values(), *records.notes.values())]
    for term in records.glossary.values():
        if (
            term.id not in linked
            and not any(term.stands_in(text) for text in texts)
            and not (records.broken or passages.unread)
        ):
            mend = "no paragraph, event or note uses this term; name its wording in 'also', or remove it"
            yield Problem(_file("glossary"), term.id, "", mend, follows=True)
