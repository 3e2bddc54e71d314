"""What the style leaves undone in a printed reference: names in their own order, glosses, numbers and stops."""

from __future__ import annotations

import html
import re
from typing import Any

from chronicle.edition import chinese
from chronicle.records.sources import Name, Source

_VOLUMES = {"article-magazine": "", "article-newspaper": "", "treaty": ""}  # what stands before the number of a volume


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    return text if re.search(r"[.?!？！…][”’)]*$", text) else f"{text}."


def named(name: Name) -> dict[str, Any]:
    """A name for the processor, with its characters behind it."""
    given = " ".join(part for part in (name.given, name.hanzi) if part)
    if name.literal:
        return {"literal": " ".join(part for part in (name.literal, name.hanzi) if part)}
    return {"family": name.family, "given": given} if given else {"family": name.family}


def glossed(source: Source) -> list[tuple[str, str]]:
    """Publisher and what holds the source, as far as there are any, each with its gloss."""
    pairs = (source.publisher, source.publisher_gloss), (source.container_title, source.container_gloss)
    return [(words, gloss or "") for words, gloss in pairs if words]


def body(source: Source) -> str:
    """What answers for a source that has no author: its publisher or what holds it, with the gloss first."""
    words, gloss = next(iter(glossed(source)), ("", ""))
    return f"{gloss} {words}".strip()


def finished(text: str, source: Source) -> str:
    """The reference, in HTML and without its address, as it is printed."""
    text = _in_order(text, source)
    text = _numbered(text, source)
    for words, gloss in glossed(source):
        is_author = text[: text.rfind(words)].endswith(f"{gloss} ")
        text = _behind(text, words, f" [{_gloss(gloss)}]") if gloss and not is_author else text
    return text


def _in_order(text: str, source: Source) -> str:
    """Chinese names with the surname first wherever they stand, and no editor twice."""
    for name in (*source.author, *source.editor):
        if name.hanzi and name.family:
            text = text.replace(
                f"{named(name).get('given')} {name.family}", f"{name.family} {named(name).get('given')}"
            )
    if source.editor and not source.author:
        last = source.editor[-1]
        parts = (named(last).get("given", ""), last.family or "")
        own = last.literal or " ".join(parts[::-1] if last.hanzi else parts)
        again = rf"(?:\.|,) edited by (?:[^.]|\b\w\.)*?{re.escape(html.escape(own, quote=False))}\."
        text = re.sub(again, ".", text, count=1, flags=re.I)
    return text


def _numbered(text: str, source: Source) -> str:
    """The volume and the issue behind what holds the source, where the style has left them out."""
    rest = re.sub(re.escape(html.escape(source.title, quote=False)), "", text, flags=re.I)
    lacks = [number for number in (source.volume, source.issue) if number and not re.search(rf"\b{number}\b", rest)]
    if source.volume in lacks:
        text = _behind(text, source.container_title, f"{_VOLUMES.get(source.type, ', vol.')} {source.volume}")
    if source.issue in lacks:
        text = _behind(text, source.container_title, f", no. {source.issue}", source.volume or "")
    return text


def _behind(text: str, words: str | None, more: str, number: str = "") -> str:
    """The text with more behind the last place of the words, and of a number that follows them."""
    found = (
        list(re.finditer(rf"{re.escape(html.escape(words or '', quote=False))}(</i>)?", text, re.I)) if words else []
    )
    if not found:
        return text
    end = found[-1].end()
    follows = re.match(rf"([,.] vol\.)? {re.escape(number)}\b", text[end:], re.I) if number else None
    end += follows.end() if follows else 0
    return text[:end] + more + text[end:]


def _gloss(gloss: str) -> str:
    words = html.escape(gloss, quote=False)
    return chinese.span("zh-Latn-pinyin", words) if chinese.is_pinyin(words) else words
