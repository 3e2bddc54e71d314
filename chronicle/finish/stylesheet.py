"""One stylesheet for every page, in the place of the many: joined, purged, minified, and named by its hash.

What a page links beyond those (by its macros or its front matter) stays a sheet of its own, made ready in the same way.

What is purged are selectors with a class, an id or a value of an attribute that stands in no page and no script of the
site, and custom properties that nothing reads. A sheet that cannot be joined, or is not good CSS, is refused. ``mkdocs
serve`` shows the sheets as they were written.
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from itertools import chain
from pathlib import Path

import lightningcss

from chronicle.records.problems import BadRecords, Problem
from chronicle.records.yaml_text import read_text

_LINK = re.compile(r'\s*<link rel="stylesheet" href="(?!https?:)([^"?#]+)">')
_TAG = re.compile(r"""<\w(?:"[^"]*"|'[^']*'|[^"'>])*>""")
_INLINE = re.compile(r"<script\b[^>]*>(.*?)</script>", re.S)
_WORD = re.compile(r"[\w-]+")
_DIRECTION = re.compile(r'\sdir="?(\w+)')
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_NAME = re.compile(r"[.#]([a-zA-Z_-][\w-]*)")
_VALUE = re.compile(r"""\[[\w-]+=["']?([\w-]+)["']?\]""")
_URL = re.compile(r"""url\(["']?(?!data:|https?:|[/#])([^"')]+)["']?\)""")
_AT_TOP = re.compile(r"@(import|namespace)\b")
_READ = re.compile(r"var\((--[\w-]+)")
_DONE = re.compile(r"[\w-]+\.[0-9a-f]{8}\.css")
_CUSTOM = re.compile(r"""(?<=[{;])(--[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*(?:;|(?=}))""")


def write(site: Path) -> None:
    """Put the stylesheets of the built site in the place of those it was written with; BadRecords names a bad one."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    groups = _groups(site, pages)
    words = _words(site, pages)
    joined = {
        name: purged("".join(_read(sheet, sheets[-1].parent) for sheet in sheets), words)
        for name, sheets in groups.items()
    }
    read = {word for css in joined.values() for word in _READ.findall(css)} | words
    for name, css in joined.items():
        sheets = groups[name]
        whole = _CUSTOM.sub(lambda found: found[0] if found[1] in read else "", css)
        file = f"{name}.{hashlib.sha256(whole.encode()).hexdigest()[:8]}.css"
        (sheets[-1].parent / file).write_text(whole, encoding="utf-8", newline="\n")
        pages = {path: _linked(site, path, text, sheets, file) for path, text in pages.items()}
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for sheet in (sheet for sheets in groups.values() for sheet in sheets):
        sheet.unlink()
        sheet.with_name(f"{sheet.name}.map").unlink(missing_ok=True)


def purged(css: str, words: frozenset[str]) -> str:
    """The CSS, minified, without selectors for classes, ids and values of attributes that are not among ``words``."""
    nowhere = "nowhere-on-this-site"
    css = _VALUE.sub(lambda found: found[0] if found[1] in words else f".{nowhere}", _COMMENT.sub("", css))
    return lightningcss.process_stylesheet(css, unused_symbols={nowhere, *_NAME.findall(css)} - words)


def _groups(site: Path, pages: dict[Path, str]) -> dict[str, list[Path]]:
    """The stylesheets that are to be one, by its name: those of every page, and each of some pages alone."""
    lists = [[_file(site, path, href) for href in _LINK.findall(text)] for path, text in pages.items()]
    linked = [sheet for sheet in dict.fromkeys(chain(*lists)) if not _DONE.fullmatch(sheet.name)]
    shared = [sheet for sheet in linked if all(sheet in found for found in lists)]
    return {"site": shared} | {sheet.stem: [sheet] for sheet in linked if sheet not in shared} if shared else {}


def _read(sheet: Path, folder: Path) -> str:
    """The CSS of a sheet, its relative addresses as a sheet in ``folder`` names them."""
    text, wrong = read_text(sheet, sheet.name)
    if wrong:
        raise BadRecords(wrong)
    if rule := _AT_TOP.search(_COMMENT.sub("", text)):
        raise _refused(sheet, f"{rule[0]} cannot be joined; name that sheet in extra_css of mkdocs.yml")
    try:
        text = lightningcss.process_stylesheet(text)
    except ValueError as error:
        raise _refused(sheet, f"is not good CSS: {error}") from None
    away = posixpath.relpath(sheet.parent.as_posix(), folder.as_posix())
    return _URL.sub(lambda found: f'url("{posixpath.normpath(posixpath.join(away, found[1]))}")', text)


def _words(site: Path, pages: dict[Path, str]) -> frozenset[str]:
    """All words that could be a class, an id or a value: in the tags of the pages, and anywhere in a script."""
    texts = [html.unescape(tag) for text in pages.values() for tag in _TAG.findall(text)]
    texts += [script for text in pages.values() for script in _INLINE.findall(text)]
    texts += [script.read_text(encoding="utf-8") for script in site.rglob("*.js")]
    words = {word for text in texts for word in _WORD.findall(text)}
    directions = {way for text in pages.values() for way in _DIRECTION.findall(text)}  # no script sets one
    return frozenset(words - {"ltr", "rtl"} | directions)


def _file(site: Path, page: Path, href: str) -> Path:
    """The file of an address, which is relative to the page or begins with the path of the site."""
    if not href.startswith("/"):
        return (page.parent / href).resolve()
    parts = href.strip("/").split("/")
    return next(path for start in range(len(parts)) if (path := site.resolve().joinpath(*parts[start:])).is_file())


def _linked(site: Path, page: Path, text: str, sheets: list[Path], name: str) -> str:
    *rest, last = [link for link in _LINK.finditer(text) if _file(site, page, link[1]) in sheets] or [None]
    for link in rest:
        text = text.replace(link[0], "", 1)
    folder, slash, _ = last[1].rpartition("/") if last else ("", "", "")
    return text.replace(last[1], f"{folder}{slash}{name}", 1) if last else text


def _refused(sheet: Path, mend: str) -> BadRecords:
    return BadRecords([Problem(sheet.name, "", "", mend)])
