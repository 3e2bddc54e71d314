"""What a browser may load and run on a page: a Content-Security-Policy, with the hashes of its inline scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    # The marks of the map stand where style attributes say, which hashes cannot allow in every browser. Styles load
    # nothing from elsewhere, since images and fonts may not.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",  # the theme's icons are in its stylesheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
META = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
_LINK = re.compile(r'<a\b(?:[^>"]|"[^"]*")*>')
_OUTSIDE = re.compile(r'\shref="(https?://[^"]*)"')
_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.I)
_REL = re.compile(r'\srel="([^"]*)"')


def write(site: Path, address: str) -> None:
    """Give every page of the built site in ``site``, which will stand at ``address``, its policy and its ``rel``."""
    for path in sorted(site.rglob("*.html")):
        page = mark_outside(META.sub("", path.read_bytes().decode()), address)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
        path.write_bytes(first_in_head(page, meta).encode())


def policy(page: str) -> str:
    """The policy under which the page works."""
    hashes = sorted({_hash(script) for script in inline_scripts(page)})
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


def first_in_head(page: str, markup: str) -> str:
    """The page with ``markup`` before all else in its head but the charset; ValueError where it names no charset."""
    whole, found = _CHARSET.subn(lambda charset: charset[0] + markup, page, count=1)
    if not found:
        raise ValueError('a page has no <meta charset="utf-8">, behind which its policy has to stand')
    return whole
