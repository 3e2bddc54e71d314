"""The files of an event, a note and a figure for reference managers bring the sources along."""

import json
import re

import bibtexparser
import pytest
import rispy

from chronicle.exports import bibtex, ris
from chronicle.exports.imprint import as_json

ITEMS = [{"id": one, "type": "book", "title": one} for one in ("first", "second")]


def keys(text: str, ending: str) -> list[str]:
    """The ids of all entries in a file, by what others read in it."""
    if ending == "bib":
        library = bibtexparser.parse_string(text)
        assert library.failed_blocks == []
        return [entry.key for entry in library.entries]
    return [entry["id"] for entry in (rispy.loads(text) if ending == "ris" else json.loads(text))]


@pytest.mark.parametrize(("ending", "form"), [("bib", bibtex.entries), ("ris", ris.entries), ("json", as_json)])
def test_entries_stand_side_by_side_in_one_file(ending, form):
    assert keys(form(ITEMS), ending) == ["first", "second"]
    assert keys(form(ITEMS[:1]), ending) == ["first"]


@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
@pytest.mark.parametrize("kind", ["event", "note", "figure"])
def test_each_file_has_its_own_entry_and_its_sources(site, edition, kind, ending):
    records = getattr(edition.records, f"{kind}s").values()
    assert any(len(record.cited) > 1 for record in records)
    for record in records:
        text = (site / f"cite/{kind}-{record.id}.{ending}").read_text("utf-8")
        assert keys(text, ending) == [f"{kind}-{record.id}", *record.cited]


def test_a_source_is_the_same_in_the_file_of_an_event_and_in_the_bibliography(site, edition):
    event = next(event for event in edition.events if event.cited)
    for name in ("bib", "ris"):
        whole = (site / f"data/sources.{name}").read_text("utf-8")
        parts = (site / f"cite/event-{event.id}.{name}").read_text("utf-8").split("\n\n")[1:]
        assert parts and all(part in whole for part in parts)


def test_the_citation_is_of_the_event_alone(site, edition):
    for event in edition.events:
        assert len((site / f"cite/event-{event.id}.txt").read_text("utf-8").splitlines()) == 1


def test_a_page_of_the_essay_has_its_own_entry_alone(site, edition):
    for name in edition.paths:
        assert keys((site / f"cite/essay-{name}.ris").read_text("utf-8"), "ris") == [f"essay-{name}"]


@pytest.mark.parametrize(("button", "ending"), [("BibTeX", "bib"), ("RIS", "ris")])
def test_what_a_filter_shows_is_taken_away_with_every_source_once(page, edition, button, ending):
    page.goto("timeline/?period=1949-1978&theme=economy")
    ids = page.locator(".event:visible h4").evaluate_all("all => all.map(one => one.id)")
    with page.expect_download() as taken:
        page.get_by_role("button", name=button, exact=True).click()
    text = taken.value.path().read_text("utf-8")
    found = keys(text, ending)
    sources = {source for one in ids for source in edition.records.events[one].cited}
    assert len(ids) > 1
    assert sorted(found) == sorted([*(f"event-{one}" for one in ids), *sources])
    assert ending != "ris" or len(re.findall(r"^ER  - $", text, re.M)) == len(found)
