"""References as the CSL processor makes them, in each style that has a file in ``styles``."""

from __future__ import annotations

import html
import json
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.model import TextCased
from citeproc.source.json import CiteProcJSON
from citeproc.string import String

from chronicle.edition import english

STYLE = "chicago-author-date"  # of the bibliography
OTHERS = {"MLA": "mla", "APA": "apa", "GB/T 7714": "gb-t-7714"}  # in which whole pages can be cited, too


@dataclass(frozen=True)
class Reference:
    """A source as readers see it.

    ``short`` is plain text (Saich 1996), ``full`` is HTML, in which only italics and languages are marked.
    """

    short: str
    full: str

    @property
    def plain(self) -> str:
        """The full reference as plain text."""
        return _plain(self.full)


def rendered(items: dict[str, dict[str, Any]]) -> dict[str, Reference]:
    """The references of CSL items, by id."""
    return {key: _rendered(json.dumps(item), STYLE) for key, item in items.items()}


def in_other_styles(item: dict[str, Any]) -> dict[str, Reference]:
    """The reference of one item in each of the other styles; the number of a list is left out."""
    found = {name: _rendered(json.dumps(item), style) for name, style in OTHERS.items()}
    return {name: Reference(one.short, one.full.removeprefix("[1]").strip()) for name, one in found.items()}


@lru_cache(maxsize=len(OTHERS) + 1)
def _style(name: str) -> CitationStylesStyle:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the style uses CSL terms that the processor names but does not need
        path = Path(__file__).with_name("styles") / f"{name}.csl"
        style = BytesIO(path.read_bytes())  # the parser in C takes no path with letters that the locale lacks
        return CitationStylesStyle(style, locale="en-US", validate=False)


@lru_cache(maxsize=4096)
def _rendered(text: str, style: str) -> Reference:
    """The reference of one item, given as JSON. The processor is slow, and a preview asks for the same again."""
    item = _escaped(json.loads(text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.html)
        citation = Citation([CitationItem(item["id"])])
        bibliography.register(citation)
        full, short = str(bibliography.bibliography()[0]), str(bibliography.cite(citation, str))
    text, link, address = _linked(full, item).partition("<a ")
    return Reference(_plain(short).strip("()"), english.punctuated(text) + link + address)


def _cased(self: TextCased, text: Any, language: str | None = None) -> Any:
    """The processor knows no capital behind a hyphen, a quotation mark or a bracket, and few words that have none."""
    if self.get("text-case") == "title" and language in ("en", None):  # a label has none
        return String(english.headline(str(text)))
    return _OTHERWISE(self, text, language)


_OTHERWISE, TextCased.case = TextCased.case, _cased


def _escaped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return html.escape(value, quote=False) if isinstance(value, str) else value


def _plain(citation: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", citation))


def _linked(reference: str, item: dict[str, Any]) -> str:
    """The reference with its address as a link; a full stop behind the address stays outside."""
    reference = re.sub(r"\bdoi:(?=10\.)", "https://doi.org/", reference)
    for address in (f"https://doi.org/{item.get('DOI', '')}", item.get("URL", "")):
        before, found, behind = reference.rpartition(address) if address else ("", "", "")
        if found and behind in ("", "."):
            return f'{before}<a href="{address}">{address}</a>{behind}'
    return reference
