"""The timeline's drawing, filters and addresses agree with the records, in geometry and in the browser."""

import re
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import expect

from chronicle.views import templates as views


@pytest.fixture(scope="module")
def picture(edition):
    return views.whole_drawing(edition)


def test_every_event_has_one_mark_in_its_lane_and_its_period(picture, edition):
    assert sorted(mark.event.id for mark in picture.marks) == sorted(event.id for event in edition.events)
    for mark in picture.marks:
        band = next(band for band in picture.bands if band.period.id == mark.event.period)
        assert band.left - 6 <= mark.middle or mark.right - mark.left > 12, mark.event.id
        assert mark.left >= -6
        assert mark.right <= picture.scale.width + 6


def test_marks_of_one_row_never_touch(picture):
    for lane in ("china", "world"):
        for row in range(picture.rows(lane)):
            marks = sorted((m for m in picture.marks if m.event.lane == lane and m.row == row), key=lambda m: m.left)
            assert all(left.right < right.left for left, right in pairwise(marks))


def test_the_drawing_is_to_scale(picture):
    places = dict(picture.ticks)
    assert places[1950] - places[1940] == pytest.approx(places[2010] - places[2000], abs=0.2)
    marks = {mark.event.id: mark for mark in picture.marks}
    assert places[1950] < marks["bandung-conference"].middle < places[1960]
    war = marks["vietnam-support-troops"]
    assert (war.right - war.left) / (places[1980] - places[1970]) == pytest.approx(0.82, abs=0.03)


@pytest.mark.parametrize(("page", "kind"), [("timeline", "whole"), ("", "small")])
def test_the_drawing_on_a_page_has_a_named_link_for_each_event(site, edition, page, kind):
    tree = html.document_fromstring((site / page / "index.html").read_bytes())
    (drawing,) = tree.xpath(f"//nav[contains(@class, 'drawing--{kind}')]")
    links = drawing.xpath(".//svg//a")
    assert len(links) == len(edition.events)
    titles = {heading.get("id"): heading.text_content() for heading in tree.xpath("//h3[@id]")}
    names = [link.findtext("title") or titles[link.get("aria-labelledby")] for link in links]
    assert all(len(name) > 10 for name in names)
    prefix = {"timeline": "", "": "timeline/"}[page]
    assert {link.get("xlink:href") for link in links} == {f"{prefix}#{event}" for event in edition.records.events}


@pytest.mark.parametrize("period", ["1921-1949", "1949-1978", "1978-present"])
def test_a_period_page_has_its_part_of_the_drawing(site, edition, period):
    tree = html.document_fromstring((site / f"periods/{period}/index.html").read_bytes())
    marks = tree.xpath("//nav[contains(@class, 'drawing')]//svg//a/@*[name()='xlink:href']")
    assert sorted(marks) == sorted(f"../../timeline/#{event.id}" for event in edition.events_of(period))


def test_the_decades_hold_every_event_once(site, edition):
    tree = html.document_fromstring((site / "timeline/index.html").read_bytes())
    assert tree.xpath("//a[contains(@class, 'dot ')]/@href") == [f"#{event.id}" for event in edition.events]
    for link in tree.xpath("//a[@class='decades__name']/@href"):
        assert tree.xpath(f"//*[@id='{link[1:]}']")


def test_an_event_leads_to_the_nearest_events_of_its_lane(edition):
    event = edition.records.events["comintern-founded"]
    before, after = edition.neighbours(event)
    assert before is None
    assert after.lane == "world"
    assert after.date.earliest >= event.date.earliest
    assert edition.neighbours(after)[0] == event


def shown(page) -> list[str]:
    return page.locator(".events > .event:visible h3").evaluate_all("all => all.map(one => one.id)")


def wanted(edition, **state) -> set[str]:
    def fits(event) -> bool:
        return (
            state.get("theme", event.themes[0]) in event.themes
            and state.get("lane", event.lane) == event.lane
            and state.get("period", event.period) == event.period
            and ("person" not in state or state["person"] in event.people)
            and (event.in_essay or "essay" not in state)
        )

    return {event.id for event in edition.events if fits(event)}


STATES = [
    {},
    {"theme": "economy"},
    {"lane": "world"},
    {"period": "1949-1978"},
    {"person": "mao-zedong"},
    {"essay": "1"},
    {"theme": "economy", "period": "1978-present", "lane": "china"},
    {"theme": "internationalism", "person": "zhou-enlai", "essay": "1"},
]


@pytest.mark.parametrize("state", STATES, ids=str)
def test_an_address_gives_the_view_that_the_records_give(page, edition, state):
    page.goto(f"timeline/?{urlencode(state)}")
    expect(page.get_by_role("status")).to_contain_text(
        f"{len(wanted(edition, **state))} of {len(edition.events)} events"
    )
    assert set(shown(page)) == wanted(edition, **state)
    out = page.locator(".drawing .event-mark.is-out").count()
    assert out == len(edition.events) - len(wanted(edition, **state))


def test_choosing_a_filter_changes_list_count_and_address_and_back_restores_them(page, edition):
    page.goto("timeline/")
    page.locator("#filters").get_by_label("Theme").select_option("economy")
    page.get_by_label("Lane").select_option("world")
    expect(page).to_have_url(re.compile(r"\?theme=economy&lane=world$"))
    status = page.get_by_role("status")
    expect(status).to_contain_text(f"{len(wanted(edition, theme='economy', lane='world'))} of")
    assert set(shown(page)) == wanted(edition, theme="economy", lane="world")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?theme=economy$"))
    expect(page.get_by_label("Lane")).to_have_value("")
    expect(status).to_contain_text(f"{len(wanted(edition, theme='economy'))} of")
    assert set(shown(page)) == wanted(edition, theme="economy")
    page.reload()
    expect(status).to_contain_text(f"{len(wanted(edition, theme='economy'))} of")
    assert set(shown(page)) == wanted(edition, theme="economy")


def test_words_are_found_without_accents_and_in_chinese(page):
    page.goto("timeline/")
    words = page.get_by_label("Words")
    for text in ("bandung conference", "周恩来 bandung", "communique bandung"):
        words.fill(text)
        assert "bandung-conference" in shown(page)
    expect(page).to_have_url(re.compile(r"\?q=communique\+bandung$"))
    expect(words).to_be_focused()


def read_down(page) -> str:
    """Scroll down the list as a reader does; gives the event at the top of the screen."""
    page.mouse.move(600, 500)
    for _ in range(40):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(20)
    page.wait_for_timeout(500)
    return page.evaluate("""() => [...document.querySelectorAll(".events > .event h3")]
      .find(one => one.getBoundingClientRect().top > 100).id""")


def top(page, event) -> float:
    return page.locator(f"#{event}").evaluate("one => one.getBoundingClientRect().top")


@pytest.mark.parametrize("way", ["back", "reload"])
def test_back_and_reload_keep_the_reader_s_place(page, way):
    page.goto("timeline/")
    event = read_down(page)
    was = top(page, event)
    if way == "reload":
        page.reload()
    else:
        page.goto("people/")
        page.go_back()
    page.wait_for_timeout(1000)
    assert top(page, event) == pytest.approx(was, abs=100)


def test_a_name_with_an_apostrophe_is_found_however_it_is_typed(page):
    page.goto("timeline/")
    words = page.get_by_label("Words")
    words.fill("Xi’an")
    curly = shown(page)
    assert curly
    for typed in ("Xi'an", "xi`an", "Xiʼan"):
        words.fill(typed)
        assert shown(page) == curly
    words.fill("Sino–Soviet")
    dashes = shown(page)
    words.fill("Sino-Soviet")
    assert shown(page) == dashes != []


def test_a_view_without_events_says_so_and_leads_out(page, edition):
    page.goto("timeline/?q=zeppelin")
    expect(page.get_by_role("status")).to_contain_text("No event fits")
    assert shown(page) == []
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(edition.events)} of")
    expect(page).to_have_url(re.compile(r"/timeline/$"))


def test_what_the_address_asks_for_in_vain_is_ignored_and_said(page, edition):
    page.goto("timeline/?theme=zeppelins&lane=world")
    expect(page.get_by_role("status")).to_contain_text("ignored: theme “zeppelins”")
    assert set(shown(page)) == wanted(edition, lane="world")


def test_the_event_of_the_address_is_shown_even_if_a_filter_would_hide_it(page):
    page.goto("timeline/?lane=world#bandung-conference")
    expect(page.locator("#bandung-conference")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("although it does not fit")


def test_titles_only_shows_every_title_and_nothing_else_of_an_event(page, edition):
    page.goto("timeline/?view=titles#decade-1950")
    assert len(shown(page)) == len(edition.events)
    assert page.locator(".event__summary:visible").count() == 0
    expect(page.locator("#decade-1950")).to_be_in_viewport()
    heights = page.locator(".events > .event").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert max(heights) < 120, "a title takes a title's room, also far from the screen"


def test_the_mark_of_the_event_in_view_stands_out(page):
    page.goto("timeline/#bandung-conference")
    expect(page.locator(".drawing [aria-current]")).to_have_attribute("xlink:href", "#bandung-conference")
    expect(page.locator(".whereabouts__when")).to_have_text("18–24 April 1955")
    band, title = page.locator(".whereabouts").bounding_box(), page.locator("#bandung-conference").bounding_box()
    assert title["y"] >= band["y"] + band["height"], "the title is not under the line"


def test_an_event_reads_from_its_title_on_with_its_date_beside_it(page):
    page.goto("timeline/")
    boxes = page.locator(".events > .event").evaluate_all(
        "all => all.map(one => ['h3', '.event__date', '.event__summary', '.event__significance', '.facts']"
        ".map(part => one.querySelector(part).getBoundingClientRect().top))"
    )
    for title, date, *rest in boxes:
        assert abs(title - date) < 12
        assert [title, *rest] == sorted([title, *rest])


def test_marks_stand_where_their_years_are(page, picture):
    """What the geometry says is what the browser draws, whatever else the stylesheets do."""
    page.goto("timeline/")
    frame = page.locator(".drawing svg").bounding_box()
    left, right = picture.bands[0].left, picture.bands[-1].right
    unit = frame["width"] / (right - left)
    for mark in picture.marks[::7]:
        box = page.locator(f".drawing [*|href='#{mark.event.id}'] rect").last.bounding_box()
        assert box["x"] + box["width"] / 2 == pytest.approx(frame["x"] + (mark.middle - left) * unit, abs=4)
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]


def test_the_keyboard_skips_the_drawing_in_one_step_and_reaches_every_control(page):
    page.goto("timeline/")
    page.locator(".drawing .skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#events$"))
    page.get_by_label("Words").focus()
    names = []
    for _ in range(8):
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
        page.keyboard.press("Tab")
    assert names == ["q", "theme", "period", "lane", "person", "essay", "view", "reset"]


def test_the_form_is_not_shown_without_scripts(chromium, address, site):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("timeline/")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".drawing")).to_be_visible()
    context.close()


def test_the_script_is_small_and_only_where_it_is_needed(site, root):
    assert (root / "docs/assets/javascripts/timeline.js").stat().st_size <= 10_000
    users = [path for path in site.rglob("*.html") if "timeline.js" in path.read_text(encoding="utf-8")]
    assert [path.parent.name for path in users] == ["timeline"]
