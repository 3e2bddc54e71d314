"""In a web archive, which wraps every script in a block of its own, search and filters work as on the site."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def replayed(page):
    """A page whose scripts come as pywb and the Wayback Machine hand them out."""

    def wrap(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=f"{{ {answer.text()}\n}}")

    page.route("**/assets/javascripts/*.js", wrap)
    return page


def test_the_search_finds(replayed):
    replayed.goto("")
    replayed.get_by_role("button", name="Search").click()
    replayed.get_by_role("textbox", name="Search").fill("Bandung")
    expect(replayed.get_by_role("dialog", name="Search").get_by_role("link").first).to_contain_text("Bandung")


def test_a_filter_by_words_finds(replayed):
    replayed.goto("timeline/?q=bandung")
    expect(replayed.locator("#found").get_by_role("status")).to_have_text(re.compile(r"^\d+ events?$"))
    assert replayed.locator(".event:not([hidden])").count() in range(1, 40)
