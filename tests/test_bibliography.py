"""The bibliography: its drawing by year and kind, and its filters, which address, keyboard and paper know, too."""

import re
from collections import Counter

import pytest
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed

from chronicle.records.sources import STANDINGS, Source
from chronicle.views.bibliography import UNDATED, Kind, about, choices

PAGES = ["sources", "literature"]


def source(name, standing="primary", issued="1955-04", language="en", access="part"):
    given = {"issued": issued} if issued else {}
    return Source(id=name, type="book", standing=standing, title="A Title", language=language, access=access, **given)


SOME = [
    source("a"), source("b", issued="1959", language="zh"), source("c", issued=None, access="whole"),
    source("d", "institutional", "2001/2003", "zh"),
]  # fmt: skip


def test_a_source_can_be_chosen_by_kind_language_year_and_how_it_was_seen():
    assert [about(one) for one in SOME] == [
        ("primary", "en", "1955", "part"), ("primary", "zh", "1959", "part"),
        ("primary", "en", UNDATED, "whole"), ("institutional", "zh", "2001", "part"),
    ]  # fmt: skip
    found = {name: {key: count for key, _, count in some} for name, _, some in choices(SOME)}
    assert found == {
        "kind": {"primary": 3, "institutional": 1},
        "language": {"en": 2, "zh": 2},
        "decade": {"1950": 2, "2000": 1, UNDATED: 1},
        "seen": {"whole": 1, "part": 3},
    }
    assert [name for name, _, _ in choices(SOME[:2])] == ["language"], "what offers no choice is left out"


def test_the_columns_of_a_kind_are_a_path_over_years():
    kind = Kind("primary", STANDINGS["primary"], Counter({1955: 2, 1956: 1, 1962: 3}), 1)
    assert kind.outline(1950, 9) == "M1950 9h5v-2h1v2h0v-1h1v1h5v-3h1v3"
    assert kind.decades == [(1950, 3), (1960, 3)]
    assert kind.count == 7


@pytest.mark.parametrize("name", PAGES)
def test_the_drawing_has_a_row_for_each_kind_which_leads_to_it_and_its_numbers_as_text(site, edition, name):
    page = html.document_fromstring((site / name / "index.html").read_bytes())
    sources = edition.records.sources.values()
    for standing, kind in STANDINGS.items():
        of_kind = [one for one in sources if one.standing == standing]
        (row,) = page.xpath(f"//p[@data-kind='{standing}']")
        (link,) = row.xpath("./a")
        assert (link.text_content(), link.getnext().text) == (kind.heading, str(len(of_kind)))
        here = kind.shelf == f"{name}.md"
        assert link.get("href") == ("" if here else f"../{kind.shelf[:-3]}/") + f"#standing-{standing}"
        drawn = sum(int(height) for height in re.findall(r"v(\d+)", row.xpath(".//path/@d")[1]))
        assert drawn == sum(one.issued is not None for one in of_kind)
        (words,) = page.xpath(f"//figure//dt[text()='{kind.heading}']/following-sibling::dd[1]")
        assert sum(map(int, re.findall(r":\xa0(\d+)", words.text_content()))) == len(of_kind)


def test_filters_narrow_the_list_and_are_kept_in_the_address(page, edition):
    here = [one for one in edition.records.sources.values() if one.shelf == "sources.md"]
    chinese = [one for one in here if one.language == "zh"]
    page.goto("sources/")
    expect(page.locator("#found")).to_have_text(f"{len(here)} sources here")
    page.get_by_label("Language").select_option(label=f"Chinese ({len(chinese)})")
    expect(page.locator("section.source:visible")).to_have_count(len(chinese))
    expect(page.locator("#found")).to_contain_text(f"{len(chinese)} of {len(here)} sources here")
    expect(page).to_have_url(re.compile(r"\?language=zh$"))
    expect(page).to_have_title(re.compile("^Chinese: "))
    assert page.locator(".by-year__found").first.get_attribute("d")
    page.get_by_role("button", name="Take away: Chinese").press("Enter")
    expect(page.locator("section.source:visible")).to_have_count(len(here))
    expect(page.get_by_label("Words")).to_be_focused()
    page.go_back()
    expect(page.locator("section.source:visible")).to_have_count(len(chinese))


def test_an_address_brings_its_filter_its_words_and_its_source(page, edition):
    page.goto("sources/?kind=institutional&decade=1700&words=no+such+words#bandung-final-communique")
    expect(page.locator("#found")).to_contain_text("None of ")
    expect(page.locator("section.source:visible")).to_have_count(1)
    expect(page.locator("#bandung-final-communique")).to_be_in_viewport()
    expect(page.get_by_label("Published")).to_have_value("")
    page.locator("#found").get_by_role("button", name="Clear").click()
    expect(page).to_have_url(re.compile(r"/sources/#bandung"))
    page.get_by_label("Words").fill("BANDUNG communique")
    expect(page.locator("#bandung-final-communique")).to_be_visible()
    assert 0 < page.locator("section.source:visible").count() < 20


def test_a_filtered_list_prints_alone_and_says_what_it_is(page, edition):
    page.goto("literature/?seen=whole&language=en")
    here = [one for one in edition.records.sources.values() if one.shelf == "literature.md"]
    kept = [one for one in here if (one.access, one.language) == ("whole", "en")]
    text = on_paper(page)
    shown = [one.id for one in here if squeezed(edition.references[one.id].plain) in text]
    assert set(shown) >= {one.id for one in kept}
    assert len(shown) < len(kept) + 5
    assert squeezed("read whole") in text
    assert squeezed("English") in text


def test_without_scripts_the_whole_list_stands_and_no_dead_form(chromium, address, site):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("literature/?seen=whole")
    expect(page.locator("#sources-filters")).to_be_hidden()
    expect(page.locator("section.source").last).to_be_visible()
    page.locator(".by-year").get_by_role("link", name="Press").click()
    expect(page.locator("#standing-press")).to_be_in_viewport()
    context.close()
