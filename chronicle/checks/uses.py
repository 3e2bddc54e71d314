"""What must hold between records, and between records and essay: what one names is there, and each is used."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.records.essay import Passages
from chronicle.records.load import Records, file_of
from chronicle.records.problems import Problem, nearest


def references_exist(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every record and every paragraph that a record names is there."""
    for kind, record in records.all():
        for field, target, named in record.references():
            if target == "passages":
                if passages.lacks(named):
                    yield Problem(
                        file_of(kind), record.id, field, f"'{named}' is not a paragraph{nearest(named, passages)}"
                    )
            elif records.lacks(target, named):
                mend = f"'{named}' is not in {target}.yml{nearest(named, records.ids(target))}"
                yield Problem(file_of(kind), record.id, field, mend)


def essay_footnotes_exist(records: Records, passages: Passages) -> Iterator[Problem]:
    """A footnote of the essay names a source."""
    for passage in passages.values():
        for source in passage.cites:
            if records.lacks("sources", source):
                mend = f"'{source}' is not in sources.yml{nearest(source, records.ids('sources'))}"
                yield Problem(f"docs/{passage.path}", f"paragraph {passage.number}", "footnote", mend)


def essay_and_events_agree(records: Records, passages: Passages) -> Iterator[Problem]:
    """An event is marked as in the essay exactly if a paragraph links to it."""
    linked = {record: item.ref for item in passages.values() for page, record in item.links if page == "timeline"}
    for event in records.events.values():
        if event.in_essay and event.id not in linked and not passages.unread:
            mend = f"no paragraph links to timeline.md#{event.id}; link it, or take in_essay out"
            yield Problem(file_of("events"), event.id, "in_essay", mend, follows=True)
        if event.id in linked and not event.in_essay:
            mend = f"is not set, though {linked[event.id]} links to the event; add 'in_essay: true'"
            yield Problem(file_of("events"), event.id, "in_essay", mend)


def records_are_used(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every person, organisation, place and source is named by something."""
    if records.broken or passages.unread:
        return  # what a broken record names cannot be known
    used: dict[str, set[str]] = {kind: set() for kind in ("people", "organisations", "places", "sources")}
    named = [(kind, one) for _, record in records.all() for _, kind, one in record.references()]
    named += [link for passage in passages.values() for link in passage.links]
    named += [("sources", source) for passage in passages.values() for source in passage.cites]
    for kind, one in named:
        used.get(kind, set()).add(one)
    for kind, ids in used.items():
        for record in getattr(records, kind):
            if record not in ids:
                yield Problem(
                    file_of(kind), record, "", "nothing uses this record; name it somewhere, or remove it", follows=True
                )


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
            yield Problem(file_of("glossary"), term.id, "", mend, follows=True)


CHECKS = (references_exist, essay_footnotes_exist, essay_and_events_agree, records_are_used, terms_are_used)
