"""Pages and scripts of the built site without what only their writers read, and with fewer files to ask for."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import rjsmin

_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)
_SCRIPT = re.compile(r'\s*<script src="([^"]*/)([\w-]+\.js)" defer></script>')
FOLDER = Path("assets/javascripts")


def write(site: Path) -> None:
    """Make pages and scripts in the built site smaller; what they show and do stays as it is."""
    for script in (site / FOLDER).glob("*.js"):
        if not script.name.endswith(".min.js"):
            script.write_text(str(rjsmin.jsmin(script.read_text(encoding="utf-8"))), encoding="utf-8")
    for page in sorted(site.rglob("*.html")):
        head, mark, body = page.read_text(encoding="utf-8").partition("</head>")
        page.write_text(without_blanks(_joined(site / FOLDER, head) + mark + body), encoding="utf-8")


def without_blanks(page: str) -> str:
    """The page with one line break wherever there are line breaks and blanks beside them, but for preformatted text."""
    parts = _KEPT.split(page)
    parts[0::3] = (re.sub(r"\s*\n\s*", "\n", part) for part in parts[0::3])
    del parts[2::3]  # the names of the elements that are kept
    return "".join(parts).strip() + "\n"


def _joined(folder: Path, head: str) -> str:
    """A page's head with one script in the place of those that every page has."""
    found = list(_SCRIPT.finditer(head))
    if len(found) < 2:
        return head
    text = "\n".join((folder / script[2]).read_text(encoding="utf-8") for script in found)
    name = f"site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
    (folder / name).write_text(text, encoding="utf-8")
    last = found[-1]
    one = f'\n<script src="{last[1]}{name}" defer></script>'
    return _SCRIPT.sub(lambda script: one if script.start() == last.start() else "", head)
