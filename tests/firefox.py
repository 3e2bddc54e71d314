"""Firefox for the tests, driven over WebDriver BiDi, which it speaks by itself."""

from __future__ import annotations

import base64
import itertools
import json
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from engine import Engine
from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")


def executable() -> str | None:
    """The path of a Firefox on this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def started(width: int = 1280, height: int = 900) -> Iterator[Firefox]:
    """A Firefox with a profile of its own and one window of this size, ended behind the block."""
    with tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True) as profile:
        command = [executable(), "--headless", "--remote-debugging-port=0", "--profile", profile]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
            try:
                lines = iter(process.stderr.readline, "")
                address = next(found[1] for line in lines if (found := re.search(r"listening on (ws://\S+)", line)))
                threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop it
                with connect(f"{address}/session", max_size=None) as socket:
                    browser = Firefox(socket)
                    browser.resize(width, height)
                    yield browser
            finally:
                process.terminate()


class Firefox(Engine):
    """A window of Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.send("session.new", capabilities={})
        self._window = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("browsingContext.activate", context=self._window)  # else no focus is told

    def send(self, method: str, **parameters: Any) -> Any:
        """The answer to one command of the protocol; RuntimeError where Firefox refuses it."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=60))
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def resize(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self._window, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self._window, url=address, wait="complete")

    def ask(self, expression: str) -> Any:
        wrapped = f"Promise.resolve({expression}).then(value => JSON.stringify(value ?? null))"
        answer = self.send("script.evaluate", expression=wrapped, target={"context": self._window}, awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self.send("input.performActions", context=self._window, actions=actions)

    def print(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self.send("browsingContext.print", context=self._window, background=True)["data"])
