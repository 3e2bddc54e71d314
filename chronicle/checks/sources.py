"""What must hold of a source: how it was seen, a gloss for what is Chinese, an address that will last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.records.essay import Passages
from chronicle.records.load import Records, file_of
from chronicle.records.problems import Problem
from chronicle.records.sources import Source

_CHINESE = re.compile("[\u3400-\u9fff]")
_COPIES = re.compile(
    r"//(?:[\w-]+\.)*((?:docslib|yumpu|scribd|pdfcoffee|dokumen|vdoc|coursehero|studocu|docin|doc88|jizihe|fx361|marxdic)\.\w+)/"
)


def sources_say_how_they_were_seen(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every source says how much of it was read."""
    for source in records.sources.values():
        if not source.access:
            yield Problem(file_of("sources"), source.id, "access", "is missing; say how the source was seen")


def addresses_are_not_of_copies(records: Records, passages: Passages) -> Iterator[Problem]:
    """No source leads to a host on which anybody puts up copies of what others have published."""
    for source in records.sources.values():
        if found := _COPIES.search(source.URL or ""):
            mend = f"{found[1]} holds copies that others put up; give the publisher's or an archive's address, or none"
            yield Problem(file_of("sources"), source.id, "URL", mend)


def names_are_in_latin_letters(records: Records, passages: Passages) -> Iterator[Problem]:
    """An author's name is in Latin letters, by which it is filed; the characters have a field of their own."""
    for source in records.sources.values():
        for role in ("author", "editor"):
            for name in getattr(source, role):
                if any(_CHINESE.search(part or "") for part in (name.literal, name.family, name.given)):
                    mend = "holds Chinese characters; write the name in pinyin, and the characters in hanzi"
                    yield Problem(file_of("sources"), source.id, role, mend)


def chinese_names_have_a_gloss(records: Records, passages: Passages) -> Iterator[Problem]:
    """A journal or publisher in Chinese has a gloss, in a field of its own."""
    for source in records.sources.values():
        for field, words, gloss in _glosses(source):
            if not _CHINESE.search(words):
                continue
            if not gloss:
                mend = "is missing; give the name in pinyin or in English"
                yield Problem(file_of("sources"), source.id, f"{field}-gloss", mend)
            if re.search(r"[(（][A-Za-z]", words):
                mend = f"holds a gloss; put it into {field}-gloss"
                yield Problem(file_of("sources"), source.id, field, mend)


def _glosses(source: Source) -> list[tuple[str, str, str | None]]:
    return [
        ("container-title", source.container_title or "", source.container_gloss),
        ("publisher", source.publisher or "", source.publisher_gloss),
    ]


CHECKS = (
    sources_say_how_they_were_seen, addresses_are_not_of_copies, names_are_in_latin_letters, chinese_names_have_a_gloss
)  # fmt: skip
