"""What a browser shows: reading, finding, previews, paper, no scripts, small screens."""

import re

import pytest
from conftest import PREFIX, opened, start_theme
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed
from test_site import ESSAY, PERIODS

PERIOD = f"{PERIODS[1]}/"


def test_a_passage_has_an_address_that_shows_it(view):
    view.goto("periods/1949-1978/#p3")
    passage = view.locator("#p3")
    expect(passage).to_be_in_viewport()
    assert passage.evaluate("element => element.matches(':target')")
    top = passage.evaluate("element => element.getBoundingClientRect().top")
    assert top >= view.locator(".md-header").bounding_box()["height"], "not under the header"


def test_text_leads_to_the_event_and_the_event_leads_back(page):
    page.goto(PERIOD)
    link = page.locator("#p3 a[href*='/timeline/#']").first
    event = link.get_attribute("href").partition("#")[2]
    link.click()
    expect(page).to_have_url(re.compile(rf"/timeline/#{event}$"))
    row = page.locator("li.event", has=page.locator(f"#{event}"))
    expect(row).to_be_in_viewport()
    row.locator(f"a[href$='{PERIOD}#p3']").click()
    expect(page).to_have_url(re.compile(rf"/{PERIOD}#p3$"))
    expect(page.locator("#p3")).to_be_in_viewport()


def test_a_link_within_the_page_and_back_leave_the_rest_as_it_was(page):
    page.goto(PERIOD)
    start_theme(page)
    note = page.locator(".passage", has=page.locator("#p3")).locator(".passage__notes > details").first
    note.locator("summary").click()
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(300)
    was = page.evaluate("scrollY")
    page.locator("#p4 .passage__number").dispatch_event("click")  # which does not scroll
    expect(page.locator("#p4:target")).to_be_in_viewport()
    expect(note).to_have_attribute("open", "")
    page.wait_for_timeout(300)
    page.go_back()
    expect(page.locator(":target")).to_have_count(0)
    page.wait_for_timeout(300)
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


def test_an_abbreviation_says_what_it_stands_for(page):
    page.goto(f"{PERIODS[2]}/")
    short = page.locator("article abbr").first
    whole = short.get_attribute("title")
    short.hover()
    expect(page.locator(".md-tooltip2__inner")).to_contain_text(whole)


def test_search_finds_records_by_every_name(page, edition):
    person, term = edition.records.people["zhou-enlai"], edition.records.glossary["going-out"]
    wanted = {name: "people/#zhou-enlai" for name in (person.name, person.pinyin, person.hanzi)}
    wanted |= {name: "glossary/#going-out" for name in (term.term, term.hanzi)}
    wanted |= {
        "bandung": "events/bandung-conference/",
        "Brautigam": "literature/#brautigam-2009",
        "Xi'an incident": "events/xian-incident/",
        "Xian": "map/#xian",
    }
    page.goto("")
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    for query, found in wanted.items():
        field.fill(query)
        path, mark, anchor = found.partition("#")
        result = page.locator(f".search__result[href*='{PREFIX}{path}']")
        result = result.and_(page.locator(f"[href$='{mark}{anchor}']")) if mark else result
        expect(result.first).to_be_attached(timeout=60_000)


def test_a_note_opens_with_the_keyboard(view):
    view.goto(PERIOD)
    note = view.locator(".passage__notes > details").first
    note.locator("summary").focus()
    view.keyboard.press("Enter")
    expect(note.locator("p").first).to_be_visible()


@pytest.mark.parametrize("name", [*ESSAY, "timeline", "people", "notes"])
def test_everything_is_there_without_scripts(site, view, name):
    """The text of the page is the same with scripts as in its file."""
    view.goto(f"{name}/")
    part = "chronicle" if name == "timeline" else "md-content__inner"  # the form of the timeline needs scripts
    (still,) = html.parse(site / name / "index.html").xpath(f"//*[contains(@class, '{part}')]")
    assert still.text_content().split() == view.locator(f".{part}").text_content().split()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_event_is_visible_without_scripts(chromium, address, site, edition, width):
    with opened(chromium, address, java_script_enabled=False, viewport={"width": width, "height": 900}) as page:
        page.goto("timeline/")
        titles = page.locator("li.event h4")
        assert titles.count() == len(edition.events)
        for box in titles.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())"):
            assert box["height"] > 0
            assert box["left"] >= 0
            assert box["right"] <= width


def test_the_timeline_prints_whole(view, edition):
    view.goto("timeline/")
    text = on_paper(view)
    missing = [event.id for event in edition.events if squeezed(event.title) not in text]
    assert missing == []


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_prints_with_its_notes_open_and_without_controls(view, edition, name):
    view.goto(f"{name}/")
    text = on_paper(view)
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


def test_targets_are_large_enough(view):
    """Numbers, notes, permalinks and buttons are at least 24 px each way (links in running text are exempt)."""
    for name in ("periods/1921-1949/", "timeline/", ""):
        view.goto(name)
        boxes = view.locator(".passage__number, .note summary, .permalink, .button, .md-tabs__link").evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => [one.textContent.trim().slice(0, 40),"
            " one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
        )
        assert [box for box in boxes if box[1] < 24 or box[2] < 24] == []
