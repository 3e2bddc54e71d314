"""The theme's script waits for a reader, and the reader loses nothing by it."""

from __future__ import annotations

import re

import pytest
from conftest import rarely, start_theme, until
from playwright.sync_api import Page, Route, expect

PERIOD = "periods/1921-1949/"
SHIFTS = """
window.shifts = []
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifts.push(one.value) })
  .observe({ type: "layout-shift", buffered: true })
"""


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses that the page has asked for."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


def has(asked: list[str], pattern: str) -> bool:
    return any(re.search(pattern, url) for url in asked)


BUNDLE, INDEX, FINDER = r"bundle.*\.js$", r"search_index\.json$", r"/find\.js$"


@pytest.mark.parametrize("path", ["", PERIOD, "timeline/"])
def test_a_page_opens_without_the_themes_script(page, asked, path):
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert not has(asked, BUNDLE)
    assert not has(asked, INDEX)
    page.mouse.wheel(0, 300)
    start_theme(page)
    page.wait_for_timeout(300)
    assert not has(asked, INDEX), "the index waits for the search"
    assert not has(asked, FINDER), "so does what finds in it"


def test_the_first_slash_opens_the_search_and_finds(page, asked):
    page.goto(PERIOD, wait_until="networkidle")
    page.keyboard.press("/")
    query = page.get_by_role("textbox", name="Search")
    expect(query).to_be_focused()
    page.keyboard.type("Bandung")
    expect(page.locator(".search__item").first).to_be_visible()
    assert has(asked, INDEX)


@pytest.mark.parametrize("keys", ["n", "/", *rarely("/ Escape")])
@pytest.mark.parametrize("late", [BUNDLE, *rarely(r"copy.*\.js$")], ids=["the theme", "another script"])
def test_a_key_that_comes_while_the_theme_starts_is_answered_once(page, keys, late):
    held: list[Route] = []
    page.route(re.compile(late), lambda route: held.append(route))
    page.goto("introduction/")
    with page.expect_request(re.compile(late)):
        page.mouse.wheel(0, 30)
    expect(page.locator("html")).to_have_attribute("data-theme", "starting" if late == BUNDLE else "ready")
    for key in keys.split():
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    if late == BUNDLE:
        held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1921–1949" if keys == "n" else "Introduction")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible(visible=keys == "/")
    for route in held[late == BUNDLE : 1]:
        route.continue_()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1921–1949" if keys == "n" else "Introduction")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible(visible=keys == "/")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_first_click_on_the_search_lets_the_reader_type(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(PERIOD, wait_until="networkidle")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("Bandung")
    expect(page.locator(".search__item").first).to_contain_text("Bandung")


@pytest.mark.parametrize("late", [INDEX, *rarely(BUNDLE, FINDER)])
def test_what_was_typed_before_all_had_come_is_searched_for(page, late):
    held: list[Route] = []
    page.route(re.compile(late), lambda route: held.append(route))
    page.goto(PERIOD, wait_until="networkidle")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("bandu")
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(page.locator(".search__item").first).to_contain_text("Bandung")


@pytest.mark.parametrize(("scheme", "other"), [("light", "slate"), ("dark", "default")])
def test_the_first_click_switches_the_colours_and_the_choice_is_kept(chromium, address, site, scheme, other):
    context = chromium.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    page.goto(PERIOD, wait_until="networkidle")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    page.goto("timeline/", wait_until="networkidle")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", other)
    context.close()


def test_dark_colours_are_there_before_any_sign_of_a_reader(chromium, address, site):
    context = chromium.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto("", wait_until="networkidle")
    assert page.evaluate("typeof document$") == "undefined"
    expect(page.locator("body")).to_have_css("background-color", "rgb(23, 21, 18)")
    context.close()


def test_a_link_marked_in_the_search_is_marked_on_the_page(page):
    page.goto("people/?h=enlai#zhou-enlai")
    expect(page.locator("mark").first).to_have_text(re.compile("enlai", re.IGNORECASE))


def test_a_question_in_the_address_is_the_timelines_on_the_timeline_and_the_searchs_elsewhere(page):
    page.goto("timeline/?q=bandung", wait_until="networkidle")
    page.mouse.wheel(0, 100)
    start_theme(page)
    expect(page.get_by_label("Words")).to_have_value("bandung")
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?q=bandung$"))
    page.goto("people/?q=bandung")
    expect(page.locator(".search__item").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["", "timeline/", *rarely(PERIOD, "people/", "map/")])
def test_nothing_moves_while_a_page_opens_and_the_theme_starts(page, path, width):
    page.route("**/*.woff2", lambda route: route.abort())  # what fonts do, the next test looks at
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.goto(path, wait_until="networkidle")
    start_theme(page)
    page.wait_for_timeout(600)
    assert sum(page.evaluate("window.shifts")) < 0.02, "a fifth of what is called good"


def test_lines_hardly_break_otherwise_when_the_serif_comes_late(page):
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(800), route.continue_()))
    page.add_init_script(SHIFTS)
    page.goto(PERIOD, wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert sum(page.evaluate("window.shifts")) < 0.1


@pytest.mark.parametrize("path", ["introduction/", "glossary/", "timeline/"])
def test_the_serif_does_not_wait_for_the_styles_and_the_next_page_has_it_at_once(page, asked, path):
    held: list[Route] = []
    page.route("**/*.css", lambda route: held.append(route))
    page.set_viewport_size({"width": 412, "height": 823})
    page.add_init_script(SHIFTS)
    with page.expect_request_finished(lambda request: request.url.endswith("source-serif-4.woff2")):
        page.goto(path, wait_until="commit")
    assert not has(asked, r"numerals\.woff2$"), "the styles have not come: they would name this one"
    for route in held:
        route.continue_()
    page.unroute("**/*.css")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert sum(page.evaluate("window.shifts")) < 0.02
    start_theme(page)
    page.locator(".md-footer__link--next").click()
    expect(page).not_to_have_url(re.compile(path))
    until(page, "document.fonts.check('16px \"Source Serif 4\"')")


def test_a_click_to_a_place_on_the_page_while_the_theme_starts_stays_there(page):
    """The theme once took this for a step back in history and fetched the page anew."""
    page.route("**/bundle*.js", lambda route: (page.wait_for_timeout(700), route.continue_()))
    page.goto("map/", wait_until="networkidle")
    page.evaluate("document.querySelector('article').dataset.same = 'yes'")
    page.locator(".atlas__period[href$='#period-1949-1978']").click()
    start_theme(page)
    page.wait_for_timeout(800)
    expect(page.locator("article")).to_have_attribute("data-same", "yes")
    expect(page.locator("#period-1949-1978:target")).to_be_attached()
