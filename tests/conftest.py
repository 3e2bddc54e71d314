"""What the tests share: the repository, a copy of it to spoil, the built site, a server for it, and a browser.

All processes of a run share one built site. The one that starts the others keeps its folder and serves it.
"""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import ARGUMENTS, executable
from playwright.sync_api import Browser, Page, expect, sync_playwright

from chronicle.edition import Edition, open_edition

ROOT = Path(__file__).parent.parent
PARTS = ("docs", "overrides", "chronicle", "mkdocs.yml")
PREFIX = "/edition/"  # GitHub Pages serves a project's site under such a path


def rarely(*values: object) -> list[object]:
    """The parameters of a test that only ``make test-all`` tries."""
    return [pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=pytest.mark.slow) for one in values]


expect.set_options(timeout=15_000)  # a page that is right is so much sooner; a busy machine takes its time


def build(
    root: Path, site: Path, address: str, python: str = sys.executable, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the build that a publisher runs, for the address at which the site will be served."""
    return subprocess.run(
        [python, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": address, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def edition() -> Edition:
    return open_edition(ROOT)


def copied(folder: Path) -> Path:
    """A copy in ``folder`` of what builds the site."""
    for part in PARTS:
        source, target = ROOT / part, folder / "copy" / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder / "copy"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what builds the site, for a test to change."""
    return copied(tmp_path)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below PREFIX as GitHub Pages does, with its 404 page, and nothing elsewhere."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(PREFIX)) if path.startswith(PREFIX) else "/nowhere"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if code == 404 and self.path.startswith(PREFIX) else b"not found"
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that does not mind when a browser leaves before a file has come."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address at which a folder is served, below a project's path, until the block ends."""
    server = Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()
    server.server_close()


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the site and serve it, in the process that starts the others."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        stack = ExitStack()
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="site-"))
        os.environ["TESTED_SITE"] = f"{folder}/site"
        os.environ["TESTED_ADDRESS"] = stack.enter_context(served(Path(folder, "site")))
        config.add_cleanup(stack.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs no site comes first: while one process builds it, the other is not idle."""
    items.sort(key=lambda item: "site" in item.fixturenames)


@pytest.fixture(scope="session")
def address(site: Path) -> str:
    """The address at which the built site is served, below a project's path."""
    return os.environ["TESTED_ADDRESS"]


@pytest.fixture(scope="session")
def site() -> Path:
    """The site, built strictly for its address, by the first process that asks for it."""
    folder = Path(os.environ["TESTED_SITE"])
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "index.html").is_file():
            done = build(ROOT, folder, os.environ["TESTED_ADDRESS"])
            assert done.returncode == 0, done.stdout + done.stderr
            assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


def until(page: Page, expression: str, seconds: float = 15) -> None:
    """Wait until an expression is true; the policy of the pages lets Playwright's own way of waiting ask but once."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


@contextmanager
def opened(chromium: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page of 1280 px that fails the test on a script error, a breach of the policy, or a request to another host."""
    context = chromium.new_context(**{"base_url": address, "viewport": {"width": 1280, "height": 900}} | options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else wrong.append(request.url)
    )
    yield page
    context.close()
    assert not wrong, wrong


@pytest.fixture
def page(chromium: Browser, address: str, site: Path) -> Iterator[Page]:
    """A page of its own for a test that uses it as a reader does."""
    with opened(chromium, address) as page:
        yield page


@pytest.fixture(scope="module")
def shared_page(chromium: Browser, address: str, site: Path) -> Iterator[Page]:
    with opened(chromium, address) as page:
        yield page


@pytest.fixture
def view(shared_page: Page) -> Page:
    """The one page of a module's tests that only look, as wide as ever and in the colours of the system."""
    shared_page.set_viewport_size({"width": 1280, "height": 900})
    shared_page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    return shared_page


def start_theme(page: Page) -> None:
    """Give the page a sign of its reader and wait until the theme's script has started."""
    page.mouse.move(200, 300)
    page.mouse.move(210, 310)
    expect(page.locator("html")).to_have_attribute("data-theme", "ready")
