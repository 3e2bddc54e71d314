"""What reference managers read of our BibTeX and RIS is what we know: bodies, editors, numbers, kinds."""

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

from chronicle.exports import bibtex, ris

BODY = {"literal": "Ministry of Peace, War and Trade"}
EDITOR = {"family": "Pant", "given": "Harsh V."}


def item(kind: str, **fields: object) -> dict:
    return {"id": "x", "type": kind, "title": "Bread", "language": "en", **fields}


def read_bibtex(written: dict) -> tuple[str, dict]:
    library = bibtexparser.parse_string(
        bibtex.entry(written), append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    (entry,) = library.entries
    return entry.entry_type, {name: field.value for name, field in entry.fields_dict.items()}


def read_ris(written: dict) -> dict:
    (entry,) = rispy.loads(ris.entry(written))
    return entry


def test_a_body_stays_in_one_piece():
    (name,) = read_bibtex(item("report", author=[BODY]))[1]["author"]
    assert (name.first, name.von, name.last) == ([], [], ["{Ministry of Peace, War and Trade}"])
    assert read_ris(item("report", author=[BODY]))["authors"] == ["Ministry of Peace; War and Trade,"]


def test_a_report_keeps_its_editor_and_its_volume():
    """In biblatex a report has neither: it lost both."""
    kind, fields = read_bibtex(item("report", editor=[EDITOR], **{"container-title": "Special Report", "issue": "214"}))
    assert (kind, fields["series"], fields["number"]) == ("book", "{Special Report}", "214")
    assert fields["editor"][0].last == ["Pant"]
    numbers = {"container-title": "Asia Paper", "publisher": "Institute", "volume": "7"}
    kind, fields = read_bibtex(item("report", author=[BODY], issue="4", **numbers))
    assert (kind, fields["type"], fields["number"]) == ("techreport", "{Asia Paper}", "vol. 7, no. 4")
    assert "volume" not in fields
    assert read_bibtex(item("report", author=[BODY], **numbers))[1]["number"] == "vol. 7"


def test_a_book_keeps_its_capitals_wherever_it_is_named():
    """It became “Asia-africa speak from bandung” in pandoc."""
    for kind, field in (("book", "title"), ("chapter", "booktitle"), ("webpage", "howpublished")):
        written = item(kind, **{"title": "Asia Speaks", "container-title": "Asia Speaks"})
        assert read_bibtex(written)[1][field] == "{Asia Speaks}"


@pytest.mark.parametrize(("kind", "subtype"), [("article-magazine", "magazine"), ("article-newspaper", "newspaper")])
def test_magazines_and_newspapers_are_told_from_journals(kind, subtype):
    assert read_bibtex(item(kind))[1]["entrysubtype"] == subtype
    assert "entrysubtype" not in read_bibtex(item("article-journal"))[1]


def test_the_language_is_named_where_pandoc_looks_for_it():
    fields = read_bibtex(item("book", language="de"))[1]
    assert fields["language"] == fields["langid"] == "german"


@pytest.mark.parametrize("kind", ["chapter", "entry-encyclopedia"])
def test_who_edited_the_whole_is_its_second_author_in_ris(kind):
    """As ED it was unknown to half of the programs."""
    assert read_ris(item(kind, editor=[EDITOR]))["secondary_authors"] == ["Pant, Harsh V."]


def test_who_edited_a_book_is_no_editor_of_a_series():
    assert "ED  - Pant, Harsh V.\n" in ris.entry(item("book", editor=[EDITOR]))


def test_a_treaty_is_a_matter_of_law():
    """It was an article in a journal."""
    assert read_ris(item("treaty"))["type_of_reference"] == "STAT"
