"""The bibliography in the forms that reference managers read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.csl import csl
from chronicle.edition.printed import sentence
from chronicle.exports import bibtex, ris
from chronicle.exports.imprint import as_json, lines
from chronicle.records.dates import Moment
from chronicle.records.sources import Source


def sources_csl(edition: Edition, address: str) -> str:
    """``sources.csl.json``: the sources as CSL-JSON, in the order of their ids."""
    return as_json(items(edition))


def sources_bib(edition: Edition, address: str) -> str:
    """``sources.bib``: the sources as BibTeX, behind a head that every reader of BibTeX skips."""
    head = "".join(f"% {line}\n" for line in lines(edition, address))
    return head + "\n" + bibtex.entries(items(edition))


def sources_ris(edition: Edition, address: str) -> str:
    """``sources.ris``: the sources as RIS."""
    return ris.entries(items(edition))


def items(edition: Edition) -> list[dict[str, Any]]:
    """The sources as items of CSL-JSON, in the order of their ids."""
    return [_item(source) for _, source in sorted(edition.records.sources.items())]


def _item(source: Source) -> dict[str, Any]:
    """The source's CSL data with its whole date, its standing as keyword, and what a reader should know of it."""
    item = {**csl(source), "keyword": source.standing}
    if source.issued:
        ends = [end for end in (source.issued.start, source.issued.end) if end]
        item["issued"] = {"date-parts": [_parts(end) for end in ends]}
        if any(end.mark for end in ends):
            item["issued"]["circa"] = True
    if source.accessed:
        item["accessed"] = {"date-parts": [_parts(source.accessed.start)]}
    note = " ".join(_said(source))
    return {**item, "note": note} if note else item


def _parts(moment: Moment) -> list[int]:
    return [part for part in (moment.year, moment.month, moment.day) if part]


def _said(source: Source) -> Iterator[str]:
    """What CSL has no field for, in sentences."""
    if characters := ", ".join(name.hanzi for name in (*source.author, *source.editor) if name.hanzi):
        yield f"In Chinese: {characters}."
    if source.title_translation:
        yield f"In English: {sentence(source.title_translation)}"
    if source.note:
        yield source.note
    if source.access:
        yield sentence(source.seen)
    if source.archive_URL:
        yield f"Archived copy: {source.archive_URL}"
