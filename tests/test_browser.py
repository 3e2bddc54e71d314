"""What a browser shows: reading, finding, previews, paper, no scripts, small screens."""

import io
import re
import unicodedata

import pytest
from conftest import PREFIX, start_theme
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from test_site import ESSAY, PERIODS


def squeezed(text: str) -> str:
    """Text without white space, ligatures and twin apostrophes, to compare paper with records."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("ʼ", "’"))


def on_paper(page: Page) -> str:
    """The squeezed text of the page as it prints on A4."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return squeezed("".join(sheet.extract_text() for sheet in pdf.pages))


def test_a_passage_has_an_address_that_shows_it(page):
    page.goto("periods/1949-1978/#p3")
    passage = page.locator("#p3")
    expect(passage).to_be_in_viewport()
    assert passage.evaluate("element => element.matches(':target')")
    top = passage.evaluate("element => element.getBoundingClientRect().top")
    assert top >= page.locator(".md-header").bounding_box()["height"], "not under the header"


def test_text_leads_to_the_event_and_the_event_leads_back(page):
    page.goto("periods/1949-1978/")
    page.get_by_role("link", name="Bandung Conference of 1955").click()
    expect(page).to_have_url(re.compile(r"/timeline/#bandung-conference$"))
    event = page.locator("li.event", has=page.locator("#bandung-conference"))
    expect(event).to_be_in_viewport()
    event.get_by_role("link", name="1949–1978, paragraph 3").click()
    expect(page).to_have_url(re.compile(r"/periods/1949-1978/#p3$"))
    expect(page.locator("#p3")).to_be_in_viewport()


def test_a_link_within_the_page_leaves_the_rest_as_it_was(page):
    """Material alone fetches the page anew, closes the open note and loses the focus."""
    page.goto("periods/1949-1978/")
    note = page.locator(".passage", has=page.locator("#p3")).locator(".passage__notes > details").first
    note.locator("summary").click()
    page.locator("#p4 .passage__number").click()
    expect(page).to_have_url(re.compile("#p4$"))
    page.wait_for_timeout(1000)
    expect(note).to_have_attribute("open", "")
    expect(page.locator("#p4:target")).to_be_visible()


def test_back_within_the_page_leads_to_where_the_reader_was_and_leaves_the_rest_as_it_was(page):
    """Material alone fetches the page anew for the first such step, too."""
    page.goto("periods/1949-1978/")
    start_theme(page)
    note = page.locator(".passage", has=page.locator("#p3")).locator(".passage__notes > details").first
    note.locator("summary").click()
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(300)
    was = page.evaluate("scrollY")
    page.locator("#p4 .passage__number").dispatch_event("click")  # which does not scroll
    expect(page.locator("#p4:target")).to_be_in_viewport()
    page.wait_for_timeout(700)
    page.go_back()
    expect(page.locator(":target")).to_have_count(0)
    page.wait_for_timeout(700)
    expect(note).to_have_attribute("open", "")
    assert page.evaluate("scrollY") == was


def test_where_a_page_cannot_be_fetched_text_and_address_never_part(page):
    page.goto("periods/1921-1949/")
    start_theme(page)
    page.context.set_offline(True)
    page.evaluate("document.querySelector('#p1 a[href*=\"/timeline/#\"]').click()")
    page.wait_for_timeout(1500)
    still = page.evaluate("[...document.querySelectorAll('h1')].map(one => one.textContent).join()")
    here = page.evaluate("location.pathname")
    assert ("1921–1949" in still) == here.endswith("/periods/1921-1949/"), "the old text under the new address"
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("h1")).to_be_visible()


def test_a_preview_of_a_passage_shows_that_passage_alone(page):
    page.goto("timeline/#bandung-conference")
    page.locator("li.event", has=page.locator("#bandung-conference")).locator(".facts__essay a").first.hover()
    preview = page.locator(".md-tooltip2__inner").first
    expect(preview).to_contain_text("Bandung Conference of 1955", timeout=10_000)
    expect(preview).not_to_contain_text("Throughout the period")


def test_an_abbreviation_says_what_it_stands_for(page):
    page.goto("periods/1978-present/")
    short = page.locator("#p3 abbr").first
    short.hover()
    expect(page.locator(".md-tooltip2__inner")).to_contain_text(
        "General Agreement on Tariffs and Trade", timeout=10_000
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Bandung", "timeline/#bandung-conference"),
        ("Zhou Enlai", "people/#zhou-enlai"),
        ("Zhōu Ēnlái", "people/#zhou-enlai"),
        ("周恩来", "people/#zhou-enlai"),
        ("Going Global", "glossary/#going-out"),
        ("走出去", "glossary/#going-out"),
        ("Brautigam", "literature/#brautigam-2009"),
        ("Xi'an", "map/#xian"),
    ],
)
def test_search_finds(page, query, found):
    page.goto("")
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.press_sequentially(query)
    field.press("End")  # characters that no key has are put in without a key; readers' input methods send one
    path, _, anchor = found.partition("#")
    result = page.locator(f".md-search-result__link[href*='{PREFIX}{path}'][href$='#{anchor}']")
    expect(result.first).to_be_attached(timeout=60_000)


def test_search_suggests_the_rest_of_a_word(page):
    page.goto("")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("bandu")
    expect(page.locator("[data-md-component=search-suggest]")).to_contain_text("bandung", timeout=60_000)


def test_a_note_opens_with_the_keyboard(page):
    page.goto("periods/1921-1949/")
    note = page.locator(".passage", has=page.locator("#p5")).locator("details").first
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note.locator("p").first).to_be_visible()


def test_the_search_dialog_has_a_name(page):
    page.goto("")
    assert page.locator("[role=dialog]").get_attribute("aria-label") == "Search"


@pytest.mark.parametrize("name", [*ESSAY, "timeline", "people", "notes"])
def test_everything_is_there_without_scripts(chromium, address, page, name):
    """The text of the page is the same with scripts and without."""
    page.goto(f"{name}/")
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{name}/")
    part = ".chronicle" if name == "timeline" else "article"  # the form of the timeline needs scripts
    assert still.locator(part).text_content().split() == page.locator(part).text_content().split()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_event_is_visible_without_scripts(chromium, address, edition, width):
    context = chromium.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("timeline/")
    titles = page.locator("li.event h3")
    assert titles.count() == len(edition.events)
    for box in titles.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())"):
        assert box["height"] > 0
        assert box["left"] >= 0
        assert box["right"] <= width
    context.close()


def test_the_timeline_prints_whole(page, edition):
    page.goto("timeline/")
    text = on_paper(page)
    missing = [event.id for event in edition.events if squeezed(event.title) not in text]
    assert missing == []


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_prints_with_its_notes_open_and_without_controls(page, edition, name):
    page.goto(f"{name}/")
    text = on_paper(page)
    period = name.split("/")[1]
    notes = [note for note in edition.notes if note.passage.startswith(period)]
    assert [note.id for note in notes if squeezed(note.record)[:60] not in text] == []
    assert "Search" not in text


def test_a_lost_reader_is_led_home_from_any_depth(page):
    response = page.goto("no/such/page/")
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("This page does not exist")
    page.locator("article").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(re.compile(f"{PREFIX}timeline/$"))


def test_targets_are_large_enough(page):
    """Numbers, notes, permalinks and buttons are at least 24 px each way (links in running text are exempt)."""
    for name in ("periods/1921-1949/", "timeline/", ""):
        page.goto(name)
        boxes = page.locator(".passage__number, .note summary, .permalink, .button, .md-tabs__link").evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => [one.textContent.trim().slice(0, 40),"
            " one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
        )
        assert [box for box in boxes if box[1] < 24 or box[2] < 24] == []
