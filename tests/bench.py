"""How the timeline grows: build and filter times with 100, 1,000 and 5,000 events. Run it with `make bench`.

Times are of this machine and this moment: compare them within one run.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from browser import ARGUMENTS, executable
from conftest import PARTS, PREFIX, ROOT, Handler
from playwright.sync_api import sync_playwright

SIZES = (100, 1000, 5000)
PAGE = """
import runpy, sys, time
from mkdocs.commands import build
spent = 0.0
def timed(step):
    def run(page, *arguments, **more):
        global spent
        start = time.perf_counter()
        step(page, *arguments, **more)
        spent += (time.perf_counter() - start) * (page.file.src_uri == "timeline.md")
    return run
build._populate_page, build._build_page = timed(build._populate_page), timed(build._build_page)
sys.argv = ["mkdocs", "build", "--strict", "--site-dir", sys.argv[1]]
try:
    runpy.run_module("mkdocs", run_name="__main__")
finally:
    print(spent)
"""
FILTER = """() => {
  const field = document.querySelector("#filters [name=theme]"), start = performance.now()
  field.value = field.value ? "" : "economy"
  field.dispatchEvent(new Event("change", { bubbles: true }))
  document.body.getBoundingClientRect()
  return performance.now() - start
}"""


def grow(root: Path, size: int) -> None:
    """Fill the events up to ``size`` with copies of those that are there, under new ids."""
    path = root / "docs/data/events.yml"
    head, *records = path.read_text(encoding="utf-8").split("\n- id: ")
    copies = [records[number % len(records)] for number in range(size - len(records))]
    plain = [copy.replace("  in_essay: true\n", "") for copy in copies]
    named = [f"copy-{number}\n" + copy.partition("\n")[2] for number, copy in enumerate(plain)]
    path.write_text("\n- id: ".join([head, *records, *named]), encoding="utf-8")


def measure(size: int, folder: Path) -> tuple[float, float, float, int]:
    """Seconds to build the site and, in it, the timeline; milliseconds to filter (median of nine); the page's bytes."""
    root = folder / "copy"
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
    grow(root, size)
    handler = functools.partial(Handler, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PAGE, str(folder / "site")],
        cwd=root,
        env={**os.environ, "SITE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS).new_page()
        page.goto(f"{address}timeline/", wait_until="domcontentloaded", timeout=120_000)
        page.wait_for_selector("#filters:not([hidden])", timeout=120_000)
        times = sorted(page.evaluate(FILTER) for _ in range(9))
    server.shutdown()
    return seconds, float(done.stdout), times[4], (folder / "site/timeline/index.html").stat().st_size


def main() -> None:
    """Print a row for each size."""
    print("events   site (s)   timeline (s)   filter (ms)   timeline (bytes)", flush=True)
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            site, page, milliseconds, weight = measure(size, Path(folder))
        print(f"{size:>6}   {site:>8.1f}   {page:>12.1f}   {milliseconds:>11.0f}   {weight:>16,}", flush=True)


if __name__ == "__main__":
    main()
