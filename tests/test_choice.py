"""The hand-out of any events: chosen with the timeline's filters or by address, typed over, printed on one sheet."""

import re

import pypdfium2
from conftest import start_theme, until
from playwright.sync_api import expect
from printed import on_paper, squeezed

CHOICE = "handouts/choice/"


def rows(page) -> list[str]:
    return page.locator(".sheet__events > li").filter(visible=True).evaluate_all("all => all.map(one => one.id)")


def test_the_timeline_s_filter_leads_to_a_sheet_of_what_it_shows(page, edition):
    theme, events = next((one, list(edition.mentions("themes", one).events)) for one in edition.records.themes)
    last = events[4].date.earliest.year
    page.goto(f"timeline/?theme={theme}&to={last}")
    shown = page.locator(".event:not([hidden]) h4").evaluate_all("all => all.map(one => one.id)")
    assert len(shown) > 4
    page.get_by_role("link", name="Hand-out", exact=True).click()
    expect(page).to_have_url(re.compile(CHOICE))
    expect(page.locator(".sheet__count")).to_have_text(f"{len(shown)} events")
    assert rows(page) == shown
    expect(page.locator(".sheet__title")).to_have_text(f"{edition.records.themes[theme].name}, to {last}")
    expect(page.locator(".sheet__sources li")).to_have_count(2)
    marks = page.locator(".sheet__here").get_attribute("d")
    assert marks.count("M") == len(shown)


def test_a_sheet_on_one_event_tells_it_and_another_on_many_says_how_many_are_left_out(page, edition):
    one = next(event for event in edition.events if event.id not in edition.records.tasks)
    page.goto(f"events/{one.id}/")
    page.get_by_role("link", name="Hand-out, one A4 sheet").click()
    expect(page.locator(".sheet__title")).to_have_text(one.title)
    assert rows(page) == [one.id]
    expect(page.locator(".sheet__told")).to_contain_text(one.summary[:60])
    expect(page.locator(".sheet__task--compare")).not_to_contain_text("first and the last")
    many = [event.id for event in edition.events[:30]]
    page.goto(f"{CHOICE}#{','.join(many)},no-such-event")
    expect(page.locator(".sheet__count")).to_have_text("20 of 30 events")
    expect(page.locator(".sheet__task--compare")).to_contain_text("first and the last")
    essay = {event.id for event in edition.events[:30] if event.in_essay}
    assert set(rows(page)) >= essay or len(essay) > 20, "what the essay speaks of stays"


def test_what_comes_late_is_not_put_on_another_sheet(page, edition):
    one, other = edition.events[0], edition.events[5]
    held = []
    page.route(f"**/events/{one.id}/", lambda route: held.append(route))
    page.goto(f"{CHOICE}#{one.id}")
    until(page, "document.querySelector('.sheet__title').textContent !== ''")
    page.evaluate("hash => location.hash = hash", other.id)
    expect(page.locator(".sheet__told")).to_contain_text(other.summary[:60])
    for route in held:
        route.continue_()
    page.wait_for_timeout(700)
    expect(page.locator(".sheet__sources li")).to_have_count(1)
    expect(page.locator(".sheet__told")).to_have_count(1)


def test_it_fills_one_side_of_a4_with_what_was_typed(page, edition):
    page.goto(f"{CHOICE}#{','.join(event.id for event in edition.events[:25])}")
    expect(page.locator(".sheet__sources li")).not_to_have_count(0)
    page.get_by_role("textbox", name="Title of the sheet").fill("Class 3b, before the exam")
    page.get_by_role("textbox", name="To find").fill("Find the events outside China.")
    start_theme(page)
    judge = page.get_by_role("textbox", name="To judge")
    judge.click()
    page.keyboard.type("nps/")  # keys that turn pages and open the search elsewhere
    expect(judge).to_contain_text("nps/")
    expect(page).to_have_url(re.compile(CHOICE))
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        assert len(printed) == 1
    text = on_paper(page)
    for words in ("Class 3b, before the exam", "Find the events outside China.", "Name", edition.colophon.title):
        assert squeezed(words) in text
    assert squeezed("by the address of this page") not in text


def test_without_scripts_it_lists_every_event_and_prints_all(chromium, address, site, edition):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(CHOICE)
    assert rows(page) == [event.id for event in edition.events]
    text = on_paper(page)
    assert [event.id for event in edition.events if squeezed(event.title) not in text] == []
    context.close()
