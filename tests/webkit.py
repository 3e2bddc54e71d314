"""WebKit for the tests: WebKitGTK's own small browser, driven over WebDriver."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine import Engine

BROWSERS = ("/usr/lib/*/webkit2gtk-4*/MiniBrowser", "/usr/libexec/webkit2gtk-4*/MiniBrowser")
LIMITS = {"script": 5_000, "pageLoad": 60_000}  # milliseconds


def executable() -> str | None:
    """The path of WebKitGTK's browser on this machine, with its driver and a screen to draw on, or None."""
    if not shutil.which("WebKitWebDriver") or not shutil.which("Xvfb"):
        return None
    return next((str(path) for pattern in BROWSERS for path in Path("/").glob(pattern[1:])), None)


@contextmanager
def started(width: int = 1280, height: int = 900) -> Iterator[WebKit]:
    """A WebKit with one window of this size, on a screen of its own, ended behind the block."""
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(screen, pass_fds=[write], **silent) as display:
        os.close(write)
        with os.fdopen(read) as number:
            environment = os.environ | {"DISPLAY": f":{number.readline().strip()}", "LIBGL_ALWAYS_SOFTWARE": "1"}
        driver = ["WebKitWebDriver", f"--port={port}"]
        with subprocess.Popen(driver, env=environment, **silent) as process:
            try:
                browser = WebKit(f"http://127.0.0.1:{port}")
                browser.resize(width, height)
                yield browser
                browser.close()
            finally:
                process.terminate()
                display.terminate()


class WebKit(Engine):
    """A window of WebKit."""

    def __init__(self, driver: str) -> None:
        options = {"binary": executable(), "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options, "timeouts": LIMITS}}
        self._session = f"{driver}/session"
        for _ in range(100):
            try:
                made = self.send("POST", "", {"capabilities": capabilities})
                break
            except urllib.error.URLError:  # the driver is not there yet
                time.sleep(0.1)
        self._session += f"/{made['sessionId']}"

    def send(self, method: str, path: str, value: Any = None) -> Any:
        """The answer to one command of the protocol; RuntimeError where WebKit refuses it."""
        data = None if value is None else json.dumps(value).encode()
        request = urllib.request.Request(self._session + path, data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from error

    def resize(self, width: int, height: int) -> None:
        inner, outer = self.ask("[innerWidth, innerHeight]"), self.send("GET", "/window/rect")
        frame = [outer["width"] - inner[0], outer["height"] - inner[1]]
        self.send("POST", "/window/rect", {"width": width + frame[0], "height": height + frame[1]})
        self.expect("[innerWidth, innerHeight]", [width, height])  # the page hears of it a moment after the window

    def open(self, address: str) -> None:
        self.send("POST", "/url", {"url": address})

    def ask(self, expression: str) -> Any:
        told = "value => arguments[0](JSON.stringify(value ?? null))"
        script = f"Promise.resolve({expression}).then({told})"
        return json.loads(self.send("POST", "/execute/async", {"script": script, "args": []}))

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self.send("POST", "/actions", {"actions": actions})

    def close(self) -> None:
        """End the session, and the browser with it."""
        self.send("DELETE", "")
