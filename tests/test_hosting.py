"""The site works as GitHub Pages serves it: below a path, compressed, nothing rewritten, one page for the lost."""

import functools
import gzip
import http.client
import io
import json
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from conftest import PREFIX, Handler, Server
from lxml import html
from playwright.sync_api import expect

COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".yml", ".csv", ".txt")
LOST = ["nowhere", "nowhere/", "no/such/page.html", "a/b/c/d/e/", "periods/1921-1950/", "Timeline/", "INDEX.html"]


class Pages(Handler):
    """Adds what GitHub Pages does beyond the tests' own server: it compresses, and never lists a folder."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.endswith("/") else path
        if not path.is_file() or path.suffix not in COMPRESSED or "gzip" not in self.headers["Accept-Encoding"]:
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 5)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def list_directory(self, path: Any) -> None:
        self.send_error(404)


@pytest.fixture(scope="module")
def host(site):
    """The host and port of a server like GitHub Pages."""
    server = Server(("127.0.0.1", 0), functools.partial(Pages, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


Answer = tuple[int, http.client.HTTPMessage, bytes]


@pytest.fixture(scope="module")
def ask(host) -> Callable[[str], Answer]:
    """What the server says to a request for a path, without following redirects; each path is asked for once."""

    @functools.cache
    def answer(path: str) -> Answer:
        connection = http.client.HTTPConnection(host)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        packed = response.headers["Content-Encoding"] == "gzip"
        return response.status, response.headers, gzip.decompress(body) if packed else body

    return answer


@pytest.fixture(scope="module")
def pages(ask, site, address) -> dict[str, html.HtmlElement]:
    """The pages of the sitemap by path, as they are served."""
    sitemap = ask(f"{PREFIX}sitemap.xml")[2].decode()
    paths = [PREFIX + found.removeprefix(address) for found in re.findall("<loc>(.*?)</loc>", sitemap)]
    there = [page for page in site.rglob("index.html") if 'http-equiv="refresh"' not in page.read_text("utf-8")]
    assert len(paths) == len(there)
    return {path: html.document_fromstring(ask(path)[2]) for path in paths}


def test_every_link_asset_and_canonical_address_is_served_at_once(ask, pages, address):
    """Each answers 200, without a redirect, and holds the id that the link names."""
    origin, dead = address.removesuffix(PREFIX), []
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        assert page.xpath("//link[@rel='canonical']/@href") == [origin + path]
        for link in page.xpath("//@href | //@src | //@*[name()='xlink:href']"):
            whole, anchor = urldefrag(urljoin(origin + path, link))
            if not whole.startswith(origin):
                continue
            target = whole.removeprefix(origin)
            lacks = anchor and not anchor.startswith("__") and anchor not in ids.get(target, {anchor})
            if ask(target)[0] != 200 or lacks:
                dead.append(f"{path}: {link}")
    assert dead == []


def test_what_stylesheets_load_is_served(ask, site):
    for sheet in site.rglob("*.css"):
        path = PREFIX + str(sheet.relative_to(site))
        for link in re.findall(r"url\(\s*[\"']?([^\"')]+)", ask(path)[2].decode()):
            if not link.startswith(("data:", "#")):
                assert ask(urljoin(path, link))[0] == 200, f"{path}: {link}"


def test_every_result_of_the_search_is_served(ask, pages):
    found = json.loads(ask(f"{PREFIX}search/search_index.json")[2])["docs"]
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for entry in found:
        path, anchor = urldefrag(PREFIX + entry["location"])
        assert path in ids, entry["location"]
        assert not anchor or anchor in ids[path], entry["location"]


def test_pages_and_data_come_compressed(ask):
    for name in ("", "timeline/", "search/search_index.json", "sitemap.xml", "data/events.json"):
        assert ask(PREFIX + name)[1]["Content-Encoding"] == "gzip", name


def test_a_folder_without_its_slash_is_redirected_to_its_page(ask):
    status, headers, _ = ask(f"{PREFIX}timeline")
    assert status == 301
    assert headers["Location"].endswith(f"{PREFIX}timeline/")


@pytest.mark.parametrize("name", [*LOST, "cite/", "assets/"])
def test_an_unknown_address_of_any_depth_and_case_shows_the_page_for_the_lost(ask, name):
    status, _, body = ask(PREFIX + name)
    assert status == 404
    page = html.document_fromstring(body)
    assert page.xpath("//h1/text()") == ["This page does not exist"]
    for link in page.xpath("//@href | //@src"):
        whole = urldefrag(urljoin(f"http://host{PREFIX}{name}", link)).url
        if link.startswith("#") or not whole.startswith("http://host"):
            continue
        assert ask(whole.removeprefix("http://host"))[0] == 200, link


def test_the_page_for_the_lost_is_styled_and_leads_on_from_any_depth(chromium, host):
    context = chromium.new_context(base_url=f"http://{host}{PREFIX}")
    page, failed = context.new_page(), []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto("a/b/c/d/e/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page does not exist")
    assert "Source Serif" in page.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily")
    expect(page.locator(".md-header")).to_have_css("position", "sticky")
    assert failed == [f"http://{host}{PREFIX}a/b/c/d/e/"], "only the page itself is missing"
    page.locator("article").get_by_role("link", name="Timeline").click()
    expect(page).to_have_url(re.compile(f"{PREFIX}timeline/$"))
    context.close()
