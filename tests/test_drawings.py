"""Drawings of figures by data of their own, and what each figure offers on its page and as files."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from lxml import html

from chronicle.checks.figures import problems
from chronicle.edition import open_edition
from chronicle.edition.charts import drawings
from chronicle.edition.citable import figure as citation_of
from chronicle.exports.cite import path
from chronicle.records.events import Event
from chronicle.records.figures import GAP, Figure

ALL = open_edition(ROOT).records.figures
each = pytest.mark.parametrize("figure", ALL.values(), ids=lambda figure: figure.id)


def figure(chart: str, **fields) -> Figure:
    """A figure about boats."""
    texts = dict.fromkeys(("finding", "title", "unit", "summary", "note", "head"), "Boats")
    return Figure(**{"id": "boats", "chart": chart, **texts, "columns": ["Boats"], "sources": ["log"], **fields})


def event(name: str, date: str, short: str | None = None) -> Event:
    texts = dict.fromkeys(("title", "summary", "significance"), "A launch")
    refs = {"period": "by-steam", "lane": "canal", "themes": ["boats"], "sources": ["log"]}
    return Event(id=name, date=date, short=short, **texts, **refs)


def drawn(one: Figure, *events: Event):
    """The narrow and the wide drawing."""
    return drawings(one, {event.id: event for event in events})


def of_kind(drawing, kind: str) -> list[str]:
    return [mark.d for mark in drawing.marks if mark.kind == kind]


def words(drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def starts(paths: list[str]) -> list[float]:
    return [float(x) for path in paths for x in re.findall(r"M([\d.]+) ", path)]


YEARS = [{"date": "1850", "values": ["10"]}, {"date": "1860", "values": ["30"]}, {"date": "1870", "values": ["40"]}]


# Charts over time


def test_a_line_joins_the_points_unless_nothing_is_known_between_them():
    for drawing in drawn(figure("line", rows=YEARS)):
        assert [path.count("L") for path in of_kind(drawing, "line first")] == [2]
        assert of_kind(drawing, "stem") == []
    for drawing in drawn(figure("line", rows=YEARS, joined="false")):
        assert of_kind(drawing, "line first") == []
        (stems,), (points,) = of_kind(drawing, "stem"), of_kind(drawing, "point first")
        assert stems.count("M") == points.count("M") == 3
        assert {"10", "30", "40"} <= set(words(drawing))


def test_the_figure_s_own_events_are_thin_lines_with_year_and_short_name():
    own, other = event("launch", "1860-07-01", "First launch"), event("strike", "1865")
    shown = figure("line", rows=YEARS, events=["launch"])
    for drawing in drawn(shown, own, other):
        assert starts(of_kind(drawing, "event")) == [starts(of_kind(drawing, "point first"))[1] + 3.2]
        assert [text for text in words(drawing) if text.startswith("186") and " " in text] == ["1860 First launch"]


def test_a_line_s_time_reaches_its_events_and_columns_leave_out_those_beyond_their_years():
    before = event("survey", "1840", "Survey")
    for drawing in drawn(figure("line", rows=YEARS, events=["survey"]), before):
        assert len(of_kind(drawing, "event")) == 1
        assert starts(of_kind(drawing, "event"))[0] < starts(of_kind(drawing, "point first"))[0]
    for drawing in drawn(figure("columns", rows=YEARS, events=["survey"]), before):
        assert of_kind(drawing, "event") == []


def test_events_with_long_names_at_the_edge_stay_within_the_drawing():
    late = [event(f"late-{number}", f"18{70 - number}", "The last of the launches") for number in range(3)]
    for drawing in drawn(figure("line", rows=YEARS, events=[one.id for one in late]), *late):
        for label in drawing.labels:
            width = len(label.text) * drawing.size * 0.6
            left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
            assert left >= -1
            assert left + width <= drawing.width + 1, label.text


# Charts of words


def test_pairs_are_joined_and_what_has_no_counterpart_is_hollow():
    rows = [{"label": "Sail", "same": ["2"]}, {"label": "Oar", "near": ["1", "2"]}, {"label": "Horse"}]
    shown = figure("pairs", rows=rows, right=["Screw", "Wind", "Steam"])
    for drawing in drawn(shown):
        assert len(of_kind(drawing, "pair")) == 1 + 1, "and one in the key"
        assert len(of_kind(drawing, "pair near")) == 2 + 1
        assert len(of_kind(drawing, "point first")) == 4
        assert len(of_kind(drawing, "point second")) == 2 + 1
    table = [(line.name, *line.values) for line in shown.lines]
    assert table == [
        ("Sail", "2 Wind"),
        ("Oar", "near to 1 Screw; near to 2 Wind"),
        ("Horse", "none"),
        ("none", "3 Steam"),
    ]


def test_presence_is_filled_absence_hollow_and_the_unknown_a_dash():
    values = {"First": "yes", "Second": "no", "Third": GAP, "Fourth": "another word"}
    rows = [{"label": label, "values": [value]} for label, value in values.items()]
    for drawing in drawn(figure("presence", rows=rows)):
        kinds = [mark.kind for mark in drawing.marks]
        assert kinds == ["point first", "point second", "gap", "point second", "point first"]
        said = words(drawing)
        assert said[1:] == ["First", "yes", "Second", "no", "Third", "not known", "Fourth", "another word"]


def test_words_are_set_large_in_their_language():
    row = {"label": "Horse", "values": ["马", "mǎ", "a horse"]}
    for drawing in drawn(figure("words", columns=["Chinese", "Pinyin", "Literally"], rows=[row])):
        assert [(label.text, label.language) for label in drawing.labels] == [
            ("马", "zh-Hans"),
            ("Horse", ""),
            ("mǎ", "zh-Latn-pinyin"),
            ("a horse", ""),
        ]
        assert drawing.labels[0].size == 2 * drawing.size


def test_units_name_what_is_counted():
    rows = [{"label": "Steam", "values": ["3"], "names": ["Ada", "Bee", "Cob"]}]
    for drawing in drawn(figure("units", rows=rows)):
        assert "Ada, Bee, Cob" in words(drawing)


WRONG = {
    "a name too few": (
        {"chart": "units", "rows": [{"label": "Steam", "values": ["3"], "names": ["Ada", "Bee"]}]},
        ("rows 1 names", "has 2 where 3 are counted; name each, or none"),
    ),
    "a place that is not in the list": (
        {"chart": "pairs", "rows": [{"label": "Sail", "same": ["3"]}], "right": ["Screw", "Wind"]},
        ("rows 1 same", "names 3, and the list at the right has 2"),
    ),
    "joined twice": (
        {"chart": "pairs", "rows": [{"label": "Sail", "same": ["1"], "near": ["1"]}], "right": ["Screw"]},
        ("rows 1 near", "names 1, which 'same' names too; once is enough"),
    ),
    "pairs without a list": (
        {"chart": "pairs", "rows": [{"label": "Sail"}]},
        ("right", "is the list that pairs are joined to; give it to a chart of pairs, and to no other"),
    ),
    "pairs with values": (
        {"chart": "pairs", "rows": [{"label": "Sail", "values": ["3"]}], "right": ["Screw"]},
        ("rows 1 values", "is not for pairs; name the places that it is joined to under 'same' or 'near'"),
    ),
    "bars that are joined": (
        {"chart": "bars", "rows": [{"label": "Sail", "values": ["3"], "same": ["1"]}]},
        ("rows 1", "is joined to others, which the chart 'bars' does not show; take out 'same' and 'near'"),
    ),
    "points that are no line": (
        {"chart": "bars", "rows": [{"label": "Sail", "values": ["3"]}], "joined": "false"},
        ("joined", "is for a line, and the chart is 'bars'; take it out"),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_its_chart_is_told(case):
    fields, expected = WRONG[case]
    assert list(problems(figure(**fields))) == [expected]


# The page and the files


@pytest.fixture(scope="module")
def section(site):
    page = html.document_fromstring((site / "figures/index.html").read_bytes())
    return lambda figure: page.xpath(f"//section[h2/@id='{figure.id}']")[0]


@each
def test_the_table_is_a_csv(figure, site, section):
    text = (site / f"data/figures/{figure.id}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row[figure.head] for row in rows] == [line.name for line in figure.lines]
    for row, line in zip(rows, figure.lines, strict=True):
        assert [row[name] for name in figure.columns] == ["" if value == GAP else value for value in line.values]
        assert row["sources"].split(";") == list(line.sources or figure.cited)
        assert row.get("names", "") == ";".join(line.names)
    assert f"../data/figures/{figure.id}.csv" in section(figure).xpath(".//a/@href")


@each
def test_the_drawing_is_an_svg_that_stands_alone(figure, site, section):
    file = site / f"data/figures/{figure.id}.svg"
    offered = f"../data/figures/{figure.id}.svg" in section(figure).xpath(".//a/@href")
    assert offered == file.exists() == (figure.chart != "none")
    if not offered:
        return
    text = file.read_text(encoding="utf-8")
    svg, name = ElementTree.fromstring(text), "{http://www.w3.org/2000/svg}"
    assert svg.findtext(f"{name}title") == figure.finding
    assert figure.summary in svg.findtext(f"{name}desc")
    written = " ".join("".join(element.itertext()) for element in svg.iter(f"{name}text"))
    assert f"/figures/#{figure.id}" in written
    assert "Sources: " in written
    assert "var(" not in text
    assert re.findall(r"(?:href|src|url)\W", text) == []
    for label in svg.iter(f"{name}text"):
        assert float(label.get("y")) <= float(svg.get("height"))


@each
def test_a_figure_has_a_citation_of_its_own(figure, site, section, edition):
    item = citation_of(edition, figure, "https://example.org/")
    assert item["URL"] == f"https://example.org/figures/#{figure.id}"
    files = section(figure).xpath(".//details[@class='cite']//a/@href")
    assert files == [f"../{path(item['id'], ending)}" for ending in ("txt", "bib", "ris", "json")]
    said = " ".join((site / path(item["id"], "txt")).read_text(encoding="utf-8").split())
    assert figure.title.casefold() in said.casefold()
    assert f"/figures/#{figure.id}" in said


def test_the_data_page_lists_every_file(site):
    page = html.document_fromstring((site / "data/index.html").read_bytes())
    listed = {
        link.removeprefix("../data/")
        for link in page.xpath("//h2[@id='each-figure']/following-sibling::ul[1]//a/@href")
    }
    there = {f"figures/{file.name}" for file in (site / "data/figures").iterdir()}
    assert there
    assert there <= listed


def test_what_is_counted_by_name_can_be_read(section):
    for one in ALL.values():
        said = [" ".join(line.text_content().split()) for line in section(one).xpath(".//p[@class='figure__names']")]
        assert said == [f"{row.name}: {', '.join(row.names)}" for row in one.rows if row.names]


# In a browser


def test_words_stand_beside_the_drawing_where_there_is_room(page):
    for width, beside in ((1440, True), (900, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("figures/")
        for part in page.locator(".figure").all():
            drawing, said = (part.locator(name).bounding_box() for name in (".figure__drawn", ".figure__words"))
            assert (said["x"] >= drawing["x"] + drawing["width"]) == beside
            assert (said["y"] >= drawing["y"] + drawing["height"]) != beside


@pytest.mark.parametrize("name", ["figures", "introduction", "outlook", "periods/1949-1978"])
def test_nothing_is_wider_than_the_smallest_screen(page, name):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{name}/")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.figure *, .passage__figures *')].filter(one => one.checkVisibility()
        && one.getBoundingClientRect().right > 321).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert wide == []


def test_on_paper_a_figure_has_its_words_beside_it_and_nothing_to_press(page):
    page.set_viewport_size({"width": 680, "height": 900})
    page.goto("figures/")
    page.emulate_media(media="print")
    part = page.locator(".figure").first
    drawing, said = (part.locator(name).bounding_box() for name in (".figure__drawn", ".figure__words"))
    assert said["x"] >= drawing["x"] + drawing["width"]
    assert page.locator(".figures-index, .figure__files, .figure .cite").filter(visible=True).count() == 0
