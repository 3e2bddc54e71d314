"""Access: every page, in both palettes, wide and narrow, enlarged, spaced out, in the system's colours, read aloud."""

import re
from collections import Counter
from itertools import groupby

import pytest
from audit import poor_contrast, violations
from browser import ARGUMENTS, executable
from conftest import opened, rarely
from lxml import html
from playwright.sync_api import expect
from test_site import KINDS, PAGES, PERIODS, address_of, text_of

ALL = [*PAGES, "no/such/page"]
CHOSEN = f"map/#period-{PERIODS[0].split('/')[1]}"
FEW = ["", PERIODS[1], "timeline", "map", "figures", "notes", "data"]
OFTEN = [pytest.param(name, True, id=name) for name in FEW]
RARELY = [pytest.param(name, False, id=f"{name} whole", marks=pytest.mark.slow) for name in [*ALL, CHOSEN]]
SPACING = """*:not(svg *) {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
HANZI = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
TONES = re.compile(r"[āēīōūǎěǐǒǔǖǘǚǜ]", re.I)  # the other tone marks are French and Spanish, too
SAID = ("title", "aria-label", "aria-description", "alt", "placeholder")


def paint(page, palette):
    page.evaluate("palette => document.body.setAttribute('data-md-color-scheme', palette)", palette)


def cut_off(page):
    """Texts that lie outside their own box where it hides what overflows it, and how far the page runs sideways.

    A beginning that ends in an ellipsis is none of them where the whole stands in what opens there.
    """
    return page.evaluate("""() => {
      const apart = "svg, .skip, .search, .md-skip, .md-header__title"
      const plain = text => text.replace(/\\s+/g, " ").replace(/ …$/, "").trim()
      const ellipsis = style => style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none"
      const whole = (one, style) => ellipsis(style) && one.matches("summary *")
        && plain(one.closest("details").lastElementChild.textContent).includes(plain(one.textContent))
      const found = [...document.querySelectorAll("body *")].filter(one => {
        const style = getComputedStyle(one)
        return one.checkVisibility({visibilityProperty: true}) && one.textContent.trim() && !one.closest(apart)
          && !style.clipPath.startsWith("inset(50%") && ["hidden", "clip"].includes(style.overflowX)
          && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2) && !whole(one, style)
      }).map(one => `${one.className}: ${one.textContent.trim().slice(0, 40)}`)
      const over = document.documentElement.scrollWidth - innerWidth
      return over > 0 ? [...found, `${over} px too wide`] : found
    }""")


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize(("name", "thin"), OFTEN + RARELY)
def test_axe_finds_nothing(view, name, thin):
    """On every kind of page, narrow and closed, wide and unfolded; rarely on the whole of each, in both palettes."""
    view.set_viewport_size({"width": 360, "height": 900})
    view.goto(address_of(name))
    found = {"narrow": violations(view, thin=thin)}
    view.set_viewport_size({"width": 1280, "height": 900})
    unfold(view)
    found["wide"] = violations(view, thin=thin)
    for palette in () if thin else ("slate", "default"):  # contrast is measured on all pages below
        paint(view, palette)
        found[palette] = violations(view, colour=True)
    assert {check: problems for check, problems in found.items() if problems} == {}


@pytest.mark.parametrize("name", [*KINDS, "no/such/page", *rarely(*(one for one in PAGES if one not in KINDS))])
def test_a_page_can_be_read_by_everyone(view, name):
    """Contrast in both palettes, unfolded; nothing cut off on the smallest screen or where a reader spaces the text."""
    view.goto(address_of(name))
    found = {}
    view.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 enlarged to 400 %
    found["320 px"] = cut_off(view)
    view.add_style_tag(content=SPACING)
    found["320 px, spaced"] = cut_off(view)
    view.set_viewport_size({"width": 1280, "height": 900})
    found["spaced"] = cut_off(view)
    unfold(view)
    for palette in ("default", "slate"):
        paint(view, palette)
        found[f"contrast {palette}"] = poor_contrast(view)
    assert {check: problems for check, problems in found.items() if problems} == {}


@pytest.mark.parametrize("place", ["timeline/#bandung-conference", "periods/1949-1978/#p3", "people/#zhou-enlai"])
def test_what_an_address_points_to_keeps_its_contrast(view, place):
    view.goto(place)
    for palette in ("default", "slate"):
        paint(view, palette)
        assert poor_contrast(view) == []


def test_marks_of_the_map_are_as_far_apart_as_fingers_need_at_every_width(view):
    view.goto("map/")
    for width in range(320, 1400, 45):
        view.set_viewport_size({"width": width, "height": 900})
        near = view.evaluate("""() => {
          const marks = [...document.querySelectorAll("a.mark")].map(one => [one.id, one.getBoundingClientRect()])
          return marks.flatMap(([id, a], place) => marks.slice(0, place).filter(([, b]) =>
            Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) < 23.5)
            .map(([other]) => `${id} ${other}`))
        }""")
        assert near == [], width


def test_every_chinese_and_pinyin_string_says_what_it_is(site):
    """On every page, in text and in what is said only aloud, the language in force is the string's own."""
    bare = Counter()
    for path in site.rglob("*.html"):
        for element in html.document_fromstring(path.read_bytes()).iter(html.etree.Element):
            if element.tag in ("script", "style"):
                continue
            language = (element.xpath("(ancestor-or-self::*/@lang)[last()]") or [""])[0]
            texts = [*element.xpath("text()"), *(element.get(name, "") for name in SAID)]
            for text in texts:
                if HANZI.search(text) and not language.startswith(("zh", "ja")):
                    bare[text.strip()] += 1
                if TONES.search(text) and not language.startswith(("zh-Latn", "ja")):
                    bare[text.strip()] += 1
    assert bare == Counter()


def test_every_drawing_has_a_name_and_its_content_in_words(site, edition):
    """Each drawing in a text is decoration, or has a name and what it shows beside it as a list, a table or text."""
    for path in site.rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        for drawing in page.xpath("//article//svg"):
            hidden = drawing.xpath("ancestor-or-self::*[@aria-hidden='true']")
            named = drawing.get("aria-label") or page.xpath(f"//*[@id='{drawing.get('aria-labelledby')}']")
            assert hidden or named, path
        for chart in page.xpath("//article//svg[@role='img']"):
            if chart.xpath("ancestor::*[@class='passage__figures']"):  # named by its finding; the table is a link away
                assert len(text_of(page.xpath(f"//*[@id='{chart.get('aria-labelledby')}']")[0])) > 40, path
                assert page.xpath(f"//*[@id='{chart.get('aria-describedby')}']//a[contains(@href, 'figures/#')]"), path
                continue
            assert text_of(page.xpath(f"//*[@id='{chart.get('aria-describedby')}']")[0]).startswith("What it shows"), (
                path
            )
            assert chart.xpath("ancestor::*[self::section or self::details][1]//table//td"), path


def test_links_say_where_they_lead(site):
    empty = {"", "#", "here", "click here", "link", "more", "read more"}
    for path in site.rglob("*.html"):
        for link in html.document_fromstring(path.read_bytes()).xpath("//a"):
            name = link.get("aria-label") or link.get("aria-labelledby") or " ".join(link.text_content().split())
            assert name.lower().strip(" .…→") not in empty, f"{path}: {html.tostring(link)[:200]}"


# Read aloud


def tree_of(page):
    """What a screen reader is given, line by line, and the names in it by role."""
    lines = page.locator("body").aria_snapshot().splitlines()
    found = [re.match(r"""\s*- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?(.*)""", line) for line in lines]
    return [(item[1], item[2] or "", item[3]) for item in found if item]


def named(tree, role):
    return [name for kind, name, _ in tree if kind == role]


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_page_read_aloud(view, edition, name):
    view.goto(f"{name}/")
    period = edition.records.periods[name.split("/")[1]]
    tree = tree_of(view)
    assert [named(tree, role) for role in ("banner", "main", "contentinfo")] == [[""], [""], [""]]
    assert named(tree, "navigation") == [
        "Parts of the site", "Pages", f"The events of {period.name}, to scale",
        f"{period.name} from top to bottom, to scale", "Previous and next page",
    ]  # fmt: skip
    headings = [(name, int(re.search(r"level=(\d)", rest)[1])) for kind, name, rest in tree if kind == "heading"]
    assert headings[0] == (f"{period.name} : {period.title}", 1)
    assert next(text for text, level in headings if level == 2) == "Key dates"
    assert [name for name in named(tree, "link") if name.startswith("Link to paragraph")] == [
        f"Link to paragraph {item.number}" for item in edition.passages.values() if item.page == period.id
    ]
    dates = view.get_by_role("list").filter(has=view.locator(":scope > .dates__row"))
    assert dates.get_by_role("listitem").count() == len(edition.events_of(period.id))
    assert {"Pages", "Dark colours"} & set(named(tree, "button")) == {"Dark colours"}, "wide: the list is there"
    assert "Search" in named(tree, "button")


def test_the_timeline_read_aloud(view, edition):
    view.goto("timeline/")
    tree = tree_of(view)
    assert named(tree, "navigation") == ["Parts of the site", "The timeline, to scale", "Previous and next page"]
    assert "Find events" in named(tree, "form") + named(tree, "search")
    expected, lists = [("Timeline", 1)], []
    for period in edition.records.periods.values():
        expected.append((f"{period.name} : {period.title}", 2))
        for decade, events in groupby(edition.events_of(period.id), key=lambda event: event.decade):
            rows = [(f"{event.date.earliest.year}: {event.title}", 4) for event in events]
            begun = any(name.startswith(f"{decade}s") for name, _ in expected)
            expected += [(f"{decade}s , continued" if begun else f"{decade}s", 3), *rows]
            lists.append(len(rows))
    headings = [(name, int(re.search(r"level=(\d)", rest)[1])) for kind, name, rest in tree if kind == "heading"]
    assert headings == expected, "from heading to heading: periods, decades, events with their years"
    assert view.locator("ol.events").evaluate_all("all => all.map(one => one.children.length)") == lists
    expect(view.get_by_role("status")).to_have_text(f"{len(edition.events)} events")
    view.get_by_text("Theme, period, person, place …").click()
    assert named(tree_of(view), "combobox") == [
        "Theme", "Period", "Where", "Person", "Organisation", "Place", "Term"
    ]  # fmt: skip
    roles = [(kind, name) for kind, name, _ in tree]
    skip = roles.index(("link", "Skip the drawing"))
    assert roles[skip - 1][1] == "The timeline, to scale", "the drawing can be left before its first mark"


# Enlarged, in the system's colours


def test_text_follows_the_size_that_the_browser_is_set_to(page, playwright_large, address):
    name = "periods/1949-1978/"
    page.goto(name)
    large = playwright_large.new_page(base_url=address, viewport={"width": 1920, "height": 900})
    large.goto(name)
    size = "getComputedStyle(document.querySelector('{}')).fontSize"
    for part in ("#p1", ".note summary", ".md-tabs__link", ".pages__link", ".place-in-essay", ".md-footer__title"):
        usual, now = (float(one.evaluate(size.format(part))[:-2]) for one in (page, large))
        assert now == pytest.approx(usual * 1.5, rel=0.02), part
    for path in (name, "timeline/", "themes/", "map/"):
        large.goto(path)
        assert cut_off(large) == [], path
    large.close()


@pytest.fixture
def playwright_large(chromium):
    """A browser whose reader has set the text to 24 px, where 16 is usual."""
    browser = chromium.browser_type.launch(
        executable_path=executable(), args=[*ARGUMENTS, "--blink-settings=defaultFontSize=24"]
    )
    yield browser
    browser.close()


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_drawings_and_controls_can_be_read_in_the_system_s_colours(chromium, address, site, palette):
    """Every mark differs from its ground, full and hollow marks differ, and no ground of its own hides a text."""
    with opened(chromium, address, forced_colors="active", color_scheme=palette) as page:
        colour = """([part, property, pseudo]) => getComputedStyle(document.querySelector(part), pseudo)[property]"""

        def of(part, property="fill", pseudo=None):
            return page.evaluate(colour, [part, property, pseudo])

        page.goto("")
        ground = of("body", "backgroundColor")
        for part in (".card", ".button"):
            behind = of(part, "backgroundColor")
            assert behind == ground or behind.endswith(", 0)"), f"{part}: its text has the system’s ground behind it"
        page.goto("timeline/")
        assert of(".event-mark--full circle") != ground
        assert of(".event-mark--hollow circle") == ground
        assert of(".event-mark--hollow circle", "stroke") != ground
        assert of(".ticks text") == ground != of(".band__line")
        assert of(".threads__ticks", "stroke") != ground
        for mark in (".key", ".event"):
            full, hollow = (of(f"{mark}--{sign}", "backgroundColor", "::before") for sign in ("full", "hollow"))
            assert full != hollow == ground, mark
            assert of(f"{mark}--hollow", "borderTopColor", "::before") != ground, mark
        page.locator(".century .skip").focus()
        page.keyboard.press("Tab")
        usual = of(".event-mark--full:not(:focus) circle", "stroke")
        assert of(".event-mark:focus circle", "stroke") not in (usual, ground), "where the keyboard is"
        page.goto("map/")
        assert of("a.mark", "borderTopColor", "::before") != ground
        assert of("[href$='#period-all']", "backgroundColor") != of("[href$='#period-1921-1949']", "backgroundColor")
        page.goto("figures/")
        for kind in page.locator(".chart path").evaluate_all(
            "all => [...new Set(all.map(one => one.className.baseVal))]"
        ):
            selector = ".chart path" + "".join(f".{name}" for name in kind.split())
            assert {of(selector), of(selector, "stroke")} - {ground, "none"}, kind
        assert of(".chart text") != ground


@pytest.mark.parametrize("name", ["", "periods/1949-1978", "timeline"])
def test_nothing_moves(view, name):
    view.goto(address_of(name))
    moving = view.evaluate("""() => [...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one)
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 ||
        style.scrollBehavior === "smooth"
    }).map(one => one.className)""")
    assert moving == []
