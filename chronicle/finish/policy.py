"""What a browser may load and run on the pages: a Content-Security-Policy, made from the finished pages themselves.

All pages carry the same one, with the hashes of the inline scripts of all: the theme's instant navigation puts later
pages into the document of the first, and there its policy still holds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from chronicle.finish import head

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    # A page carries its own rules, and the marks of the map stand where style attributes say, which hashes cannot allow
    # in every browser. Styles load nothing from elsewhere, since images and fonts may not.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",  # the theme's icons are in its stylesheet
    "font-src": "'self' data:",  # so are fonts that pages bring themselves
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
_LINK = re.compile(r'<a\b(?:[^>"]|"[^"]*")*>')
_OUTSIDE = re.compile(r'\shref="(https?://[^"]*)"')
_REL = re.compile(r'\srel="([^"]*)"')


def write(site: Path, address: str) -> None:
    """Give every page of the built site in ``site``, which will stand at ``address``, its policy and its ``rel``."""
    pages = {path: path.read_bytes().decode() for path in sorted(site.rglob("*.html"))}
    allowed = policy(list(pages.values()))
    for path, text in pages.items():
        path.write_bytes(_insert(mark_outside(text, address), allowed, path).encode())


def policy(pages: Sequence[str]) -> str:
    """The policy under which all these pages work."""
    hashes = sorted({_hash(script) for page in pages for script in inline_scripts(page)})
    allowed = SOURCES | {"script-src": " ".join([SOURCES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def inline_scripts(page: str) -> list[str]:
    """The text of the scripts that stand in a page; data in a script element is no script."""
    found = ((attributes.lower(), text) for attributes, text in _SCRIPT.findall(page))
    return [text for attributes, text in found if " src=" not in attributes and "json" not in attributes]


def mark_outside(page: str, address: str) -> str:
    """The page with ``rel="external noopener"`` on every link that leads out of the site at ``address``."""
    return _LINK.sub(lambda found: _marked(found[0], address), page)


def _marked(tag: str, address: str) -> str:
    target = _OUTSIDE.search(tag)
    if not target or target[1].startswith(address):
        return tag
    own = _REL.search(tag)
    words = dict.fromkeys([*(own[1].split() if own else []), "external", "noopener"])
    return f'{_REL.sub("", tag)[:-1]} rel="{" ".join(words)}">'


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _insert(page: str, allowed: str, path: Path) -> str:
    """The page with the policy as early as it can be, and without one from an earlier run."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
    bare = META.sub("", page)
    whole = head.first(bare, meta)
    if whole == bare:
        raise ValueError(f'{path} has no <meta charset="utf-8"> after which its policy could stand')
    return whole
