"""Pages and scripts of the built site without the blanks and comments that only their writers read."""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)


def write(site: Path) -> None:
    """Make the pages and our scripts in the built site smaller; what they show and do stays as it is."""
    for page in site.rglob("*.html"):
        page.write_text(without_blanks(page.read_text(encoding="utf-8")), encoding="utf-8")
    for script in site.glob("assets/javascripts/*.js"):
        if not script.name.endswith(".min.js"):
            script.write_text(str(rjsmin.jsmin(script.read_text(encoding="utf-8"))), encoding="utf-8")


def without_blanks(page: str) -> str:
    """The page with one line break wherever there are line breaks and blanks beside them, but for preformatted text."""
    parts = _KEPT.split(page)
    parts[0::3] = (re.sub(r"\s*\n\s*", "\n", part) for part in parts[0::3])
    del parts[2::3]  # the names of the elements that are kept
    return "".join(parts).strip() + "\n"
