"""What must hold of hand-outs: each is on an event or a theme, and what stands on its sheet belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.records.essay import Passages
from chronicle.records.events import Event
from chronicle.records.load import Records, file_of
from chronicle.records.problems import Problem, nearest


def handouts_have_a_subject(records: Records, passages: Passages) -> Iterator[Problem]:
    """A hand-out has the id of an event or of a theme, and of one alone."""
    known = records.ids("events") | records.ids("themes")
    for one in records.tasks:
        if records.lacks("events", one) and records.lacks("themes", one):
            mend = f"is neither in events.yml nor in themes.yml{nearest(one, known)}"
            yield Problem(file_of("tasks"), one, "id", mend)
        elif one in records.events and one in records.themes:
            yield Problem(file_of("tasks"), one, "id", "is both an event and a theme; no sheet can be on both")


def handouts_have_two_sources(records: Records, passages: Passages) -> Iterator[Problem]:
    """A sheet has two boxes, one for each source."""
    for handout in records.tasks.values():
        if len(handout.sources) != 2:
            mend = f"holds {len(handout.sources)}; the sheet has two boxes, so name two"
            yield Problem(file_of("tasks"), handout.id, "sources", mend)


def handouts_show_what_belongs_to_them(records: Records, passages: Passages) -> Iterator[Problem]:
    """The note of a hand-out names its event or an event of its theme; its sources bear out event, theme or note."""
    for handout in records.tasks.values() if not records.broken else ():
        events = _events(records, handout.id)
        note = records.notes.get(handout.note) if handout.note else None
        if note and events and not {event.id for event in events} & set(note.events):
            mend = f"'{note.id}' names neither this event nor one of this theme; choose a note that does"
            yield Problem(file_of("tasks"), handout.id, "note", mend)
        borne = {source for item in (*events, *([note] if note else [])) for source in item.sources}
        borne |= {one.source for item in (*events, *([note] if note else [])) for one in item.evidence}
        for source in handout.sources:
            if events and source in records.sources and source not in borne:
                mend = f"'{source}' bears out neither the note nor what the sheet is on{nearest(source, borne)}"
                yield Problem(file_of("tasks"), handout.id, "sources", mend)


def _events(records: Records, subject: str) -> list[Event]:
    """The event that a hand-out is on, or all events of its theme."""
    if event := records.events.get(subject):
        return [event]
    return [event for event in records.events.values() if subject in event.themes]


CHECKS = (handouts_have_a_subject, handouts_have_two_sources, handouts_show_what_belongs_to_them)
