"""The themes on one scale of years, in the order of their dates; what a theme's paragraphs rest on, beside or below."""

import itertools
from datetime import date

import pytest
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed

from chronicle.views import themes


def test_the_rows_are_in_the_order_of_the_mean_day_of_their_events(site, edition):
    def mean(theme):
        days = [event.date.earliest.toordinal() for event in edition.events if theme in event.themes]
        return sum(days) / len(days) if days else date.max.toordinal()

    page = html.document_fromstring((site / "themes/index.html").read_bytes())
    order = page.xpath("//th[@scope='row']/@id")
    assert sorted(order) == sorted(edition.records.themes)
    assert order == sorted(order, key=mean)
    assert "mean date" in page.xpath("string(//article/p[1])"), "the lead says so"


def test_the_periods_divide_the_whole_time_by_their_length(edition):
    parts = themes.stretches(edition)
    assert [part.period.id for part in parts] == list(edition.records.periods)
    assert sum(part.share for part in parts) == pytest.approx(100, abs=0.2)
    for before, after in itertools.pairwise(parts):
        assert before.left + before.share == pytest.approx(after.left, abs=0.11)
    decades = [year for part in parts for year, _ in part.decades]
    assert decades == list(range(decades[0], decades[-1] + 1, 10))


def test_the_middle_of_a_theme_stands_in_one_period(edition):
    for row in themes.grid(edition):
        (cell,) = [cell for cell in row.cells if cell.middle is not None]
        covers = cell.period.covers
        assert covers.earliest <= row.middle <= covers.latest


@pytest.mark.parametrize("name", ["themes/", "themes/economy/"])
@pytest.mark.parametrize("width", [1280, 820])
def test_the_strips_of_a_row_are_one_line_to_scale(page, edition, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(name)
    boxes = [box.bounding_box() for box in page.locator(".strip").all()[: len(edition.records.periods)]]
    assert len({round(box["y"]) for box in boxes}) == 1
    for before, after in itertools.pairwise(boxes):
        assert before["x"] + before["width"] == pytest.approx(after["x"], abs=1.5)
    whole = sum(box["width"] for box in boxes)
    for box, part in zip(boxes, themes.stretches(edition), strict=True):
        assert box["width"] / whole == pytest.approx(part.share / 100, abs=0.01)


@pytest.mark.parametrize("name", ["themes/", "themes/economy/"])
def test_on_a_phone_each_strip_keeps_its_place_on_the_scale(page, edition, name):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(name)
    boxes = [box.bounding_box() for box in page.locator(".strip").all()[: len(edition.records.periods)]]
    for before, after in itertools.pairwise(boxes):
        assert before["y"] < after["y"]
        assert before["x"] + before["width"] == pytest.approx(after["x"], abs=1.5)


def test_what_a_paragraph_rests_on_stands_beside_it_or_below(page, edition):
    page.goto("themes/internationalism/#change-2")
    text, basis = page.locator("#change-2 .change__text"), page.locator("#change-2 .change__basis")
    expect(page.get_by_role("link", name="Link to paragraph 2")).to_be_in_viewport()
    one, other = text.bounding_box(), basis.bounding_box()
    assert other["x"] >= one["x"] + one["width"]
    page.set_viewport_size({"width": 360, "height": 900})
    one, other = text.bounding_box(), basis.bounding_box()
    assert other["y"] >= one["y"] + one["height"]
    change = edition.records.themes["internationalism"].change[1]
    for name in change.events:
        expect(basis).to_contain_text(str(edition.records.events[name].date.earliest.year))


def test_on_paper_a_paragraph_is_followed_by_what_it_rests_on(page, edition):
    page.goto("themes/internationalism/")
    text = on_paper(page)
    change = edition.records.themes["internationalism"].change[0]
    event = edition.records.events[change.events[0]]
    assert text.index(squeezed(change.text[-60:])) < text.index(
        squeezed(f"{event.date.earliest.year} {event.short or event.title}"), text.index(squeezed(change.text[-60:]))
    )
