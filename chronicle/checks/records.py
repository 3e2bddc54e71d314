"""What must hold of records: small named checks, all of them run; the files beside this one have more.

A check takes the records and the passages and yields problems. The shape of each record alone is checked in
``records``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chronicle.checks import evidence, figures, sources, teaching, themes, uses
from chronicle.records.addresses import RESERVED, is_reserved
from chronicle.records.essay import Passages
from chronicle.records.load import Records, file_of
from chronicle.records.problems import Problem
from chronicle.records.sources import STANDINGS

Check = Callable[[Records, Passages], Iterator[Problem]]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Enter a function in the list of checks."""
    CHECKS[function.__name__] = function
    return function


def run(records: Records, passages: Passages) -> list[Problem]:
    """The problems that any check finds."""
    functions = (*CHECKS.values(), *uses.CHECKS, *evidence.CHECKS, *sources.CHECKS, *teaching.CHECKS, *themes.CHECKS)
    return [problem for function in functions for problem in function(records, passages)]


NAMED_IN_CHINESE = {
    "people": ("hanzi", "pinyin"), "organisations": ("hanzi",), "places": ("hanzi",), "glossary": ("hanzi", "pinyin")
}  # fmt: skip


@check
def periods_have_events(records: Records, passages: Passages) -> Iterator[Problem]:
    """A period has an event, without which there is nothing to draw."""
    if records.broken:
        return
    used = {event.period for event in records.events.values()}
    for period in records.periods:
        if period not in used:
            mend = "no event is of this period; add one, or remove the period"
            yield Problem(file_of("periods"), period, "", mend, follows=True)


@check
def events_in_their_period(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event starts within the span that its period covers."""
    for event in records.events.values():
        period = records.periods.get(event.period)
        if period and not period.covers.earliest <= event.date.earliest <= period.covers.latest:
            mend = f"{event.date.edtf} starts outside {period.covers.edtf}; change the date or the period"
            yield Problem(file_of("events"), event.id, "date", mend)


@check
def events_have_sources(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event has two sources, one of them primary or scholarly."""
    for event in records.events.values():
        if len(event.sources) < 2:
            yield Problem(file_of("events"), event.id, "sources", "has fewer than two; add one")
        known = [records.sources[source] for source in event.sources if source in records.sources]
        if known and not any(STANDINGS[source.standing].carries for source in known):
            mend = "has none that is primary or scholarly; add one"
            yield Problem(file_of("events"), event.id, "sources", mend)


@check
def stops_are_on_the_map(records: Records, passages: Passages) -> Iterator[Problem]:
    """A place that a route names has events of its own, or the map would not show it."""
    known = {event.place for event in records.events.values()}
    for event in records.events.values():
        for number, stop in enumerate(event.route, start=1):
            if stop.place in records.places and stop.place not in known and not records.broken:
                mend = f"'{stop.place}' has no event of its own; write the stop's name, lat and lon"
                yield Problem(file_of("events"), event.id, f"route {number} place", mend)


@check
def events_have_themes(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event has a theme, by which it can be found."""
    for event in records.events.values():
        if not event.themes:
            yield Problem(file_of("events"), event.id, "themes", "is empty; name at least one")


@check
def notes_have_sources(records: Records, passages: Passages) -> Iterator[Problem]:
    """A note has a source."""
    for note in records.notes.values():
        if not note.sources:
            yield Problem(file_of("notes"), note.id, "sources", "is empty; name at least one")


@check
def figures_are_sound(records: Records, passages: Passages) -> Iterator[Problem]:
    """A figure's rows fit its columns and its chart, its numbers add up, and each has a source."""
    for figure in records.figures.values():
        for field, mend in figures.problems(figure):
            yield Problem(file_of("figures"), figure.id, field, mend)


@check
def lives_run_forward(records: Records, passages: Passages) -> Iterator[Problem]:
    """Nobody dies before being born, and no body is dissolved before it is founded."""
    spans = [("people", item.id, "died", item.born, item.died) for item in records.people.values()]
    spans += [
        ("organisations", item.id, "dissolved", item.founded, item.dissolved) for item in records.organisations.values()
    ]
    for kind, record, field, start, end in spans:
        if end and end.latest < start.earliest:
            yield Problem(file_of(kind), record, field, f"{end.edtf} is earlier than {start.edtf}; mend one of them")


@check
def edition_is_one(records: Records, passages: Passages) -> Iterator[Problem]:
    """There is one record of what the edition is, and no page of the essay beside the periods has a period's id."""
    for record in list(records.edition)[1:]:
        yield Problem(file_of("edition"), record, "", "is a second edition; there is one record in this file")
    for colophon in records.edition.values():
        for page in {*colophon.before, *colophon.after} & records.ids("periods"):
            yield Problem(file_of("periods"), page, "id", "is a page of the essay in edition.yml; choose another")


@check
def names_are_chinese_too(records: Records, passages: Passages) -> Iterator[Problem]:
    """Where the edition gives names in Chinese characters, it gives all of them."""
    if not any(colophon.hanzi for colophon in records.edition.values()):
        return
    for kind, fields in NAMED_IN_CHINESE.items():
        for record in getattr(records, kind).values():
            for field in fields:
                if not getattr(record, field):
                    yield Problem(file_of(kind), record.id, field, "is missing; add it, as edition.yml asks for it")


@check
def ids_are_free(records: Records, passages: Passages) -> Iterator[Problem]:
    """A record's id is not another address of its page."""
    for kind in RESERVED:
        for record in getattr(records, kind):
            if is_reserved(kind, record):
                yield Problem(file_of(kind), record, "id", "is kept for other parts of the page; choose another")
