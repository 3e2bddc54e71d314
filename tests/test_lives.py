"""People and organisations: who is filed under what, how long each lived, and the events on that line."""

import re
from datetime import date

import pytest
from lxml import html
from playwright.sync_api import expect
from test_timeline import shown


@pytest.fixture(scope="module")
def trees(site):
    return {
        name: html.document_fromstring((site / f"{name}/index.html").read_bytes())
        for name in ("people", "organisations", "glossary")
    }


def entry(tree, record):
    """The section of a record."""
    (heading,) = tree.xpath(f"//h2[@id='{record}']")
    return heading.getparent()


def test_the_name_under_which_someone_is_filed_stands_out(trees, edition):
    for person in edition.records.people.values():
        (name,) = entry(trees["people"], person.id).xpath("h2/strong")
        assert person.filed.startswith(name.text), person.id
        assert name.getparent().text_content().startswith(person.name)


def test_a_life_goes_from_birth_to_death_with_a_tick_for_each_event(trees, edition):
    first = date(edition.events[0].date.earliest.year, 1, 1)
    last = date(max(event.date.latest.year for event in edition.events if not event.date.open), 12, 31)
    for person in edition.records.people.values():
        section = entry(trees["people"], person.id)
        (line,) = section.xpath(".//*[@class='life__line']/@d")
        left, right = map(float, re.fullmatch(r"M([\d.]+) 10H([\d.]+)", line).groups())
        assert 0 <= left < right <= 1000, person.id
        assert (right == 1000) == (person.died is None or person.died.latest >= last)
        ticks = re.findall(r"M([\d.]+) 2V18", "".join(section.xpath(".//*[@class='life__events']/@d")))
        for event in edition.mentions("people", person.id).events:
            place = (event.date.earliest - first).days / (last - first).days * 1000
            assert any(abs(float(tick) - place) < 0.2 for tick in ticks), (person.id, event.id)


@pytest.mark.parametrize(("page", "field"), [("people", "person"), ("organisations", "body"), ("glossary", "term")])
def test_all_events_of_a_record_are_named_with_their_years_and_lead_on(trees, edition, page, field):
    for record in getattr(edition.records, page).values():
        section = entry(trees[page], record.id)
        events = edition.mentions(page, record.id).events
        links = section.xpath(".//*[@class='mentions']/a[@data-period]/@href")
        assert [link.partition("#")[2] for link in links] == [event.id for event in events]
        years = section.xpath(".//*[@class='mentions']/a/b/text()")
        assert years == [str(event.date.earliest.year) for event in events]
        assert section.xpath(".//*[@class='mentions__all']/@href") == (
            [f"../timeline/?{field}={record.id}"] if len(events) > 1 else []
        )


def test_the_way_to_the_timeline_shows_just_the_events_of_a_person(page, edition):
    person = max(edition.records.people, key=lambda one: len(edition.mentions("people", one).events))
    page.goto(f"people/#{person}")
    page.locator(f".entry:has(#{person}) .mentions__all").click()
    expect(page.locator(".found__chip")).to_have_count(1)
    assert shown(page) == {event.id for event in edition.mentions("people", person).events}


def test_organisations_stand_from_the_oldest_to_the_youngest(trees, edition):
    rows = trees["organisations"].xpath("//ol[@class='spans']/li")
    bodies = [edition.records.organisations[row.xpath("a/@href")[0].removeprefix("#")] for row in rows]
    assert {body.id for body in bodies} == set(edition.records.organisations)
    assert bodies == sorted(bodies, key=lambda body: body.founded.earliest)
    for row, body in zip(rows, bodies, strict=True):
        years = row.xpath("*[@class='spans__years']/text()")[0]
        assert years == f"{body.founded.earliest.year}–{body.dissolved.latest.year if body.dissolved else ''}"
