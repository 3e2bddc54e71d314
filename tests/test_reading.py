"""Reading aids: where the reader is, previews and their switch, colours, and what the browser keeps."""

import math

import pytest
from audit import violations
from conftest import rarely
from lxml import html
from playwright.sync_api import expect
from test_site import ESSAY, text_of

from chronicle.views import essay

PAGE = "periods/1949-1978/"
PREVIEW = ".md-tooltip2[role=dialog]"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two three.", 3),
        ("A [link of four words](../timeline.md#an-event) and a note.[^source-id]", 8),
        ("A [button](x.md){ .button } here", 3),
    ],
)
def test_words_are_counted_as_they_are_read(text, count):
    assert essay.words(text) == count


@pytest.mark.parametrize("name", ESSAY)
def test_a_page_of_the_essay_says_where_it_stands_and_how_long_it_is(site, edition, name):
    page = html.document_fromstring((site / name / "index.html").read_bytes())
    words = sum(len(text_of(paragraph).split()) for paragraph in page.xpath("//article//p[starts-with(@id, 'p')]"))
    paragraphs = len(page.xpath("//a[@class='passage__number']"))
    minutes = math.ceil(words / essay.PACE)
    time = f"{minutes} minute" + "s" * (minutes > 1)
    shown = text_of(page.xpath("//p[@class='place-in-essay']")[0])
    assert shown == f"Part {ESSAY.index(name) + 1} of 5 of the essay · {time} · {paragraphs} paragraphs"


def test_the_ways_on_say_the_titles(site, edition):
    page = html.document_fromstring((site / ESSAY[2] / "index.html").read_bytes())
    periods = list(edition.records.periods.values())
    links = [text_of(link) for link in page.xpath("//footer//nav//a")]
    assert links == [
        f"{word}: {item.name}: {item.title}" for word, item in (("Previous", periods[0]), ("Next", periods[2]))
    ]
    assert page.xpath("//footer//nav//a/@rel") == ["prev", "next"]


def test_the_list_of_pages_and_the_tabs_say_where_the_reader_is(site):
    page = html.document_fromstring((site / ESSAY[2] / "index.html").read_bytes())
    here = page.xpath("//nav[@aria-label='Pages']//a[@aria-current='page']")
    part = page.xpath("//nav[@aria-label='Parts of the site']//a[@aria-current]")
    assert [text_of(link) for link in here + part] == ["1949–1978", "Essay"]


def test_the_masthead_shows_the_events_of_its_period_to_scale(page, edition):
    page.goto("periods/1949-1978/")
    drawing = page.locator(".masthead + .century")
    marks = drawing.locator("a.event-mark")
    expect(marks).to_have_count(len(edition.events_of("1949-1978")))
    wide, band = (
        page.locator(part).bounding_box() for part in (".masthead", ".masthead + .century .band__line >> nth=1")
    )
    assert band["width"] < wide["width"] < drawing.locator("svg").bounding_box()["width"]


# Previews


@pytest.mark.parametrize("by", ["hover", *rarely("focus")])
@pytest.mark.parametrize(
    ("link", "shows"),
    [
        ("#p3 >> role=link[name='Spirit of Bandung']", "shorthand"),
        ("#p4 .footnote-ref", "Xiong"),
        ("#p1 a[href*='people/']", "邓小平"),
    ],
    ids=["term", "note", "person"],
)
def test_a_preview_opens_stays_and_closes_with_escape(page, by, link, shows):
    """WCAG 1.4.13: it can be dismissed, pointed at, and lasts until the reader leaves."""
    page.set_viewport_size({"width": 1000, "height": 900})  # no margin with notes, which the preview would half cover
    page.goto(PAGE)
    link = page.locator(link)
    getattr(link, by)()
    preview = page.locator(PREVIEW).filter(has_text=shows).filter(visible=True)
    expect(preview).to_be_visible(timeout=20_000)
    assert preview.get_attribute("aria-label") == "Preview"
    if by == "hover":
        preview.locator(".md-tooltip2__inner").hover()
        page.wait_for_timeout(700)
        expect(preview).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    if by == "focus":
        expect(link).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")


def test_previews_can_be_switched_off_in_one_place_and_stay_off(page):
    page.goto(PAGE)
    aids = page.get_by_text("Reading aids and keys")
    aids.focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Show previews")
    expect(box).to_be_checked()
    box.press("Space")
    page.goto("periods/1921-1949/")
    page.locator(".md-footer").get_by_role("link", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1949–1978")
    page.locator("#p3").get_by_role("link", name="Spirit of Bandung").hover()
    page.locator(PREVIEW).first.wait_for(state="attached", timeout=20_000)
    expect(page.locator(PREVIEW).filter(visible=True)).to_have_count(0)
    aids.click()
    expect(page.get_by_label("Show previews")).not_to_be_checked()
    page.get_by_label("Show previews").check()
    page.locator("#p3").get_by_role("link", name="Spirit of Bandung").hover()
    expect(page.locator(PREVIEW).filter(visible=True)).not_to_have_count(0, timeout=20_000)


# Colours, and what is kept


def scheme(page):
    return page.locator("body").get_attribute("data-md-color-scheme")


def test_colours_are_chosen_by_keyboard_and_kept(page):
    page.emulate_media(color_scheme="light")
    page.goto("")
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(".md-tabs").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    assert scheme(page) == "slate"
    page.reload()
    assert scheme(page) == "slate"
    expect(button).to_have_attribute("aria-pressed", "true")
    button.press("Space")
    assert scheme(page) == "default"
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_colours_stand_before_anything_is_painted(page, system):
    """No script file has any part in it: with all of them blocked, the page has the reader's colours."""
    page.emulate_media(color_scheme=system)
    page.goto("introduction/")
    assert scheme(page) == {"light": "default", "dark": "slate"}[system]
    page.get_by_role("button", name="Dark colours").click()
    page.route("**/*.js", lambda route: route.abort())
    page.reload(wait_until="commit")
    page.locator("h1").wait_for()
    assert scheme(page) == {"light": "slate", "dark": "default"}[system]


def test_nothing_is_kept_of_a_reader_who_chooses_nothing(page):
    page.goto("")
    page.locator(".md-tabs").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    page.get_by_text("Theme, period, person, place …").click()
    page.get_by_label("Where").select_option("world")
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.context.cookies() == []
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate("Object.keys(localStorage)") == [], "back to the system's colours: nothing to keep"


def test_the_scripts_are_small(root):
    folder = root / "docs/assets/javascripts"
    assert (folder / "reader.js").stat().st_size <= 4_000
    assert (folder / "access.js").stat().st_size <= 4_000
