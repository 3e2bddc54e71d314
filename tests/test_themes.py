"""The themes: a page for each, all of them in one grid, and everything on them equal to the records."""

import re

import pytest
from conftest import rarely
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed
from test_records import change, messages
from test_site import PERIODS, THEMES, text_of

THEME_IDS = [name.split("/")[1] for name in THEMES]
SHORT = [name.split("/")[1] for name in PERIODS]
FILE = "data/themes.yml"


@pytest.fixture(scope="module")
def tree(site):
    return lambda name: html.document_fromstring((site / name / "index.html").read_bytes())


def of_theme(edition, theme, period=None):
    """The events of a theme in order of date, counted from the events themselves."""
    return [event for event in edition.events if theme in event.themes and period in (None, event.period)]


def test_each_theme_has_its_page_under_its_name(tree, edition):
    assert list(edition.records.themes) == THEME_IDS
    for theme in edition.records.themes.values():
        page = tree(f"themes/{theme.id}")
        assert text_of(page.xpath("//h1")[0]) == theme.name
        assert page.xpath("//title/text()")[0].startswith(f"{theme.name} - ")
        assert text_of(page.xpath("//*[@class='theme__question']")[0]) == theme.question


@pytest.mark.parametrize("theme", THEME_IDS)
def test_a_theme_page_has_its_passages_from_every_period(tree, edition, theme):
    columns = tree(f"themes/{theme}").xpath("//li[@class='theme__period']")
    assert [column.get("data-period") for column in columns] == SHORT
    for column in columns:
        period = column.get("data-period")
        passages = [item for item in edition.records.themes[theme].passages if item.at.startswith(f"{period}#")]
        sayings = column.xpath(".//p[@class='saying']")
        assert len(sayings) == len(passages) >= 1
        for saying, item in zip(sayings, passages, strict=True):
            assert saying.xpath(".//a/@href") == [f"../../periods/{item.at.replace('#', '/#')}"]
            assert text_of(saying).endswith(f"{item.says[1:]}.")


@pytest.mark.parametrize("theme", THEME_IDS)
def test_a_theme_page_says_what_changed_and_what_that_rests_on(tree, edition, theme):
    paragraphs = tree(f"themes/{theme}").xpath("//li[@class='change']")
    record = edition.records.themes[theme]
    assert 2 <= len(paragraphs) <= 3
    assert 90 <= sum(len(change.text.split()) for change in record.change) <= 150
    for paragraph, item in zip(paragraphs, record.change, strict=True):
        assert text_of(paragraph.xpath("p[@class='change__text']")[0])[2:] == item.text, "behind its number"
        assert re.search(r"\b(19|20)\d\d\b", item.text), "it names dates"
        links = paragraph.xpath("p[@class='change__basis']//a/@href")
        events = [event.id for event in edition.events if event.id in item.events]  # in order of date
        assert [link for link in links if "/timeline/#" in link] == [f"../../timeline/#{id}" for id in events]
        assert [link for link in links if "/notes/#" in link] == [f"../../notes/#{id}" for id in item.notes]


@pytest.mark.parametrize("theme", THEME_IDS)
def test_the_events_of_a_theme_page_are_those_of_the_records(tree, edition, theme):
    page = tree(f"themes/{theme}")
    for period in SHORT:
        section = page.xpath(f"//section[.//h3[@id='events-{period}']]")[0]
        rows = section.xpath(".//li[@class='theme-event']")
        events = of_theme(edition, theme, period)
        assert [row.xpath(".//a/@href")[0] for row in rows] == [f"../../timeline/#{event.id}" for event in events]
        for row, event in zip(rows, events, strict=True):
            assert text_of(row) == f"{event.date.words()} {event.title} {event.significance}".replace("  ", " ")
        if not events:
            assert "no event of this theme" in text_of(section)


@pytest.mark.parametrize("theme", THEME_IDS)
def test_the_sources_of_a_theme_page_are_those_of_its_events(tree, edition, theme):
    lists = tree(f"themes/{theme}").xpath("//ul[@class='theme-sources']")
    links = [link.rpartition("#")[2] for part in lists for link in part.xpath(".//a/@href")]
    assert len(links) == len(set(links))
    assert set(links) == {source for event in of_theme(edition, theme) for source in event.cited}
    standings = [
        {edition.records.sources[link.rpartition("#")[2]].standing for link in part.xpath(".//a/@href")}
        for part in lists
    ]
    order = ["primary", "institutional", "scholarly", "press", "reference", "other"]
    found = [next(iter(kinds)) for kinds in standings if len(kinds) == 1]
    assert len(found) == len(standings)
    assert found == [standing for standing in order if standing in found], "as in the bibliography"
    assert all(len(standing) == 1 for standing in standings)


@pytest.mark.parametrize("theme", THEME_IDS)
def test_a_theme_page_asks_three_questions(tree, edition, theme):
    asked = [text_of(item) for item in tree(f"themes/{theme}").xpath("//ol[@class='theme-questions']/li")]
    assert asked == list(edition.records.themes[theme].questions)
    assert len(asked) == 3
    assert all("?" in question for question in asked)


def test_theme_pages_follow_each_other(tree):
    order = ["figures", "themes", *THEMES, "people"]
    for place, name in enumerate(order[1:-1], start=1):
        links = tree(name).xpath("//nav[@aria-label='Previous and next page']//a/@href")
        depth = "../" * (name.count("/") + 1)
        ends = [link.replace("../", "").strip("/").split("/")[-1] for link in links]
        wanted = [order[place - 1].split("/")[-1], order[place + 1].split("/")[-1]]
        assert [end or "themes" for end in ends] == wanted, depth


def test_the_grid_is_a_table_with_a_filled_cell_for_each_theme_and_period(tree, edition):
    page = tree("themes")
    (table,) = page.xpath("//article//table")
    columns = table.xpath("./thead/tr/th[@scope='col']")
    assert [text_of(column).split(" ")[0] for column in columns] == ["Theme", "1921–1949", "1949–1978", "1978–present"]
    rows = table.xpath("./tbody/tr")
    assert len(rows) == len(THEMES)
    for row in rows:
        (head,) = row.xpath("./th[@scope='row']")
        theme = edition.records.themes[head.get("id")]
        assert head.get("id") == theme.id, "a published address"
        assert head.xpath(".//a/@href") == [f"{theme.id}/"]
        assert theme.question in text_of(head)
        cells = row.xpath("./td")
        assert [cell.get("data-period") for cell in cells] == SHORT
        for cell in cells:
            period = cell.get("data-period")
            passages = [item for item in theme.passages if item.at.startswith(f"{period}#")]
            links = cell.xpath(".//p[@class='saying']//a/@href")
            assert links == [f"../periods/{item.at.replace('#', '/#')}" for item in passages]
            assert all(item.says[1:] in text_of(cell) for item in passages)
            count = len(of_theme(edition, theme.id, period))
            (told,) = cell.xpath(".//p[contains(@class, 'matrix__count')]")
            assert text_of(told) == ("No event" if count == 0 else "1 event" if count == 1 else f"{count} events")
            assert told.xpath("./a/@href") == ([f"{theme.id}/#events-{period}"] if count else [])
            marks = "".join(cell.xpath(".//*[@class='strip__marks']/@d"))
            assert marks.count("M") == count
            places = [float(place) for place in re.findall(r"M([\d.]+) ", marks)]
            assert places == sorted(places)
            assert all(0 <= place <= 100 for place in places)


def test_events_and_threads_lead_to_the_theme_s_page(tree, edition):
    for event in edition.events:
        links = tree(f"events/{event.id}").xpath("//section[h2='Themes']//a/@href")
        assert links == [f"../../themes/{theme}/" for theme in event.themes], event.id
    for name in PERIODS:
        heads = tree(name).xpath("//table[@class='threads-table']/tbody/tr/th//a/@href")
        assert heads == [f"../../themes/{theme}/" for theme in THEME_IDS]


@pytest.mark.parametrize("width", [1280, 820, 360])
def test_the_grid_stays_a_table_at_every_width(page, width):
    """Where the style turns rows into cards, a screen reader still hears rows, headers and cells."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("themes/")
    table = page.get_by_role("table", name="Themes against periods")
    expect(table.get_by_role("row")).to_have_count(1 + len(THEMES))
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(table.get_by_role("rowheader")).to_have_count(8)
    expect(table.get_by_role("cell")).to_have_count(24)
    cells = page.locator(".matrix__row").first.locator("td")
    tops = cells.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().top))")
    assert len(set(tops)) == (1 if width > 720 else 3)
    shown = page.locator(".matrix__when").first.is_visible()
    assert shown == (width < 720), "a card names its period, a column need not"


def test_the_grid_names_its_columns_while_a_reader_scrolls(page):
    page.goto("themes/#governance")
    expect(page.locator(".matrix__period").first).to_be_in_viewport()
    head = page.locator("#governance")
    expect(head).to_be_in_viewport()
    bottom = page.locator(".matrix__period").first.evaluate("one => one.getBoundingClientRect().bottom")
    assert head.evaluate("one => one.querySelector('p').getBoundingClientRect().top") >= bottom


def test_a_count_leads_to_the_events_of_its_period(page, edition):
    theme, period = next(
        (theme, period) for theme in THEME_IDS for period in SHORT[1:] if len(of_theme(edition, theme, period)) > 1
    )
    events = of_theme(edition, theme, period)
    page.goto("themes/")
    page.locator(f"#{theme} ~ td[data-period='{period}']").get_by_role("link", name=f"{len(events)} events").click()
    expect(page).to_have_url(re.compile(rf"/themes/{theme}/#events-{period}$"))
    expect(page.locator(f"#events-{period}")).to_be_in_viewport()
    section = page.locator("section", has=page.locator(f"#events-{period}"))
    expect(section.get_by_role("listitem")).to_have_count(len(events))


@pytest.mark.parametrize("name", ["themes/", *rarely("themes/internationalism/")])
def test_themes_print_whole(page, edition, name):
    page.goto(name)
    text = on_paper(page)
    theme = edition.records.themes["internationalism"]
    themes = edition.records.themes.values() if name == "themes/" else [theme]
    wanted = [f"{item.says[1:]}." for one in themes for item in one.passages]
    if name != "themes/":
        wanted += [event.title for event in of_theme(edition, theme.id)] + list(theme.questions)
    assert [part for part in wanted if squeezed(part) not in text] == []


BROKEN = {
    "two questions": (
        r"(- id: economy\n(?:.|\n)*?  questions:\n)    - >-\n(?:      .*\n)+",
        r"\1",
        "docs/data/themes.yml: economy: questions: holds 2; it needs at least 3",
    ),
    "an event that does not exist": (
        r"\[cpc-second-congress, comintern-dissolved,",
        "[cpc-second-congres, comintern-dissolved,",
        "docs/data/themes.yml: internationalism: change 1 events: 'cpc-second-congres' is not in events.yml; "
        "did you mean 'cpc-second-congress'?",
    ),
    "a paragraph of the essay that does not exist": (
        r"passages: \[1978-present#p1, outlook#p3\]",
        "passages: [1978-present#p1, outlook#p9]",
        "docs/data/themes.yml: state-power: change 2 passages: 'outlook#p9' is not a paragraph",
    ),
    "a paragraph on nothing": (
        r"      events: \[sino-soviet-agreement-1924, sino-soviet-non.*\n      notes: .*\n",
        "",
        "docs/data/themes.yml: diplomacy: change 1: rests on nothing; name its events or notes",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_theme_gives_its_message(copy, case):
    pattern, new, expected = BROKEN[case]
    path = copy / "docs" / FILE
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    found = messages(copy)
    assert any(message.startswith(expected) for message in found), found


def test_a_theme_without_its_page_is_reported(copy):
    change(copy, "themes/economy.md", 'theme("economy")', 'theme("diplomacy")')
    (copy / "docs/themes/soviet-relations.md").unlink()
    assert messages(copy) == [
        "docs/data/themes.yml: soviet-relations: has no page; write docs/themes/soviet-relations.md "
        'with {{ theme("soviet-relations") }}',
        'docs/themes/economy.md: does not show its theme; write {{ theme("economy") }}',
    ]


def test_on_paper_no_row_lies_on_the_heads_of_the_periods(page):
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto("themes/")
    page.emulate_media(media="print")
    heads = [head.bounding_box() for head in page.locator(".matrix__period").all()]
    first = page.locator(".matrix__row").first.bounding_box()
    assert all(head["y"] + head["height"] <= first["y"] + 1 for head in heads)
