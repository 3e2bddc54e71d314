"""Values as pages show them: made safe for HTML and for Markdown, with the languages in them marked."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from chronicle.edition import chinese
from chronicle.edition.processor import Reference
from chronicle.records.dates import Date

_MARKDOWN = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]~^"})


@lru_cache(maxsize=None, typed=True)
def plain(value: object) -> Markup:
    """Text made safe for HTML and for Markdown, in running text and in attributes."""
    return value if isinstance(value, Markup) else Markup(str(escape(value)).translate(_MARKDOWN))


@lru_cache(maxsize=None, typed=True)
def prose(value: object, marked: bool = True) -> Markup:
    """Safe text in which, if asked for, Chinese characters and pinyin are marked as what they are."""
    return Markup(chinese.marked(str(plain(value)))) if marked else plain(value)


def time(value: Date) -> Markup:
    """A date in words, with ``time`` elements where HTML has a form for it."""
    return Markup("").join(
        Markup('<time datetime="{}">{}</time>').format(html, text) if html else escape(text.replace(" –", "\u00a0–"))
        for text, html in value.parts()
    )


def reference(value: Reference, marked: bool = True) -> Markup:
    """A full reference, safe for Markdown, with its Chinese marked if asked for."""
    return prose(Markup(value.full.translate(_MARKDOWN)), marked)


def verbatim(value: str) -> Markup:
    """Text of several lines for a ``pre`` element, safe from being read as Markdown or moved to the margin."""
    return Markup(str(plain(value.rstrip())).replace("\n", "&#10;").replace("  ", "&#32;&#32;"))
