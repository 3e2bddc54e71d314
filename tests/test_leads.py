"""What a page is about is said in two lines; the rest of it is folded, and the matter begins on the first screen."""

import pytest
from conftest import rarely

LISTS = [
    "map", "figures", "notes", "claims", "data", "themes", "people", "organisations", "glossary", "open-questions",
    "sources", "literature", "classroom", "changes",
]  # fmt: skip


@pytest.mark.parametrize("name", [*LISTS[::3], *rarely(*(one for one in LISTS if one not in LISTS[::3]))])
def test_the_matter_begins_high_on_the_page(view, name):
    view.set_viewport_size({"width": 1440, "height": 900})
    view.goto(f"{name}/")
    lead = view.locator("article > h1 + p")
    lines = lead.evaluate("one => Math.round(one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight))")
    assert lines <= 2
    after = view.locator("article > h1 + p ~ :not(p, details, .sr-only)").first
    assert after.bounding_box()["y"] <= 330
    for fold in view.locator("details.how").all():
        assert fold.locator("summary").inner_text() == "How to read this"
        assert fold.get_attribute("open") is None
