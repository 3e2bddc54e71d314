"""Words are quoted only from a source of which words were seen."""

import pytest

from chronicle.checks.evidence import quotations_were_seen
from chronicle.records.essay import Passages
from chronicle.records.events import Note
from chronicle.records.load import KINDS, Records
from chronicle.records.sources import Source


def told(access: str, **item: str) -> list[str]:
    """What an editor is told of a note with this evidence from a source seen in this way."""
    source = {
        "id": "one", "type": "book", "standing": "scholarly", "title": "One", "language": "en", "access": access,
    }  # fmt: skip
    note = {
        "id": "a-note", "passage": "intro#p1", "title": "A note", "essay": "It says so.", "record": "So it was.",
        "certainty": "high", "sources": ["one"], "evidence": [{"claim": "So it is.", "source": "one"} | item],
    }  # fmt: skip
    found = {kind: {} for kind in KINDS}
    found |= {"sources": {"one": Source.model_validate(source)}, "notes": {"a-note": Note.model_validate(note)}}
    return [str(problem) for problem in quotations_were_seen(Records(**found), Passages())]


def test_a_quotation_from_a_book_known_by_its_catalogue_entry_is_refused():
    assert told("record", quote="So it was.", language="en") == [
        "docs/data/notes.yml: a-note: evidence 1 quote: 'one' has access: record; say there how its words were seen"
    ]


@pytest.mark.parametrize("access", ["whole", "part", "abstract", "quoted"])
def test_words_that_were_seen_may_be_quoted(access):
    assert told(access, quote="So it was.", language="en") == []


def test_a_page_may_be_named_without_its_words():
    assert told("record", locator="p. 1") == []
