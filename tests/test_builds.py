"""Builds of one commit agree: with each other, on any day and machine, and those of MkDocs with those of Zensical."""

import functools
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import PREFIX, Handler, Server, build, copied, rarely
from lxml import html
from playwright.sync_api import expect
from small import lay_out

ELSEWHERE = {
    "SOURCE_DATE_EPOCH": "2000000000",  # 18 May 2033
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
}


def files(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("edition", [lay_out, *rarely(copied)])
def test_a_build_elsewhere_and_later_gives_the_same_bytes(tmp_path, edition):
    """Of the small edition always, of the whole one rarely."""
    root = edition(tmp_path)
    sites = {root / "site": {}, tmp_path / "deeper/down": ELSEWHERE}
    for site, environment in sites.items():
        done = build(root, site, "https://a.example/", **environment)
        assert done.returncode == 0, done.stderr
        for path in root.rglob("*"):
            os.utime(path, (1e9, 1e9))
    here, there = (files(site) for site in sites)
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []


# With the other generator, rarely


@pytest.fixture(scope="module")
def zensical(tmp_path_factory, address) -> Path:
    """The site that Zensical makes of the same files, for the same address."""
    root = copied(tmp_path_factory.mktemp("zensical"))
    for command in (["chronicle", "pages"], ["zensical", "build", "--strict"], ["chronicle", "finish", "site"]):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=root,
            env={**os.environ, "SITE_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def content(page: html.HtmlElement, base: str) -> dict[str, list[str]]:
    """What a page says, where it can be linked to, where it leads, and what it tells machines of itself."""
    (article,) = page.xpath("//article")
    links = article.xpath(".//@href | .//@*[name()='xlink:href']")
    metas = page.xpath("//head/meta[not(@name='generator') and not(@http-equiv)]")
    return {
        "ids": [name for name in page.xpath("//@id") if not name.startswith("__")],  # those are the themes' own
        "text": article.text_content().split(),
        "links": [urljoin(base, link) for link in links],
        "metas": sorted(str(sorted(meta.items())) for meta in metas),
        "data": page.xpath("//script[@type='application/ld+json']/text()"),
        "canonical": page.xpath("//link[@rel='canonical']/@href"),
        "title": page.xpath("//title/text()"),
    }


@pytest.mark.slow
def test_zensical_makes_the_same_pages_with_the_same_ids_links_and_text(site, zensical, address):
    pages = sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))
    assert pages == sorted(str(path.relative_to(zensical)) for path in zensical.rglob("*.html"))
    for name in pages:
        base = address + name.removesuffix("index.html")
        ours, theirs = (
            content(html.document_fromstring((root / name).read_bytes()), base) for root in (site, zensical)
        )
        for part in ours:
            assert ours[part] == theirs[part], f"{name}: {part}"


@pytest.mark.slow
def test_zensical_publishes_the_same_files_and_no_template(site, zensical, root):
    ours, theirs = files(site), files(zensical)
    same = [name for name in ours if re.match(r"(data|cite)/.*\.(?!html)", name)]
    same += [str(path.relative_to(root / "docs")) for path in (root / "docs/assets").rglob("*") if path.is_file()]
    same.remove("data/index.md")  # whose links they spell otherwise
    same += [name for name in ours if name.endswith("index.md") and name != "data/index.md"]
    same = [name for name in same if not name.endswith(".css")]  # each generator has one for each page
    assert len(same) > 400
    assert [name for name in same if ours[name] != theirs.get(name)] == []
    sources = [name for name in theirs if name.endswith(".md") and name.rpartition("/")[2] != "index.md"]
    assert sources + [name for name in theirs if name.startswith("chronicle/")] == []
    for name, text in theirs.items():
        if name.endswith((".html", "search_index.json")):
            shown = re.sub(rb"<pre.*?</pre>", b"", text, flags=re.S)  # BibTeX has braces
            assert not re.search(rb"{{|{%|{ #|markdown=\"|\[\^", shown), name


@pytest.mark.slow
def test_zensical_finds_every_event_person_and_term(zensical, edition):
    index = json.loads((zensical / "search/search_index.json").read_text("utf-8"))
    places = {entry["location"]: entry for entry in index["docs"]}
    for kind, page in {"people": "people", "glossary": "glossary"}.items():
        for record in getattr(edition.records, kind):
            assert f"{page}/#{record}" in places, record
    for event in edition.records.events:
        assert f"events/{event}/" in places, event
    assert "周恩来" in places["people/#zhou-enlai"]["text"]


@pytest.mark.slow
def test_a_reader_of_zensical_s_site_finds_and_filters_under_its_policy(zensical, chromium, edition):
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(zensical)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}{PREFIX}")
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto("timeline/?lane=world")
    events = sum(event.lane == "world" for event in edition.events)
    expect(page.locator("#found").get_by_role("status")).to_have_text(f"{events} events")
    page.goto("map/")
    assert page.locator(".mark").first.evaluate("mark => mark.getBoundingClientRect().left") > 100
    page.mouse.move(100, 300)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("Bandung")
    expect(page.locator("a[href*='/events/bandung-conference/?h=']").first).to_be_visible()
    context.close()
    server.shutdown()
    server.server_close()
    assert wrong == []
