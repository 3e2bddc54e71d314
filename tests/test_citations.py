"""Cite: one record behind text, BibTeX, RIS, CSL-JSON, the tags of the head and the JSON-LD, and nobody miscredited."""

import json
import re
from pathlib import Path
from typing import get_args

import bibtexparser
import pytest
import rispy
from audit import violations
from conftest import PREFIX, opened
from lxml import html
from playwright.sync_api import expect
from test_site import ESSAY, PAGES

from chronicle.edition.citable import offered
from chronicle.edition.citations import references
from chronicle.edition.csl import csl
from chronicle.edition.processor import rendered
from chronicle.exports.bibtex import entry as bibtex
from chronicle.exports.ris import entry as ris
from chronicle.records.sources import Source
from chronicle.records.values import CslType
from chronicle.views import templates as views
from chronicle.views.metadata import Shared, head

SUN = "Sun, Wei"
MAKERS = "The makers of this edition"
EVENT, NOTE = "bandung-conference", "aid-and-the-un-seat"  # an id is for ever


def read_bibtex(text: str) -> dict[str, str]:
    """The first entry of a BibTeX text by field, without the braces that keep capitals."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    entry = library.entries[0]
    fields = {field.key: re.sub(r"(?<!\\)[{}]", "", field.value) for field in entry.fields}
    return fields | {"type": entry.entry_type, "key": entry.key}


def read_ris(text: str) -> dict[str, object]:
    return rispy.loads(text)[0]


def unescaped(text: str) -> str:
    return re.sub(r"\\([&%$#_{}])", r"\1", text)


@pytest.fixture(scope="module")
def tree(site):
    def parse(name: str) -> html.HtmlElement:
        return html.document_fromstring((site / name / "index.html").read_bytes())

    return parse


def tags(page: html.HtmlElement) -> dict[str, str]:
    found = {}
    for tag in page.xpath("//head/meta[@content][@name or @property]"):
        name = tag.get("name") or tag.get("property")
        assert name not in found, f"{name} stands twice"
        found[name] = tag.get("content")
    return found


def linked_data(page: html.HtmlElement) -> dict:
    (script,) = page.xpath("//head/script[@type='application/ld+json']/text()")
    return json.loads(script)


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def files(site: Path, page: str, block: html.HtmlElement) -> tuple[dict, dict, dict]:
    """What the files that a block “Cite” on a page leads to say: BibTeX, RIS and CSL-JSON."""
    links = block.xpath(".//a[@download]/@href")
    bib, ris, csl = ((site / page / link).read_text(encoding="utf-8") for link in links)
    return read_bibtex(bib), read_ris(ris), json.loads(csl)[0]


def same(one: str, other: str) -> bool:
    """Titles agree; the style writes them with capitals, and quotation marks in their order."""
    return re.sub("[“”‘’]", "’", one).casefold() in re.sub("[“”‘’]", "’", other).casefold()


@pytest.mark.parametrize("name", ESSAY)
def test_zotero_finds_all_it_looks_for_on_an_essay_page(tree, name, address):
    found = tags(tree(name))
    assert found["citation_title"].endswith("(retold)")
    assert found["citation_author"] == SUN
    assert re.fullmatch(r"\d{4}/\d\d(/\d\d)?", found["citation_publication_date"])
    assert found["citation_public_url"] == found["citation_fulltext_html_url"] == f"{address}{name}/"
    assert found["citation_language"] == "en"
    assert found["citation_publisher"] == MAKERS
    assert found["citation_book_title"] == "Internationalism in China: A scholarly edition of Sun Wei’s essay"
    assert found["z:itemType"] == "bookSection"


@pytest.mark.parametrize("name", ESSAY)
def test_all_forms_on_an_essay_page_agree(tree, site, name, address):
    page = tree(name)
    found, data = tags(page), linked_data(page)
    title, year = found["citation_title"], found["citation_publication_date"][:4]
    (block,) = page.xpath("//details[contains(@class, 'cite--page')]")
    text = shown(block.xpath(".//p[@data-copy='citation']")[0])
    bib, reference, item = files(site, name, block)
    titles = [found["DC.title"], found["og:title"], data["headline"], item["title"], bib["title"]]
    assert {*titles, reference["title"]} == {title}
    assert same(title, text)
    person = data["author"]
    assert [found["DC.creator"], f"{person['familyName']}, {person['givenName']}", bib["author"]] == [SUN] * 3
    assert [item["author"], reference["authors"]] == [[{"family": "Sun", "given": "Wei"}], [SUN]]
    assert text.startswith(f"{SUN}. {year}. ")
    years = [found["DC.date"][:4], data["datePublished"][:4], str(item["issued"]["date-parts"][0][0]), bib["year"]]
    assert {*years, reference["year"]} == {year}
    places = [found["DC.identifier"], found["og:url"], data["url"], item["URL"], bib["url"], reference["urls"][0]]
    assert {*places, page.xpath("//link[@rel='canonical']/@href")[0]} == {f"{address}{name}/"}
    assert text.endswith(f"{address}{name}/.")


@pytest.mark.parametrize("name", ESSAY)
def test_an_essay_page_is_based_on_the_original_and_says_so(tree, site, name):
    page = tree(name)
    data = linked_data(page)
    assert data["@type"] == "ScholarlyArticle"
    original = data["isBasedOn"]
    assert original["name"] == "Internationalism in China: A Historical Snapshot"
    assert original["author"]["name"] == "Sun Wei"
    assert original["publisher"]["name"] == "Rosa-Luxemburg-Stiftung"
    assert original["url"] == tags(page)["dcterms.source"] == "https://www.rosalux.de/en/news/id/41634"
    assert data["isPartOf"]["@type"] == "Collection"
    assert data["publisher"]["name"] == MAKERS
    for ending in ("bib", "ris", "json"):
        text = (site / f"cite/essay-{name.split('/')[-1]}.{ending}").read_text(encoding="utf-8")
        assert "the wording is this edition’s" in text, "every form says whose words these are"


@pytest.mark.parametrize("name", sorted({*PAGES} - {*ESSAY}))
def test_every_other_page_is_ours_and_says_so_in_every_form(tree, name, address, edition):
    page = tree(name)
    found, data = tags(page), linked_data(page)
    here = f"{address}{name}/" if name else address
    assert found["DC.creator"] == data["author"]["name"] == MAKERS
    assert found["citation_author"] == f"{MAKERS},", "no program turns the name of a body round"
    assert found["citation_title"] == found["DC.title"] == found["og:title"] == data["name"]
    assert found["citation_publication_date"].replace("/", "-") == found["DC.date"] == data["datePublished"]
    assert {found["citation_public_url"], found["DC.identifier"], found["og:url"], data["url"]} == {here}
    assert found["description"] == found["dcterms.abstract"] == found["og:description"] == data["description"]
    assert data["license"] == found["dcterms.license"] == edition.colophon.licence.url
    assert data["@type"] == ("CollectionPage" if name == "timeline" else "WebPage")


def test_the_timeline_says_how_many_events_it_lists(tree, edition):
    assert linked_data(tree("timeline"))["mainEntity"]["numberOfItems"] == len(edition.events)


def cited_events(tree, site, edition) -> dict[str, tuple[str, str, html.HtmlElement, str]]:
    """Each event's page, the end of its address, its block “Cite”, and the citation that stands there."""
    found = {}
    for event in edition.events:
        page = f"events/{event.id}"
        (block,) = tree(page).xpath("//details[contains(@class, 'cite')]")
        assert block.xpath(".//p[@data-copy='address']/text()")[0].endswith(f"/{page}/")
        found[event.id] = page, f"{page}/", block, shown(block.xpath(".//p[@data-copy='citation']")[0])
    return found


def cited_notes(tree, site, edition) -> dict[str, tuple[str, str, html.HtmlElement, str]]:
    """The same of each note, whose citation is a file until it is asked for."""
    found = {}
    for block in tree("notes").xpath("//details[@class='cite']"):
        (key,) = block.xpath("./ancestor::*[.//h3][1]//h3/@id")
        href = block.xpath(".//a[@data-copy='citation']/@href")[0]
        found[key] = "notes", f"notes/#{key}", block, (site / "notes" / href).read_text(encoding="utf-8").strip()
    assert list(found) == tree("notes").xpath("//article//h3/@id")
    return found


@pytest.mark.parametrize(("kind", "cited"), [("event", cited_events), ("note", cited_notes)], ids=["event", "note"])
def test_every_event_and_note_has_a_citation_of_its_own_by_us(tree, site, edition, address, kind, cited):
    found, records = cited(tree, site, edition), getattr(edition.records, f"{kind}s")
    assert set(found) == set(records)
    for key, (page, end, block, text) in found.items():
        title = records[key].title
        assert text.startswith(f"{MAKERS}. {edition.colophon.year}. "), key
        assert same(title, text), key
        assert text.endswith(f"{address}{end}."), key
        links = block.xpath(".//a[@download]/@href")
        assert [link.rpartition("/")[2] for link in links] == [f"{kind}-{key}.{end}" for end in ("bib", "ris", "json")]
        bib, reference, item = files(site, page, block)
        assert {unescaped(bib["title"]), reference["title"], item["title"]} == {title}
        assert (bib["author"], reference["authors"], item["author"]) == (MAKERS, [f"{MAKERS},"], [{"literal": MAKERS}])
        assert {bib["url"], reference["urls"][0], item["URL"]} == {f"{address}{end}"}


def test_there_is_a_file_for_each_citation_and_no_other(site, edition, address):
    expected = {f"{key}.{ending}" for key in offered(edition, address) for ending in ("txt", "bib", "ris", "json")}
    assert {path.name for path in (site / "cite").iterdir()} == expected
    records = (edition.passages, edition.events, edition.notes, edition.records.figures)
    assert len(expected) == 4 * (5 + sum(map(len, records)))


def test_every_source_survives_the_way_through_bibtex_and_ris(edition):
    for source in edition.records.sources.values():
        item = csl(source)
        bib, reference = read_bibtex(bibtex(item)), read_ris(ris(item))
        assert bib["key"] == reference["id"] == source.id
        assert unescaped(bib["title"]) == reference["title"] == source.title
        assert bib.get("url") == reference.get("urls", [None])[0] == source.URL
        assert bib.get("doi") == reference.get("doi") == source.DOI
        names = [name.literal or f"{name.family}, {name.given}" for name in source.author if name.literal or name.given]
        assert [name for name in names if name not in unescaped(bib["author"])] == []
        assert [
            name for name in names if name.replace(",", ";") not in ";".join(reference["authors"]).replace(",", ";")
        ] == []
        if source.issued:
            start = source.issued.start
            assert bib["year"] == reference["year"] == str(start.year)
            assert bib["date"].split("-")[1:] == [f"{part:02}" for part in (start.month, start.day) if part]
            assert reference["date"].split("/")[1:3] == [
                f"{part:02}" if part else "" for part in (start.month, start.day)
            ]


@pytest.mark.parametrize("kind", get_args(CslType))
def test_every_type_and_every_sign_can_be_written(kind):
    title = r"Bread & {Land}: 50% of $1 #1, a_b \ ~ ^ at <https://example.org>"
    author = [{"literal": "Ministry of War and Peace"}, {"family": "de Man", "given": "Hendrik"}]
    item = {
        "id": "odd-one", "type": kind, "title": title, "author": author, "container-title": "A & B",
        "page": "1–9", "issued": {"date-parts": [[1924, 5, 31]]}, "URL": "https://example.org/a_b%20c#d&e",
    }  # fmt: skip
    bib, reference = read_bibtex(bibtex(item)), read_ris(ris(item))
    assert reference["title"] == title
    words = bib["title"].replace("\\textbackslash", "\\").replace("\\textasciitilde", "~")
    assert unescaped(words.replace("\\textasciicircum", "^")) == title
    assert bibtex(item).count("{") == bibtex(item).count("}")
    assert "{Ministry of War and Peace} and de Man, Hendrik" in bibtex(item)
    assert (bib["url"], reference["urls"]) == (item["URL"], [item["URL"]])
    assert (bib["year"], bib["month"], bib["date"]) == ("1924", "may", "1924-05-31")
    assert (bib["pages"], reference["start_page"], reference["end_page"]) == ("1--9", "1", "9")


def test_a_line_break_cannot_start_a_new_field(edition, address):
    item = offered(edition, address)[f"event-{EVENT}"] | {"title": "One\nER  - \nTY  - BOOK"}
    assert read_ris(ris(item))["title"] == "One ER - TY - BOOK"


def test_nothing_in_a_title_can_leave_the_head(edition, address):
    item = offered(edition, address)["essay-outlook"] | {"title": "</script><!-- & “x”"}
    shared = Shared(item["title"], f"{address}pictures/outlook.png", "A picture")
    data = head(edition.colophon, item, "About", address, shared)["data"]
    assert not re.search(r"[<>&]", data)
    assert json.loads(data)["headline"] == item["title"]


def test_the_text_comes_from_the_processor_in_the_style_of_the_bibliography(edition, address):
    reference = rendered({"x": offered(edition, address)["essay-outlook"] | {"id": "x"}})["x"]
    assert reference.short == f"Sun {edition.colophon.year}"
    assert f"<i>{edition.colophon.title}" in reference.full


PLACES = {"an event": f"events/{EVENT}/", "a note": f"notes/#{NOTE}", "a page": f"{ESSAY[1]}/"}
FILES = {"an event": f"event-{EVENT}", "a note": f"note-{NOTE}", "a page": f"essay-{ESSAY[1].split('/')[1]}"}


def open_block(page, where):
    """Open the block “Cite” of an event, of a note among others, or of a page of the essay."""
    page.goto(PLACES[where])
    own = page.locator("section", has=page.locator(f"#{NOTE}")) if where == "a note" else page
    block = own.locator("details.cite")
    assert page.locator(".cite__copy").count() == 0, "no button before a block is opened"
    block.locator("summary").click()
    return block


ONLY_WITHIN_THE_CLICK = """
  let within = false
  addEventListener("click", () => { within = true; setTimeout(() => within = false) }, true)
  const write = navigator.clipboard.writeText.bind(navigator.clipboard)
  navigator.clipboard.writeText = text => within ? write(text) : Promise.reject(new Error("not within the click"))
"""


@pytest.mark.parametrize("where", PLACES)
def test_every_form_is_copied_even_where_the_clipboard_opens_within_the_click_alone(page, site, address, where):
    """Safari is such a browser. The keyboard stays where it was."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(ONLY_WITHIN_THE_CLICK)
    block = open_block(page, where)
    texts = {
        form: (site / f"cite/{FILES[where]}.{ending}").read_text("utf-8").strip()
        for form, ending in (("citation", "txt"), ("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))
    }
    for form, text in {**texts, "address": f"{address}{PLACES[where]}"}.items():
        button = block.get_by_role("button", name=f"Copy {form}")
        button.focus()
        page.keyboard.press("Enter")
        expect(block.get_by_text("Copied")).to_have_count(1)
        expect(block.get_by_text("Copied")).to_be_in_viewport()
        expect(button).to_be_focused()
        assert page.evaluate("navigator.clipboard.readText()") == text
        block.get_by_role("status").evaluate_all("all => all.forEach(one => one.textContent = '')")


@pytest.mark.parametrize("where", PLACES)
def test_where_the_clipboard_is_closed_what_was_asked_for_is_selected_line_by_line(page, where):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    block = open_block(page, where)
    author = SUN if where == "a page" else MAKERS
    forms = (("BibTeX", "@"), ("RIS", "TY  -"), ("CSL-JSON", "["), ("citation", author), ("address", "http"))
    for form, start in forms:
        block.get_by_role("button", name=f"Copy {form}").click()
        expect(block.get_by_text("Selected").last).to_be_visible()
        selected = page.evaluate("getSelection().toString()")
        assert selected.startswith(start)
        assert ("\n" in selected) == (form not in ("citation", "address"))


@pytest.mark.parametrize("where", PLACES)
def test_where_a_text_cannot_be_brought_its_file_is_offered_and_no_button(page, where):
    """What stands on the page itself can be copied all the same."""
    page.route(f"**/{FILES[where]}.*", lambda route: route.abort())
    block = open_block(page, where)
    expect(block.get_by_role("status")).to_have_count(0 if where == "a note" else 2)
    expect(block.get_by_role("link", name="BibTeX")).to_be_visible()
    stands = [] if where == "a note" else ["Copy citation", "Copy address"]
    assert block.get_by_role("button").all_text_contents() == stands


@pytest.mark.parametrize("where", PLACES)
def test_without_scripts_the_citation_and_its_files_are_there(chromium, address, site, where):
    with opened(chromium, address, java_script_enabled=False) as page:
        block = open_block(page, where)
        citation = block.get_by_role("link", name="Text") if where == "a note" else block.locator(".cite__text").first
        expect(citation).to_be_visible()
        with page.expect_download() as download:
            block.get_by_role("link", name="RIS").click()
        assert download.value.suggested_filename == f"{FILES[where]}.ris"
        assert download.value.url == f"{address}cite/{FILES[where]}.ris"


def test_an_open_citation_is_accessible_and_small_screens_hold_it(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("outlook/")
    page.locator(".cite--page summary").click()
    expect(page.locator(".cite__copy")).to_have_count(5)
    assert violations(page) == []
    for palette in ("default", "slate"):
        page.evaluate("palette => document.body.setAttribute('data-md-color-scheme', palette)", palette)
        assert violations(page, colour=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    boxes = page.locator(".cite summary, .cite__copy, .cite__name a").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(boxes) >= 24


def test_addresses_hold_below_a_project_s_path(tree):
    assert f"{PREFIX}timeline/" in tags(tree("timeline"))["og:url"]


@pytest.fixture(scope="module")
def bibliography(tree, edition):
    """The reference of each source, as an element of its page."""
    pages = {name: tree(name) for name in ("sources", "literature")}
    shelves = {key: pages[source.shelf.removesuffix(".md")] for key, source in edition.records.sources.items()}
    return {key: page.get_element_by_id(key).getnext() for key, page in shelves.items()}


def test_every_reference_leads_to_its_source(bibliography, edition):
    for key, source in edition.records.sources.items():
        wanted = f"https://doi.org/{source.DOI}" if source.DOI else source.URL
        assert bibliography[key].xpath(".//a/@href") == ([wanted] if wanted else []), key


def test_titles_are_marked_as_the_language_they_are_in(bibliography, edition):
    codes = set()
    for key, source in edition.records.sources.items():
        own = [part.text_content() for part in bibliography[key].xpath(f".//*[@lang={source.language!r}]")]
        if source.language not in ("en", "zh") and not source.title.startswith("["):
            assert source.title in own, key
            codes.add(source.language)
        assert not bibliography[key].xpath(".//*[@lang='en']"), key
    assert codes


def test_a_source_that_nobody_signs_begins_with_its_title_and_says_it_once():
    source = Source(id="x", type="webpage", standing="other", title="A Page by Nobody", language="en")
    text = references({"x": source})["x"].plain
    assert text.startswith(f"“{source.title}.” "), text
    assert text.count(source.title) == 1


def test_chinese_is_marked_in_one_piece_with_its_own_signs():
    for text in ("蒙古问题之争：1920年代知识界", "瓦窑堡会议（1935年12月17日）", "【百个瞬间】1967，中非友谊"):
        marked = f'<span lang="zh-Hans">{text}</span>'
        assert views.prose(f"Of “{text}”, 1921.") == f"Of “{marked}”, 1921."


def test_a_page_of_the_essay_and_an_event_are_cited_in_the_styles_of_other_schools(tree, edition):
    for name in ("periods/1949-1978", "events/bandung-conference"):
        (styles,) = tree(name).xpath("//dl[@class='cite__styles']")
        assert [one.text_content() for one in styles.findall("dt")] == ["MLA", "APA", "GB/T 7714"]
        said = [" ".join(one.text_content().split()) for one in styles.findall("dd")]
        assert all(edition.colophon.edition in text.replace("Edition", "edition") for text in said)
    essay = tree("periods/1949-1978").xpath("//dl[@class='cite__styles']/dd")
    assert [one.text_content().strip()[:9] for one in essay] == ["Sun, Wei.", "Sun, W. (", "SUN W. 19"]
