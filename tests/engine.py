"""What a reader does in any browser: open, look, click, type. Each engine says how it is told."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any, Protocol


class Engine(Protocol):
    """A window of a browser."""

    def resize(self, width: int, height: int) -> None:
        """Give the window's content this size in CSS pixels, or one as near as it can have."""

    def open(self, address: str) -> None:
        """Load a page, and wait until it and all that belongs to it has come."""

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page, by way of JSON; a promise is waited for."""

    def perform(self, actions: list[dict[str, Any]]) -> None:
        """Do what WebDriver calls actions: of a pointer, or of keys."""

    def click(self, selector: str) -> None:
        """Click on the middle of the first element that a selector names, as with a mouse."""
        at = self.ask(f"""(one => {{ one.scrollIntoView({{block: "center", behavior: "instant"}});
          const box = one.getClientRects()[0]; return [box.left + box.width / 2, box.top + box.height / 2] }})(
          document.querySelector({json.dumps(selector)}))""")
        x, y = map(round, at)
        steps = [{"type": "pointerMove", "x": x, "y": y}, *({"type": kind, "button": 0} for kind in POINTER)]
        self.perform([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}])

    def type(self, text: str) -> None:
        """Press the keys of a text, where the focus is."""
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self.perform([{"type": "key", "id": "keys", "actions": steps}])

    def expect(self, expression: str, value: Any = True, seconds: float = 15) -> None:
        """Wait until an expression has a value; AssertionError says which it had instead."""
        end, found = time.monotonic() + seconds, None
        while time.monotonic() < end:
            with suppress(RuntimeError, OSError):  # a page that is just left answers nothing
                if (found := self.ask(expression)) == value:
                    return
            time.sleep(0.05)
        raise AssertionError(f"{expression} is {found!r}, not {value!r}")


POINTER = ("pointerDown", "pointerUp")
