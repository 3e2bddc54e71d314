"""The search: what is asked for comes first, however it is written, and the result says what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

import pytest
from audit import violations
from conftest import build, rarely, served
from playwright.sync_api import Page, expect
from small import lay_out

from chronicle.edition import chinese
from chronicle.finish import search

FIRST = {
    # an apostrophe, from the keyboard or printed, or none; a name with one is one word
    "Xi'an": "map/#xian",
    "Xi’an": "map/#xian",
    "Xiʼan": "map/#xian",
    "Xian": "map/#xian",
    "Xi'an incident": "events/xian-incident/",
    "Xian Incident": "events/xian-incident/",
    "Xi an": "map/#xian",
    "Yan'an": "map/#yanan",
    "Yanan": "map/#yanan",
    "Mao's": "people/#mao-zedong",
    "People's war": "glossary/#peoples-war",
    # accents and tones
    "Shanghai Communique": "events/nixon-visit/",
    "Luthi": "literature/#luthi-2008",
    "Borici": "literature/#borici-2016",
    "Lang Son": "map/#lang-son",
    "Zhōu Ēnlái": "people/#zhou-enlai",
    "mao zedong": "people/#mao-zedong",
    "chuqu": "glossary/#going-out",
    # hyphens, dashes, quotes, full-width forms, capitals
    "Chou En-lai": "people/#zhou-enlai",
    "Chou En–lai": "people/#zhou-enlai",
    "Chou Enlai": "people/#zhou-enlai",
    "Zhou En-lai": "people/#zhou-enlai",
    "Sino-Soviet split": "glossary/#sino-soviet-split",
    "Sino–Soviet split": "glossary/#sino-soviet-split",
    "sino soviet split": "glossary/#sino-soviet-split",
    '"Going Global"': "glossary/#going-out",
    "“Going Global”": "glossary/#going-out",
    "Ｃｏｍｉｎｔｅｒｎ": "organisations/#comintern",
    "１９５５": "events/bandung-conference/",
    "COMINTERN": "organisations/#comintern",
    # characters of either script
    "周恩来": "people/#zhou-enlai",
    "周恩來": "people/#zhou-enlai",
    "毛澤東": "people/#mao-zedong",
    "毛 泽东": "people/#mao-zedong",
    "毛泽東": "people/#mao-zedong",
    "共產國際": "organisations/#comintern",
    "蘇聯": "organisations/#cpsu",
    "走出去": "glossary/#going-out",
    "万隆": "map/#bandung",
    # other names, and the record before what names it
    "Comintern": "organisations/#comintern",
    "Third International": "organisations/#comintern",
    "Peking": "map/#beijing",
    "KMT": "organisations/#kmt",
    "Bandung": "map/#bandung",
    "bandu": "map/#bandung",
    "Deng": "people/#deng-xiaoping",
    "united front": "glossary/#united-front",
    "Moscow and Beijing": "themes/soviet-relations/#moscow-and-beijing",
    "classroom": "classroom/",
}
FOUND = {
    "Xian": "events/xian-incident/",
    "communique": "events/bandung-conference/",
    "guoji zhuyi": "glossary/#proletarian-internationalism",
    "guójì zhǔyì": "glossary/#proletarian-internationalism",
    "国际主义": "events/mao-sixth-plenum-1938/",
    "Bandung": "events/bandung-conference/",
    "Brautigam": "literature/#brautigam-2009",
    "毛": "people/#mao-zedong",
    "Is there a party line on how Moscow and Beijing fell out?": "themes/soviet-relations/#change",
}
FILTERED = [
    "Xi'an",
    "Xian",
    "Yan'an",
    "People's war",
    '"Going Global"',
    "Sino–Soviet",
    "毛澤東",
    "Ｃｏｍｉｎｔｅｒｎ",
    "communique",
]
Ask = Callable[[str], list[str]]


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Search").click()
    page.locator(".search__result").first.wait_for()
    return page


def asking(page: Page, home: str) -> Ask:
    """A function that gives the places found for a query, in their order, all of them."""

    def ask(query: str) -> list[str]:
        page.get_by_role("textbox", name="Search").fill(query)
        more = page.get_by_role("button", name=re.compile(r"Show \d+ more"))
        if more.is_visible():
            more.click()
        links = page.locator(".search__result").evaluate_all("all => all.map(one => one.href)")
        return [re.sub(r"\?h=[^#]*", "", link).removeprefix(home) for link in links]

    return ask


@pytest.fixture(scope="module")
def ask(chromium, site, address) -> Iterator[Ask]:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    page.goto("about/")
    yield asking(opened(page), address)
    context.close()


@pytest.mark.parametrize(("query", "place"), FIRST.items())
def test_what_is_asked_for_comes_first(ask, query, place):
    assert ask(query)[:1] == [place]


@pytest.mark.parametrize(("query", "place"), FOUND.items())
def test_what_is_asked_for_is_among_the_first(ask, query, place):
    assert place in ask(query)[:10]


def test_a_name_with_an_apostrophe_leads_to_no_other_before_its_own(ask):
    found = ask("Xi'an")
    assert found == ask("Xian")
    assert found.index("events/xian-incident/") < found.index("people/#xiong-xianghui")


def test_characters_are_found_as_whole_words(ask):
    assert not [place for place in ask("第三世界") if "world-bank" in place]


def test_what_is_called_so_comes_in_the_order_of_its_kind(ask, site):
    """A record of that name, then events, themes, notes, the essay, other pages, lists."""
    entries = json.loads((site / search.INDEX).read_text("utf-8"))["docs"]
    orders = {entry["location"]: entry["order"] for entry in entries if "Comintern" in entry["title"]}
    found = [orders[place] for place in ask("Comintern") if place in orders and orders[place] != search.RECORD]
    assert len(found) > 4
    assert found == sorted(found)


@pytest.mark.parametrize("query", [*FILTERED[:3], *rarely(*FILTERED[3:])])
def test_the_filter_of_the_timeline_finds_it_too(page, ask, query):
    page.goto(f"timeline/?q={query}")
    expect(page.locator("#found").get_by_role("status")).to_have_text(re.compile(r"^\d+ events?$"))
    assert ask(query)


def test_an_empty_field_offers_six_places_to_start_and_help(page, edition):
    opened(page_at(page)).get_by_role("textbox", name="Search").fill("")
    kinds = page.locator(".search__result .tag").all_inner_texts()
    assert [kind.partition(",")[0] for kind in kinds] == ["Person", "Organisation", "Term", "Place", "Theme", "Event"]
    most = max(edition.records.people, key=lambda one: len(edition.mentions("people", one).events))
    expect(page.locator(".search__result").first).to_contain_text(edition.records.people[most].name)
    assert page.locator(".search__help").count() == 3


def page_at(page: Page, path: str = "people/") -> Page:
    page.goto(path)
    return page


def test_what_is_pasted_dictated_or_comes_from_an_input_method_is_searched_for(page):
    opened(page_at(page))
    page.keyboard.insert_text("万隆")  # no key goes down or up
    expect(page.locator(".search__result").first).to_contain_text("Bandung")


def test_results_are_named_counted_aloud_and_pass_the_audit(page):
    opened(page_at(page)).keyboard.insert_text("Bandung")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"^\d+ results$"))
    expect(
        dialog.get_by_role("link", name="Asian-African Conference at Bandung Event, 1955", exact=True)
    ).to_be_visible()
    links = dialog.get_by_role("link")
    assert links.count() == dialog.get_by_role("listitem").count() == page.locator(".search__result").count()
    assert violations(page) == []
    page.keyboard.insert_text("zzzz")
    expect(dialog.get_by_role("status")).to_have_text("Nothing found")


@pytest.mark.parametrize("width", [320, 1280])
def test_results_fit_their_place_and_are_large_enough_to_touch(page, width):
    page.set_viewport_size({"width": width, "height": 700})
    opened(page_at(page)).keyboard.insert_text("union")
    expect(page.locator(".search__status")).to_contain_text("results")
    assert page.locator("dialog").evaluate("one => one.scrollWidth <= one.clientWidth")
    heights = page.locator(".search__result").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_what_is_shown_of_a_result_is_not_where_it_is_mentioned(site, edition):
    entries = json.loads((site / search.INDEX).read_text("utf-8"))["docs"]
    texts = {entry["location"]: entry["text"] for entry in entries}
    for person in edition.records.people.values():
        assert "All on the timeline" not in texts[f"people/#{person.id}"]
        assert person.role.split("(")[0][:40] in texts[f"people/#{person.id}"]


def test_a_result_leads_to_its_place_with_the_words_marked(page):
    opened(page_at(page, "about/")).keyboard.insert_text("周恩來")
    page.locator(".search__result").first.click()
    expect(page.locator("article mark").first).to_have_text("周恩来")
    expect(page).to_have_url(re.compile(r"/people/#zhou-enlai$"))  # the address to copy is that of the place
    assert set(page.locator("article mark").all_inner_texts()) <= {"周恩来", "周恩來"}
    expect(page.locator("#zhou-enlai")).to_be_in_viewport()


def test_an_index_that_does_not_come_is_told_of_and_asked_for_again(page):
    page.route("**/search_index.json", lambda route: route.abort())
    page_at(page).get_by_role("button", name="Search").click()
    expect(page.locator(".search__status")).to_contain_text("did not come")
    page.unroute("**/search_index.json")
    page.keyboard.press("Escape")
    opened(page)


def test_another_edition_searches_with_the_same_code(tmp_path, chromium):
    root = lay_out(tmp_path)
    done = build(root, tmp_path / "site", "https://canal.example/")
    assert done.returncode == 0, done.stderr
    with served(tmp_path / "site") as home:
        context = chromium.new_context(base_url=home)
        page = context.new_page()
        page.goto("")
        ask = asking(opened(page), home)
        assert page.locator(".search__result").count() > 2
        events = [place for place in ask("first sod") if place.startswith("events/")]
        context.close()
    assert events[0] == "events/first-sod/"


@pytest.mark.parametrize(("name", "rows"), [(search.INDEX, "docs"), (search.ZENSICAL, "items")])
def test_the_index_of_either_generator_becomes_the_same_file(edition, tmp_path, name, rows):
    place, event = next(iter(edition.records.places.values())), edition.events[0]
    found = [
        {"location": "about/", "title": "About", "text": ""},
        {
            "location": "about/#it",
            "title": "It &amp; us",
            "text": "<p>Of a <b>国際</b> kind</p><p>said.</p>",
            "level": 2,
        },
        {"location": f"map/#{place.id}", "title": place.name, "text": "<p>x</p>", "path": ["Map"]},
        {"location": f"events/{event.id}/", "title": event.title, "text": "<p>y</p>"},
    ]
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(json.dumps({"config": {}, rows: found}), "utf-8")
    search.write(edition, tmp_path)
    assert [path.name for path in tmp_path.rglob("*.json")] == ["search_index.json"]
    index = json.loads((tmp_path / search.INDEX).read_text("utf-8"))
    about, at, happened = index["docs"]
    assert (about["title"], about["text"], about["kind"]) == ("It & us", "Of a 国際 kind · said.", "About")
    assert (at["kind"], at["order"]) == ("Place", search.RECORD)
    assert set(place.also) <= set(at["names"])
    assert (happened["kind"], happened["order"]) == (f"Event, {event.date.earliest.year}", search.EVENT)
    assert "國国" in index["simpler"]
    assert len(index["starts"]) == 6


def test_traditional_characters_come_before_the_simplified_ones_that_a_text_has():
    assert {"蘇苏", "聯联"} <= set(re.findall("..", chinese.simpler("苏联")))
    assert chinese.simpler("people") == ""
