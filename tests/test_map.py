"""The map: its geometry, its marks, its filter by period, its list of places."""

import gzip
import itertools
import json

import pytest
from audit import poor_contrast, violations
from conftest import ROOT, rarely, start_theme
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed

from chronicle.views.map import labels, marks
from chronicle.views.map import projection as worldmap
from chronicle.views.map.labels import Spot

PERIODS = ["1921-1949", "1949-1978", "1978-present"]


@pytest.fixture(scope="module")
def tree(site):
    return html.document_fromstring((site / "map/index.html").read_bytes())


@pytest.fixture(scope="module")
def frames(edition):
    """The frames of the maps, the world first."""
    return worldmap.frames(edition, ROOT / "docs")


@pytest.fixture(scope="module")
def at(edition, frames):
    """Where a place stands on the map of the world."""
    places = edition.records.places
    return lambda place: frames[0].at(places[place].lon, places[place].lat)


def placed(edition, period=None):
    """The places that have events (of a period)."""
    return {event.place for event in edition.events if event.place and period in (None, event.period)}


def visible(page, selector):
    return page.locator(selector).evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.id)")


def choice(page, period):
    """The link that shows one period, or all."""
    return page.locator(f".atlas__period[href$='#period-{period}']")


# Geometry


def test_every_place_lies_inside_its_frame(edition, frames):
    for place in edition.records.places.values():
        for frame in (frames[0], worldmap.frame_of(frames, place.lon, place.lat)):
            x, y = frame.at(place.lon, place.lat)
            assert 0 < x < worldmap.WIDTH, place.id
            assert 0 < y < frame.height, place.id


@pytest.mark.parametrize(
    ("west", "east"),
    [("new-york", "accra"), ("accra", "cairo"), ("cairo", "doha"), ("moscow", "astana"), ("astana", "beijing"),
     ("beijing", "shanghai"), ("hanoi", "guangzhou"), ("washington", "new-york")],
)  # fmt: skip
def test_a_place_is_west_of_another(at, west, east):
    assert at(west)[0] < at(east)[0]


@pytest.mark.parametrize(
    ("north", "south"),
    [("moscow", "beijing"), ("beijing", "shanghai"), ("shanghai", "guangzhou"), ("guangzhou", "bandung"),
     ("cairo", "accra"), ("accra", "luanda"), ("luanda", "new-kapiri-mposhi"), ("brussels", "algiers")],
)  # fmt: skip
def test_a_place_is_north_of_another(at, north, south):
    assert at(north)[1] < at(south)[1]


def test_the_projections_give_the_published_values():
    """Equal Earth: Šavrič, Patterson and Jenny 2018: the pole is at 1.3173627591, the eastern edge at 2.7066299837."""
    assert worldmap.equal_earth(0, 90) == pytest.approx((0, 1.3173627591574), abs=1e-9)
    assert worldmap.equal_earth(180, 0) == pytest.approx((2.7066299836960748, 0), abs=1e-9)
    assert worldmap.mercator(180, 85.0511287798)[1] == pytest.approx(3.14159265, abs=1e-6)


def test_longitudes_run_on_across_the_edge_of_the_map(frames):
    world = frames[0]
    assert world.at(-170, 0)[0] > 990
    assert world.at(-168, 0)[0] < 10
    assert world.at(181, 0) == world.at(-179, 0)


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [(116.4, 39.9, True), (25, 0, True), (-100, 40, True), (134, -25, True), (-60, -10, True), (121, 23.7, True),
     (-30, 0, False), (80, -20, False), (-150, 20, False), (160, 40, False), (18, 35, False)],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(frames, lon, lat, land):
    """The land that is drawn, by counting how often a line to the north crosses its outline."""
    for frame in (frames[0], *(inset for inset in frames[1:] if inset.holds(lon, lat))):
        crossings = sum(
            (a[0] > lon) != (b[0] > lon) and lat < a[1] + (lon - a[0]) / (b[0] - a[0]) * (b[1] - a[1])
            for ring in frame.rings
            for a, b in itertools.pairwise([*ring, ring[0]])
        )
        assert bool(crossings % 2) == land, frame.id


def test_no_line_of_land_runs_across_the_map(frames):
    for frame in frames:
        for ring in frame.rings:
            for a, b in itertools.pairwise([*ring, ring[0]]):
                inside = all(frame.west < x < frame.east and frame.south < y < frame.north for x, y in (a, b))
                assert not inside or abs(a[0] - b[0]) < 20, (frame.id, a, b)


def test_marks_that_would_overlap_move_apart_the_small_one_further():
    large, small = labels.apart([Spot(5, 5, 2), Spot(5.5, 5, 1)])
    assert (5.5 + small[0]) - (5 + large[0]) >= 1.5
    assert small[0] > -large[0] > 0
    assert labels.apart([Spot(1, 1, 1), Spot(9, 9, 1)]) == [(0, 0), (0, 0)]


def test_a_name_that_has_no_room_is_left_out():
    spots = [Spot(2, 1, 0.4, "Long name"), Spot(2, 1.5, 0.4, "Long name"), Spot(2, 0.5, 0.4, "Long name")]
    assert labels.sides(spots[:1], [], 20, 2) == ["e"]
    assert "" in labels.sides(spots, [], 4, 2)


def test_marks_and_names_do_not_cover_one_another(edition):
    for number, sheet in enumerate(marks.sheets(edition, ROOT / "docs")):
        frame = sheet.frame
        for width, side in ((marks.WIDE, "wide"), (marks.NARROW, "narrow")):
            spots = marks._spots(sheet.marks, frame, width, number == 0)
            names = [
                spot.label(getattr(mark, side))
                for spot, mark in zip(spots, sheet.marks, strict=True)
                if getattr(mark, side)
            ]
            dots = [spot.box for spot in spots] if side == "wide" else []
            for one, other in itertools.combinations([*names, *dots], 2):
                assert not labels.meet(one, other), (frame.id, side)
            assert len(names) >= 0.4 * len(sheet.marks), (frame.id, side)


# The page


def test_each_place_with_events_has_one_mark_that_leads_to_it(tree, edition):
    links = tree.xpath("//a[contains(@class, 'mark')]")
    assert sorted(link.get("href") for link in links) == sorted(f"#{place}" for place in placed(edition))
    for link in links:
        place = edition.records.places[link.get("href")[1:]]
        events = [event for event in edition.events if event.place == place.id]
        assert link.get("id") == f"mark-{place.id}"
        name, _, rest = link.get("aria-label").partition(": ")
        assert name == place.name
        assert sum(int(part.split()[0]) for part in rest.split(", ")) == len(events)
        assert set(link.get("data-in").split()) == {event.period for event in events}
        periods = {event.period for event in events}
        assert link.get("data-period") == (periods.pop() if len(periods) == 1 else None)


def test_each_place_lists_exactly_its_events_in_order(tree, edition):
    headings = tree.xpath("//section[contains(@class, 'place')]/h3")
    assert {heading.get("id") for heading in headings} == placed(edition)
    for heading in headings:
        place = edition.records.places[heading.get("id")]
        entry = heading.getparent()
        shown = " ".join(entry.text_content().split())
        assert place.hanzi in entry.xpath(".//*[@lang='zh-Hans']/text()")
        assert place.country in shown
        events = [event for event in edition.events if event.place == place.id]
        assert entry.xpath(".//li//a/@href") == [f"../timeline/#{event.id}" for event in events]
        assert all(event.date.words() in shown for event in events)
        assert f"#mark-{place.id}" in entry.xpath(".//a/@href")


def test_an_event_without_a_place_is_named_too(tree, edition):
    links = tree.xpath("//p[contains(., 'no single place')]//a/@href")
    assert links == [f"../timeline/#{event.id}" for event in edition.events if not event.place]


def test_each_event_leads_to_its_place(site, edition):
    for event in edition.events:
        page = html.document_fromstring((site / f"events/{event.id}/index.html").read_bytes())
        places = [href for href in page.xpath("//*[@class='event-page__facts']//a/@href") if "/map/#" in href]
        assert places == ([f"../../map/#{event.place}"] if event.place else []), event.id


def test_the_area_of_a_mark_grows_with_the_number_of_events(edition):
    found = [mark for sheet in marks.sheets(edition, ROOT / "docs") for mark in sheet.marks]
    assert {round(mark.across() ** 2 / mark.total, 1) for mark in found} == {0.2}


def test_the_search_finds_places_by_their_entries(site, edition):
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    assert {f"map/#{place}" for place in placed(edition)} <= set(entries)
    assert "万隆" in entries["map/#bandung"]["text"]
    assert "Zhenbao" not in entries["map/"]["text"], "the drawing is not text"


def test_the_page_is_light(site):
    assert len(gzip.compress((site / "map/index.html").read_bytes())) <= 70_000


# In the browser


def test_all_marks_are_shown_until_a_period_is_chosen(page, edition):
    page.goto("map/")
    assert {name.removeprefix("mark-") for name in visible(page, "a.mark")} == placed(edition)
    assert choice(page, "all").inner_text().endswith("shown")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("period", [PERIODS[1], *rarely(PERIODS[0], PERIODS[2])])
def test_a_period_link_shows_that_period_s_marks(chromium, address, site, edition, period, scripts):
    context = chromium.new_context(base_url=address, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("map/")
    choice(page, period).click()
    expect(choice(page, period).locator(".atlas__now")).to_be_visible()
    assert page.locator(".atlas__now:visible").count() == 1
    shown = {name.removeprefix("mark-") for name in visible(page, "a.mark")}
    assert shown == placed(edition, period)
    assert choice(page, period).locator(".atlas__count").inner_text().startswith(f"{len(shown)} places")
    dots = page.locator("a.mark:visible").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').borderTopColor)"
    )
    assert len(set(dots)) == 1, "all in the period's colour"
    choice(page, "all").click()
    expect(page.locator("a.mark:visible")).to_have_count(len(placed(edition)))
    context.close()


@pytest.mark.parametrize("way", ["#mark-cairo", ".md-tabs a[href$='people/']"])
def test_back_from_a_place_or_a_page_the_period_is_still_chosen(page, edition, way):
    """Material alone brings the page anew, where the browser then does not know the part that the address names."""
    page.goto("map/")
    start_theme(page)
    choice(page, "1949-1978").click()
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(500)
    was = page.evaluate("scrollY")
    page.locator(way).dispatch_event("click")  # which does not scroll
    expect(page.locator("#cairo, #zhou-enlai").first).to_be_attached()
    page.wait_for_timeout(700)
    page.go_back()
    page.wait_for_timeout(700)
    expect(page.locator("a.mark:visible")).to_have_count(len(placed(edition, "1949-1978")))
    assert page.evaluate("scrollY") == pytest.approx(was, abs=20), "a line, where a font comes later than the place"


def test_a_place_leads_to_its_mark_and_the_larger_map_is_one_step_away(page):
    page.goto("map/#bandung")
    page.get_by_role("link", name="Show Bandung on the map").click()
    expect(page.locator("#mark-bandung")).to_be_in_viewport()
    page.get_by_role("link", name="Eastern China and its neighbours: larger map").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#mark-beijing")).to_be_in_viewport()


def test_the_name_of_a_mark_without_one_comes_on_focus(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("map/")
    hidden = page.locator("a.mark:not([data-narrow])").first
    expect(hidden.locator(".mark__name")).to_be_hidden()
    hidden.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(hidden.locator(".mark__name")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 820])
def test_marks_are_targets_of_24_pixels_that_do_not_overlap(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("map/")
    boxes = page.locator("a.mark").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert min(min(box["width"], box["height"]) for box in boxes) > 23.9
    if width == 1280:
        for one, other in itertools.combinations(boxes, 2):
            apart = max(abs(one[a] + one[s] / 2 - other[a] - other[s] / 2) - (one[s] + other[s]) / 2
                        for a, s in (("x", "width"), ("y", "height")))  # fmt: skip
            assert apart > -0.5


WAYS = [
    (width, scheme, where)
    for where in ("", "#period-1921-1949", "#period-1978-present")
    for scheme in ("light", "dark")
    for width in (1280, 360)
]
QUICK = [(1280, "light", ""), (360, "dark", "#period-1978-present")]


@pytest.mark.parametrize(("width", "scheme", "where"), [*QUICK, *rarely(*(way for way in WAYS if way not in QUICK))])
def test_axe_finds_nothing_on_the_map(page, scheme, where, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"map/{where}")
    found = violations(page) + poor_contrast(page)
    if width == 360:  # marks stand closer than 24 px there; the list below is their equal
        found = [item for item in found if item[0] != "target-size"]
    assert found == []


def test_paper_shows_every_place_whatever_was_chosen(page, edition):
    page.goto("map/#period-1921-1949")
    text = on_paper(page)
    assert [place for place in placed(edition) if squeezed(edition.records.places[place].name) not in text] == []
    page.emulate_media(media="print")
    assert len(visible(page, "a.mark")) == len(placed(edition))
