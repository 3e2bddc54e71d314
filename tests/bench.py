"""How the timeline grows: build and filter times with 100, 1,000 and 5,000 events. Run it with `make bench`.

Times are of this machine and this moment: compare them within one run.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from browser import ARGUMENTS, executable
from conftest import PARTS, PREFIX, ROOT, Handler, build
from playwright.sync_api import sync_playwright

SIZES = (100, 1000, 5000)
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


def measure(size: int, folder: Path) -> tuple[float, float, int]:
    """Seconds to build the site, milliseconds to filter (median of nine), and bytes of the timeline page."""
    root = folder / "copy"
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
    grow(root, size)
    handler = functools.partial(Handler, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    start = time.perf_counter()
    done = build(root, folder / "site", address)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS).new_page()
        page.goto(f"{address}timeline/", wait_until="domcontentloaded", timeout=120_000)
        page.wait_for_selector("#filters:not([hidden])", timeout=120_000)
        times = sorted(page.evaluate(FILTER) for _ in range(9))
    server.shutdown()
    return seconds, times[4], (folder / "site/timeline/index.html").stat().st_size


def main() -> None:
    """Print a row for each size."""
    print("events   build (s)   filter (ms)   timeline page (bytes)", flush=True)
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            seconds, milliseconds, weight = measure(size, Path(folder))
        print(f"{size:>6}   {seconds:>9.1f}   {milliseconds:>11.0f}   {weight:>21,}", flush=True)


if __name__ == "__main__":
    main()
