"""A page of the essay: its line in the margin, its figures and notes beside the text, the events it passes over."""

import itertools
import re
from datetime import date
from types import SimpleNamespace

import pytest
from conftest import opened
from lxml import html
from playwright.sync_api import expect

from chronicle.views import essay
from chronicle.views.upright import LINE, margin

PERIODS = ["1921-1949", "1949-1978", "1978-present"]
PAGE = "periods/1949-1978/"


@pytest.fixture(scope="module")
def trees(site):
    return {name: html.document_fromstring((site / f"periods/{name}/index.html").read_bytes()) for name in PERIODS}


# Geometry


@pytest.mark.parametrize("period", PERIODS)
def test_the_margin_names_what_the_essay_speaks_of_and_no_two_names_meet(edition, period):
    drawing = margin(edition, period)
    assert {event.id for event in edition.events_of(period) if event.in_essay} <= {m.event.id for m in drawing.marks}
    heights = [mark.name_y for mark in drawing.marks]
    assert all(after - before >= LINE - 0.1 for before, after in itertools.pairwise(heights))
    assert all(0 < height < drawing.height for height in heights)


def test_an_event_stands_behind_the_paragraph_before_the_one_that_speaks_of_something_later():
    def event(name, year):
        return SimpleNamespace(id=name, date=SimpleNamespace(earliest=date(year, 1, 1)))

    events = [event(name, year) for name, year in (("a", 1900), ("b", 1910), ("c", 1920), ("d", 1930), ("e", 1940))]
    says = {1: [], 2: ["b"], 3: [], 4: ["d", "b"], 5: ["a"]}
    passages = {
        number: SimpleNamespace(page="p", number=number, links=[("timeline", name) for name in names])
        for number, names in says.items()
    }
    records = SimpleNamespace(events={one.id: one for one in events})
    edition = SimpleNamespace(passages=passages, records=records, events_of=lambda period: events)
    places = {one.id: place for one, place in essay.key_dates(edition, "p")}
    assert places == {"a": 1, "b": 5, "c": 5, "d": 5, "e": 5}
    says[4] = ["d"]
    passages[4].links = [("timeline", "d")]
    places = {one.id: place for one, place in essay.key_dates(edition, "p")}
    assert places == {"a": 1, "b": 3, "c": 3, "d": 5, "e": 5}


# The built page


@pytest.mark.parametrize("period", PERIODS)
def test_a_term_has_its_characters_once_where_the_page_names_it_first(trees, edition, period):
    terms = [
        link.partition("#")[2] for link in trees[period].xpath("//*[@class='passage']/p//a/@href") if "glossary" in link
    ]
    glosses = trees[period].xpath("//*[@class='gloss']/*[@lang='zh-Hans']")
    assert [gloss.text for gloss in glosses] == [
        edition.records.glossary[term].hanzi for term in dict.fromkeys(terms) if edition.records.glossary[term].hanzi
    ]


@pytest.mark.parametrize("period", PERIODS)
def test_each_figure_of_a_paragraph_is_named_and_the_first_is_drawn(trees, edition, period):
    for passage in (one for one in edition.passages.values() if one.page == period):
        (place,) = trees[period].xpath(f"//*[@class='passage'][p[@id='p{passage.number}']]")
        figures = edition.figures_at(passage.ref)
        links = place.xpath(".//*[@class='passage__figures']//a/@href")
        assert [link.partition("#")[2] for link in links] == [figure.id for figure in figures]
        drawn = [figure for figure in figures if figure.chart != "none"]
        charts = place.xpath(".//*[local-name()='svg']")
        assert len(charts) == len(drawn[:1])
        for chart in charts:
            (name,) = place.xpath(f".//*[@id='{chart.get('aria-labelledby')}']")
            assert name.text_content() == drawn[0].finding
            assert place.xpath(f".//*[@id='{chart.get('aria-describedby')}']")


def test_a_theme_is_a_row_and_a_period_a_column(trees, edition):
    for period in PERIODS:
        (table,) = trees[period].xpath("//table[@class='threads-table']")
        assert [cell.get("data-period") for cell in table.xpath(".//thead//th")] == [None, *PERIODS]
        for row in table.xpath(".//tbody/tr"):
            theme = edition.records.themes[row.get("id").removeprefix("thread-")]
            said = [" ".join(text.split()) for text in row.xpath("td/p/text()[last()]")]
            assert sorted(said) == sorted(
                passage.says for passage in theme.passages if passage.at.partition("#")[0] in PERIODS
            )


# In the browser


def test_the_line_in_the_margin_follows_the_paragraph_in_view(page):
    page.goto(f"{PAGE}#p3")
    here = page.locator(".margin .is-here")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("1955")
    page.locator("#p4").scroll_into_view_if_needed()
    page.goto(f"{PAGE}#p4")
    expect(page.locator(".margin .is-here")).to_contain_text(["1971"])


def test_the_margin_is_for_windows_that_have_room(page):
    page.goto(PAGE)
    expect(page.locator(".margin")).to_be_visible()
    box = page.locator(".margin").bounding_box()
    text = page.locator("#p1").bounding_box()
    assert box["x"] + box["width"] <= text["x"]
    page.set_viewport_size({"width": 800, "height": 900})
    expect(page.locator(".margin")).to_be_hidden()


def test_the_events_that_the_essay_passes_over_come_between_its_paragraphs(page, edition):
    events = [event for event in edition.events_of("1949-1978") if not event.in_essay]
    page.goto(PAGE)
    choice = page.get_by_role("checkbox", name=re.compile("events that the essay passes over"))
    choice.check()
    links = page.locator(".passage__between a")
    assert [link.partition("#")[2] for link in links.evaluate_all("all => all.map(a => a.href)")] == [
        one.id for one in events
    ]
    first, second = (page.locator(f"#p{number}").bounding_box()["y"] for number in (3, 4))
    between = page.locator(".passage", has=page.locator("#p3")).locator(".passage__between").bounding_box()["y"]
    assert first < between < second
    choice.uncheck()
    expect(links).to_have_count(0)


def test_an_open_note_moves_no_paragraph_of_a_wide_page(page):
    page.goto(PAGE)
    tops = "() => [...document.querySelectorAll('.passage > p')].map(one => one.getBoundingClientRect().top + scrollY)"
    before = page.evaluate(tops)
    notes = page.locator(".passage__notes > details")
    for place in (0, 2):
        notes.nth(place).locator("summary").click()
        expect(notes.nth(place).locator("p").first).to_be_visible()
    assert page.evaluate(tops) == before


@pytest.mark.parametrize("name", PERIODS)
def test_text_runs_on_without_a_hole(page, name):
    """Between two paragraphs there is at most what stands in the text there, whatever stands beside it."""
    page.goto(f"periods/{name}/")
    holes = page.locator(".passage").evaluate_all("""all => all.slice(1).map((one, at) => {
        const parts = [...all[at].children].filter(part => !part.matches(".passage__notes"))
        const end = Math.max(...parts.map(part => part.getBoundingClientRect().bottom))
        return one.querySelector("p").getBoundingClientRect().top - end
    })""")
    assert max(holes) < 120, holes


def test_a_paragraph_is_cited_at_its_number_without_scripts_too(chromium, address):
    with opened(chromium, address, java_script_enabled=False) as page:
        page.goto(PAGE)
        block = page.locator("#cite-p3")
        expect(block).to_be_hidden()
        page.get_by_role("button", name="Cite paragraph 3").click()
        expect(block).to_be_visible()
        expect(block).to_contain_text("(Retold), Paragraph 3")
        assert block.bounding_box()["x"] > 0
        for link in block.locator(".cite__files a").evaluate_all("all => all.map(one => one.href)"):
            answer = page.request.get(link)
            assert answer.ok, link
            assert "#p3" in answer.text()
        page.keyboard.press("Escape")
        expect(block).to_be_hidden()


def test_at_the_foot_of_the_page_the_line_keeps_below_the_list_of_pages(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("periods/1949-1978/")
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    foot = """Math.max(...[...document.querySelectorAll(".md-sidebar--primary a")].map(one =>
      one.checkVisibility() ? one.getBoundingClientRect().bottom : 0))"""
    assert page.locator(".margin svg").bounding_box()["y"] > page.evaluate(foot) > 0
