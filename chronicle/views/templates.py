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

from chronicle.edition import Edition, concordance
from chronicle.edition.charts import drawings
from chronicle.edition.printed import sentence
from chronicle.edition.processor import in_other_styles
from chronicle.exports import cite as citefiles
from chronicle.records.addresses import address_of, decade_page, source_of
from chronicle.records.essay import Passage
from chronicle.records.numbers import shown
from chronicle.records.sources import STANDINGS
from chronicle.views import evidence
from chronicle.views.shown import plain, prose, reference, time, verbatim
from chronicle.views.timeline import clause

_TAGS = "details|div|dl|header|li|ol|section|table|tbody|td|th|thead|tr|ul"
_BLOCK = re.compile(rf'^(<\w+ [^>]*markdown="block">|</(?:{_TAGS})>)$')


def view(edition: Edition, root: Path, page: str, template: str, *, from_source: bool = False, **values: Any) -> str:
    """Fill a template for a page, named by its path under ``docs``; see ``addresses.source_of`` on ``from_source``."""
    environment = _environment(root / "overrides" / "chronicle", chinese=edition.colophon.hanzi)

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
    return _spaced(text)


def _spaced(text: str) -> str:
    """Blank lines round every block's tags and no line indented, so that Markdown reads each for what it is."""
    lines = (_BLOCK.sub(r"\n\1\n", line.strip()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


@lru_cache(maxsize=1)
def _environment(folder: Path, chinese: bool) -> Environment:
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
        "prose": partial(prose, marked=chinese), "reference": partial(reference, marked=chinese), "time": time,
        "verbatim": verbatim, "shown": shown, "clause": clause, "sentence": sentence,
        "numbered": partial(evidence.numbered, marked=chinese), "words": partial(evidence.words, marked=chinese),
    }  # fmt: skip
    environment.globals |= {
        "path_of": path_of, "name_of": Edition.name_of, "citefiles": citefiles, "decade_page": decade_page,
        "drawings": drawings, "concordance": concordance, "in_other_styles": in_other_styles,
    }  # fmt: skip
    return environment


def path_of(edition: Edition, passage: Passage | str) -> str:
    """Where a passage stands: ``periods/early-years.md#p2``."""
    ref = passage if isinstance(passage, str) else passage.ref
    page, _, paragraph = ref.partition("#")
    return f"{edition.paths[page]}#{paragraph}"
