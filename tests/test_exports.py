"""The files under /data/: each is read with a reader of its format and compared with the records."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import bibtexparser
import frictionless
import geojson
import icalendar
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from conftest import build
from lxml import html
from pyld import jsonld
from small import ADDRESS, lay_out

from chronicle import exports
from chronicle.edition import Edition, open_edition
from chronicle.edition.citable import citation
from chronicle.exports import bibtex, ris

SCHEMA = "http://schema.org/"


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / "data"


def text(path: Path) -> str:
    return path.read_bytes().decode()


def written(root: Path) -> tuple[Edition, Path]:
    """The edition of a changed copy, and the folder of its files."""
    edition = open_edition(root)
    target = root / "site/data"
    target.mkdir(parents=True)
    for path in (root / "docs/data").glob("*.yml"):
        (target / path.name).write_bytes(path.read_bytes())
    exports.write(edition, target.parent, ADDRESS)
    return edition, target


def expanded(path: Path) -> dict:
    """JSON-LD read offline: schema.org's own context does no more than this for the terms that stand here."""

    def context(url: str, _: dict) -> dict:
        assert url.rstrip("/") == "https://schema.org"
        return {"document": {"@context": {"@vocab": SCHEMA}}, "documentUrl": url, "contextUrl": None}

    (dataset,) = jsonld.expand(json.loads(text(path)), {"documentLoader": context})
    return dataset


def linked_events(path: Path) -> dict[str, dict]:
    (items,) = expanded(path)[f"{SCHEMA}mainEntity"]
    rows = [row[f"{SCHEMA}item"][0] for row in items[f"{SCHEMA}itemListElement"]]
    assert items[f"{SCHEMA}numberOfItems"][0]["@value"] == len(rows)
    return {row["@id"].partition("#")[2]: row for row in rows}


def value(node: dict, name: str) -> str | None:
    return node[SCHEMA + name][0]["@value"] if SCHEMA + name in node else None


def test_the_tables_hold_every_event_and_note(data, edition, address):
    with (data / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [event.id for event in edition.events]
    for row, event in zip(rows, edition.events, strict=True):
        for name in ("title", "summary", "significance", "period", "lane"):
            assert row[name] == getattr(event, name)
        for name, field in {
            "people": "people",
            "organisations": "organisations",
            "themes": "themes",
            "sources": "cited",
        }.items():
            assert tuple(filter(None, row[name].split(";"))) == getattr(event, field)
        assert (row["date"], row["words"]) == (event.date.edtf, event.date.words())
        assert (row["earliest"], row["latest"]) == (str(event.date.earliest), str(event.date.latest))
        place = edition.records.places.get(event.place)
        assert (row["place"], row["lat"]) == ((place.name, str(place.lat)) if place else ("", ""))
        assert row["in_essay"] == ("true" if event.in_essay else "false")
        assert row["address"] == f"{address}timeline/#{event.id}"
    with (data / "notes.csv").open(encoding="utf-8", newline="") as file:
        notes = {row["id"]: row for row in csv.DictReader(file)}
    assert len(notes) == len(edition.notes) > 40
    assert all(notes[note.id]["record"] == note.record for note in edition.notes)


def test_json_has_every_event_with_the_names_of_all_it_refers_to(data, edition, address):
    found = json.loads(text(data / "events.json"))["events"]
    assert [event["id"] for event in found] == [event.id for event in edition.events]
    bandung = next(event for event in found if event["id"] == "bandung-conference")
    assert bandung["date"]["words"] == "18–24 April 1955"
    zhou = next(person for person in bandung["people"] if person["id"] == "zhou-enlai")
    assert (zhou["name"], zhou["hanzi"]) == ("Zhou Enlai", "周恩来")
    assert "Chou En-lai" in zhou["also"]
    assert bandung["place"]["country"] == "Indonesia"
    assert [source["id"] for source in bandung["sources"]] == list(edition.records.events[bandung["id"]].cited)
    assert all(passage.startswith(f"{address}periods/1949-1978/#p") for passage in bandung["passages"])
    assert bandung["passages"]


def test_every_address_in_the_files_is_a_place_of_the_site(data, site, address):
    pages: dict[str, set[str]] = {}
    for event in json.loads(text(data / "events.json"))["events"]:
        sources = [source["address"] for source in event["sources"]]
        for link in [event["address"], *event["passages"], *event["notes"], *sources]:
            page, _, anchor = link.removeprefix(address).partition("#")
            if page not in pages:
                pages[page] = set(html.parse(site / page / "index.html").xpath("//@id"))
            assert anchor in pages[page], link


def test_linked_data_has_every_event_with_no_date_more_exact_than_known(data, edition):
    found = linked_events(data / "events.jsonld")
    assert list(found) == [event.id for event in edition.events]
    for event in edition.events:
        node = found[event.id]
        assert node["@type"] == [f"{SCHEMA}Event"]
        assert value(node, "name") == event.title
        assert value(node, "startDate") == event.date.start.html
        assert value(node, "endDate") == (event.date.end.html if event.date.end else None)
        assert len(node.get(f"{SCHEMA}about", [])) == len(event.people) + len(event.organisations)
        (entry,) = node[f"{SCHEMA}subjectOf"]
        assert len(entry[f"{SCHEMA}citation"]) == len(event.cited)
        assert (f"{SCHEMA}location" in node) == bool(event.place)


def test_the_calendar_has_the_events_of_exact_days_and_says_how_many_are_left_out(data, edition):
    raw = (data / "events.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(raw)
    found = {str(item["UID"]).partition("@")[0]: item for item in calendar.walk("VEVENT")}
    exact = [event for event in edition.events if all(len(end) == 10 for end in event.date.edtf.split("/"))]
    assert list(found) == [event.id for event in exact]
    left = len(edition.events) - len(exact)
    assert left > 0
    assert f"{len(exact)} of {len(edition.events)} events; {left} are left out" in calendar["DESCRIPTION"]
    for event in exact:
        item = found[event.id]
        assert item.decoded("DTSTART") == event.date.earliest
        assert item.decoded("DTEND") - timedelta(days=1) == event.date.latest
        assert str(item["SUMMARY"]) == event.title
        assert str(item["DESCRIPTION"]).startswith(f"{event.summary}\n\n{event.significance}")


def test_the_map_has_every_event_with_a_place(data, edition):
    collection = geojson.loads(text(data / "events.geojson"))
    assert collection.is_valid, collection.errors()
    placed = [event for event in edition.events if event.place]
    assert [feature["id"] for feature in collection["features"]] == [event.id for event in placed]
    for feature, event in zip(collection["features"], placed, strict=True):
        place = edition.records.places[event.place]
        assert feature["geometry"]["coordinates"] == [place.lon, place.lat]
        assert feature["properties"]["title"] == event.title


def entries(source: str) -> dict[str, dict[str, str]]:
    """BibTeX, read: the fields of each entry, decoded from LaTeX save those that biblatex takes as they are."""
    raw = bibtexparser.parse_string(source)
    decoded = bibtexparser.parse_string(source, append_middleware=[LatexDecodingMiddleware()])
    assert raw.failed_blocks == decoded.failed_blocks == []
    verbatim = {"date", "doi", "url"}
    return {
        key: {
            field.key: (raw.entries_dict[key] if field.key in verbatim else entry)[field.key] for field in entry.fields
        }
        for key, entry in decoded.entries_dict.items()
    }


def test_bibtex_holds_every_source(data, edition):
    found = entries(text(data / "sources.bib"))
    assert list(found) == sorted(edition.records.sources)
    for key, source in edition.records.sources.items():
        fields = found[key]
        assert fields["title"].strip("{}") == source.title
        assert fields.get("url") == source.URL
        assert fields.get("doi") == source.DOI
        assert fields["keywords"] == source.standing
        if source.issued:
            assert fields["date"] == source.issued.edtf
            assert fields["year"] == str(source.issued.start.year)


def test_ris_holds_every_source(data, edition):
    found = {item["id"]: item for item in rispy.loads(text(data / "sources.ris"))}
    assert list(found) == sorted(edition.records.sources)
    for key, source in edition.records.sources.items():
        item = found[key]
        assert item["title"] == source.title
        assert item.get("urls", [None])[0] == source.URL
        assert item.get("doi") == source.DOI
        bodies = {name.literal: f"{name.literal.replace(',', ';')}," for name in source.author if name.literal}
        people = [", ".join(filter(None, (name.family, name.given))) for name in source.author]
        authors = [bodies.get(name.literal, person) for name, person in zip(source.author, people, strict=True)]
        assert item.get("authors", []) == authors
        assert item.get("year") == (str(source.issued.start.year) if source.issued else None)
    assert found["bandung-final-communique"]["date"] == "1955/04/24/"
    assert found["bandung-final-communique"]["start_page"] == "161"


def test_csl_json_holds_every_source_with_its_whole_date(data, edition):
    found = {item["id"]: item for item in json.loads(text(data / "sources.csl.json"))}
    assert list(found) == sorted(edition.records.sources)
    for key, source in edition.records.sources.items():
        item = found[key]
        assert (item["type"], item["title"], item.get("URL")) == (source.type, source.title, source.URL)
    assert found["cia-peking-angola"]["issued"] == {"circa": True, "date-parts": [[1975]]}
    assert found["deng-1992-talks"]["issued"] == {"date-parts": [[1992, 1, 18], [1992, 2, 21]]}


WILD = {
    "id": "wild",
    "type": "report",
    "title": r"50% of R&D costs $5 {net} #1_a ~x \o “周恩来”",
    "author": [{"literal": "Ministry of Trade and Industry"}, {"family": "Li", "given": "Dazhao"}],
    "editor": [{"family": "One", "given": "A."}, {"family": "Two", "given": "B."}],
    "publisher": "A & B",
    "page": "21–53",
    "issued": {"date-parts": [[1924, 5]], "circa": True},
    "URL": "https://example.org/a_b?c=%20&d={e}#f~g",
}


def test_bibtex_keeps_authors_apart_and_bodies_in_one_piece(data, edition):
    library = bibtexparser.parse_string(text(data / "sources.bib"), append_middleware=[SeparateCoAuthors()])
    for key, source in edition.records.sources.items():
        names = [
            f"{{{name.literal}}}" if name.literal else ", ".join(filter(None, (name.family, name.given)))
            for name in source.author
        ]
        found = library.entries_dict[key].get("author")
        assert [name.replace("\\&", "&") for name in found.value] == names if found else not names


def test_bibtex_keeps_every_character():
    fields = entries(bibtex.entry(WILD))["wild"]
    assert fields["title"].strip("{}") == WILD["title"]
    assert fields["institution"] == "A & B"
    assert "{Ministry of Trade and Industry} and Li, Dazhao" in bibtex.entry(WILD)
    assert fields["url"] == "https://example.org/a_b?c=%20&d=%7Be%7D#f~g"
    assert fields["date"] == "1924-05~"
    assert r"x\textasciicircum{}2" in bibtex.entry({**WILD, "title": "x^2"})


def test_ris_keeps_every_character_and_every_name():
    (item,) = rispy.loads(ris.entry(WILD))
    assert item["title"] == WILD["title"]
    assert item["authors"] == ["Ministry of Trade and Industry,", "Li, Dazhao"]
    assert (item["start_page"], item["end_page"], item["date"]) == ("21", "53", "1924/05//")
    assert ris.entry(WILD).count("ED  - ") == 2


UNSURE = {"1793~": "1793-12-31", "1793-05?": "1793-05-31", "179X": "1799-12-31", "1793-05-04/..": ""}


@pytest.mark.parametrize("edtf", UNSURE)
def test_a_date_that_is_not_sure_or_open_is_never_made_exact(tmp_path, edtf):
    edition, data = written(lay_out(tmp_path, date=edtf))
    assert "UID:first-sod@" not in text(data / "events.ics").replace("\r\n ", "")
    node = linked_events(data / "events.jsonld")["first-sod"]
    assert value(node, "startDate") is None
    assert value(node[f"{SCHEMA}subjectOf"][0], "temporalCoverage") == edtf
    with (data / "events.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["id"] == "first-sod"]
    assert (row["date"], row["latest"]) == (edtf, UNSURE[edtf])
    assert frictionless.validate(str(data / "datapackage.json")).valid
    assert len(edition.events) == text(data / "events.json").count('"edtf"')


def test_the_calendar_keeps_every_character(tmp_path):
    title = "万隆会议；" * 20 + r"a; b, c\n d"
    _, data = written(lay_out(tmp_path, title=title))
    raw = (data / "events.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    titles = [str(item["SUMMARY"]) for item in icalendar.Calendar.from_ical(raw).walk("VEVENT")]
    assert title in titles


def test_the_package_is_valid_and_lists_exactly_the_files_that_are_there(data):
    package = json.loads(text(data / "datapackage.json"))
    apart = {"schemas", *exports.EACH}
    listed = [resource["path"] for resource in package["resources"]]
    there = {path.relative_to(data).as_posix() for path in data.rglob("*.*") if path.parent.name not in apart}
    there -= {"index.html", "index.md", "datapackage.json", "ro-crate-metadata.json", "words.js"}
    assert sorted(listed) == sorted(there), "a file was added under docs/data: list it in chronicle/exports/files.py"
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    tables = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    assert {"events-csv", "notes-csv", "claims-csv"} <= set(tables)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


NAMED = ["events.json", "events.jsonld", "events.ics", "events.geojson", "sources.bib", "datapackage.json"]


@pytest.mark.parametrize("name", NAMED)
def test_a_file_says_its_licence_and_how_to_cite_it(data, address, name, edition):
    content = text(data / name).replace("\r\n ", "").replace("\\,", ",")
    assert edition.colophon.licence.url in content
    assert citation(edition.colophon, address) in content
    assert "Sun Wei" in content
    assert "https://www.rosalux.de/en/news/id/41634" in content


def test_the_page_lists_every_file_with_its_number_of_records(site, data, edition):
    page = html.parse(data / "index.html")
    rows = page.xpath("//li[contains(@class, 'file')]")
    links = {row.xpath(".//a/@href")[0]: " ".join(row.text_content().split()) for row in rows}
    assert len(links) == len(rows)
    there = {path.name for path in data.iterdir() if path.is_file()} - {"index.html", "index.md", "words.js"}
    assert set(links) == there | {"../feed.xml"}
    events, sources = len(edition.events), len(edition.records.sources)
    placed = sum(1 for event in edition.events if event.place)
    exact = text(data / "events.ics").count("BEGIN:VEVENT")
    assert f"{events} events" in links["events.csv"]
    assert f"{exact} events" in links["events.ics"]
    assert f"{events - exact} of {events} are left out" in links["events.ics"]
    assert f"{events - placed} of {events} are left out" in links["events.geojson"]
    assert all(f"{sources} sources" in links[f"sources.{end}"] for end in ("bib", "ris", "csl.json", "yml"))


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chronicle", *arguments]
    seed = {**os.environ, "PYTHONHASHSEED": "7"}
    return subprocess.run(command, cwd=root, env=seed, capture_output=True, text=True, check=False)


def test_finished_by_hand_the_site_is_the_same_byte_for_byte(tmp_path):
    """Whatever generator made the pages, one command writes all that stands beside them, and changes nothing twice."""
    root = lay_out(tmp_path)
    site, hand = root / "site", tmp_path / "hand"
    assert build(root, site, ADDRESS).returncode == 0
    shutil.copytree(site, hand)
    shutil.rmtree(hand / "cite")
    made = [path for path in (hand / "data").iterdir() if path.is_file() and path.suffix not in (".yml", ".html")]
    assert len(made) > 10
    for path in made:
        path.unlink()
    done = run(root, "finish", str(hand), ADDRESS)
    assert done.returncode == 0, done.stderr
    files, again = ({path.relative_to(top): path for path in top.rglob("*") if path.is_file()} for top in (site, hand))
    assert set(files) == set(again)
    assert [name for name, path in files.items() if path.read_bytes() != again[name].read_bytes()] == []
    texts = [site / "data" / path.name for path in made if path.suffix not in (".sqlite", ".xlsx")]
    assert all(path.read_bytes().endswith(b"\n") for path in texts)
    (hand / "events/first-sod/index.html").unlink()  # as a generator leaves it that was not given the pages
    done = run(root, "finish", str(hand), ADDRESS)
    assert (done.returncode, done.stderr) == (
        2, f"{hand} has no events/first-sod/; run python -m chronicle pages first, then build again\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["finish"], "Usage: python -m chronicle"),
        (["export", "site"], "Usage: python -m chronicle"),
        (["finish", "nowhere"], "nowhere is not a built site: it has no data/edition.yml; build first"),
    ],
)
def test_a_wrong_command_says_what_is_right(root, arguments, message):
    done = run(root, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr
