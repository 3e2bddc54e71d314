"""The timeline: its drawing, rows, filters and addresses agree with the records, and every reader reaches them."""

import random
import re
from itertools import combinations, pairwise
from urllib.parse import urlencode

import pytest
from conftest import rarely, until
from lxml import html
from playwright.sync_api import expect

from chronicle.views import timeline
from chronicle.views.callouts import AWAY, place
from chronicle.views.timeline import clause

FIRST = "() => document.querySelector('.event:not([hidden])').getBoundingClientRect().top"


@pytest.fixture(scope="module")
def drawing(edition):
    return timeline.whole(edition)


@pytest.fixture(scope="module")
def tree(site):
    return html.document_fromstring((site / "timeline/index.html").read_bytes())


def boxes(callouts):
    for one in callouts:
        yield (one.x - AWAY - one.width, one.x) if one.turned else (one.x, one.x + AWAY + one.width)


@pytest.mark.parametrize("seed", [*range(4), *rarely(*range(4, 12))])
def test_names_of_one_row_never_lie_on_one_another(seed):
    chance = random.Random(seed)
    xs = sorted(chance.uniform(0, 1000) for _ in range(24))
    found = place(xs, [chance.uniform(40, 160) for _ in xs], 0, 1000)
    for (one, a), (other, b) in combinations(zip(found, boxes(found), strict=True), 2):
        assert one.row != other.row or a[1] <= b[0] or b[1] <= a[0]
    assert all(start >= -1 and end <= 1001 for start, end in boxes(found))


def test_the_drawing_has_every_event_once_and_names_those_of_the_essay(drawing, edition):
    ids = [mark.event.id for mark in drawing.marks] + [bar.event.id for bar in drawing.bars]
    assert sorted(ids) == sorted(edition.records.events)
    named = {mark.event.id for mark in drawing.marks if mark.name}
    assert named == {event.id for event in edition.events if event.in_essay}
    places = {year: x for year, x, _ in drawing.ticks}
    assert places[1950] - places[1940] == pytest.approx(places[2010] - places[2000], abs=0.2)
    for mark in drawing.marks:
        decade = mark.event.decade
        assert places.get(decade, 0) - 6 <= mark.x <= places.get(decade + 10, 1000) + 6


def test_every_theme_and_the_people_with_most_events_have_a_thread(drawing, edition):
    assert [thread.id for thread in drawing.themes] == list(edition.records.themes)
    for thread in drawing.themes:
        ticks = sum(len(tall) + len(short) for _, tall, short in thread.ticks)
        assert ticks == len(edition.mentions("themes", thread.id).events)
    assert len(drawing.people) == 6


def test_every_mark_says_its_date_without_scripts(tree, edition):
    marks = tree.xpath("//nav[contains(@class, 'century')]//a[contains(@class, 'event-mark')]")
    assert len(marks) == len(edition.events)
    for mark in marks:
        event = edition.records.events[mark.xpath("@*[name()='xlink:href']")[0].split("#")[1]]
        assert mark.findtext("title").startswith(event.date.words())


@pytest.mark.parametrize("width", [900, 1040, 1188])
def test_no_two_names_of_the_drawing_collide_at_any_width(page, width):
    page.set_viewport_size({"width": width + 92, "height": 900})
    page.goto("timeline/")
    page.evaluate("document.fonts.ready")
    touching = page.evaluate("""() => {
      const all = [...document.querySelectorAll(".century .event-mark text")]
        .map(one => [one.textContent, one.getBoundingClientRect()])
      const meet = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
      return all.flatMap(([name, a], at) =>
        all.slice(at + 1).filter(([, b]) => meet(a, b)).map(([other]) => [name, other]))
    }""")
    assert touching == []


def test_every_event_is_a_row_with_its_year_and_all_its_text(tree, edition):
    rows = tree.xpath("//li[contains(@class, 'event')][details]")
    assert [row.xpath(".//h4/@id")[0] for row in rows] == [
        event.id for period in edition.records.periods for event in edition.events_of(period)
    ]
    for row in rows:
        event, text = edition.records.events[row.xpath(".//h4/@id")[0]], " ".join(row.text_content().split())
        assert row.xpath("string(.//h4)").startswith(f"{event.date.earliest.year}: ")
        for part in (event.title, event.summary, event.significance, event.date_note or ""):
            assert part in text
        assert row.xpath(f".//a[contains(@href, 'events/{event.id}/')]")
    headings = [
        int(heading.tag[1]) for heading in tree.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert all(after - before <= 1 for before, after in pairwise(headings)), "no level is skipped"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("It ended the war in the East; and more.", "It ended the war in the East"),
        ("It was one thing of many. Another came.", "It was one thing of many"),
        ("So it was. In the year after it was not; and more.", "So it was. In the year after it was not"),
        ("word " * 40, ("word " * 22).strip() + " …"),
    ],
)
def test_a_reason_is_cut_at_its_first_clause(text, short):
    assert clause(text.strip()) == short


def shown(page) -> set[str]:
    return set(page.locator(".event:visible h4").evaluate_all("all => all.map(one => one.id)"))


def wanted(edition, **state) -> set[str]:
    fields = {"theme": "themes", "person": "people", "body": "organisations"}

    def fits(event) -> bool:
        lists = all(state[key] in getattr(event, field) for key, field in fields.items() if key in state)
        alone = all(state[key] == getattr(event, key) for key in ("period", "lane", "place") if key in state)
        years = event.date.earliest.year <= int(state.get("to", 9999)) and event.date.latest.year >= int(
            state.get("from", 0)
        )
        return lists and alone and years and (event.in_essay or "essay" not in state)

    return {event.id for event in edition.events if fits(event)}


def test_an_address_gives_the_view_that_the_records_give(page, edition):
    states = [
        {"theme": "economy"}, {"lane": "world"}, {"period": "1949-1978"}, {"person": "mao-zedong"}, {"essay": "1"},
        {"body": "comintern"}, {"place": "moscow"}, {"from": "1955", "to": "1955"},
        {"theme": "economy", "period": "1978-present", "lane": "china"},
    ]  # fmt: skip
    for state in states:
        page.goto(f"timeline/?{urlencode(state)}")
        count = len(wanted(edition, **state))
        expect(page.locator("#found [role=status]")).to_have_text(f"{count} events" if count != 1 else "1 event")
        assert shown(page) == wanted(edition, **state), state
        assert page.locator(".century .event-mark.is-out").count() == len(edition.events) - count
        expect(page).to_have_title(re.compile(f"{count} event"))


def test_a_term_finds_what_its_page_says(page, edition):
    term = max(edition.records.glossary, key=lambda one: len(edition.mentions("glossary", one).events))
    page.goto(f"timeline/?term={term}")
    assert shown(page) == {event.id for event in edition.mentions("glossary", term).events}


def test_every_choice_finds_as_many_as_it_says(tree, edition):
    for field, kind in (("theme", "themes"), ("person", "people"), ("body", "organisations"), ("place", "places")):
        for option in tree.xpath(f"//select[@name='{field}']/option[@value != '']"):
            assert option.text.endswith(f"({len(edition.mentions(kind, option.get('value')).events)})")


def test_chips_take_conditions_away_and_back_restores_them(page, edition):
    page.goto("timeline/?theme=economy&lane=world")
    page.get_by_role("button", name="Take away: World").click()
    expect(page).to_have_url(re.compile(r"\?theme=economy$"))
    assert shown(page) == wanted(edition, theme="economy")
    page.go_back()
    expect(page.locator(".found__chip")).to_have_count(2)
    assert shown(page) == wanted(edition, theme="economy", lane="world")
    page.reload()
    assert shown(page) == wanted(edition, theme="economy", lane="world")
    page.locator("#found").get_by_role("button", name="Clear").click()
    expect(page).to_have_url(re.compile(r"/timeline/$"))
    assert len(shown(page)) == len(edition.events)


@pytest.mark.parametrize(("width", "height", "most"), [(1440, 900, 420), (390, 844, 520)])
def test_what_a_filter_finds_stands_on_the_first_screen(page, width, height, most):
    page.set_viewport_size({"width": width, "height": height})
    page.goto("timeline/?theme=economy")
    expect(page.locator(".century")).to_be_hidden()
    assert page.evaluate(FIRST) <= most
    page.get_by_role("button", name="Drawing and filters").click()
    expect(page.locator("#filters")).to_be_visible()


def test_words_are_found_in_every_spelling(page):
    for one, other in [
        ("Xi’an", "xi'an"), ("Sino–Soviet", "Sino-Soviet"), ("周恩来", "Chou En-lai"), ("万隆", "Bandung"),
        ("Peking", "beijing"), ("毛泽东", "毛澤東"), ("共产国际", "third international"),
    ]:  # fmt: skip
        found = []
        for text in (one, other):
            page.goto(f"timeline/?{urlencode({'q': text})}")
            until(page, "!!window.otherWords")
            page.wait_for_timeout(50)
            found.append(shown(page))
        assert found[0] and found[1], (one, other)
        assert found[0] & found[1], (one, other)


def test_a_filter_that_finds_nothing_says_so_and_leads_out(page):
    page.goto("timeline/?q=zeppelin&theme=economy")
    expect(page.locator("#found [role=status]")).to_have_text("No event fits")
    page.get_by_role("button", name="without “zeppelin”").click()
    expect(page).to_have_url(re.compile(r"\?theme=economy$"))
    page.goto("timeline/?theme=zeppelins")
    expect(page.locator("#found")).to_contain_text("ignored: theme “zeppelins”")


def test_an_address_opens_its_event_and_an_unknown_one_is_told(page):
    page.goto("timeline/?lane=world#bandung-conference")
    expect(page.locator("#bandung-conference")).to_be_in_viewport()
    expect(page.locator(".event", has=page.locator("#bandung-conference")).locator(".event__summary")).to_be_visible()
    expect(page.locator("#found")).to_contain_text("although it does not fit")
    page.goto("timeline/#no-such-event")
    expect(page.locator("#found")).to_contain_text("no event “no-such-event”")


def test_an_open_event_leads_on_in_time_and_along_its_threads(page, edition):
    event = next(one for one in edition.events[5:] if one.people)
    before, after = (edition.events[edition.events.index(event) + step] for step in (-1, 1))
    page.goto(f"timeline/#{event.id}")
    row = page.locator(".event", has=page.locator(f"#{event.id}"))
    expect(row.locator(".event__on")).to_contain_text(f"Before: {before.title}")
    expect(row.locator(".event__on")).to_contain_text(f"After: {after.title}")
    expect(row.locator(".facts")).to_contain_text(edition.records.people[event.people[0]].filed)


def test_a_card_appears_at_once_by_pointer_and_by_keyboard_and_escape_closes_it(page):
    page.goto("timeline/")
    mark = page.locator(".century .event-mark--essay").nth(2)
    mark.locator("circle").hover()
    page.wait_for_timeout(150)
    card = page.locator("#event-card")
    expect(card).to_be_visible()
    expect(page.locator(".event.is-lit")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator(".century .skip").focus()
    page.keyboard.press("Tab")
    expect(card).to_be_visible()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != first
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == first
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != first
    assert page.locator(".century .event-mark[tabindex='0']").count() == 1, "one stop for the whole drawing"


def test_the_first_tap_on_a_mark_shows_its_card_and_the_card_leads_to_it(chromium, address, site):
    context = chromium.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("timeline/")
    page.locator(".upright__event circle").nth(8).tap()
    expect(page.locator("#event-card")).to_be_visible()
    assert "#" not in page.url
    page.locator("#event-card a").tap()
    expect(page.locator(".event details[open]")).to_have_count(1)
    context.close()


def test_the_name_of_a_theme_in_the_drawing_is_a_filter(page, edition):
    page.goto("timeline/")
    theme = list(edition.records.themes)[3]
    page.locator(f".threads[data-theme='{theme}'] a").click()
    expect(page).to_have_url(re.compile(rf"\?theme={theme}$"))
    assert shown(page) == wanted(edition, theme=theme)
    expect(page.locator(".century")).to_be_visible()


def test_what_is_shown_can_be_taken_away_with_its_sources(page, edition):
    page.goto("timeline/?theme=economy&period=1949-1978")
    events = [edition.records.events[one] for one in wanted(edition, theme="economy", period="1949-1978")]
    for name, sign in (("CSV", "{}"), ("BibTeX", "{{{},"), ("RIS", "ID  - {}")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name, exact=True).click()
        text = taken.value.path().read_text(encoding="utf-8-sig")
        for event in events:
            assert event.id in text
            if name != "CSV":
                assert all(sign.format(source) in text for source in event.sources)
        assert "cpc-first-congress," not in text


def read_down(page) -> str:
    """Scroll down the list as a reader does; gives the event at the top of the screen."""
    page.mouse.move(600, 500)
    for _ in range(12):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)
    return page.evaluate(
        "() => [...document.querySelectorAll('.event h4')].find(one => one.getBoundingClientRect().top > 100).id"
    )


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


def test_rows_open_without_scripts_and_an_address_shows_its_event(chromium, address, edition):
    context = chromium.new_context(base_url=address, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("timeline/#bandung-conference")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".century")).to_be_visible()
    row = page.locator(".event", has=page.locator("#bandung-conference"))
    expect(row.locator(".event__summary")).to_be_visible()
    other = page.locator(".event").nth(3)
    other.locator("summary").click()
    expect(other.locator(".event__summary")).to_be_visible()
    context.close()


def test_open_all_opens_what_is_shown_and_closes_it_again(page):
    page.goto("timeline/?theme=economy&period=1949-1978")
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".event:visible details:not([open])").count() == 0
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".event:visible details[open]").count() == 0


def test_the_script_is_small_and_only_where_it_is_needed(site):
    users = {
        path.parent.name
        for path in site.rglob("*.html")
        if "javascripts/timeline.js" in path.read_text(encoding="utf-8")
    }
    assert "timeline" in users
    assert not users & {"map", "people", "introduction"}
    assert (site / "assets/javascripts/timeline.js").stat().st_size <= 16_000
