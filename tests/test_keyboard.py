"""The keyboard alone: every stop of a whole page, the search, the colours, the list of pages, previews, single keys."""

import re

import pytest
from audit import violations
from conftest import rarely, start_theme
from playwright.sync_api import expect
from test_site import ESSAY

PAGE = "periods/1921-1949/"
STOP = """() => {
  const one = document.activeElement
  if (one === document.body) return null
  const style = getComputedStyle(one), drawn = one.closest("svg")
  const parts = drawn ? [...one.querySelectorAll("circle, rect, text")] : [one] // a mark and its name lie apart
  const seen = parts.flatMap(part => [...part.getClientRects()]).some(part => [0.2, 0.5, 0.8].some(share => {
    const at = document.elementsFromPoint(part.left + part.width * share, part.top + part.height / 2)
    return one.contains(at.find(top => !top.closest(".md-tooltip2")) ?? null)
  }))
  return {
    name: (one.getAttribute("aria-label") || one.textContent || one.name).trim().replace(/\\s+/g, " "),
    place: one.closest("header.md-header, .md-tabs, .md-sidebar, article, footer, .md-skip")?.className.split(" ")[0],
    seen, marked: style.outlineStyle !== "none" || Boolean(drawn), number: window.stops.indexOf(one),
  }
}"""
FOCUSABLE = """() => { window.stops = [...document.querySelectorAll(
  "a[href], a[*|href], button, input, select, summary, [tabindex='0']")]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0); return stops.length }"""


def walk(page):
    """Every stop of the tabulator from the top of the page until it leaves it."""
    count = page.evaluate(FOCUSABLE)
    stops = []
    while len(stops) < 2 * count:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        for _ in range(10):  # the search takes a moment to open
            if stop is None or stop["seen"]:
                break
            page.wait_for_timeout(200)
            stop = page.evaluate(STOP)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"the keyboard is trapped: {[stop['name'] for stop in stops[-20:]]}")


@pytest.mark.parametrize("width", [1280, *rarely(360)])
def test_a_whole_page_by_keyboard_alone(page, width):
    """Skip link, header, search, pages, text, notes, citation, ways on: each in order, once, marked and seen."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(PAGE)
    stops = walk(page)
    assert [stop["name"] for stop in stops if not stop["marked"] or not stop["seen"]] == []
    numbers = [stop["number"] for stop in stops]
    assert numbers == sorted(set(numbers)), "in the order of the page, each once"
    assert set(range(page.evaluate("stops.length"))) - set(numbers) == set(), "none left out"
    names = [stop["name"] for stop in stops]
    first = ["Skip to content", "Internationalism in China: home", "Dark colours", "Search", "Home"]
    narrow = ["Skip to content", "Pages", "Dark colours", "Search"]
    assert names[: len(first)] == first if width == 1280 else names[:4] == narrow
    wanted = ["Skip the drawing"] if width == 1280 else []
    wanted += ["Link to paragraph 1", "Link to paragraph 5", "Cite this page"]
    wanted += ["Previous: Introduction", "Next: 1949–1978", "Reading aids and keys"]
    places = [next(place for place, name in enumerate(names) if name.startswith(item)) for item in wanted]
    assert places == sorted(places)
    assert {stop["place"] for stop in stops} >= {"md-header", "md-content__inner", "md-footer"}


def test_the_skip_link_leads_past_everything_to_the_text(page):
    page.goto(PAGE)
    start_theme(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article :focus")).to_have_count(1)


def test_a_paragraph_s_number_gives_its_address_and_keeps_the_place(page):
    page.goto(PAGE)
    start_theme(page)
    page.get_by_role("link", name="Link to paragraph 3").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#p3$"))
    page.keyboard.press("Tab")
    expect(page.locator(".passage:is(:has(#p3), :has(#p4)) :focus")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 360])
def test_search_is_opened_used_and_left_by_keyboard(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(PAGE)
    number = page.get_by_role("link", name="Link to paragraph 2")
    number.focus()
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(field).to_be_hidden()
    page.keyboard.press("s")
    expect(field).to_be_focused()
    page.keyboard.type("bandung")
    results = page.locator(".search__result")
    expect(page.locator(".search__status")).to_contain_text("results")
    page.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    page.keyboard.press("n")  # turns no page from here
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(PAGE))


def test_the_list_of_pages_opens_and_closes_by_keyboard_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(PAGE)
    opener, pages = page.get_by_role("button", name="Pages", exact=True), page.get_by_role("navigation", name="Pages")
    expect(pages).to_be_hidden()
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    here = pages.get_by_role("link", name="1921–1949")
    expect(here).to_be_focused()
    expect(here).to_have_attribute("aria-current", "page")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(pages).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Space")
    pages.get_by_role("button", name="Close the list of pages").focus()
    page.keyboard.press("Tab")
    expect(pages).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press("Enter")
    pages.get_by_role("link", name="Outlook").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Outlook")
    expect(pages).to_be_hidden()


def test_every_page_stands_in_the_list_without_scripts(chromium, address, site):
    context = chromium.new_context(base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(PAGE)
    pages = page.locator("#pages")
    expect(pages).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(pages.get_by_role("link", name="Glossary")).to_be_visible()
    expect(page.locator(".aids")).to_be_hidden()
    expect(page.locator(".palette")).to_be_hidden()
    context.close()


# Single keys


def test_the_single_keys_turn_the_pages(page):
    page.goto("introduction/")
    for key, title in (("n", "1921–1949"), (".", "1949–1978"), ("p", "1921–1949"), (",", "Introduction")):
        page.wait_for_timeout(200)  # the theme has to learn of the new page
        page.keyboard.press(key)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_a_single_key_opens_the_search(page, key):
    page.goto(ESSAY[0] + "/")
    page.keyboard.press(key)
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_single_keys_can_be_switched_off_and_stay_off(page):
    """WCAG 2.1.4: who speaks to the computer would otherwise turn the page with every n."""
    page.goto("introduction/")
    page.get_by_text("Reading aids and keys").click()
    expect(page.get_by_label("Use single keys")).to_be_checked()  # which follows a moment after its part has opened
    page.get_by_label("Use single keys").uncheck()
    page.reload()
    field = page.get_by_role("textbox", name="Search")
    for key in "/sfn.p,":
        page.keyboard.press(key)
        expect(field).to_be_hidden()
    page.wait_for_timeout(500)
    assert page.url.endswith("/introduction/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("s/n.")
    expect(field).to_have_value("s/n.")
    page.keyboard.press("Escape")
    page.get_by_text("Reading aids and keys").click()
    expect(page.get_by_label("Use single keys")).not_to_be_checked()
    page.get_by_label("Use single keys").check()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
