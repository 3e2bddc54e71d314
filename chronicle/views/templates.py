"""Records as Markdown: a template, filled for a page.

The templates are ``overrides/chronicle/*.md``. Every value that they show is escaped, for HTML and for Markdown.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from chronicle.edition import Edition
from chronicle.edition.citations import Reference
from chronicle.exports import cite as citefiles
from chronicle.records.addresses import address_of, source_of
from chronicle.records.dates import Date
from chronicle.records.essay import Passage
from chronicle.records.numbers import shown
from chronicle.records.sources import STANDINGS
from chronicle.views.charts import drawings
from chronicle.views.timeline import clause, decade_page

_MARKDOWN = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]~^"})
_TAGS = "details|div|dl|header|li|ol|section|table|tbody|td|th|thead|tr|ul"
_BLOCK = re.compile(rf'^(<\w+ [^>]*markdown="block">|</(?:{_TAGS})>)$')
_PINYIN = re.compile(r"\b\w*[āēīōūǎěǐǒǔǖǘǚǜ]\w*(?:\s+\w*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]\w*)*", re.I)
_HANZI = re.compile(r"[（《【]*[\u3007\u3400-\u9fff]+(?:[·、，：（）《》【】“”\d]*[\u3007\u3400-\u9fff]+)*[）》】]*")


@lru_cache(maxsize=None, typed=True)
def plain(value: object) -> Markup:
    """Text made safe for HTML and for Markdown, in running text and in attributes."""
    return value if isinstance(value, Markup) else Markup(str(escape(value)).translate(_MARKDOWN))


@lru_cache(maxsize=None, typed=True)
def prose(value: object, pinyin: bool = True) -> Markup:
    """Safe text in which Chinese is marked as such and, if asked for, words with tone marks as pinyin."""
    text = _HANZI.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', str(plain(value)))
    if not pinyin:
        return Markup(text)
    return Markup(_PINYIN.sub(lambda found: f'<span lang="zh-Latn-pinyin">{found[0]}</span>', text))


def time(value: Date) -> Markup:
    """A date in words, with ``time`` elements where HTML has a form for it."""
    return Markup("").join(
        Markup('<time datetime="{}">{}</time>').format(html, text) if html else escape(text.replace(" –", "\u00a0–"))
        for text, html in value.parts()
    )


def view(edition: Edition, root: Path, page: str, template: str, *, from_source: bool = False, **values: Any) -> str:
    """Fill a template for a page, named by its path under ``docs``; see ``links.source_of`` on ``from_source``.

    Blank lines stand round every block's tags and no line is indented, so that Markdown reads each for what it is.
    """
    environment = _environment(root / "overrides" / "chronicle", pinyin=edition.colophon.hanzi)

    def address(target: str) -> str:
        return address_of(target, page)

    def href(target: str) -> str:
        return source_of(target, page) if from_source else address_of(target, page)

    def link(target: str, text: object, kind: str = "") -> Markup:
        named = f' class="{escape(kind)}"' if kind else ""
        return Markup(f'<a{named} href="{escape(href(target))}">{environment.filters["prose"](text)}</a>')

    text = environment.get_template(template).render(
        edition=edition,
        records=edition.records,
        references=edition.references,
        link=link,
        address=address,
        href=href,
        standings=STANDINGS,
        colophon=edition.colophon,
        original=edition.colophon.original,
        **values,
    )
    lines = (_BLOCK.sub(r"\n\1\n", line.strip()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


@lru_cache(maxsize=1)
def _environment(folder: Path, pinyin: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8-sig"),
        autoescape=True,
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "prose": partial(prose, pinyin=pinyin), "reference": partial(reference, pinyin=pinyin), "time": time,
        "verbatim": verbatim, "shown": shown, "clause": clause,
    }  # fmt: skip
    environment.globals |= {
        "path_of": path_of, "name_of": Edition.name_of, "citefiles": citefiles, "decade_page": decade_page,
        "drawings": drawings,
    }  # fmt: skip
    return environment


def reference(value: Reference, pinyin: bool = True) -> Markup:
    """A full reference, safe for Markdown, with its Chinese marked."""
    return prose(Markup(value.full.translate(_MARKDOWN)), pinyin)


def verbatim(value: str) -> Markup:
    """Text of several lines for a ``pre`` element, safe from being read as Markdown or moved to the margin."""
    return Markup(str(plain(value.rstrip())).replace("\n", "&#10;").replace("  ", "&#32;&#32;"))


def path_of(edition: Edition, passage: Passage | str) -> str:
    """Where a passage stands: ``periods/early-years.md#p2``."""
    ref = passage if isinstance(passage, str) else passage.ref
    page, _, paragraph = ref.partition("#")
    return f"{edition.paths[page]}#{paragraph}"
