"""What comes into the search without a key, and what it says of what it found."""

from conftest import start_theme
from playwright.sync_api import expect


def test_what_is_pasted_dictated_or_comes_from_an_input_method_is_searched_for(page):
    page.goto("people/")
    start_theme(page)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("Tazara")
    expect(page.locator(".md-search-result__link").first).to_be_attached(timeout=60_000)
    page.get_by_role("textbox", name="Search").fill("")  # from here on no key goes down or up
    page.keyboard.insert_text("万隆")
    result = page.locator(".md-search-result__link[href*='bandung']")
    expect(result.first).to_be_attached(timeout=60_000)


def test_how_much_was_found_is_read_aloud(page):
    page.goto("people/")
    start_theme(page)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.insert_text("Tazara")
    expect(page.locator(".md-search-result [role=status]")).to_contain_text("matching document", timeout=60_000)
