"""Records as Markdown: a template, filled for a page.

The templates are ``overrides/chronicle/*.md``. Every value that they show is escaped, for HTML and for Markdown.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
def prose(value: object) -> Markup:
    """Safe text in which Chinese characters are marked as Chinese, and pinyin with its tones as pinyin."""
    text = _HANZI.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', str(plain(value)))
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
    environment = _environment(root / "overrides" / "chronicle")

    def address(target: str) -> str:
        return address_of(target, page)

    def href(target: str) -> str:
        return source_of(target, page) if from_source else address_of(target, page)

    def link(target: str, text: object, kind: str = "") -> Markup:
        named = f' class="{escape(kind)}"' if kind else ""
        return Markup(f'<a{named} href="{escape(href(target))}">{prose(text)}</a>')

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
def _environment(folder: Path) -> Environment:
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
        "prose": prose, "time": time, "reference": reference, "verbatim": verbatim, "shown": shown
    }  # fmt: skip
    environment.globals |= {
        "path_of": path_of, "name_of": name_of, "citefiles": citefiles, "drawings": drawings
    }  # fmt: skip
    return environment


def reference(value: Reference) -> Markup:
    """A full reference, safe for Markdown, with its Chinese marked."""
    return prose(Markup(value.full.translate(_MARKDOWN)))


def verbatim(value: str) -> Markup:
    """Text of several lines for a ``pre`` element, safe from being read as Markdown or moved to the margin."""
    return Markup(str(plain(value.rstrip())).replace("\n", "&#10;").replace("  ", "&#32;&#32;"))


def path_of(edition: Edition, passage: Passage | str) -> str:
    """Where a passage stands: ``periods/1921-1949.md#p2``."""
    ref = passage if isinstance(passage, str) else passage.ref
    page, _, paragraph = ref.partition("#")
    return f"{edition.paths[page]}#{paragraph}"


def name_of(edition: Edition, page: str) -> str:
    """What readers call a page of the essay: the period's years, or the page's name."""
    period = edition.records.periods.get(page)
    return period.name if period else page.capitalize()
