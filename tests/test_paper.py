"""On paper: the head of every sheet, headings with their text, and full references where sources are named."""

import re

import printed
import pytest
from conftest import rarely
from playwright.sync_api import Page
from printed import squeezed

from chronicle.views import paper

LONG = ["figures/", "notes/", "people/", "claims/", "about/", "method/"]


def sheets(page: Page) -> list[str]:
    """The text of each sheet of the page as it prints on A4."""
    return printed.sheets(page.pdf(format="A4", prefer_css_page_size=True))


def test_the_words_of_the_head_are_safe_in_a_style_element():
    rules = paper.head('A "title" </style>', "May 2031", "https://a.example/b\\c")
    assert rules.startswith(r'@page{@top-left{content:"A \22 title\22  \3c /style>, May 2031"}')
    assert r"b\5c c" in rules


@pytest.mark.parametrize("name", ["sources/?language=fr", "events/bandung-conference/", *rarely("", "themes/economy/")])
def test_every_sheet_says_what_it_is_from(page, edition, name):
    page.goto(name)
    printed = sheets(page)
    address = page.locator("link[rel=canonical]").get_attribute("href")
    for number, text in enumerate(printed, start=1):
        words = squeezed(text)
        assert squeezed(f"{edition.colophon.title}, {edition.colophon.issued.words()}") in words
        assert squeezed(address) in words
        assert re.search(rf"^{number}$", text, re.M)


def test_a_hand_out_has_its_own_foot_and_no_second_head(page, edition):
    page.goto(f"handouts/{next(iter(edition.records.tasks))}/")
    (text,) = sheets(page)
    assert squeezed(f"{edition.colophon.title}, {edition.colophon.issued.words()}http") not in squeezed(text)


@pytest.mark.parametrize(
    "name", ["periods/1949-1978/", "timeline/?person=zhou-enlai", *rarely("themes/economy/", *LONG)]
)
def test_no_heading_ends_a_sheet(page, name):
    page.goto(name)
    heads = page.locator("article :is(h1, h2, h3, h4)").all_text_contents()
    heads = {squeezed(head) for head in heads if head.strip()}
    for number, text in enumerate(sheets(page)[:-1], start=1):
        words = re.sub(rf"^{number}$", "", text.strip(), flags=re.M)
        last = squeezed(words.rstrip().splitlines()[-1])
        assert last not in heads, (number, last)


@pytest.mark.parametrize("name", ["themes/economy/", *rarely("figures/", "notes/")])
def test_sources_that_are_named_stand_in_full_once_at_the_end(page, edition, name):
    page.goto(name)
    links = page.locator("article a").evaluate_all("all => all.map(one => one.getAttribute('href') ?? '')")
    named = {link.partition("#")[2] for link in links if re.search(r"/(sources|literature)/#", link)}
    named &= set(edition.references)
    assert len(named) > 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    listed = page.locator(".references li").all_text_contents()
    assert sorted(listed) == sorted(edition.references[key].plain for key in named)
    last = re.sub(r"[^\x20-\x7e].*|https?://.*", "", max(listed, key=lambda text: text.isascii()))
    assert squeezed(last) in squeezed("".join(sheets(page)))
    assert page.locator(".references").count() == 0, "they go when the paper is made"


def test_a_filtered_timeline_names_its_sources_and_an_unfiltered_one_does_not(page, edition):
    theme = "economy"
    event = next(event for event in edition.events if theme in event.themes)
    page.goto(f"timeline/?theme={theme}")
    text = squeezed("".join(sheets(page)))
    for key in event.sources:
        assert squeezed(edition.references[key].short) in text
    assert squeezed("References") in text
    assert squeezed(edition.records.themes[theme].name) in text, "and says what was filtered"
    page.goto("timeline/")
    assert "Sources:" not in "".join(sheets(page))


def test_a_page_from_a_disk_prints_with_its_names_alone(page):
    page.route(
        "**/sources/", lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_()
    )
    page.goto("themes/economy/")
    assert "For the classroom" in "".join(sheets(page))
    assert page.locator(".references").count() == 0
