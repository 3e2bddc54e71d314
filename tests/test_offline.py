"""The zip for reading from disk: complete, the same each time, and usable over file:// without the network."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html
from playwright.sync_api import expect

from chronicle.finish import offline
from chronicle.views.century import named


@pytest.fixture(scope="module")
def package(site, root, tmp_path_factory) -> Path:
    """The zip, made as `make offline` makes it."""
    target = tmp_path_factory.mktemp("zip") / "site-offline.zip"
    command = [sys.executable, "-m", "chronicle", "offline", str(site), str(target)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def disk(package, edition) -> Path:
    """The folder that a reader gets from the zip."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent)
    return package.parent / edition.colophon.id


def test_make_offline_builds_and_packs(root):
    """The commands of the Makefile are those that are tested here."""
    done = subprocess.run(["make", "-n", "offline"], cwd=root, capture_output=True, text=True, check=False)
    assert re.search(r"mkdocs build --strict\n.*-m chronicle offline site site-offline\.zip", done.stdout, re.S)


@pytest.mark.slow
def test_the_zip_is_the_same_on_another_day(edition, site, package, tmp_path):
    offline.write(edition, site, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        folders = {name.partition("/")[0] for name in archive.namelist()}
        assert folders == {edition.colophon.id}, "one folder, nothing beside it"


def test_every_link_and_asset_is_a_file_of_the_zip(site, disk):
    pages = {path: html.document_fromstring(path.read_bytes()) for path in disk.rglob("*.html")}
    assert len(pages) == len(list(site.rglob("*.html"))) - 1, "all but 404.html"
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        for link in page.xpath("//@href | //@src | //@*[name()='xlink:href']"):
            whole, anchor = urldefrag(urljoin(path.as_uri(), link))
            if whole.startswith("http"):
                continue
            target = Path(unquote(whole.removeprefix("file://").partition("?")[0]))  # filters stand behind it
            if not target.is_file() or (anchor and anchor not in ids.get(target, {anchor}) and anchor[:2] != "__"):
                dead.append(f"{path.relative_to(disk)}: {link}")
    assert dead == []
    text = (disk / "search/search_index.js").read_text("utf-8")
    for entry in json.loads(text.removeprefix("var __index = "))["docs"]:
        path, _, anchor = entry["location"].partition("#")
        assert not anchor or anchor in ids[disk / path / "index.html"], entry["location"]


CHOOSE = "(one, value) => { one.value = value; one.dispatchEvent(new Event('change', {bubbles: true})) }"
LEFT = "net::ERR_ABORTED"  # the reader went on before the file was there


def test_a_reader_finds_follows_and_filters_from_disk_without_the_network(chromium, disk, edition):
    bandung = edition.records.events["bandung-conference"]
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(request.url) if request.failure != LEFT else None)
    page.goto((disk / "index.html").as_uri())
    assert page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    page.get_by_role("navigation", name="The timeline, to scale").get_by_text(named(bandung)).click()
    expect(page).to_have_url(re.compile(r"/timeline/index\.html#bandung-conference$"))
    expect(page.locator("#bandung-conference")).to_be_in_viewport()
    page.get_by_label("Words").fill("Chou En-lai")  # as no event's row has it
    expect(page).to_have_url(re.compile(r"\?q=Chou\+En-lai#bandung-conference$"))
    count = page.locator("#found").get_by_role("status")
    expect(count).to_have_text(re.compile(r"^[1-9]\d? events?$"))
    for field in ("theme", "person"):
        page.goto(f"{(disk / 'timeline/index.html').as_uri()}?{field}=")
        select = page.locator(f"#filters [name={field}]")
        for option in select.locator("option").evaluate_all("all => all.map(one => one.value).filter(Boolean)"):
            select.evaluate(CHOOSE, option)
            events = [event for event in edition.events if option in (*event.themes, *event.people)]
            expect(count).to_have_text(re.compile(rf"^{len(events)} events?$"))
    page.goto(f"{(disk / 'timeline/index.html').as_uri()}?theme=economy")
    expect(page.locator(".found__chip")).to_be_visible()
    row = page.locator(".event:not([hidden])").first
    row.locator("summary").click()
    row.get_by_role("link", name="Evidence, sources, citation").click()
    expect(page).to_have_url(re.compile(r"/events/[\w-]+/index\.html$"))
    page.locator(".md-tabs").get_by_role("link", name="Essay").click()
    expect(page).to_have_url(re.compile(r"/introduction/index\.html$"))
    event, person = f"[href*='/events/{bandung.id}/index.html']", "[href*='/people/index.html'][href$='#zhou-enlai']"
    page.get_by_role("button", name="Search").click()
    for query, found in {"Bandung": event, "周恩来": person}.items():
        page.get_by_role("textbox", name="Search").fill(query)
        results = page.locator(f".search__result{found}")
        expect(results.first).to_be_attached(timeout=60_000)
    results.first.evaluate("link => link.click()")
    expect(page).to_have_url(re.compile(r"/people/index\.html#"))
    context.close()
    assert wrong == []


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../people/", "../people/index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../data/events.csv", "../data/events.csv"),
        ("", ""),
    ],
)
def test_a_link_to_a_folder_names_the_file_in_it(link, file):
    assert offline.file_of(link) == file


def test_what_is_no_site_is_refused_in_a_sentence(root, tmp_path):
    command = [sys.executable, "-m", "chronicle", "offline", str(tmp_path), str(tmp_path / "x.zip")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path} is not a built site: it has no search")
    assert not (tmp_path / "x.zip").exists()
