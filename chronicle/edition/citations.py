"""The references of all sources, told apart and finished, in the order of a bibliography."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from string import ascii_lowercase
from typing import Any

from chronicle.edition import printed
from chronicle.edition.chinese import span
from chronicle.edition.csl import csl
from chronicle.edition.english import headline, quoted
from chronicle.edition.processor import Reference, rendered
from chronicle.records.dates import PREFIX
from chronicle.records.sources import Source


def references(sources: dict[str, Source]) -> dict[str, Reference]:
    """The references of all sources by id, in the order of a bibliography."""
    found = rendered({key: _with_author(source) for key, source in sources.items()})
    found = {key: _spoken(_finished(reference, sources[key]), sources[key]) for key, reference in found.items()}
    return _told_apart(dict(sorted(found.items(), key=lambda item: filed(item[1].plain))))


def filed(text: str) -> str:
    """How a reference stands in the order of the alphabet: without accents, marks and an article at its head."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"^(\W+|the |an? )*", "", plain.casefold())


def initial(text: str) -> str:
    """The letter under which a text is filed; one name for all digits."""
    sign = filed(text)[0]
    return "0–9" if sign.isdigit() else sign.upper()


def _told_apart(found: dict[str, Reference]) -> dict[str, Reference]:
    """The references with a letter behind the year (2018a) where author and year alone would name two of them."""
    names = Counter(reference.short for reference in found.values())
    letters = {short: iter(ascii_lowercase) for short, count in names.items() if count > 1}
    return {
        key: _lettered(item, next(letters[item.short], "")) if item.short in letters else item
        for key, item in found.items()
    }


def _lettered(reference: Reference, letter: str) -> Reference:
    year = reference.short.rpartition(" ")[2]
    dash, stop = ("-", ".") if year == "n.d." else ("", "")
    full = reference.full.replace(year, f"{year}{dash}{letter}{stop}", 1)
    return Reference(f"{reference.short}{dash}{letter}", full)


def _with_author(source: Source) -> dict[str, Any]:
    """The item, with the body that answers for it as its author where no author is known, else with its title there."""
    item = csl(source)
    for role in ("author", "editor"):
        if names := [printed.named(name) for name in getattr(source, role)]:
            item[role] = names
    body = printed.body(source)
    if not source.author and not source.editor:
        title = headline(source.title) if source.language == "en" else source.title
        item["author"] = [{"literal": body or f"“{title}”"}]
        item.pop("publisher" if body else "title", None)
    return item


def _finished(reference: Reference, source: Source) -> Reference:
    """The reference as it is printed; a body is known by its gloss in short."""
    text, link, address = reference.full.partition("<a ")
    gloss = next((gloss for _, gloss in printed.glossed(source)), "")
    short = reference.short.replace(printed.body(source), gloss) if gloss else reference.short
    for name in source.author:
        short = short.replace(f"{name.literal} {name.hanzi}", name.literal or "")
    if source.issued and (prefix := PREFIX[source.issued.start.mark]):
        year = str(source.issued.start.year)
        short, text = (words.replace(year, prefix + year, 1) for words in (short, text))
    return Reference(short, printed.finished(text, source) + link + address)


def _spoken(reference: Reference, source: Source) -> Reference:
    """The reference with its title and what holds it marked as what they are, where that is not English.

    Chinese is not marked here, for it is known by its characters wherever it stands.
    """
    text, link, address = reference.full.partition("<a ")
    for words in (source.title, source.container_title):
        if source.language not in ("en", "zh") and words and not words.startswith("["):
            for form in {words, quoted(f"“{words}”")[1:-1]}:
                form = html.escape(form, quote=False)
                text = text.replace(form, span(source.language, form))
    return Reference(reference.short, text + link + address)
