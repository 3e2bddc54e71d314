"""The notes as annotations on the original (W3C Web Annotation), at the words of the claims that they qualify."""

from __future__ import annotations

from typing import Any

from chronicle.edition import Edition
from chronicle.edition.printed import sentence
from chronicle.exports.imprint import as_json
from chronicle.records.addresses import of_record
from chronicle.records.events import Note


def notes_jsonld(edition: Edition, address: str) -> str:
    """``notes.jsonld``: an ``AnnotationCollection`` of one page, in the order of the essay."""
    colophon, own = edition.colophon, f"{address}data/notes.jsonld"
    items = [_annotation(edition, address, note) for note in edition.notes]
    return as_json(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": own,
            "type": "AnnotationCollection",
            "label": f"{colophon.title}: notes on the original",
            "creator": {"type": "Organization", "name": colophon.makers, "homepage": address},
            "rights": colophon.licence.url,
            "total": len(items),
            "first": {"id": f"{own}#page", "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": items},
        }
    )


def _annotation(edition: Edition, address: str, note: Note) -> dict[str, Any]:
    where = of_record(address, "notes", note.id)
    text = f"{note.title}. {sentence(note.essay)} {sentence(note.record)}"
    return {
        "id": where,
        "type": "Annotation",
        "motivation": "commenting",
        "body": {
            "type": "TextualBody", "value": text, "format": "text/plain", "language": edition.colophon.language
        },
        "target": _targets(edition, note) or edition.colophon.original.url,
        "canonical": where,
    }  # fmt: skip


def _targets(edition: Edition, note: Note) -> list[dict[str, Any]]:
    """The original at the words of each claim that names the note; the first match of the words is the right one."""
    words = [claim.fragment for claim in edition.records.claims.values() if note.id in claim.notes and claim.fragment]
    url = edition.colophon.original.url
    return [{"source": url, "selector": {"type": "TextQuoteSelector", "exact": exact}} for exact in words]
