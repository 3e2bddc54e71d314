"""The same code, unchanged, builds another edition: what is about the essay stands in docs/ and mkdocs.yml alone."""

import csv
import functools
import json
import re
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from conftest import PREFIX, Handler, Server, build
from lxml import html
from playwright.sync_api import expect
from small import ADDRESS, TITLE, lay_out, read
from test_records import messages

from chronicle.finish import fonts

CODE = ("chronicle", "overrides", "docs/assets/javascripts", "docs/assets/stylesheets")


@pytest.fixture(scope="module")
def second(tmp_path_factory) -> Path:
    """The small edition, laid out and built strictly; its site is in ``site``."""
    root = lay_out(tmp_path_factory.mktemp("second"))
    done = build(root, root / "site", ADDRESS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return root


def run(root: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "chronicle", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def page(root: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((root / "site" / path / "index.html").read_bytes())


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_its_records_and_pages_are_checked(second):
    assert run(second).startswith("All is well: 1 edition, 2 periods, 3 lanes, 2 themes,")
    assert "addresses are entered" in run(second, "published")


def test_every_page_has_its_title_its_periods_and_their_colours(second):
    pages = sorted((second / "site").rglob("index.html"))
    assert len(pages) == len(read("pages.yml")) + 5 + 3, "of five events and three decades, too"
    for path in pages:
        text = path.read_text(encoding="utf-8")
        tree = html.document_fromstring(text)
        assert TITLE in tree.findtext(".//title"), path
        assert len(tree.xpath("//a[contains(@class, 'md-logo')]//*[@data-period]")) == 2, path
        for colour in ("--of-by-horse:#7a1f6b", "--of-by-horse:#e39ad6", "--of-by-steam:#1f5c2e"):
            assert colour in text, path
        assert not re.search(r">\s*None\s*<|: None\b", text), path
    nowhere = html.document_fromstring((second / "site/404.html").read_bytes())
    assert len(nowhere.xpath("//a[contains(@class, 'md-logo')]//*[local-name()='path']")) == 2, "a band for each period"


def test_the_essay_s_pages_have_the_names_that_they_were_given(second):
    assert "Part 1 of 4 of the essay" in words_of(page(second, "setting-out"))
    cited = (second / "site/cite/essay-last-mooring.txt").read_text(encoding="utf-8")
    assert cited.startswith("Lockwood, Ada. 1999. “The Last Mooring (Retold).” In The Nethermere Canal:")
    credit = page(second, "setting-out").xpath("//p[@class='credit']")[0]
    assert "Retold from Ada Lockwood, “A Ditch with Consequences”, Nethermere Almanac." in words_of(credit)
    assert credit.xpath("a/@href") == ["https://example.org/ditch"], "there is no page about this edition to link to"


def test_a_period_s_line_goes_from_its_first_event_to_its_last(second):
    (line,) = page(second, "periods/by-horse").xpath("//nav[@class='margin']")
    names = [words_of(link) for link in line.xpath(".//a")]
    assert names == sorted(names), "each begins with its year"
    assert names[0].startswith("1793")


def test_three_lanes_stand_on_their_sides_of_the_axis(second):
    (drawing,) = page(second, "timeline").xpath("//nav[contains(@class, 'century')]")
    bands = drawing.xpath(".//*[@class='band__name']/*[1]")
    assert [words_of(band) for band in bands] == ["1790–1840", "1841–1902"]
    axis = float(drawing.xpath(".//*[@class='band__line']/@y")[0])
    full, half, hollow = (
        {float(y) for y in drawing.xpath(f".//a[contains(@class, 'event-mark--{sign}')]/*[local-name()='circle']/@cy")}
        for sign in ("full", "half", "hollow")
    )
    assert max(half) < min(full) < axis < min(hollow), "the bank above the cut, the cut above the axis, the town below"
    gutter = [words_of(text) for text in drawing.xpath(".//*[@class='gutter']/*")]
    assert [text for text in gutter if text in ("On the water", "On the bank", "In the town")] == gutter[1:4]
    assert "The cut: what happened on the canal; The bank: what happened beside it; The town:" in words_of(drawing)


def test_events_are_found_by_its_periods_lanes_themes_and_people(second):
    form = page(second, "timeline").get_element_by_id("filters")
    offered = {select.get("name"): [words_of(option) for option in select] for select in form.xpath(".//select")}
    expected = {
        "theme": ["all", "Tolls and debts (3)", "Boats and beasts (2)"],
        "period": ["all", "1790–1840 (3)", "1841–1902 (2)"],
        "lane": ["all", "The cut (3)", "The bank (1)", "The town (1)"],
        "person": ["all", "Barge, Hal (1)", "Ilze Spade (1)"],
    }
    assert {name: offered[name] for name in expected} == expected
    events = page(second, "timeline").xpath("//li[@data-lane]")
    assert [event.get("data-lane") for event in events] == ["cut", "bank", "cut", "town", "cut"]
    assert "Hal Barge" in words_of(page(second, "people"))


def test_a_reader_filters_by_its_lanes_and_periods(second, chromium):
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(second / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page(base_url=f"http://127.0.0.1:{server.server_port}{PREFIX}")
    page.goto("timeline/?lane=bank")
    expect(page.get_by_role("status")).to_have_text("1 event")
    lanes = "events => events.map(event => event.dataset.lane)"
    assert page.locator("li.event:visible").evaluate_all(lanes) == ["bank"]
    page.goto("map/#period-by-steam")
    assert page.locator("a.mark:visible").evaluate_all("marks => marks.map(mark => mark.id)") == ["mark-nethermere"]
    colour = "mark => getComputedStyle(mark, '::before').borderTopColor"
    assert page.locator("#mark-nethermere").evaluate(colour) == "rgb(31, 92, 46)"
    page.close()
    server.shutdown()
    server.server_close()


def test_each_event_and_decade_has_a_page(second):
    event = page(second, "events/first-sod")
    assert words_of(event.find(".//h1")) == "First sod of the canal"
    assert "Ada Lockwood, retold: 1790–1840, paragraph 1" in words_of(event)
    shown = event.xpath("string(//meta[@property='og:image:alt']/@content)")
    assert shown == "1793: First sod of the canal. Below it, all events on a line from 1793 to 1870."
    assert (second / "site/pictures/events/first-sod.png").is_file()
    ways = page(second, "events/1790s").xpath("//nav[@class='ways']/*")
    assert [words_of(way) for way in ways] == ["1790s", "1850s", "1860s", "The whole timeline"]


def test_the_maps_are_its_own(second):
    sheets = page(second, "map").xpath("//figure")
    assert [words_of(sheet.find("figcaption")) for sheet in sheets] == ["Norland", "The locks"]
    assert [sheet.xpath(".//a[@id]/@id") for sheet in sheets] == [["mark-nethermere"], ["mark-mura-lock"]]
    land = [sheet.xpath("string(.//*[@class='sheet__ground']/@d)") for sheet in sheets]
    assert [outline.count("M") for outline in land] == [1, 1], "one island"
    key = words_of(page(second, "map").xpath("//ul[@class='atlas__key']")[0])
    assert "1 event " in key and "5 events" not in key, "no mark is that large"
    choices = page(second, "map").xpath("//nav[@class='atlas__periods']/a/strong")
    assert [words_of(choice) for choice in choices] == ["All periods", "1790–1840", "1841–1902"]
    assert "--in-by-steam" in (second / "site/map/index.html").read_text(encoding="utf-8")


def test_each_theme_stands_against_each_of_its_periods(second):
    rows = page(second, "themes").xpath("//table//tr")
    assert [[cell.get("data-period") for cell in row] for row in rows] == [[None, "by-horse", "by-steam"]] * 3
    assert "A horse draws thirty tons." in words_of(page(second, "themes/boats"))


def test_citations_and_linked_data_name_it(second):
    colophon = read("records.yml")["edition"][0]
    metas = {meta.get("name"): meta.get("content") for meta in page(second, "periods/by-horse").xpath("//meta[@name]")}
    assert metas["citation_title"] == "1790–1840: A path for horses (retold)"
    assert metas["citation_author"] == "Lockwood, Ada"
    assert metas["citation_book_title"] == f"{TITLE}: {colophon['subtitle']}"
    assert metas["dcterms.license"] == colophon["licence"]["url"]
    (data,) = page(second, "periods/by-horse").xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(data)["isBasedOn"]["name"] == colophon["original"]["title"]
    events = json.loads((second / "site/data/events.jsonld").read_text(encoding="utf-8"))
    assert events["name"] == f"{TITLE}: events"
    first = events["mainEntity"]["itemListElement"][0]["item"]
    assert first["location"]["name"] == "Nethermere"
    assert "alternateName" not in first["location"], "it has no other name"


def test_the_files_are_its_own(second):
    data = second / "site/data"
    with (data / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["period"], row["lane"]) for row in rows] == [
        ("first-sod", "by-horse", "cut"),
        ("clay-pit", "by-horse", "bank"),
        ("first-boat", "by-horse", "cut"),
        ("railway-bargain", "by-steam", "town"),
        ("steam-launch", "by-steam", "cut"),
    ]
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["keywords"]) == ("nethermere-canal", ["canals", "tolls"])
    assert "UID:first-sod@nethermere-canal" in (data / "events.ics").read_text(encoding="utf-8")
    assert sorted(path.name for path in data.glob("*.yml")) == sorted(f"{kind}.yml" for kind in read("records.yml"))


def test_the_zip_for_reading_from_disk_is_named_by_its_id(second):
    assert "open index.html" in run(second, "offline", "site", "canal.zip")
    with zipfile.ZipFile(second / "canal.zip") as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"nethermere-canal"}


def test_it_can_be_finished_again(second):
    before = {path: path.read_bytes() for path in (second / "site").rglob("*") if path.is_file()}
    assert "is finished" in run(second, "finish", "site", ADDRESS)
    assert {path: path.read_bytes() for path in (second / "site").rglob("*") if path.is_file()} == before


def test_its_fonts_are_those_of_its_script(second):
    numerals = next(cut for cut in fonts.cuts(second) if cut.name.endswith("numerals"))
    assert numerals.characters == {*"0123456789–s"}
    assert [cut.name for cut in fonts.cuts(second) if not cut.source] == [], "no Chinese font is asked for"


def test_a_period_without_an_event_is_refused(tmp_path):
    lay_out(tmp_path)
    path = tmp_path / "docs/data/events.yml"
    text = path.read_text(encoding="utf-8").replace("period: by-steam", "period: by-horse")
    path.write_text(re.sub(r"date: '?(1850|1866/1870)'?", "date: '1800'", text), encoding="utf-8")
    assert messages(tmp_path) == [
        "docs/data/periods.yml: by-steam: no event is of this period; add one, or remove the period"
    ]


def words(edition) -> set[str]:
    """What the essay of this repository is known by: names and titles, and ids that are no plain English words."""
    colophon = edition.colophon
    source = colophon.original
    found = {colophon.id, colophon.title, colophon.subtitle, *colophon.keywords}
    found |= {source.title, source.byline, source.author.family, source.publisher, source.url}
    for kind, record in edition.records.all():
        if kind not in ("edition", "sources", "criteria"):
            found |= {getattr(record, field, None) for field in ("name", "title", "term", "sort", "hanzi", "pinyin")}
            found |= {record.id} if kind != "glossary" or "-" in record.id else set()
    return found - {None}


def standing(text: str, known: set[str]) -> list[str]:
    """Those of the words that stand in a text as whole words."""
    here = (word for word in known if word in text)
    return sorted(word for word in here if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))


def texts(folder: Path) -> dict[Path, str]:
    others = {
        ".woff2",
        ".png",
        ".pyc",
        ".xlsx",
        ".sqlite",
        ".csl",
    }  # no text, and styles of citation, which others wrote
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in others)
    return {path: path.read_text(encoding="utf-8") for path in files}


def test_nothing_of_the_essay_stands_in_code_templates_scripts_or_styles(root, edition):
    known = words(edition)
    assert len(known) > 500
    found = {path: standing(text, known) for part in CODE for path, text in texts(root / part).items()}
    assert len(found) > 80
    assert {str(path): names for path, names in found.items() if names} == {}


def test_nothing_of_the_essay_stands_in_the_other_edition(second, edition):
    known = words(edition)
    theirs = re.compile(r"/assets/javascripts/(bundle|lunr|workers)")  # the theme's own
    found = {path: text for path, text in texts(second / "site").items() if not theirs.search(path.as_posix())}
    assert len(found) > 60
    assert {str(path): names for path, text in found.items() if (names := standing(text, known))} == {}
    for path, text in found.items():
        if path.suffix == ".css":
            continue  # it knows languages, whatever the edition is in
        assert not re.search(r"[\u3400-\u9fff]|\bzh-|hanzi|pinyin|Chin(a|ese)", text), path
