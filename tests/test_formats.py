"""The edition as tables, database, feed, linked data, crate, annotations and Markdown, read as others read them."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from urllib.parse import quote, urljoin

import feedparser
import openpyxl
import pytest
import rdflib
import signposting
from lxml import etree, html
from pyld import jsonld
from small import ADDRESS, lay_out
from test_exports import SCHEMA, text

from chronicle import exports
from chronicle.edition import open_edition
from chronicle.exports.columns import Column, in_csv
from chronicle.exports.feed import feed_xml
from chronicle.exports.tables import TABLES, tables
from chronicle.finish.markdown import markdown
from chronicle.records.addresses import place
from chronicle.records.editions import Fixed
from chronicle.records.load import KINDS

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / "data"


@pytest.fixture(scope="module")
def feed(site: Path) -> feedparser.FeedParserDict:
    return feedparser.parse((site / "feed.xml").read_bytes())


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def head(site: Path, page: str) -> list[dict[str, str]]:
    """The links in the head of a page."""
    return [dict(link.attrib) for link in html.parse(site / page / "index.html").xpath("//head/link")]


def test_the_feed_has_every_correction_newest_first(feed, edition, address):
    assert not feed.bozo, feed.get("bozo_exception")
    assert (feed.version, feed.feed.title) == ("atom10", f"{edition.colophon.title}: changes")
    assert [author.name for author in feed.feed.authors] == [edition.colophon.makers]
    assert [entry.id for entry in feed.entries] == [f"{address}changes/#{change.id}" for change in edition.changes]
    days = [entry.updated_parsed[:3] for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated_parsed[:3] == days[0]
    for entry, change in zip(feed.entries, edition.changes, strict=True):
        assert [tag.term for tag in entry.tags] == ["correction"]
        assert change.was.rstrip(".") in entry.content[0].value
        assert change.now.rstrip(".") in entry.content[0].value
        assert entry.link == address.rstrip("/") + edition.published.resolve(change.address)


def test_the_feed_has_what_atom_requires(site, address):
    root = etree.parse(site / "feed.xml").getroot()
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert all(len(element.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
    assert root.xpath("string(*[@rel='self']/@href)") == f"{address}feed.xml"


def test_the_feed_tells_of_fixed_editions_and_can_be_empty(tmp_path):
    edition = open_edition(lay_out(tmp_path))
    edition.changes = []
    edition.records.editions.clear()
    empty = feedparser.parse(feed_xml(edition, ADDRESS))
    assert (empty.bozo, empty.entries) == (False, [])
    assert empty.feed.updated.startswith(edition.colophon.issued.earliest.isoformat())
    home = f"{ADDRESS}editions/2001-05/"
    fixed = {"id": "2001-05", "date": "2001-05", "address": home, "sha256": "0" * 64, "says": "Locks & 5 < 6 boats."}
    edition.records.editions["2001-05"] = Fixed.model_validate(fixed)
    (entry,) = feedparser.parse(feed_xml(edition, ADDRESS)).entries
    assert (entry.title, entry.link, entry.tags[0].term) == ("Edition of May 2001", home, "edition")
    assert entry.content[0].value == fixed["says"]


def test_every_page_leads_to_feed_search_and_its_markdown(site, edition):
    for page in ("", "timeline/", "periods/1921-1949/", "events/bandung-conference/"):
        links = {link["rel"]: link for link in head(site, page)}
        for rel, kind in {
            "alternate feed": "application/atom+xml",
            "search": "application/opensearchdescription+xml",
            "alternate ": "text/markdown",
        }.items():
            assert links[rel]["type"] == kind
            assert (site / page / links[rel]["href"]).resolve().is_file(), (page, rel)
        assert "alternate" not in links
    changes = html.parse(site / "changes/index.html")
    assert changes.xpath("//article//a[@href='../feed.xml']")


def test_the_theme_fetches_nothing_for_these_links(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("timeline/")
    page.mouse.move(200, 300)
    page.mouse.move(210, 310)
    page.locator("html[data-theme=ready]").wait_for()
    page.wait_for_timeout(500)
    assert [url for url in asked if re.search(r"sitemap|feed|opensearch|\.md$", url)] == []


def test_a_browser_finds_here_what_opensearch_says(site, page, address):
    root = etree.parse(site / "opensearch.xml").getroot()
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    template = root.xpath("string(*[@type='text/html']/@template)")
    page.goto(template.replace("{searchTerms}", quote("Bandung")))
    assert page.url.startswith(address)
    page.locator(".search__result[href*='bandung-conference']").first.wait_for(state="attached", timeout=60_000)


def test_robots_may_read_all_and_are_told_of_the_pages(site, address):
    assert text(site / "robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"
    assert (site / "sitemap.xml").is_file()


def test_no_kind_of_record_is_forgotten(data):
    assert set(TABLES) == set(KINDS) - {"edition", "maps"}
    assert set(KINDS) - {"edition"} <= set(json.loads(text(data / "records.json")))


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_is_a_table_with_every_record(data, edition, kind):
    rows = table(data / f"{kind}.csv")
    assert sorted(row["id"] for row in rows) == sorted(getattr(edition.records, kind))
    fields = {info.alias or name for name, info in KINDS[kind].model_fields.items()}
    known = fields | {"address", "page", "verdict", "original"}
    assert [column.name for column in TABLES[kind] if not column.get and column.name not in known] == []


def test_each_key_in_a_table_is_a_record_in_another(data, edition):
    package = json.loads(text(data / "datapackage.json"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    keys = [
        (name, key["fields"][0], key["reference"]["resource"])
        for name, resource in resources.items()
        for key in resource.get("schema", {}).get("foreignKeys", [])
    ]
    assert {("events-csv", "period", "periods-csv"), ("events-people-csv", "people", "people-csv")} <= set(keys)
    for name, column, other in keys:
        there = {row["id"] for row in table(data / resources[other]["path"])}
        named = {row[column] for row in table(data / resources[name]["path"])} - {""}
        assert named, name
        assert named <= there, (name, column)
    pairs = table(data / "events-sources.csv")
    bandung = [row["sources"] for row in pairs if row["events"] == "bandung-conference"]
    assert tuple(bandung) == edition.records.events["bandung-conference"].sources, "in their order"


def test_no_cell_of_a_table_is_run():
    columns = (Column("id", "Id"), Column("text", "Text"), Column("lat", "Degrees", type="number"))
    rows = [{"id": sign, "text": f'{sign}HYPERLINK("x")', "lat": -1.5} for sign in "=+-@"]
    found = list(csv.reader(io.StringIO(in_csv(columns, [*rows, {"id": "a", "text": "a=b", "lat": 0}]))))[1:]
    assert [row[1][:2] for row in found[:4]] == ["'=", "'+", "'-", "'@"]
    assert (found[0][2], found[4][1]) == ("-1.5", "a=b")


def test_the_workbook_has_every_table_as_text_that_no_program_changes(data, edition, address):
    book = openpyxl.load_workbook(data / "tables.xlsx")
    assert book.sheetnames == list(TABLES)
    for kind, (columns, rows) in tables(edition, address).items():
        if kind in TABLES:
            cells = list(book[kind].iter_rows(values_only=True))
            assert list(cells[0]) == [column.name for column in columns]
            assert len(cells) == len(rows) + 1
            for row, line in zip(rows, cells[1:], strict=True):
                assert [column.cell(row) or None for column in columns] == [cell or None for cell in line]
    events = {row[0].value: row for row in book["events"].iter_rows(min_row=2)}
    cell = next(row[1] for row in events.values() if re.fullmatch(r"\d{4}-\d\d", str(row[1].value)))
    assert (cell.data_type, cell.number_format) == ("s", "@"), "a spreadsheet would make a day of the month"
    assert book["events"].freeze_panes == "A2"
    hanzi = {row[0]: row for row in book["people"].iter_rows(values_only=True)}
    assert "周恩来" in hanzi["zhou-enlai"]


def test_the_database_answers_and_its_keys_hold(data, edition):
    database = sqlite3.connect(f"file:{data / 'tables.sqlite'}?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    query = """SELECT people.name FROM events_people JOIN people ON people.id = events_people.people
        WHERE events_people.events = 'bandung-conference' ORDER BY position"""
    names = [edition.records.people[one].name for one in edition.records.events["bandung-conference"].people]
    assert [name for (name,) in database.execute(query)] == names
    (essay,) = database.execute("SELECT count(*) FROM events WHERE in_essay").fetchone()
    assert essay == sum(event.in_essay for event in edition.events)
    database.close()


def test_what_is_one_file_is_the_same_bytes_each_time(data, edition, address):
    for file in exports.EXPORTS:
        there = data.parent / file.path
        assert file.content(edition, address) == there.read_bytes(), file.name


def test_a_record_s_own_file_says_what_the_large_ones_do(data, edition, address):
    whole = json.loads(text(data / "records.json"))
    assert whole["events"] == json.loads(text(data / "events.json"))["events"]
    assert whole["licence"]["url"] == edition.colophon.licence.url
    for kind in exports.EACH:
        assert {path.stem for path in (data / kind).glob("*.json")} == set(getattr(edition.records, kind))
        for row in whole[kind]:
            own = json.loads(text(data / kind / f"{row['id']}.json"))
            assert own.pop("edition")["address"] == address
            assert own == row
    zhou = json.loads(text(data / "people/zhou-enlai.json"))
    assert (zhou["hanzi"], zhou["born"]["words"]) == ("周恩来", "5 March 1898")
    assert "bandung-conference" in zhou["mentioned"]["events"]


def test_turtle_says_what_the_linked_data_do(data):
    linked = json.loads(text(data / "events.jsonld"))
    linked["@context"] = {"@vocab": SCHEMA}  # schema.org's own context does no more for the terms that stand here
    other = rdflib.Graph().parse(data=jsonld.to_rdf(linked, {"format": "application/n-quads"}), format="nt")
    turtle = rdflib.Graph().parse(data=text(data / "events.ttl"), format="turtle")
    assert len(turtle) == len(other) > 5000
    assert said(turtle) == said(other)


def said(graph: rdflib.Graph) -> set[tuple]:
    """The statements on what has an address; what has none is all that is said of it."""

    def value(node: rdflib.term.Node) -> object:
        blank = isinstance(node, rdflib.BNode)
        return frozenset((name, value(one)) for name, one in graph.predicate_objects(node)) if blank else node

    return {(one, name, value(it)) for one, name, it in graph if not isinstance(one, rdflib.BNode)}


def dataset(site: Path) -> dict:
    (script,) = html.parse(site / "data/index.html").xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)["mainEntity"]


def test_the_page_of_the_data_says_to_catalogues_what_they_are(site, edition, address):
    found = dataset(site)
    assert found["@type"] == "Dataset"
    assert 50 <= len(found["description"]) <= 5000
    assert found["license"] == edition.colophon.licence.url
    last = max(event.date.latest.year for event in edition.events)
    assert found["temporalCoverage"] == f"1919/{last}"
    assert [one["name"] for one in found["creator"]] == [edition.colophon.makers]
    downloads = {item["contentUrl"]: item for item in found["distribution"]}
    assert len(downloads) == len(found["distribution"])
    for url, item in downloads.items():
        path = site / url.removeprefix(address)
        assert path.is_file(), url
        assert item["encodingFormat"]
        assert int(item.get("contentSize", path.stat().st_size)) == path.stat().st_size
    named = {url.removeprefix(address) for url in downloads}
    assert {file.path for file in (*exports.EXPORTS, *exports.RECORDS) if file.folder} <= named


def test_the_crate_describes_every_file_beside_it(data, edition):
    crate = json.loads(text(data / "ro-crate-metadata.json"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.3/context"
    nodes = {node["@id"]: node for node in crate["@graph"]}
    assert len(nodes) == len(crate["@graph"])
    assert nodes["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    root = nodes["./"]
    assert root["license"]["@id"] == edition.colophon.licence.url
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    assert {"name", "description", "publisher", "identifier"} <= set(root)
    for part in (nodes[item["@id"]] for item in root["hasPart"]):
        assert int(part.get("contentSize", 0)) in (0, (data / part["@id"]).stat().st_size), part["@id"]
    refers = re.findall(
        r'"(?:creator|publisher|author|isBasedOn|license)": \{\s*"@id": "([^"]*)"\s*\}', json.dumps(crate)
    )
    assert refers
    assert set(refers) <= set(nodes), "every entity that is named is described"


@pytest.mark.parametrize(("page", "kind"), [("", "Collection"), ("data/", "Dataset")])
def test_signposts_lead_from_home_and_data(site, address, edition, page, kind):
    found = signposting.find_signposting_html(address + page)
    assert str(found.citeAs.target) == address + page
    assert f"https://schema.org/{kind}" in {str(link.target) for link in found.types}
    assert str(found.license.target) == edition.colophon.licence.url
    assert len(found.describedBy) == 2
    items = [file for file in exports.EXPORTS if file.folder and page]
    assert len(found.items) == len(items)
    for link in (*found.describedBy, *found.items):
        assert (site / str(link.target).removeprefix(address)).is_file()
        assert link.type


def test_each_note_annotates_the_original(data, edition, address):
    found = json.loads(text(data / "notes.jsonld"))
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(edition.notes)
    url = edition.colophon.original.url
    exact = {
        note: [claim.fragment for claim in edition.records.claims.values() if note in claim.notes]
        for note in edition.records.notes
    }
    for item, note in zip(items, edition.notes, strict=True):
        assert item["id"] == f"{address}notes/#{note.id}"
        assert note.record.rstrip(".") in item["body"]["value"]
        targets = item["target"] if isinstance(item["target"], list) else []
        assert {target["source"] for target in targets} <= {url}
        assert [target["selector"]["exact"] for target in targets] == exact[note.id]
        assert targets or item["target"] == url
    assert sum(isinstance(item["target"], list) for item in items) > 30


def plain(source: str) -> str:
    """The words of Markdown, less its signs."""
    source = re.sub(r"\[\d+\]\(#[^)]*\)|\]\([^)]*\)|(?<!\\)[\[*`]|\\(?=[\[\]*_`<\\])", "", source)
    return re.sub(r" [\u3400-\u9fff·、]+(?=[^\w\u3400-\u9fff])", "", " ".join(source.split()))  # nor the glosses


def test_each_page_has_a_copy_in_markdown_with_its_words_and_ids(site, edition, address):
    pages = [one.target for one in edition.published.current.values() if "#" not in one.target]
    copies = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.md"))
    assert len(copies) == len(pages)
    for passage in edition.passages.values():
        copy = text(site / place(passage.path) / "index.md")
        assert plain(passage.plain) in plain(copy), passage.ref
        assert f"{{#p{passage.number}}}" in copy
    for event in edition.events:
        copy = plain(text(site / f"events/{event.id}/index.md"))
        assert all(plain(words) in copy for words in (event.title, event.summary)), event.id
    timeline, notes = (text(site / name / "index.md") for name in ("timeline", "notes"))
    assert [event.id for event in edition.events if f"{{#{event.id}}}" not in timeline] == []
    assert [note.id for note in edition.notes if f"{{#{note.id}}}" not in notes] == []
    assert timeline.startswith(f"---\nsource: {address}timeline/\n")


def test_a_link_in_a_copy_leads_where_that_of_the_page_does(site, address):
    for name in ("introduction", "events/bandung-conference"):
        tree = html.parse(site / name / "index.html")
        there = {urljoin(f"{address}{name}/", link) for link in tree.xpath("//article//a/@href")}
        copy = re.findall(r"\]\(([^)]*)\)", text(site / name / "index.md"))
        assert copy
        assert {urljoin(f"{address}{name}/", link) for link in copy} <= there


CASES = {
    "<p>a <em>b</em> <b>c</b>\n d</p>": "a *b* **c** d\n",
    "<h2 id='x'>A</h2>b": "## A {#x}\n\nb\n",
    "<ul><li>a</li><li id='y'><p>b</p><p>c</p></li></ul>": "- a\n- b {#y}\n\n  c\n",
    "<ol><li>a<ul><li>b</li></ul></li></ol>": "1. a\n\n   - b\n",
    "<table><tr><th>A</th><td>b|c</td></tr></table>": "| A | b\\|c |\n| --- | --- |\n",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b\n",
    "<p>1 * 2 [x] &lt;b&gt; a_b</p>": "1 \\* 2 \\[x\\] \\<b> a\\_b\n",
    "<p>a<button>b</button>c<svg><text>d</text></svg> <span aria-hidden='true'>e</span></p>": "a c\n",
    "<p>a<sup><a href='#n'>1</a></sup></p><p hidden>b</p>": "a[1](#n)\n",
    "<pre>a\n  b *c*</pre>": "```\na\n  b *c*\n```\n",
}


@pytest.mark.parametrize("page", CASES)
def test_markdown_of(page):
    assert markdown(html.fragment_fromstring(page, create_parent="div")) == CASES[page]


def test_the_list_for_language_models_names_every_page_once(site, edition, address):
    lines = text(site / "llms.txt").splitlines()
    assert lines[0] == f"# {edition.colophon.title}"
    assert [line[:2] for line in lines if line][1] == "> "
    links = re.findall(r"^- \[.*?\]\((.*?)\)", "\n".join(lines), re.M)
    assert sorted(links) == sorted(f"{address}{path.relative_to(site).as_posix()}" for path in site.rglob("index.md"))
    assert links[: len(edition.paths)] == [f"{address}{place(path)}index.md" for path in edition.paths.values()]
