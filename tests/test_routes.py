"""The map's routes, the card at a mark, the small maps of the periods, and the list that stands beside the maps."""

import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, rarely
from lxml import html
from playwright.sync_api import expect

from chronicle.records.events import Event
from chronicle.records.load import read_kind
from chronicle.views.map import labels, marks, routes
from chronicle.views.map.projection import Frame, mercator

EVENT = {
    "id": "a-journey", "date": "1990", "title": "A journey", "period": "p", "lane": "l", "themes": ["t"],
    "summary": "One went.", "significance": "It was far.", "sources": ["s"],
}  # fmt: skip
FRAME = Frame("sea", "The sea", -20, -20, 20, 20, mercator, 10)


@pytest.fixture(scope="module")
def tree(site):
    return html.document_fromstring((site / "map/index.html").read_bytes())


def told(tmp_path: Path, route: object) -> list[str]:
    """What an editor is told of an event with this route."""
    path = tmp_path / "events.yml"
    path.write_text(yaml.safe_dump([{**EVENT, "route": route}]), encoding="utf-8")
    return [str(problem).removeprefix("events.yml: a-journey: ") for problem in read_kind(path, "events.yml", Event)[1]]


def stop(lon, lat, name="A stop"):
    return {"lon": str(lon), "lat": str(lat), **({"name": name} if name else {})}


# What an editor writes


WRONG = {
    "one stop": ([stop(1, 1)], "route: holds 1; it needs at least 2"),
    "a place with a position": ([{"place": "x", "lat": "1", "lon": "1"}, stop(1, 1)],
                                "route 1: has lat beside place; a place of places.yml has its own name and position"),
    "half a position": ([stop(1, 1), {"name": "Nowhere", "lat": "1"}],
                        "route 2: stands nowhere; write {place: …}, or {name: …, lat: …, lon: …}"),
    "off the earth": ([stop(1, 1), stop(1, 91)], "route 2 lat: '91' is out of range; at most 90"),
    "a field that there is not": ([stop(1, 1), {**stop(1, 1), "lng": "1"}],
                                  "route 2 lng: is not a field here; did you mean 'lon'?"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_route_that_is_wrong_gives_one_message(tmp_path, case):
    route, message = WRONG[case]
    (found,) = told(tmp_path, route)
    if "out of range" in message:
        assert found.startswith("route 2 lat: '91") and "at most 90" in found
    else:
        assert found == message


def test_a_place_without_events_is_no_stop(copy):
    path = copy / "docs/data/places.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"{text}\n- id: far-off\n  name: Far Off\n  hanzi: 远方\n  country: Far\n  lat: 1\n  lon: 1\n", "utf-8"
    )
    events = copy / "docs/data/events.yml"
    text = events.read_text(encoding="utf-8")
    events.write_text(re.sub(r"  route:\n", "  route:\n    - {place: far-off}\n", text, count=1), "utf-8")
    from test_records import messages

    (found,) = [message for message in messages(copy) if "far-off" in message and "published" not in message]
    assert "route 1 place: 'far-off' has no event of its own; write the stop's name, lat and lon" in found


# Lines and names


def stops(*points):
    return Event.model_validate({**EVENT, "route": [stop(*point) for point in points]}).route


def test_a_line_does_not_run_across_a_map_of_the_whole_earth():
    world = Frame("world", "The world", -180, -60, 180, 60, mercator, 30)
    east, west = (170, 0), (-170, 0)
    assert [len(part) for part in routes._parts(stops((160, 0), east, west, (-160, 0)), world)] == [2, 2]
    assert len(routes._parts(stops((-10, 0), (10, 0)), world)) == 1


def test_a_stop_beyond_the_edge_lies_on_its_own_side():
    line = routes._parts(stops((0, 0), (-30, 0)), FRAME)[0]
    assert line[1][0] < 0 < line[0][0]


def test_a_bend_has_no_dot_and_stops_that_would_touch_have_one():
    found = routes._dots(stops((0, 0), (5, 5, ""), (10, 0), (10.01, 0)), FRAME)
    assert found == [FRAME.at(0, 0), FRAME.at(10, 0)]


def test_the_name_of_a_route_covers_nothing(edition):
    for number, sheet in enumerate(marks.sheets(edition, ROOT / "docs")):
        others = [mark for mark in sheet.shown_larger]
        width, height = marks.BROAD, marks.BROAD * sheet.frame.height / 1000
        taken = marks._taken(sheet.marks, others, sheet.frame, width, number == 0)
        names = []
        for line in sheet.routes:
            if line.broad:
                x, y = line.broad.left / 100 * width, line.broad.top / 100 * height
                names.append(labels.Spot(x, y, routes.DOT, line.name).label(line.broad.side))
        assert not [name for name in names if any(labels.meet(name, box) for box in taken)], sheet.frame.id


def test_a_route_is_named_where_it_is_seen_best(edition):
    sheets = marks.sheets(edition, ROOT / "docs")
    named = {line.event.id for sheet in sheets for line in sheet.routes if line.broad}
    assert named == {event.id for event in edition.events if event.route}
    inside = {line.event.id for sheet in sheets[1:] for line in sheet.routes
              if all(sheet.frame.holds(stop.lon, stop.lat) for stop in routes.points(edition, line.event))}  # fmt: skip
    assert not [line for line in sheets[0].routes if line.event.id in inside and line.shown]


# The page


def test_each_route_stands_in_words_too(tree, edition):
    rows = tree.xpath("//ul[@class='journeys']/li")
    journeys = [event for event in edition.events if event.route]
    assert [row.find("a").get("href") for row in rows] == [f"../timeline/#{event.id}" for event in journeys]
    for row, event in zip(rows, journeys, strict=True):
        names = [" ".join(item.text_content().split()) for item in row.xpath(".//ol/li")]
        assert names == [stop.name for stop in routes.points(edition, event) if stop.name]
        assert row.get("data-period") == event.period


def test_the_name_at_a_line_leads_to_its_event(tree, edition):
    links = {link.get("href") for link in tree.xpath("//a[@class='route__name']")}
    assert links == {f"../timeline/#{event.id}" for event in edition.events if event.route}


def test_each_period_has_a_small_map_of_its_places_on_one_outline(tree, edition):
    for choice in tree.xpath("//nav[@class='atlas__periods']/a"):
        period = choice.get("data-period")
        placed = {event.place for event in edition.events if event.place and period in (None, event.period)}
        assert len(choice.xpath(".//*[name()='circle']")) == len(placed)
        assert choice.xpath("string(.//*[name()='use']/@*[name()='xlink:href'])") == "#map-land"
    assert len(tree.xpath("//*[@id='map-land']")) == 1


# In the browser


def card(page):
    return page.locator(".event-card")


def test_pointing_at_a_mark_shows_what_happened_there_until_it_is_left(page, edition):
    page.goto("map/")
    expect(card(page)).to_have_count(0)
    page.locator("#mark-moscow").hover()
    events = [event for event in edition.events if event.place == "moscow"]
    expect(card(page)).to_contain_text("Moscow 莫斯科")
    assert card(page).locator("li a").all_inner_texts() == [event.title for event in events[:8]]
    assert card(page).locator("li a").first.get_attribute("href").endswith(f"timeline/#{events[0].id}")
    expect(card(page)).to_contain_text(f"and {len(events) - 8} more")
    card(page).hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    page.locator("#mark-bandung").hover()
    assert card(page).locator("li").count() == 1
    page.locator("h1").hover()
    expect(card(page)).to_have_count(0)


def test_the_card_comes_with_focus_and_adds_no_stop_for_tab(page):
    page.goto("map/")
    page.keyboard.press("Tab")  # a reader with a keyboard
    page.locator("#mark-geneva").focus()
    expect(page.get_by_role("tooltip")).to_contain_text("Geneva")
    described = page.locator("#mark-geneva").get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(page.locator("#mark-geneva")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("a.mark:focus")).to_have_count(1)
    expect(card(page)).not_to_contain_text("Geneva")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (360, 640)])
@pytest.mark.parametrize("place", ["beijing", "zhenbao-island", *rarely("shanghai", "santiago", "cairo")])
def test_a_card_stands_whole_in_the_window(page, place, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto("map/")
    page.locator(f"#mark-{place}").scroll_into_view_if_needed()
    page.evaluate("id => document.getElementById(id).dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))",
                  f"mark-{place}")  # fmt: skip
    box = card(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["y"] >= 40 and box["y"] + box["height"] <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_tap_shows_the_card_and_the_second_goes_on(chromium, address, site):
    context = chromium.new_context(base_url=address, has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("map/")
    page.locator("#mark-geneva").tap()
    expect(card(page)).to_contain_text("Geneva")
    assert "#" not in page.url
    page.locator("#mark-geneva").tap()
    expect(page).to_have_url(re.compile("#geneva$"))
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("height", [720, 1000])
@pytest.mark.parametrize("place", ["bandung", *rarely("beijing", "geneva", "singapore")])
def test_the_address_of_a_place_shows_entry_and_mark(chromium, address, site, place, height, scripts):
    context = chromium.new_context(
        base_url=address, java_script_enabled=scripts, viewport={"width": 1280, "height": height}
    )
    page = context.new_page()
    page.goto(f"map/#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    expect(page.locator(f"#mark-{place}")).to_be_in_viewport(ratio=0.99)
    context.close()


def test_the_way_back_to_a_mark_in_view_moves_nothing(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("map/#moscow")
    page.wait_for_timeout(300)
    was = page.evaluate("scrollY")
    page.get_by_role("link", name="Show Moscow on the map").click()
    expect(page.locator("#mark-moscow")).to_be_focused()
    expect(card(page)).to_contain_text("Moscow")
    assert page.evaluate("scrollY") == was


def test_a_period_shows_its_routes_alone(page):
    page.goto("map/#period-1978-present")
    expect(page.locator("svg .route[data-in='1949-1978']").first).to_be_hidden()
    expect(page.locator("svg .route[data-in='1978-present']").last).to_be_visible()
    page.goto("map/#period-1921-1949")
    expect(page.locator(".route:visible")).to_have_count(0)
