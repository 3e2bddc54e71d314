"""An editor is told of a source whose address leads to somebody's copy of it."""

from chronicle.checks.sources import addresses_are_not_of_copies
from chronicle.records.essay import Passages
from chronicle.records.load import KINDS, Records
from chronicle.records.sources import Source


def told(url: str) -> list[str]:
    """What an editor is told of a book with this address."""
    book = {"id": "one", "type": "book", "standing": "scholarly", "title": "One", "language": "en", "access": "part"}
    found = {kind: {} for kind in KINDS} | {"sources": {"one": Source.model_validate({**book, "URL": url})}}
    return [str(problem) for problem in addresses_are_not_of_copies(Records(**found), Passages())]


def test_a_host_of_copies_is_refused():
    mend = "yumpu.com holds copies that others put up; give the publisher's or an archive's address, or none"
    for host in ("yumpu.com", "www.yumpu.com"):
        assert told(f"https://{host}/en/document/1") == [f"docs/data/sources.yml: one: URL: {mend}"]


def test_an_archive_is_not():
    assert told("https://archive.example/docslib.org/1") == []
