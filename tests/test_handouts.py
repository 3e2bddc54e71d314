"""Hand-outs: what a teacher prints, what a class can do with it, and what an editor is told who writes one."""

import json
import re

import pypdfium2
import pytest
from audit import violations
from lxml import html
from test_access import cut_off, unfold
from test_records import change, messages
from test_site import text_of

from chronicle.records.teaching import Handout
from chronicle.views import handouts

ON_PAPER = {"width": 669, "height": 1042}  # A4 without its margins, in CSS pixels
ROOM = """() => {
  const mm = 96 / 25.4, sheet = document.querySelector('.sheet')
  const within = one => one.scrollHeight <= one.clientHeight + 1
  const boxes = [sheet, ...document.querySelectorAll('.sheet__tasks li, .sheet__sources li')]
  const lines = [...document.querySelectorAll('.sheet__lines')].map(one => one.clientHeight / mm)
  const bottom = one => one.getBoundingClientRect().bottom
  return {within: boxes.every(within), lines, foot: bottom(sheet) - bottom(document.querySelector('.sheet__foot'))}
}"""


def sheet(site, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / f"handouts/{name}/index.html").read_bytes())


def test_there_is_one_for_every_theme_and_for_events_of_every_period(edition):
    on_events = [edition.records.events[one] for one in edition.records.tasks if one in edition.records.events]
    assert set(edition.records.themes) <= set(edition.records.tasks)
    assert len(on_events) >= 24
    assert {event.period for event in on_events} == set(edition.records.periods)


def test_each_fills_one_page_of_a4_and_has_room_to_write(view, edition):
    wrong = {}
    for name in edition.records.tasks:
        view.goto(f"handouts/{name}/")
        with pypdfium2.PdfDocument(view.pdf(prefer_css_page_size=True)) as printed:
            pages, (width, height) = len(printed), printed[0].get_size()
        view.emulate_media(media="print")
        view.set_viewport_size(ON_PAPER)
        room = view.evaluate(ROOM)
        view.emulate_media(media="null")
        fits = pages == 1 and (round(width), round(height)) in {(595, 842), (596, 842)}
        if not (fits and room["within"] and room["foot"] >= 0 and min(room["lines"]) > 12):
            wrong[name] = pages, (width, height), room
    assert wrong == {}


def test_on_paper_there_are_lines_and_on_the_screen_answers(view, edition):
    view.goto(f"handouts/{next(iter(edition.records.tasks))}/")
    answer, lines = view.locator(".sheet__answer").first, view.locator(".sheet__lines").first
    assert answer.is_visible()
    assert answer.get_attribute("open") is None
    assert not lines.is_visible()
    answer.locator("summary").click()
    assert answer.locator("p").is_visible()
    view.emulate_media(media="print")
    assert lines.is_visible()
    assert not answer.is_visible()
    assert not view.locator(".md-header").is_visible()


@pytest.mark.parametrize("kind", ["events", "themes"])
def test_it_holds_what_it_is_on_a_note_two_references_and_three_tasks(site, edition, kind):
    name = next(one for one in edition.records.tasks if one in getattr(edition.records, kind))
    handout, shown = edition.records.tasks[name], text_of(sheet(site, name).xpath("//article")[0])
    assert handouts.sheet(edition, name).title in shown
    note = edition.records.notes[handout.note]
    assert note.essay in shown
    assert note.record in shown
    for source in handout.sources:
        assert " ".join(edition.references[source].plain.split())[:40] in shown
    for task in handout.tasks.values():
        assert task.task in shown
        assert task.answer in shown
    assert f"/handouts/{name}/" in shown
    assert edition.colophon.licence.name in shown


def test_what_it_is_on_leads_to_it_and_back(site, edition):
    for name in edition.records.tasks:
        home = "events" if name in edition.records.events else "themes"
        page = html.document_fromstring((site / f"{home}/{name}/index.html").read_bytes())
        (link,) = page.xpath("//a[text()='Hand-out, one A4 sheet']/@href")
        assert link.endswith(f"handouts/{name}/")
        assert sheet(site, name).xpath(f"//a[contains(@href, '{home}/{name}/')]")
    without = next(event.id for event in edition.events if event.id not in edition.records.tasks)
    page = html.document_fromstring((site / f"events/{without}/index.html").read_bytes())
    assert not page.xpath("//a[contains(@href, 'handouts/')]")


def test_machines_find_the_event_before_its_sheet(site, edition):
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if entry["location"].startswith("handouts/")]
    name = next(iter(edition.records.tasks))
    page = sheet(site, name)
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith(f"/handouts/{name}/")
    assert f"/handouts/{name}/" in (site / "sitemap.xml").read_text(encoding="utf-8")
    (picture,) = page.xpath("//meta[@property='og:image']/@content")
    assert picture.endswith(f"pictures/events/{name}.png")
    assert not (site / "pictures/handouts").exists()
    said = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert said["@type"] == "LearningResource"
    assert said["timeRequired"] == f"PT{edition.records.tasks[name].minutes}M"


def test_the_page_for_the_classroom_lists_all_and_three_paths(site, edition):
    page = html.document_fromstring((site / "classroom/index.html").read_bytes())
    listed = page.xpath("//table//a/@href")
    assert sorted(listed) == sorted(f"../handouts/{name}/" for name in edition.records.tasks)
    assert [path.minutes for path in edition.records.paths.values()] == [15, 45, 90]
    for path in edition.records.paths.values():
        (heading,) = page.xpath(f"//h3[@id='{path.id}']")
        assert f"{path.minutes} minutes" in text_of(heading)
        assert len(heading.xpath("../ol/li[.//a]")) == len(path.steps)


@pytest.mark.parametrize("name", ["classroom", "handouts/bandung-conference", "handouts/economy"])
def test_they_can_be_read_by_everyone(view, name):
    view.goto(f"{name}/")
    view.set_viewport_size({"width": 320, "height": 256})
    found = {"320 px": cut_off(view), "narrow": violations(view, thin=True)}
    view.set_viewport_size({"width": 1280, "height": 900})
    unfold(view)
    for palette in ("default", "slate"):
        view.evaluate("palette => document.body.setAttribute('data-md-color-scheme', palette)", palette)
        found[palette] = violations(view, colour=True)
    assert {check: problems for check, problems in found.items() if problems} == {}


WRONG = {
    "id": (
        "- id: bandung-conference\n",
        "- id: bandung-confrence\n",
        "bandung-confrence: id: is neither in events.yml nor in themes.yml; did you mean 'bandung-conference'?",
    ),
    "note": (
        "note: from-five-to-ten-principles",
        "note: wto-three-dates",
        "bandung-conference: note: 'wto-three-dates' names neither this event nor one of this theme; "
        "choose a note that does",
    ),
    "sources": (
        "sources: [garver-2016, bandung-final-communique]",
        "sources: [garver-2016, schenk-imf]",
        "bandung-conference: sources: 'schenk-imf' bears out neither the note nor what the sheet is on",
    ),
    "sources, three of them": (
        "sources: [garver-2016, bandung-final-communique]",
        "sources: [garver-2016, bandung-final-communique, xinhua-bandung-2025]",
        "bandung-conference: sources: holds 3; the sheet has two boxes, so name two",
    ),
    "level": (
        "- id: bandung-conference\n  level: both",
        "- id: bandung-conference\n  level: bth",
        "bandung-conference: level: 'bth' is not one of secondary, university, both; did you mean 'both'?",
    ),
}


@pytest.mark.parametrize("field", WRONG)
def test_an_editor_is_told(copy, field):
    old, new, expected = WRONG[field]
    change(copy, "data/tasks.yml", old, new)
    found = [message for message in messages(copy) if not message.startswith("docs/addresses")]
    assert found == [f"docs/data/tasks.yml: {expected}"]


def test_a_step_that_leads_nowhere_is_told(copy):
    change(copy, "data/paths.yml", "at: /timeline/\n", "at: /timelin/\n")
    assert messages(copy) == [
        "docs/data/paths.yml: one-lesson: steps 1 at: '/timelin/' does not exist; did you mean '/timeline/'?"
    ]


def test_the_time_of_a_sheet_is_that_of_its_tasks():
    task = {"minutes": "5", "task": "Count.", "answer": "Three."}
    row = {"id": "x", "level": "both", "sources": ["a", "b"], "find": task, "compare": task, "judge": task}
    assert Handout.model_validate(row).minutes == 15


def test_an_edition_may_lack_hand_outs(copy):
    for kind in ("tasks", "paths"):
        (copy / f"docs/data/{kind}.yml").write_text("[]\n", encoding="utf-8")
    listed = copy / "docs/addresses/published.txt"
    kept = [
        line for line in listed.read_text(encoding="utf-8").splitlines() if not re.search("handouts|classroom/#", line)
    ]
    listed.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert messages(copy) == []
