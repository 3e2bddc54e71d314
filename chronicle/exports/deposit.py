"""What the repository itself says of the edition: ``CITATION.cff`` for GitHub, ``.zenodo.json`` for Zenodo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from chronicle.exports.imprint import as_json
from chronicle.records.editions import Colophon

HEAD = "# Made from docs/data/edition.yml by `make schemas`; change it there.\n"


def write(colophon: Colophon, root: Path) -> int:
    """Write both files into the repository; their number comes back."""
    texts = files(colophon)
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return len(texts)


def files(colophon: Colophon) -> dict[str, str]:
    """The text of each file, by name."""
    cff = yaml.safe_dump(citation_cff(colophon), allow_unicode=True, sort_keys=False, width=1000)
    return {"CITATION.cff": HEAD + cff, ".zenodo.json": as_json(zenodo(colophon))}


def citation_cff(colophon: Colophon) -> dict[str, Any]:
    """The edition in the terms of the Citation File Format 1.2; it is data, and the essay is its reference."""
    original = colophon.original
    essay = {
        "type": "article",
        "title": original.title,
        "authors": [_person(original.author.family, original.author.given)],
        "publisher": {"name": original.publisher},
        "url": original.url,
    }
    return {
        "cff-version": "1.2.0",
        "message": "To cite the edition, use this. To cite the essay’s argument, cite its author.",
        "type": "dataset",
        "title": colophon.whole_title,
        "authors": [
            _person(one.family, one.given) | ({"orcid": f"https://orcid.org/{one.orcid}"} if one.orcid else {})
            for one in colophon.contributors
        ] or [{"name": colophon.makers}],
        "version": colophon.issued.edtf,
        "license": colophon.licence.id,
        "keywords": list(colophon.keywords),
        "references": [essay],
    }  # fmt: skip


def zenodo(colophon: Colophon) -> dict[str, Any]:
    """The edition in the terms of a deposit in Zenodo."""
    original = colophon.original
    retold = f"{original.byline}, “{original.title}” ({original.publisher})"
    creators = [
        {"name": f"{one.family}, {one.given}"} | ({"orcid": one.orcid} if one.orcid else {})
        for one in colophon.contributors
    ]
    return {
        "title": colophon.whole_title,
        "upload_type": "publication",
        "publication_type": "annotationcollection",
        "description": f"{colophon.whole_title}. It retells {retold}.",
        "creators": creators or [{"name": colophon.makers}],
        "version": colophon.issued.edtf,
        "language": "eng" if colophon.language == "en" else colophon.language,
        "keywords": list(colophon.keywords),
        "license": colophon.licence.id.lower(),
        "access_right": "open",
        "related_identifiers": [
            {"identifier": original.url, "relation": "isDerivedFrom", "resource_type": "publication-article"}
        ],
    }


def _person(family: str | None, given: str | None) -> dict[str, str]:
    return {"family-names": family or "", "given-names": given or ""}
