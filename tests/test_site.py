"""The built site: every page, link, id, count and name, as a reader without scripts gets them."""

import itertools
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from conftest import PREFIX, ROOT, build
from lxml import html

ESSAY = ["introduction", "periods/1921-1949", "periods/1949-1978", "periods/1978-present", "outlook"]
PERIODS = ESSAY[1:4]
REFERENCE = ["people", "organisations", "glossary", "notes"]
NAV = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2].partition("\n#")[0]
PAGES = [re.sub(r"/?index$", "", name) for name in re.findall(r"([\w/-]+)\.md", NAV)]  # in reading order
THEMES = [name for name in PAGES if name.startswith("themes/")]
KINDS = [
    "",
    ESSAY[0],
    PERIODS[1],
    "timeline",
    "map",
    "figures",
    "themes",
    THEMES[0],
    "people",
    "notes",
    "literature",
    "data",
]
HANZI = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the site by its path, parsed."""
    found = {str(path.relative_to(site)): html.document_fromstring(path.read_bytes()) for path in site.rglob("*.html")}
    written = [path for path in found if not path.startswith(("events/", "handouts/"))]
    assert len(written) == len(PAGES) + 1, "every page is in the site, and no other but that for lost readers"
    return found


@pytest.fixture(scope="module")
def tree(pages):
    return lambda name: pages[f"{name}/index.html" if name else "index.html"]


def address_of(name: str) -> str:
    """The address of a page, or of a place on one, below the site's."""
    return f"{name}/" if name and "#" not in name else name


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_and_asset_leads_somewhere(site, pages, address):
    """Each address on each page, resolved under a project's path as a browser does, is a file and an id of the site."""
    dead = []
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        base = f"{address}{path.removesuffix('index.html')}"
        for link in page.xpath("//@href | //@src | //@*[name()='xlink:href']"):
            whole, anchor = urldefrag(urljoin(base, link))
            if not whole.startswith(address.removesuffix(PREFIX)):
                continue
            inside = unquote(whole.removeprefix(address).partition("?")[0])  # filters stand behind it
            target = f"{inside}index.html" if inside == "" or inside.endswith("/") else inside
            here = whole.startswith(address) and (site / target).is_file()
            if not here or (anchor and not anchor.startswith("__") and anchor not in ids.get(target, {anchor})):
                dead.append(f"{path}: {link}")
    assert dead == []


def test_no_id_stands_twice_and_no_marker_is_left(pages):
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), path
        body = re.sub(r"<pre.*?</pre>", "", html.tostring(page, encoding="unicode"), flags=re.S)  # BibTeX has braces
        assert not re.search(r"{{|{%|{ #|markdown=\"|\[\^|&amp;#\d", body), path


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_main_heading_a_title_and_a_description(tree, name):
    page = tree(name)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//title/text()")[0].strip()
    assert len(page.xpath("//meta[@name='description']/@content")[0]) > 60
    levels = [
        int(heading.tag[1]) for heading in page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels


def test_titles_and_descriptions_are_each_page_s_own(tree):
    assert len({tree(name).xpath("//title/text()")[0] for name in PAGES}) == len(PAGES)
    assert len({tree(name).xpath("//meta[@name='description']/@content")[0] for name in PAGES}) == len(PAGES)


@pytest.mark.parametrize("name", ESSAY)
def test_an_essay_page_has_its_paragraphs_and_credits_the_original(tree, edition, name):
    page = tree(name)
    paragraphs = page.xpath("//article//p[starts-with(@id, 'p')]/@id")
    own = [item for item in edition.passages.values() if item.page == name.split("/")[-1]]
    assert paragraphs == [f"p{number}" for number in range(1, len(own) + 1)]
    for number, link in enumerate(page.xpath("//a[@class='passage__number']"), start=1):
        assert link.get("aria-label") == f"Link to paragraph {number}"
        assert link.get("href") == f"#p{number}"
    credit = page.xpath("//p[@class='credit']")[0]
    assert "Sun Wei" in text_of(credit)
    assert credit.xpath(".//a/@href")[0] == "https://www.rosalux.de/en/news/id/41634"


@pytest.mark.parametrize("name", ESSAY)
def test_an_essay_page_leads_on_along_the_essay(tree, name):
    page = tree(name)
    place = ESSAY.index(name)
    before, after = (["", *ESSAY, "timeline"][place + step] for step in (0, 2))
    links = page.xpath("//nav[@aria-label='Previous and next page']//a/@href")
    assert [urljoin(f"/{name}/", link).strip("/") for link in links] == [before, after]


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_page_links_into_passages_of_both_others(tree, name):
    page = tree(name)
    links = [urljoin(f"/{name}/", link) for link in page.xpath("//table[@class='threads-table']//a/@href")]
    for other in set(PERIODS) - {name}:
        passages = {link for link in links if re.fullmatch(rf"/{other}/#p\d", link)}
        assert len(passages) >= 3, f"{name} → {other}"
    passages = page.xpath("//table[@class='threads-table']//td/p")
    assert all(len(text_of(passage)) > 30 for passage in passages), "every link says why"


@pytest.mark.parametrize("name", PERIODS)
def test_key_dates_are_the_events_of_the_period_in_order(tree, edition, name):
    links = tree(name).xpath("//ol[@class='dates']//a/@href")
    assert [link.split("#")[1] for link in links] == [event.id for event in edition.events_of(name.split("/")[1])]


def test_every_time_element_has_a_valid_value(tree):
    values = tree("timeline").xpath("//time/@datetime")
    assert len(values) >= 90
    assert [value for value in values if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)] == []


@pytest.mark.parametrize("name", REFERENCE)
def test_a_reference_page_has_every_record_under_its_id(tree, edition, name):
    headings = set(tree(name).xpath("//h2/@id | //h3/@id"))
    assert set(getattr(edition.records, name)) <= headings


def test_nothing_is_loaded_from_another_host(pages):
    for path, page in pages.items():
        said = "@rel='canonical' or @rel='cite-as' or @rel='license' or @rel='type'"  # and not loaded
        loaded = page.xpath(f"//script/@src | //img/@src | //iframe/@src | //link[not({said})]/@href")
        assert [address for address in loaded if re.match(r"(https?:)?//", address)] == [], path


def test_addresses_carry_the_publisher_s_host(site, tree, address):
    assert tree("timeline").xpath("//link[@rel='canonical']/@href") == [f"{address}timeline/"]
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    places = re.findall(r"<loc>(.*?)</loc>", sitemap)
    assert sorted(place for place in places if not re.search("/(events|handouts)/", place)) == sorted(
        f"{address}{name}/" if name else address for name in PAGES
    )


def test_the_search_index_has_each_event_person_and_term_under_its_own_address(site, edition):
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    places = {entry["location"]: entry for entry in index["docs"]}
    for kind in ("people", "glossary"):
        for record in getattr(edition.records, kind):
            assert f"{kind}/#{record}" in places, record
    for event in edition.records.events:
        assert f"events/{event}/" in places, event
    assert "sources/#bandung-final-communique" in places
    assert "literature/#garver-2016" in places
    person = places["people/#zhou-enlai"]["text"]
    assert "周恩来" in person
    assert "Zhōu Ēnlái" in person


def test_records_are_published_as_they_are(site, root):
    for path in (root / "docs/data").glob("*.yml"):
        assert (site / "data" / path.name).read_bytes() == path.read_bytes()


def test_the_page_for_lost_readers_works_at_any_depth(site):
    page = html.document_fromstring((site / "404.html").read_bytes())
    for address in page.xpath("//article//a/@href | //link[@rel='stylesheet']/@href"):
        assert address.startswith(PREFIX), address
    assert text_of(page.xpath("//h1")[0]) == "This page does not exist"


@pytest.mark.slow
def test_an_editor_changes_a_record_and_sees_it(copy, tmp_path, address):
    path = copy / "docs/data/events.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Asian-African Conference at Bandung", "title: A new title"), encoding="utf-8")
    done = build(copy, tmp_path / "out", address)
    assert done.returncode == 0, done.stderr
    for name in ("timeline", "periods/1949-1978", "map"):
        assert "A new title" in (tmp_path / "out" / name / "index.html").read_text(encoding="utf-8")


def test_a_mistake_stops_the_build_with_one_clear_message_and_no_site(copy, tmp_path, address):
    path = copy / "docs/data/events.yml"
    text = path.read_text(encoding="utf-8")
    event, people = re.search(r"^- id: (\S+)\n(?:  .*\n)*?(  people: \[)", text, re.M).groups()
    path.write_text(text.replace(people, f"{people}lennin, ", 1), encoding="utf-8")
    done = build(copy, tmp_path / "out", address)
    assert done.returncode == 1
    said = f"docs/data/events.yml: {event}: people: 'lennin' is not in people.yml; did you mean 'lenin'?"
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("link", ["nowhere.md", "timeline.md#no-such-event"])
def test_a_dead_link_in_a_page_stops_the_build(copy, tmp_path, address, link):
    with (copy / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write(f"\n[dead]({link})\n")
    done = build(copy, tmp_path / "out", address)
    assert done.returncode == 1
    assert link.partition("#")[2] in done.stderr
