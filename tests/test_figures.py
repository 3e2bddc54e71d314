"""Figures: what is drawn and tabled is what the records say, and everybody can read it."""

import json
import re
import unicodedata

import pytest
from audit import poor_contrast, violations
from conftest import ROOT
from lxml import html
from playwright.sync_api import expect
from printed import on_paper
from test_access import paint
from test_records import change, messages

from chronicle.edition import open_edition
from chronicle.edition.charts.plot import named_years, steps
from chronicle.records.addresses import of_source
from chronicle.records.figures import GAP
from chronicle.records.numbers import shown

ALL = open_edition(ROOT).records.figures
DRAWN = [figure for figure in ALL.values() if figure.chart != "none"]


def of_chart(*charts: str) -> pytest.MarkDecorator:
    """The test for each figure that is drawn as one of these charts."""
    figures = [figure for figure in ALL.values() if figure.chart in charts]
    return pytest.mark.parametrize("figure", figures, ids=lambda figure: figure.id)


each = pytest.mark.parametrize("figure", ALL.values(), ids=lambda figure: figure.id)


@pytest.fixture(scope="module")
def tree(site):
    return lambda name: html.document_fromstring((site / name / "index.html").read_bytes())


@pytest.fixture(scope="module")
def section(tree):
    page = tree("figures")
    return lambda figure: page.xpath(f"//section[h2/@id='{figure.id}']")[0]


def text_of(element: html.HtmlElement) -> str:
    """What is written, without the small numbers that lead to the evidence."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::sup)]")).split())


def squeezed(text: str) -> str:
    """Without spaces, and each character in one form: paper may hold 人 as the radical, which looks the same."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def paths(svg: html.HtmlElement, kind: str) -> str:
    """The outlines of all marks of a kind."""
    return "".join(svg.xpath(f".//path[@class='chart__{kind}']/@d"))


def boxes(svg: html.HtmlElement, kind: str = "first") -> list[tuple[float, float]]:
    """Width and height of each rectangle."""
    return [(float(w), float(h)) for w, h in re.findall(r"h([\d.]+)v-([\d.]+)h", paths(svg, kind))]


# What the records say


@each
def test_a_figure_says_what_it_counts_shows_and_leaves_out(figure):
    assert len(figure.summary) > 60
    assert len(figure.note) > 60
    assert figure.unit
    assert figure.passages


@each
def test_every_number_has_a_source(figure):
    for row in figure.rows:
        assert row.sources or figure.sources or set(row.values) == {GAP}, row.name


def test_the_votes_agree_with_the_resolution_and_with_each_other():
    regions = {row.name: row.values for row in ALL["vote-2758-by-region"].rows}
    sums = tuple(sum(map(int, column)) for column in zip(*regions.values(), strict=True))
    assert sums == (76, 35, 17)
    years = {row.name: row.values for row in ALL["china-seat-votes"].rows}
    assert tuple(map(int, years["1971"])) == sums
    african = {row.name: row.values for row in ALL["african-votes"].rows}
    assert african["1971"] == regions["Africa"]
    for year, votes in african.items():
        assert all(int(part) <= int(whole) for part, whole in zip(votes, years[year], strict=True))


def test_shares_of_world_output_follow_the_two_outputs_they_come_from():
    """The World Bank's totals for China and the world in billions of dollars, as read for this edition."""
    totals = {"1978": (149.5, 8700.8), "1990": (360.9, 22822.6), "2001": (1339.4, 33627.0)}
    totals |= {"2010": (6087.2, 66514.2), "2020": (14687.7, 85577.7), "2023": (17794.8, 105435.0)}
    shares = {row.name: row.values[0] for row in ALL["share-of-world-output"].rows}
    assert shares == {year: f"{100 * china / world:.1f}" for year, (china, world) in totals.items()}


# The page


@each
def test_the_table_is_the_record(figure, section):
    (table,) = section(figure).xpath(".//table")
    assert text_of(table.xpath("caption")[0]) == f"{figure.title} ({figure.unit})"
    assert [text_of(cell) for cell in table.xpath("thead//th[@scope='col']")][: len(figure.columns) + 1] == [
        figure.head,
        *figure.columns,
    ]
    rows = table.xpath("tbody/tr")
    assert [text_of(row.xpath("th[@scope='row']")[0]) for row in rows] == [row.name for row in figure.lines]
    for row, record in zip(rows, figure.lines, strict=True):
        cells = row.xpath("td")
        assert [text_of(cell) for cell in cells[: len(record.values)]] == [shown(value) for value in record.values]
        assert [link.split("#")[1] for link in row.xpath("td//a/@href")] == [
            source for source in figure.cited if source in record.sources
        ], "in the order of their numbers"
    totals = [text_of(cell) for cell in table.xpath("tfoot//td")]
    assert totals == [shown(value) for value in figure.total]


@each
def test_the_page_tells_the_figure_in_words_with_sources_passages_and_events(figure, section, edition):
    part = section(figure)
    for words in (figure.title, figure.unit, figure.summary, figure.note):
        assert words in text_of(part)
    links = part.xpath(".//dl//a/@href")
    assert links[: len(figure.cited)] == [of_source("../", edition.records.sources[source]) for source in figure.cited]
    standings = [text_of(tag) for tag in part.xpath(".//dl//*[@class='tag']")]
    assert standings == [edition.records.sources[source].tag for source in figure.cited]
    assert {f"../timeline/#{event}" for event in figure.events} == {link for link in links if "/timeline/" in link}
    assert len([link for link in links if re.search(r"/#p\d$", link)]) == len(figure.passages)


@of_chart("units", "bars", "columns", "line", "pairs", "presence", "words")
def test_a_drawing_is_named_described_and_free_of_own_colours(figure, section):
    part = section(figure)
    svgs = part.xpath(".//svg")
    assert [svg.getparent().get("class").split("--")[1] for svg in svgs] == ["narrow", "wide"]
    for svg in svgs:
        assert svg.get("role") == "img"
        assert text_of(part.xpath(f".//*[@id='{svg.get('aria-labelledby')}']")[0]) == figure.finding
        assert figure.summary in text_of(part.xpath(f".//*[@id='{svg.get('aria-describedby')}']")[0])
        assert {element.tag for element in svg.iter()} <= {"svg", "path", "text"}
        assert not svg.xpath(".//@fill | .//@stroke | .//@style")
        assert len(html.tostring(svg)) < 12_000


@of_chart("units")
def test_there_is_one_mark_for_each_unit(figure, section):
    for svg in section(figure).xpath(".//svg"):
        for place, kind in enumerate(("first", "second", "third")[: len(figure.columns)]):
            assert len(re.findall("[Mm]", paths(svg, kind))) == sum(int(row.values[place]) for row in figure.rows)
        words = " ".join(svg.xpath(".//text/text()"))
        for row in figure.rows:
            counts = zip(row.values, figure.columns, strict=True)
            parts = [rf"\S {value} {name.lower()}" for value, name in counts]
            assert re.search(rf"{row.name} {' +'.join(parts)}", words), row.name


@of_chart("bars", "columns")
def test_bars_are_as_long_as_their_numbers(figure, section):
    known = [float(row.values[0]) for row in figure.rows if row.values[0] != GAP]
    for svg in section(figure).xpath(".//svg"):
        side = 0 if figure.chart == "bars" else 1
        lengths = [box[side] for box in boxes(svg)]
        scale = max(lengths) / max(known)
        assert lengths == pytest.approx([number * scale for number in known], abs=0.2)


@of_chart("columns", "line")
def test_a_gap_is_drawn_as_a_gap_and_said(figure, section):
    gaps = sum(value == GAP for row in figure.rows for value in row.values)
    for svg in section(figure).xpath(".//svg"):
        assert paths(svg, "gap").count("M") == gaps
        assert ("no confirmed figure" in text_of(svg)) == bool(gaps)
    assert section(figure).xpath("count(.//td[text()='–'])") == gaps


@of_chart("line")
def test_points_stand_as_high_as_their_numbers(figure, section):
    for svg in section(figure).xpath(".//svg"):
        base = float(re.match(r"M[\d.]+ ([\d.]+)", svg.xpath(".//path[@class='chart__base']/@d")[0])[1])
        most = max(float(value) for row in figure.rows for value in row.values)
        for place, kind in enumerate(("first", "second", "third")[: len(figure.columns)]):
            points = re.findall(r"M[\d.]+ ([\d.]+)a", paths(svg, f"point chart__{kind}"))
            heights = [base - float(y) for y in points]
            values = [float(row.values[place]) for row in figure.rows]
            top = base - min(map(float, re.findall(r"M[\d.]+ ([\d.]+)a", "".join(svg.xpath(".//path/@d")))))
            assert heights == pytest.approx([value * top / most for value in values], abs=0.3)


def test_ticks_are_few_and_round():
    assert steps(196.15) == [0, 50, 100, 150]
    assert steps(76) == [0, 20, 40, 60]
    assert named_years(1965, 1971, room=9) == [1965, 1966, 1967, 1968, 1969, 1970, 1971]
    assert named_years(1965, 1971, room=4) == [1966, 1968, 1970]
    assert named_years(2002, 2024, room=9) == [2005, 2010, 2015, 2020]
    assert named_years(1951.37, 1999.99, room=9) == [1960, 1970, 1980, 1990]


@each
def test_an_event_links_to_its_figures(figure, tree):
    for event in figure.events:
        assert f"../../figures/#{figure.id}" in tree(f"events/{event}").xpath("//article//a/@href")


@each
def test_search_finds_a_figure_by_its_words_and_not_by_its_ticks(figure, site):
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    (entry,) = [entry for entry in index["docs"] if entry["location"] == f"figures/#{figure.id}"]
    assert "What it shows" in entry["text"]
    assert "no confirmed figure" not in entry["text"]


# In a browser


def label_boxes(page):
    """The visible labels of each visible drawing: text, type size in px, and box."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.chart')].filter(one => one.checkVisibility()).map(one =>
        [...one.querySelectorAll('text')].map(text => { const box = text.getBoundingClientRect();
        return [text.textContent, parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
        box.left, box.top, box.right, box.bottom] }))"""
    )


@pytest.mark.parametrize("width", [320, 480, 768, 1280])
def test_labels_can_be_read_at_any_width(page, width):
    """One drawing a figure is shown; its text is large enough, on the screen, and never on top of other text."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("figures/")
    shown_drawings = label_boxes(page)
    assert len(shown_drawings) == len(DRAWN)
    for labels in shown_drawings:
        for text, size, left, _, right, _ in labels:
            assert size >= 11, text
            assert left >= 0, text
            assert right <= width, text
        for number, (text, _, *one) in enumerate(labels):
            for other, _, *two in labels[:number]:
                apart = one[0] >= two[2] or two[0] >= one[2] or one[1] + 2 >= two[3] or two[1] + 2 >= one[3]
                assert apart, f"'{text}' on '{other}'"


@pytest.mark.parametrize("name", ["periods/1949-1978", "periods/1978-present", "outlook"])
def test_open_figures_fit_the_smallest_screen(page, name):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{name}/")
    page.evaluate("document.querySelectorAll('.note--figure, .note--figure details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [label[:2] for labels in label_boxes(page) for label in labels if label[1] < 11] == []


@pytest.mark.parametrize("name", ["figures", "periods/1949-1978", "outlook"])
def test_axe_finds_nothing_in_open_figures(page, name):
    page.goto(f"{name}/")
    page.evaluate("document.querySelectorAll('.note--figure, .note--figure details').forEach(one => one.open = true)")
    expect(page.locator("figure, .chart").first).to_be_attached()
    found = {"light": violations(page) + poor_contrast(page)}
    paint(page, "slate")
    found["dark"] = poor_contrast(page)
    assert found == {"light": [], "dark": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_page(page, scheme):
    """Each kind of mark has at least 3:1 against the page, on every page that shows it."""
    page.emulate_media(color_scheme=scheme)
    for name in ("figures/", "periods/1949-1978/", "outlook/"):
        page.goto(name)
        colours = page.evaluate(
            """() => { const paint = document.createElement('canvas').getContext('2d');
            const rgb = colour => { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
            return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3) };
            const marks = [...document.querySelectorAll('.chart path:not(.chart__grid)')].map(one => {
            const style = getComputedStyle(one);
            return [one.getAttribute('class'), rgb(style.stroke === 'none' ? style.fill : style.stroke)] });
            return [rgb(getComputedStyle(document.body).backgroundColor), marks] }"""
        )
        ground, marks = colours
        assert marks
        assert {kind for kind, colour in marks if contrast(colour, ground) < 3} == set()


def contrast(one: list[int], two: list[int]) -> float:
    def light(colour: list[int]) -> float:
        parts = [part / 255 for part in colour]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_figures_print_with_their_numbers(page):
    page.goto("figures/")
    text = on_paper(page)
    for figure in ALL.values():
        assert squeezed(figure.title) in text
        for row in figure.rows:
            assert squeezed(row.name + "".join(shown(value) for value in row.values)) in text, row.name


# What an editor is told

REGIONS = "  total: [76, 35, 17]\n"
BROKEN = {
    "a number that is none": (
        "      values: [26, 15, 1]\n    - label: Asia\n",
        "      values: [26, 15, one]\n    - label: Asia\n",
        "vote-2758-by-region: rows 1 values: 'one' is not a number; write it plainly, like 1860.5, or 'gap' where none "
        "is confirmed",
    ),
    "a number with a thousands mark": (
        "      values: [5289.5]\n",
        '      values: ["5,289.5"]\n',
        "china-passes-japan: rows 1 values: '5,289.5' is not a number; write it plainly, like 1860.5, or 'gap' where "
        "none is confirmed",
    ),
    "a value too few": (
        "      values: [19, 4, 7]\n",
        "      values: [19, 4]\n",
        "vote-2758-by-region: rows 2 values: has 2 where columns has 3; give each column one value",
    ),
    "a total that is none": (
        REGIONS,
        "  total: [77, 35, 17]\n",
        "vote-2758-by-region: total: says 77 for 'For', but the rows add up to 76; mend one of them",
    ),
    "a row without a name": (
        "    - label: Grants\n      values: [106.20]\n",
        "    - values: [106.20]\n",
        "foreign-aid-to-2009: rows 1: has no name; give it a label or a date",
    ),
    "a year without a date": (
        "    - date: 1966\n      values: [46, 57, 17]\n",
        "    - label: 1966\n      values: [46, 57, 17]\n",
        "china-seat-votes: rows: a line chart runs along time; give every row a date",
    ),
    "years out of order": (
        "    - date: 1966\n      values: [46, 57, 17]\n",
        "    - date: 1976\n      values: [46, 57, 17]\n",
        "china-seat-votes: rows: are not in order of date; put the earliest first, and no date twice",
    ),
    "no source": (
        "      sources: [mofcom-ofdi-2013]\n",
        "",
        "outward-investment: rows 12 sources: is missing; name one here or for the whole figure",
    ),
    "a source that is not there": (
        "      sources: [mofcom-ofdi-2013]\n",
        "      sources: [mofcom-ofdi-20133]\n",
        "outward-investment: rows 12 sources: 'mofcom-ofdi-20133' is not in sources.yml; "
        "did you mean 'mofcom-ofdi-2013'?",
    ),
    "an event that is not there": (
        "  events: [tazara-handover, tazara-agreement]\n",
        "  events: [tazara-handover, tazara-agrement]\n",
        "tazara-in-numbers: events: 'tazara-agrement' is not in events.yml; did you mean 'tazara-agreement'?",
    ),
    "a passage that is not there": (
        "  passages: [1949-1978#p2]\n",
        "  passages: [1949-1978#p22]\n",
        "diplomatic-relations: passages: '1949-1978#p22' is not a paragraph; did you mean '1949-1978#p2'?",
    ),
    "a chart that is not known": (
        "  chart: columns\n",
        "  chart: colums\n",
        "outward-investment: chart: 'colums' is not one of units, bars, columns, line, pairs, presence, words, none; "
        "did you mean 'columns'?",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_figure_gives_its_message(copy, case):
    old, new, expected = BROKEN[case]
    change(copy, "data/figures.yml", old, new)
    assert f"docs/data/figures.yml: {expected}" in messages(copy)
