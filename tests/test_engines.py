"""Firefox and WebKit do what Chromium does: addresses, filters, back, search, notes, colours, copying, paper."""

import re
from collections import defaultdict

import firefox
import pytest
import webkit
from conftest import rarely
from printed import sheets

ENGINES = {"firefox": firefox, "webkit": webkit}
SHOWN = """(() => { const one = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const mark = one.matches("li, details, section, div") ? one.querySelector("summary, h2, h3, p") ?? one : one
  return [document.querySelector(".md-header"), mark].map(one => one.getBoundingClientRect().bottom) })()"""
TOP = "document.getElementById({!r}).getBoundingClientRect().top"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    """A window of each engine that is on this machine."""
    if ENGINES[request.param].executable() is None:
        pytest.skip(f"no {request.param} on this machine")
    with ENGINES[request.param].started() as browser:
        yield browser


def places(edition) -> dict[str, list[str]]:
    """All published places on pages, by page."""
    found = defaultdict(list)
    for address in edition.published.current:
        page, mark, _ = address.lstrip("/").partition("#")
        if mark:
            found[page].append(address.lstrip("/"))
    return found


@pytest.mark.parametrize("step", [400, *rarely(3)])
def test_an_address_shows_its_place_below_the_header(engine, site, address, edition, step):
    """Firefox once estimated the height of events far away, and stopped beside them."""
    hidden = []
    for ids in places(edition).values():
        for place in ids[len(ids) // 2 :: step]:
            engine.open("about:blank")
            engine.open(address + place)
            header, bottom = engine.ask(SHOWN)
            if not header <= bottom < 900:
                hidden.append((place, header, bottom))
    assert hidden == []


def test_a_filter_in_the_address_is_seen_and_taken_away(engine, site, address, edition):
    engine.open(f"{address}timeline/?theme=economy")
    count = sum("economy" in event.themes for event in edition.events)
    engine.expect("document.querySelector('#found [role=status]').textContent", f"{count} events")
    engine.expect("document.querySelectorAll('.event:not([hidden])').length", count)
    engine.click(".found__chip")
    engine.expect("document.querySelectorAll('.event:not([hidden])').length", len(edition.events))
    assert engine.ask("location.search") == ""


def plain(text: str) -> str:
    """Without spaces, and without what Firefox draws by a sign of its own: joined letters, numerals."""
    return re.sub(r"\s|\d|ff[il]?|f[il]|[\ufb00-\ufb04\ufffd]", "", text)


@pytest.mark.slow  # on a busy machine a browser may be asked while it goes from page to page
@pytest.mark.parametrize("query", ["", "?theme=diplomacy"])
def test_back_leads_to_the_very_event(engine, site, address, edition, query):
    event = [one for one in edition.events if not query or "diplomacy" in one.themes][-9]
    engine.open(f"{address}timeline/{query}")
    engine.click(f"summary:has([id='{event.id}'])")
    engine.expect(f"document.getElementById({event.id!r}).closest('details').open")
    engine.ask("new Promise(done => setTimeout(done, 500))")  # the place is kept a moment after the last movement
    before = engine.ask(TOP.format(event.id))
    engine.ask("document.querySelector(\"details[open] .event__ways a[href*='/events/']\").click()")
    engine.expect("location.pathname.includes('/events/')")
    engine.ask("history.back()")
    engine.expect("location.pathname.endsWith('/timeline/')")
    engine.expect(f"Math.abs({TOP.format(event.id)} - {before}) < 100")


def test_search_finds_people_and_events(engine, site, address):
    engine.open(f"{address}introduction/")
    engine.type("/")
    engine.expect("document.activeElement.matches('.search input')")
    engine.type("bandung")
    link = "document.querySelector(\".search__result[href*='/events/bandung-conference/']\")"
    engine.expect(f"{link} !== null", seconds=30)


def test_notes_open_and_colours_change(engine, site, address):
    engine.open(f"{address}periods/1949-1978/")
    engine.click(".note summary")
    engine.expect("document.querySelector('.note[open], .note details[open]') !== null")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = engine.ask(scheme)
    engine.click(".md-header .palette")
    engine.expect(f"{scheme} !== {before!r}")


def test_what_was_asked_for_is_copied_or_selected(engine, site, address):
    engine.open(f"{address}events/bandung-conference/")
    engine.click(".cite summary")
    engine.expect("document.querySelector('.cite button') !== null")
    engine.click(".cite button")
    engine.expect("/Copied|copied|Selected|selected/.test(document.querySelector('.cite').textContent)")


@pytest.mark.parametrize("page", ["timeline/", *rarely("", "map/", "figures/", "events/1950s/", "themes/")])
def test_nothing_is_wider_than_the_window_and_no_other_host_is_asked(engine, site, address, page):
    for width in (1280, 450):
        engine.resize(width, 900)
        engine.open(address + page)
        assert engine.ask("document.documentElement.scrollWidth <= innerWidth"), width
        hosts = engine.ask("performance.getEntriesByType('resource').map(one => new URL(one.name).origin)")
        assert set(hosts) <= {engine.ask("location.origin"), "null"}
    engine.resize(1280, 900)


@pytest.mark.slow
@pytest.mark.skipif(firefox.executable() is None, reason="no Firefox on this machine")
def test_firefox_prints_the_names_of_drawings_and_all_that_is_folded(site, address, edition):
    with firefox.started() as browser:
        for page, words in {"timeline/": "Bandung", "map/": "Jakarta", "periods/1949-1978/": "Bandung"}.items():
            browser.open(address + page)
            text = re.sub(r"\s+", " ", " ".join(sheets(browser.print())))
            assert words in text, page
            if page == "timeline/":
                assert [one.id for one in edition.events if plain(one.title) not in plain(text)] == []
