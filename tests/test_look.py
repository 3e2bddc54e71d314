"""What the stylesheets promise: nothing cut off, nothing torn apart, everything where it can be found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import rarely
from lxml import html
from playwright.sync_api import expect
from test_site import PERIODS, text_of

from chronicle.edition.citations import filed, initial


@pytest.mark.parametrize("width", [320, *rarely(360, 412)])
@pytest.mark.parametrize("path", ["", "404.html"])
def test_the_name_of_the_site_is_whole_on_a_phone(page, path, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(path)
    room, text = page.locator(".md-header__topic .md-ellipsis").first.evaluate(
        "one => [one.clientWidth, one.scrollWidth]"
    )
    assert text <= room


@pytest.mark.parametrize("path", ["", "timeline/", *(f"{period}/" for period in PERIODS)])
def test_every_year_of_a_drawing_stands_whole_on_its_line(page, path):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path)
    drawing = page.locator(".century svg")
    lines = [line.bounding_box() for line in drawing.locator(".band__line").all()]
    left, right = min(line["x"] for line in lines), max(line["x"] + line["width"] for line in lines)
    years = drawing.locator(".ticks text")
    assert years.count() >= 4, "the first, the last, and decades between them"
    for year in years.all():
        box = year.bounding_box()
        assert left <= box["x"] and box["x"] + box["width"] <= right, year.text_content()
    column = page.locator(".md-content__inner").bounding_box()
    names = drawing.locator(".gutter text").all()  # which stand left of the line, where there are any
    first = min(name.bounding_box()["x"] for name in names) if names else left
    assert abs(first - column["x"]) < 25, "the drawing begins where the text begins"


def test_a_date_stays_on_one_line_and_chinese_is_not_slanted(page):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto("themes/diplomacy/")
    for date in page.locator(".theme-event__date time").all():
        assert date.evaluate("one => one.getClientRects().length") == 1
    page.goto("literature/")
    title = page.locator(".source > h3 + p i [lang|=zh]").first
    expect(title).to_have_css("font-style", "normal")
    expect(title.locator("xpath=..")).to_have_css("font-style", "italic")


@pytest.mark.parametrize("name", ["sources", "literature"])
def test_a_long_list_is_filed_and_each_letter_leads_to_its_first_source(site, edition, name):
    tree = html.document_fromstring((site / name / "index.html").read_bytes())
    plain = {key: reference.plain for key, reference in edition.references.items()}
    lists = tree.xpath("//p[@class='letters']")
    assert lists
    for letters in lists:
        links = {link.text_content(): link.get("href")[1:] for link in letters.xpath("./a")}
        following = letters.xpath("following-sibling::section[@class='source']/h3/@id")
        after = len(letters.xpath("following-sibling::h2[1]/following-sibling::section"))
        ids = following[: len(following) - after]
        assert ids == sorted(ids, key=lambda key: filed(plain[key]))
        first = {}
        for key in ids:
            first.setdefault(initial(plain[key]), key)
        assert links == first


def test_the_notes_are_listed_by_title_before_they_are_told(site, edition):
    tree = html.document_fromstring((site / "notes/index.html").read_bytes())
    rows = tree.xpath("//table[@class='differences']/tbody/tr")
    for row, note in zip(rows, edition.notes, strict=True):
        assert row.xpath("th/a/@href") == [f"#{note.id}"]
        title, passage, verdict, certainty, disputed, sources = (text_of(cell) for cell in row)
        assert (title, verdict, certainty) == (note.title, note.verdict, note.certainty)
        assert passage.endswith(f", {note.passage.partition('#p')[2]}")
        assert (disputed == "disputed") == bool(note.disputed)
        assert int(sources) == len(note.cited)


def test_the_ready_citation_keeps_each_form_and_its_buttons_together(page):
    page.goto("notes/")
    page.locator("details.cite > summary").first.click()
    forms = page.locator("details.cite[open] .cite__form")
    expect(forms.first.get_by_role("button")).to_have_count(2)
    for form in forms.all():
        boxes = [part.bounding_box() for part in form.locator("a, button").all()]
        assert len(boxes) > 1
        for one, other in pairwise(boxes):
            assert one["x"] + one["width"] < other["x"] or one["y"] + one["height"] <= other["y"], "apart"
            assert abs(one["y"] - other["y"]) < 12, "on one line"


@pytest.mark.parametrize("path", ["notes/", *rarely("timeline/#bandung-conference", "figures/")])
def test_on_paper_a_facts_label_stands_beside_its_value(page, path):
    page.goto(path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})
    labels = page.locator(".facts dt").filter(visible=True)
    expect(labels).not_to_have_count(0)
    for label in labels.all()[:8]:
        box, value = label.bounding_box(), label.locator("xpath=following-sibling::dd[1]").bounding_box()
        assert box["y"] == pytest.approx(value["y"], abs=4)
        assert box["x"] + box["width"] <= value["x"]


@pytest.mark.parametrize(
    "path", ["", "timeline/", *rarely("themes/", "themes/economy/", *(f"{period}/" for period in PERIODS))]
)
def test_the_years_have_their_heavy_numerals(page, path):
    page.goto(path, wait_until="networkidle")
    loaded = (
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family.replaceAll('\"', ''))"
    )
    assert {"Source Serif 4", "Source Serif 4 Numerals"} <= set(page.evaluate(loaded))


@pytest.mark.parametrize("width", [820, 1100])
def test_a_page_begins_where_its_neighbours_begin_on_a_tablet(view, width):
    view.set_viewport_size({"width": width, "height": 900})
    lefts = {}
    for path in ("about/", "method/", "people/", "glossary/", "notes/", "claims/", "sources/", "data/"):
        view.goto(path)
        lefts[path] = round(view.locator("article h1").bounding_box()["x"])
    assert len(set(lefts.values())) == 1, lefts
