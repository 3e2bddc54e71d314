"""Evidence on pages: the small numbers in a text that lead to it, and the words of a source in their language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from chronicle.edition import chinese
from chronicle.edition.english import quoted
from chronicle.records.evidence import Evidence
from chronicle.views.shown import plain, prose

_FIRST = 0xE000  # of the characters that stand for the numbers until the text is HTML; no text holds them


def numbered(text: str, evidence: Iterable[Evidence], prefix: str, marked: bool = True) -> Markup:
    """Safe text with a number behind each place that has evidence, which leads to the item ``<prefix>-<number>``.

    ``marked`` is as in ``prose``.
    """
    places = [
        (_behind(text, item.after), number)
        for number, item in enumerate(evidence, start=1)
        if item.after and item.after in text
    ]
    for place, number in sorted(places, reverse=True):
        text = text[:place] + chr(_FIRST + number) + text[place:]
    shown = prose(text, marked)
    return Markup(re.sub(r"[\ue000-\uf8ff]", lambda found: _link(ord(found[0]) - _FIRST, prefix), shown))


def _behind(text: str, words: str) -> int:
    end = text.index(words) + len(words)
    return end + len(re.match(r"[.,;:!?)”’]*", text[end:])[0])


def _link(number: int, prefix: str) -> str:
    place = f'<a href="#{prefix}-{number}" aria-label="Evidence {number}">{number}</a>'
    return f'<sup class="number" data-search-exclude="yes">{place}</sup>'


def words(item: Evidence, marked: bool = True) -> Markup:
    """The words of the source, marked as the language that they are in, ready to stand between quotation marks."""
    text = quoted(f"“{item.quote}”")[1:-1]
    if not item.language or item.language == "en":
        return prose(text, marked)
    language = chinese.script(text) if item.language == "zh" else item.language
    return Markup(chinese.span(language, plain(text)))
