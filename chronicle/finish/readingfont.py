"""The font of the text stands in a page itself where the two come together, so that the page is set in it at once.

A new connection brings some 43 kB in its first two rounds. A page that leaves room for the font in them does not ask
for it; a longer one asks for it first of all (see ``overrides/main.html``). The whole stylesheet names the file, for
pages that come later without loading.

Fonts inside a page stand first in it. Servers compress a page in blocks, each with a code for its own letters; where a
font shares its block with little else, it takes a tenth less.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from chronicle.finish import head
from chronicle.finish.styles.purge import embedded

NAME = "source-serif-4.woff2"
ROUNDS = 42_600  # bytes of the compressed page; what policy.py adds comes on top
_FACE = re.compile(rf'@font-face{{[^}}]*/{re.escape(NAME)}"\)[^}}]*}}')
_URL = re.compile(rf'url\("[^"]*/{re.escape(NAME)}"\)')
_ASKED_FOR = re.compile(rf'<link rel="preload" href="[^"]*/{re.escape(NAME)}"[^>]*>')
_INSIDE = re.compile(r'@font-face{[^}]*url\("data:font/[^}]*}')
_READ = """<script>document.fonts.load('1em "Source Serif 4"')</script>"""


def write(site: Path) -> None:
    """Put the font into every page of the built site that leaves room for it, and all that are inside first."""
    font = site / "assets/fonts" / NAME
    data = embedded(font.read_bytes()) if font.is_file() else None  # a site without the font asks for none
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        first = _first(text)
        if data:
            inside = _first(_ASKED_FOR.sub(_READ, _FACE.sub(lambda found: _put(found[0], data), text)))
            if inside != first and len(zlib.compress(inside.encode(), 9)) <= ROUNDS:
                first = inside
        if first != text:
            page.write_text(first, encoding="utf-8")


def _first(text: str) -> str:
    """The page with the fonts inside it in front."""
    faces = "".join(_INSIDE.findall(text))
    rest = _INSIDE.sub("", text).replace("<style></style>", "")
    return head.first(rest, f"<style>{faces}</style>") if faces else text


def _put(face: str, data: str) -> str:
    """The rule with the font itself, for which the browser waits: it is there in a moment."""
    return _URL.sub(lambda _: data, face).replace("font-display:swap", "font-display:block")
