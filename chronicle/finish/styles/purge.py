"""The rules that a page can use stand in the page itself, so that it is painted at once; all others come later.

The theme's stylesheet is made for every site, and most of its rules match nothing here. A page keeps a rule if one of
its elements has all that a selector names, inside of others that have what the selector names of them; what a script of
the page brings, any element may get. Rules for motion go altogether, for ``access.css`` lets nothing move. The whole
stylesheet, which other pages and what the theme makes (``md-…``) need, is held back with the theme's script: see
``docs/assets/javascripts/start.js``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from chronicle.finish.styles.elements import Elements
from chronicle.finish.styles.rules import Rule, css, parse

_LINK = re.compile(r'\s*<link rel="stylesheet" href="(?!https?:)([^"?#]+)">')
# A script that is held, or holds data, has a type
_SCRIPT = re.compile(r'<script(?![^>]* type=)(?:[^>]*? src="([^"]*)")?[^>]*>(.*?)</script>', re.DOTALL)
_LOOKING = re.compile(
    r"""\b(querySelector(All)?|matches|closest|getElementById|\w+EventListener)(\?\.)?\((["'`]).*?\4"""
)
_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`")
_DATA = re.compile(r"\bdataset\.(\w+)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_MOTION = re.compile(r"(-\w+-)?(transition|animation)\b")
_OF_READER = frozenset({"checked", "open", "hidden"})  # what a reader changes
_FONT = re.compile(r'url\("([^":]+\.woff2)"\)')
SMALL = 3_000  # bytes of a font file


def write(site: Path) -> None:
    """Give every page of the built site its own rules, and put one stylesheet in the place of the many."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    sheets = shared(site, pages)
    if not sheets:
        return  # they have been replaced already
    rules = [still(rule) for sheet in sheets for rule in parse(_with_small_fonts(sheet))]
    rules = [rule for rule in rules if rule.declarations]
    whole = _keep(css(rules), sheets[-1].parent)
    for path, text in pages.items():
        words = _OF_READER.union(*map(words_of, _scripts(site, path, text)))
        path.write_text(_styled(site, path, text, sheets, css(used(rules, text, words)), whole), encoding="utf-8")
    for sheet in sheets:
        sheet.unlink()


def shared(site: Path, pages: dict[Path, str]) -> tuple[Path, ...]:
    """The stylesheets of every page that stand in one folder, in their order."""
    lists = [[_file(site, path, href) for href in _LINK.findall(text)] for path, text in pages.items()]
    if not lists or not lists[0]:
        return ()
    folder = lists[0][-1].parent
    return tuple(sheet for sheet in lists[0] if sheet.parent == folder and all(sheet in found for found in lists))


def used(rules: Iterable[Rule], page: str, words: Set[str]) -> list[Rule]:
    """The rules that a page can use if its scripts know these words, without the variables that nothing reads."""
    elements = Elements(page)
    kept = [
        replace(rule, selectors=wanted)
        for rule in rules
        if (wanted := tuple(one for one in rule.selectors if elements.may_match(one, words)))
    ]
    read = set().union(*(rule.reads for rule in kept), re.findall(r"--[\w-]+", page))
    defined = [rule.defines for rule in kept]
    while more := {name for one in defined for key in one.keys() & read for name in one[key]} - read:
        read |= more
    left = [rule for rule in (_without(rule, read) for rule in kept) if rule.declarations]
    values = " ".join(value for rule in left if not rule.family for _, value in rule.declarations)
    return [rule for rule in left if rule.family in values]


def still(rule: Rule) -> Rule:
    """The rule without motion, but for what forbids it."""
    if any("keyframes" in group for group in rule.groups):
        return replace(rule, declarations=())
    kept = tuple(item for item in rule.declarations if not _MOTION.match(item[0]) or item[1] == "none!important")
    return replace(rule, declarations=kept)


def _without(rule: Rule, read: set[str]) -> Rule:
    kept = tuple(item for item in rule.declarations if not item[0].startswith("--") or item[0] in read)
    return rule if len(kept) == len(rule.declarations) else replace(rule, declarations=kept)


def _scripts(site: Path, page: Path, text: str) -> Iterator[str]:
    """The scripts that come with a page, each as its text."""
    for source, script in _SCRIPT.findall(text):
        yield _file(site, page, source).read_text(encoding="utf-8") if source else script


@lru_cache
def words_of(script: str) -> frozenset[str]:
    """The words in the texts of a script, and the attributes that it can set (``dataset.aKey`` is ``data-a-key``).

    A text by which it only looks for something brings nothing. What begins with ``md-`` is the theme's: it is on the
    page already, or comes with the whole stylesheet.
    """
    texts = (text for found in _TEXT.findall(_LOOKING.sub("", script)) for text in found)
    words = {word for text in texts for word in _WORD.findall(text) if not word.startswith("md-")}
    data = {re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name) for name in _DATA.findall(script)}
    return frozenset(words | {f"data-{name}" for name in data | words})


def _file(site: Path, page: Path, href: str) -> Path:
    """The file of an address, which is relative to the page or begins with the path of the site."""
    if not href.startswith("/"):
        return (page.parent / href).resolve()
    parts = href.strip("/").split("/")
    return next(path for start in range(len(parts)) if (path := site.resolve().joinpath(*parts[start:])).is_file())


def _keep(text: str, folder: Path) -> str:
    """Write a stylesheet under a name that changes with its text; gives the name."""
    name = f"site.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    (folder / name).write_text(text, encoding="utf-8")
    return name


def embedded(font: bytes) -> str:
    """The ``url()`` that holds a woff2 font itself."""
    return f'url("data:font/woff2;base64,{base64.b64encode(font).decode()}")'


def _with_small_fonts(sheet: Path) -> str:
    """The text of a stylesheet in which each font that is hardly larger than the asking for it stands itself."""

    def put(found: re.Match[str]) -> str:
        font = (sheet.parent / found[1]).read_bytes()
        return embedded(font) if len(font) < SMALL else found[0]

    return _FONT.sub(put, sheet.read_text(encoding="utf-8"))


def _styled(site: Path, page: Path, text: str, sheets: tuple[Path, ...], own: str, whole: str) -> str:
    """The page's text with its own rules, and the whole stylesheet held, in the place of those that they replace."""
    links = [link for link in _LINK.finditer(text) if _file(site, page, link[1]) in sheets]
    folder = links[-1][1].rpartition("/")[0]
    own = re.sub(r'url\((?!"?(?:data:|https?:|/))"?', lambda found: f"{found[0]}{folder}/", own)
    new = f'\n<style>{own}</style>\n<template id="held"><link rel="stylesheet" href="{folder}/{whole}"></template>'
    for link in links[:-1]:
        text = text.replace(link[0], "", 1)
    return text.replace(links[-1][0], new, 1)
