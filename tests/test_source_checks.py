"""An editor is told of an address that leads to somebody's copy, and of a name in characters alone."""

from chronicle.checks.sources import addresses_are_not_of_copies, names_are_in_latin_letters
from chronicle.records.essay import Passages
from chronicle.records.load import KINDS, Records
from chronicle.records.sources import Source


def told(check: object, **fields: object) -> list[str]:
    """What an editor is told of a book with these fields."""
    book = {"id": "one", "type": "book", "standing": "scholarly", "title": "One", "language": "en", "access": "part"}
    found = {kind: {} for kind in KINDS} | {"sources": {"one": Source.model_validate({**book, **fields})}}
    return [str(problem) for problem in check(Records(**found), Passages())]


def test_a_host_of_copies_is_refused():
    mend = "yumpu.com holds copies that others put up; give the publisher's or an archive's address, or none"
    for host in ("yumpu.com", "www.yumpu.com"):
        assert told(addresses_are_not_of_copies, URL=f"https://{host}/en/document/1") == [
            f"docs/data/sources.yml: one: URL: {mend}"
        ]


def test_an_archive_is_not():
    assert told(addresses_are_not_of_copies, URL="https://archive.example/docslib.org/1") == []


def test_characters_have_a_field_of_their_own():
    wang = {"family": "Wang", "given": "Zhiming"}
    mend = "holds Chinese characters; write the name in pinyin, and the characters in hanzi"
    said = told(names_are_in_latin_letters, author=[{"literal": "王志明"}])
    assert said == [f"docs/data/sources.yml: one: author: {mend}"]
    assert told(names_are_in_latin_letters, author=[{**wang, "hanzi": "王志明"}]) == []
