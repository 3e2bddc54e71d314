"""What must hold of evidence and claims: whatever is said can be followed, and each doubt has its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chronicle.records.essay import Passages
from chronicle.records.evidence import Supported
from chronicle.records.load import DATA, Records, file_of
from chronicle.records.problems import Problem


def _supported(records: Records) -> Iterator[tuple[str, Supported]]:
    for kind, record in records.all():
        if isinstance(record, Supported):
            yield file_of(kind), record


def quotations_are_understood(records: Records, passages: Passages) -> Iterator[Problem]:
    """A quotation says in which language it is, and what that means in the language of the edition."""
    own = {colophon.language for colophon in records.edition.values()}
    for file, record in _supported(records):
        for number, item in enumerate(record.evidence, start=1):
            place = f"evidence {number}"
            if item.quote and not item.language:
                yield Problem(file, record.id, f"{place} language", "is missing; give the code, like zh")
            elif item.quote and own and item.language not in own and not item.translation:
                yield Problem(file, record.id, f"{place} translation", "is missing; say what the quotation means")


def quotations_were_seen(records: Records, passages: Passages) -> Iterator[Problem]:
    """A quotation stands in a source of which words were seen, not only a catalogue's or a review's entry."""
    for file, record in _supported(records):
        for number, item in enumerate(record.evidence, start=1):
            source = records.sources.get(item.source)
            if item.quote and source and source.access == "record":
                mend = f"'{source.id}' has access: record; say there how its words were seen"
                yield Problem(file, record.id, f"evidence {number} quote", mend)


def numbers_have_a_place(records: Records, passages: Passages) -> Iterator[Problem]:
    """The words behind which the number of a piece of evidence stands are in the record, once, and in its order."""
    for file, record in _supported(records):
        text, last = "\n".join(record.borne_out), 0
        for number, item in enumerate(record.evidence, start=1):
            if not item.after:
                continue
            place, count, here = f"evidence {number} after", text.count(item.after), text.find(item.after)
            if count != 1:
                mend = f"'{item.after}' stands {count} times in the record; name words that stand there once"
                yield Problem(file, record.id, place, mend)
            elif here < last:
                mend = f"'{item.after}' stands before the words of an earlier one; keep the order of the text"
                yield Problem(file, record.id, place, mend)
            else:
                last = here


def doubts_can_be_settled(records: Records, passages: Passages) -> Iterator[Problem]:
    """A note that is less than certain says what is open and what would settle it."""
    for note in records.notes.values():
        if note.certainty != "high" and not note.open:
            mend = f"is missing, though certainty is {note.certainty}; say what is open and what would settle it"
            yield Problem(f"{DATA}/notes.yml", note.id, "open", mend)


def disputes_have_two_sides(records: Records, passages: Passages) -> Iterator[Problem]:
    """A disputed note rests on more than one source."""
    for note in records.notes.values():
        if note.disputed and len(note.cited) < 2:
            mend = "names a dispute, but the note has one source; add one for the other side"
            yield Problem(f"{DATA}/notes.yml", note.id, "disputed", mend)


def short_names_are_one(records: Records, passages: Passages) -> Iterator[Problem]:
    """No two events have the same short name."""
    counts = Counter(event.short for event in records.events.values() if event.short)
    for event in records.events.values():
        if event.short and counts[event.short] > 1:
            mend = f"'{event.short}' is the short name of another event, too; give each its own"
            yield Problem(f"{DATA}/events.yml", event.id, "short", mend)


def claims_stand_in_their_paragraphs(records: Records, passages: Passages) -> Iterator[Problem]:
    """The paragraph that retells a claim holds its words."""
    for claim in records.claims.values():
        passage = passages.get(claim.at)
        for words in claim.words if passage else ():
            if words not in passage.plain:
                mend = f"'{words}' is not in {claim.at}; the paragraph must keep the claim"
                yield Problem(f"{DATA}/claims.yml", claim.id, "words", mend)


def claims_follow_the_essay(records: Records, passages: Passages) -> Iterator[Problem]:
    """The claims stand in the order of the paragraphs, and every paragraph has one."""
    if not records.claims or "claims" in {kind for kind, _ in records.broken} or passages.unread:
        return
    if {"periods", "edition"} & {kind for kind, _ in records.broken}:
        return  # the order of the pages cannot be known
    order, last = list(passages), 0
    for claim in records.claims.values():
        place = order.index(claim.at) if claim.at in passages else last
        if place < last:
            yield Problem(
                f"{DATA}/claims.yml", claim.id, "at", f"'{claim.at}' comes before {order[last]}; keep the order"
            )
        last = max(place, last)
    for ref in set(passages) - {claim.at for claim in records.claims.values()}:
        yield Problem(f"{DATA}/claims.yml", "", "", f"no claim stands at {ref}; add what the paragraph claims")


CHECKS = (
    quotations_are_understood, quotations_were_seen, numbers_have_a_place, doubts_can_be_settled,
    disputes_have_two_sides, short_names_are_one, claims_stand_in_their_paragraphs, claims_follow_the_essay,
)  # fmt: skip
