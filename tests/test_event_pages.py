"""The page of each event, made from its record alone, and the preview picture of every page."""

import gzip
import json
import re
import struct
import subprocess
import sys
import unicodedata
from itertools import pairwise
from statistics import median
from urllib.parse import urljoin, urlsplit

import pytest
from audit import poor_contrast, violations
from conftest import PREFIX, build, rarely
from lxml import html
from playwright.sync_api import expect
from printed import sheets, squeezed
from small import lay_out
from test_access import cut_off, paint

from chronicle.checks.links import links_lead_somewhere
from chronicle.edition.english import quoted
from chronicle.records.addresses import event_page, picture
from chronicle.records.manuscript import Manuscript
from chronicle.records.pages import Page
from chronicle.records.sources import ACCESS
from chronicle.views.event_pages import first_sentence, sources, years
from chronicle.views.pictures import ROOM, _lines, of_page

KB = 1000
RE = {"re": "http://exslt.org/regular-expressions"}
MOST = 54 * KB  # the stylesheet and the font, which all pages share, are 40 of it
# Long and short, in each period, with and without notes, figures and evidence
SOME = [
    "comintern-founded", "bandung-conference", "unga-resolution-2758", "leaning-to-one-side",
    "tiananmen-and-sanctions-1989", "third-plenum-1978",
]  # fmt: skip


def text_of(element):
    """What is written, without the small numbers that lead to the evidence."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::sup)]")).split())


def plain(text):
    """Text as it can be compared: quotation marks change inside others, and some spaces do not break."""
    return unicodedata.normalize("NFKC", text).translate(str.maketrans("“”", "‘’"))


@pytest.fixture(scope="module")
def tree(site):
    """The page of an event, parsed."""
    return lambda event: html.document_fromstring((site / "events" / event / "index.html").read_bytes())


@pytest.fixture(scope="module")
def trees(tree, edition):
    return {event.id: tree(event.id) for event in edition.events}


def test_every_event_has_a_page_and_no_editor_writes_a_file_for_it(site, root, edition, trees):
    assert {path.name for path in (site / "events").iterdir()} >= {event.id for event in edition.events}
    listed = subprocess.run(["git", "ls-files", "docs/events"], cwd=root, capture_output=True, text=True, check=True)
    assert listed.stdout == ""
    for event in edition.events:
        page = trees[event.id]
        assert text_of(page.xpath("//h1")[0]) == event.title
        assert len(page.xpath("//h1")) == 1
        levels = [int(one.tag[1]) for one in page.xpath("//article//*[self::h1 or self::h2 or self::h3]")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), event.id


def test_no_text_of_the_record_is_lost(edition, trees):
    records = edition.records
    for event in edition.events:
        shown = text_of(trees[event.id].xpath("//article")[0])
        parts = [event.title, event.date.words(), event.summary, event.significance]
        parts += [event.date_note, event.checked]
        parts += [part for item in event.evidence for part in (item.claim, item.translation, item.locator)]
        parts += [quoted(f"“{item.quote}”") for item in event.evidence if item.quote]
        parts += [records.themes[theme].name for theme in event.themes]
        for person in (records.people[one] for one in event.people):
            parts += [person.name, person.hanzi, person.life, first_sentence(person.role)]
        for body in (records.organisations[one] for one in event.organisations):
            parts += [body.name, body.hanzi]
        if event.place:
            place = records.places[event.place]
            parts += [place.name, place.hanzi, place.country]
        for note in edition.mentions("events", event.id).notes:
            parts += [note.title, note.essay, note.record, note.because or note.certainty, note.disputed]
        numbers = trees[event.id].xpath("//p/sup/a[re:match(@href, '^#evidence-[0-9]+$')]/@href", namespaces=RE)
        assert numbers == [f"#evidence-{place}" for place, item in enumerate(event.evidence, 1) if item.after], event.id
        missing = [part for part in parts if part and plain(part) not in plain(shown)]
        assert missing == [], event.id


def test_the_references_stand_in_full_with_their_standing_and_how_they_were_read(edition, trees):
    for event in edition.events:
        rows = trees[event.id].xpath("//section[contains(@class, 'event-page__sources')]//li")
        assert len(rows) == len(event.cited)
        for row, source in zip(rows, event.cited, strict=True):
            record, shown = edition.records.sources[source], text_of(row)
            assert " ".join(edition.references[source].plain.split()) in shown
            assert record.standing in shown
            assert not record.access or ACCESS[record.access][0] in shown
            assert not record.note or record.note in shown


def test_before_and_after_are_neighbours_in_time_and_not_in_the_lane(edition, trees):
    for before, after in pairwise(edition.events):
        onward = trees[before.id].xpath("//nav[@aria-label='Before and after in time']//a/@href")
        backward = trees[after.id].xpath("//nav[@aria-label='Before and after in time']//a/@href")
        assert onward[-1] == f"../{after.id}/"
        assert backward[0] == f"../{before.id}/"
    crossed = [pair for pair in pairwise(edition.events) if pair[0].lane != pair[1].lane]
    assert crossed, "neighbours in time are of different lanes"


def test_reading_on_follows_each_theme_and_each_person(edition, trees):
    for place, event in enumerate(edition.events):
        rows = trees[event.id].xpath("//nav[@aria-label='Read on']//li")
        shown = {row.xpath(".//a/@href")[0].split("/")[1]: text_of(row) for row in rows}
        later = edition.events[place + 1 :]
        for kind in ("themes", "people"):
            for record in getattr(event, kind):
                name = getattr(edition.records, kind)[record].name
                follower = next((other for other in later if record in getattr(other, kind)), None)
                assert follower is None or name in shown[follower.id], f"{event.id}: {name}"


def test_the_essay_s_paragraph_is_quoted_with_the_words_that_name_the_event(edition, trees):
    for event in edition.events:
        page = trees[event.id]
        quotes = page.xpath("//article//blockquote")
        passages = edition.mentions("events", event.id).passages
        assert len(quotes) == len(passages) and bool(passages) == event.in_essay
        for quote, passage in zip(quotes, passages, strict=True):
            words = re.sub(r"\]\([^)]*\)|\[\^[\w-]+\]|\[", "", passage.text)
            assert text_of(quote) == " ".join(words.split())
            assert quote.xpath(".//mark"), event.id
            assert quote.xpath("following-sibling::p[1]//a/@href")[0].endswith(f"#p{passage.number}")


def test_every_link_of_a_page_leads_somewhere(site, address, trees):
    ids = {}
    for event, page in trees.items():
        base = f"{address}events/{event}/"
        for link in page.xpath("//article//@href"):
            target = urlsplit(urljoin(base, link))
            if not urljoin(base, link).startswith(address):
                continue
            path = target.path.removeprefix(PREFIX)
            file = site / (f"{path}index.html" if path.endswith("/") or not path else path)
            assert file.is_file(), f"{event}: {link}"
            if target.fragment:
                known = ids.setdefault(file, None) or set(html.document_fromstring(file.read_bytes()).xpath("//@id"))
                ids[file] = known
                assert target.fragment in known, f"{event}: {link}"


def test_a_page_says_of_itself_what_a_reference_manager_and_a_search_engine_need(edition, trees, address):
    titles = set()
    for event in edition.events:
        page = trees[event.id]
        own = f"{address}events/{event.id}/"
        metas = {one.get("name") or one.get("property"): one.get("content") for one in page.xpath("//head/meta")}
        title = page.xpath("//title/text()")[0]
        titles.add(title)
        assert title.startswith(event.title)
        assert page.xpath("//link[@rel='canonical']/@href") == [own]
        assert metas["citation_title"] == event.title
        assert metas["citation_public_url"] == metas["og:url"] == own
        assert metas["citation_inbook_title"] == edition.colophon.whole_title
        assert metas["og:title"] == f"{event.title}, {event.date.words()}"
        assert event.summary.startswith(metas["description"].removesuffix(" …"))
        assert len(metas["description"]) <= 302
        data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
        about = data["mainEntity"]
        assert (data["@id"], about["@type"], about["name"]) == (own, "Event", event.title)
        assert about["mainEntityOfPage"] == {"@id": own}
        assert len(data["citation"]) == len(event.cited)
    assert len(titles) == len(edition.events)


def test_an_event_is_cited_by_its_page(site, edition, address, trees):
    for event in edition.events:
        own = f"{address}events/{event.id}/"
        item, *_ = json.loads((site / f"cite/event-{event.id}.json").read_text("utf-8"))
        assert (item["URL"], item["container-title"]) == (own, edition.colophon.whole_title)
        shown = text_of(trees[event.id].xpath("//details[contains(@class, 'cite')]")[0])
        assert own in shown
        assert {"BibTeX", "RIS", "CSL-JSON"} <= set(shown.split())


def test_the_exports_name_the_page_beside_the_entry_on_the_timeline(site, edition, address):
    events = json.loads((site / "data/events.json").read_text("utf-8"))["events"]
    assert [event["page"] for event in events] == [f"{address}events/{event.id}/" for event in edition.events]
    assert [event["address"] for event in events] == [f"{address}timeline/#{event.id}" for event in edition.events]
    head, *rows = (site / "data/events.csv").read_text("utf-8").splitlines()
    assert "page" in head.split(",") and len(rows) == len(events)


def test_the_search_finds_an_event_once_and_as_its_page(site, edition):
    entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    places = [entry["location"] for entry in entries]
    for event in edition.events:
        (entry,) = (entry for entry in entries if entry["location"].partition("#")[0] == f"events/{event.id}/")
        assert entry["location"] == f"events/{event.id}/"
        assert entry["title"] == event.title
        assert event.summary.split("(")[0][:60] in entry["text"]
        left_out = [edition.references[source].plain for source in event.cited]
        left_out += [figure.summary for figure in edition.mentions("events", event.id).figures]
        left_out += [note.record for note in edition.mentions("events", event.id).notes]
        found = html.fromstring(f"<div>{entry['text']}</div>").text_content()
        assert [text for text in left_out if plain(text) in plain(found)] == [], f"{event.id}: found where it stands"
    assert [place for place in places if re.match(r"events/\d+s/", place)] == [], "a decade repeats its events"
    rows = [place.removeprefix("timeline/#") for place in places]
    assert [row for row in rows if row in edition.records.events] == [], "so do the rows of the timeline"


def test_mistakes_can_be_told_where_there_is_a_repository(tmp_path):
    root = lay_out(tmp_path)
    done = build(root, root / "site", "https://a.example/", REPO_URL="https://code.example/edition")
    assert done.returncode == 0, done.stderr
    page = html.document_fromstring((root / "site/events/first-sod/index.html").read_bytes())
    (link,) = page.xpath("//a[text()='Correct this']/@href")
    assert link.startswith("https://code.example/edition/issues/new?template=correct-a-fact.yml")
    assert "events/first-sod/" in link.replace("%2F", "/")


def test_no_repository_no_link(tree, edition):
    assert not tree(edition.events[0].id).xpath("//a[text()='Correct this']")


# For editors


def test_the_addresses_of_the_pages_are_published(edition):
    for event in edition.events:
        assert f"/events/{event.id}/" in edition.published.listed
        assert edition.published.current[f"/events/{event.id}/"].name == event.title


@pytest.mark.parametrize(
    ("link", "message"),
    [("events/bandung-conference.md", ""), ("events/bandung-conferense.md", "did you mean 'bandung-conference'?")],
)
def test_a_link_to_an_event_s_page_is_checked(edition, root, link, message):
    page = Page("about.md", None, f"[Bandung]({link})\n")
    manuscript = Manuscript(root / "docs", {"about.md": page}, edition.records, edition.passages)
    found = "".join(str(problem) for problem in links_lead_somewhere(page, manuscript))
    assert message in found and bool(found) == bool(message)


def test_the_pages_can_be_written_for_a_generator_that_knows_files_alone(copy, edition):
    (copy / "docs/events").mkdir()
    (copy / "docs/events/gone.md").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "chronicle", "pages"]
    for _ in range(2):  # what is written is no page that an editor could be asked to enter in the nav
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    written = {f"events/{path.name}": path.read_text("utf-8") for path in (copy / "docs/events").iterdir()}
    assert written == sources(edition)
    assert event_page(edition.events[0].id) in written


# In a browser


@pytest.mark.parametrize("event", [*SOME[:2], *rarely(*SOME[2:])])
def test_a_page_is_open_to_everyone(page, event):
    page.goto(f"events/{event}/")
    found = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found[f"axe {width}"] = violations(page)
    for palette in ("default", "slate"):
        paint(page, palette)
        found[palette] = violations(page, colour=True) + poor_contrast(page)
    page.set_viewport_size({"width": 320, "height": 256})
    found["320 px"] = cut_off(page)
    assert {check: problems for check, problems in found.items() if problems} == {}


def test_the_facts_stand_beside_the_text_and_below_it_where_there_is_no_room(page):
    page.goto(f"events/{SOME[1]}/")
    box = """name => { const {left, top, right} = document.querySelector(name).getBoundingClientRect()
      return {left, top, right} }"""
    lead, beside = (page.evaluate(box, name) for name in (".event-page__lead", ".event-page__beside"))
    assert beside["left"] > lead["right"] and abs(beside["top"] - lead["top"]) < 2
    characters = page.locator(".event-page__summary").evaluate("""one => {
      const range = document.createRange(); range.selectNodeContents(one)
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 10)))
      return one.textContent.length / lines.size }""")
    assert 50 < characters < 72
    page.set_viewport_size({"width": 360, "height": 900})
    lead, beside = (page.evaluate(box, name) for name in (".event-page__lead", ".event-page__beside"))
    assert beside["top"] > lead["top"] and beside["left"] == lead["left"]


def test_a_page_works_without_scripts(chromium, address, site):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"events/{SOME[1]}/")
    assert page.locator("article h1").is_visible()
    page.get_by_text("Cite this event").click()
    assert page.locator(".cite__text").first.is_visible()
    context.close()


def test_a_page_prints_well_on_two_sheets(page, edition):
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "18mm")
    used = {}
    for event in edition.events[::30]:
        page.goto(f"events/{event.id}/")
        printed = sheets(page.pdf(format="A4", margin=margin))
        used[event.id] = len(printed)
        assert f"events/{event.id}/" in squeezed("".join(printed)), "the citation is on paper"
    assert median(used.values()) <= 2, used


def test_a_page_is_light(page, site, address, edition):
    """All that the first view asks for, compressed, over a row of pages."""

    def weight(path):
        data = (site / path).read_bytes()
        return len(data) if path.endswith(".woff2") else len(gzip.compress(data, 9))

    weights = {}
    for event in edition.events[::24]:
        asked = set()
        page.on("request", lambda request, asked=asked: asked.add(urlsplit(request.url).path.removeprefix(PREFIX)))
        page.goto(urljoin(address, f"events/{event.id}/"), wait_until="networkidle")
        files = {f"{path}index.html" if path.endswith("/") else path for path in asked if "noto-serif" not in path}
        assert not [path for path in files if path.startswith("pictures/")], "no picture is part of a first view"
        weights[event.id] = sum(weight(path) for path in files)
    assert median(weights.values()) <= MOST, weights


def test_a_decade_s_rows_and_marks_answer_as_on_the_timeline(page, edition):
    """It has no filters, from which the timeline's script takes the names of what a row is about."""
    first, events = next((first, some) for first, some in edition.by_decade().items() if len(some) > 2)
    page.goto(f"events/{first}s/#{events[1].id}")
    row = page.locator(".event", has=page.locator(f"#{events[1].id}"))
    expect(row.locator(".event__summary")).to_be_visible()
    for label, other in (("Before: ", events[0]), ("After: ", events[2])):
        expect(row.locator(".event__on")).to_contain_text(f"{label}{other.title} ({other.date.earliest.year})")
    row.locator(".event__on a").first.click()
    expect(page.locator(f"#{events[0].id} >> xpath=ancestor::details")).to_have_attribute("open", "")
    page.locator(".event-mark").first.focus()
    page.keyboard.press("Tab")  # the page scrolls to the mark, and what comes under the pointer takes no card away
    page.wait_for_timeout(200)
    expect(page.get_by_role("tooltip")).to_contain_text(page.locator(".event-mark:focus tspan").first.text_content())
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


# Pictures


def size_of(file):
    """Width and height of a PNG."""
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def test_every_page_has_a_picture_with_its_size_and_its_words(site, address):
    pages = [path for path in site.rglob("index.html") if "og:image" in path.read_text("utf-8")]
    assert len(pages) > 140
    for path in pages:
        page = html.document_fromstring(path.read_bytes())
        metas = {one.get("name") or one.get("property"): one.get("content") for one in page.xpath("//head/meta")}
        file = site / metas["og:image"].removeprefix(address)
        assert size_of(file) == (1200, 630) == (int(metas["og:image:width"]), int(metas["og:image:height"]))
        assert file.stat().st_size < 60 * KB
        assert len(metas["og:image:alt"]) > 40
        assert metas["twitter:card"] == "summary_large_image"
    assert len({path.read_bytes() for path in (site / "pictures").rglob("*.png")}) == len(
        list((site / "pictures").rglob("*.png"))
    ), "no two pages have the same picture"


def test_titles_and_years_have_room_in_their_pictures(edition):
    for event in edition.events:
        drawn = of_page(edition, event_page(event.id))
        assert drawn.large == years(event) and drawn.period.id == event.period
        assert len(_lines(event.title, ROOM / 50)) <= 2, event.title


def test_a_picture_has_the_same_bytes_at_every_build(site, edition):
    from chronicle.finish import pictures
    from chronicle.views.pictures import svg

    for path in (event_page(edition.events[3].id), "index.md", "timeline.md"):
        assert pictures.png(svg(edition, of_page(edition, path))) == (site / picture(path)).read_bytes()
