"""No record can have an id that its page needs for something else: the list is compared with the built pages."""

import pytest
from lxml import html
from test_records import messages

from chronicle.records import pages
from chronicle.records.addresses import is_reserved, place
from chronicle.records.manuscript import HOMES
from chronicle.records.sources import SHELVES

PLACES = sorted({*HOMES.items(), *(("sources", shelf) for shelf in SHELVES)})
RECORDS = {
    "glossary": """
- id: {id}
  term: Example
  hanzi: 例子
  pinyin: lìzi
  definition: A term of the example.
""",
    "sources": """
- id: {id}
  type: book
  standing: scholarly
  title: A Book on the Example
  language: en
""",
}


@pytest.mark.parametrize(("kind", "home"), PLACES)
def test_every_id_of_a_page_that_is_no_record_s_and_no_editor_s_is_reserved(site, root, edition, kind, home):
    ids = html.document_fromstring((site / place(home) / "index.html").read_bytes()).xpath("//@id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    written, _ = pages.read(root / "docs")
    moved = {address.partition("#")[2] for address in edition.published.redirects}
    others = set(ids) - {*getattr(edition.records, kind), *written[home].ids, *moved}
    assert "pages" in others, "the list of all pages is on every page"
    assert [name for name in sorted(others) if not is_reserved(kind, name)] == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("glossary", "pages"), ("glossary", "p1"), ("sources", "literature"), ("sources", "standing-primary")],
)
def test_a_record_with_such_an_id_is_refused(copy, kind, name):
    with (copy / f"docs/data/{kind}.yml").open("a", encoding="utf-8") as file:
        file.write(RECORDS[kind].format(id=name))
    expected = f"docs/data/{kind}.yml: {name}: id: is kept for other parts of the page; choose another"
    assert expected in messages(copy)
