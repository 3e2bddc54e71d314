"""The Frictionless Data Package that describes all files under ``/data/`` for programs and repositories."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.citable import citation
from chronicle.exports.file import File
from chronicle.exports.imprint import as_json


def datapackage(edition: Edition, address: str, contents: list[tuple[File, bytes]]) -> str:
    """``datapackage.json``: the edition, and each file with its size, its hash and, for a table, its schema."""
    colophon = edition.colophon
    original, licence, cite = colophon.original, colophon.licence, citation(colophon, address)
    return as_json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": colophon.id,
            "id": f"{address}data/datapackage.json",
            "title": colophon.whole_title,
            "description": f"The records behind the edition, in several formats. Cite as: {cite}",
            "homepage": address,
            "version": str(colophon.year),
            "keywords": list(colophon.keywords),
            "licenses": [{"name": licence.id, "title": licence.name, "path": licence.url}],
            "contributors": [{"title": colophon.makers, "roles": ["author", "publisher"], "role": "author"}],
            "sources": [{"title": f"{original.byline}, {original.title} ({original.publisher})", "path": original.url}],
            "citation": cite,
            "resources": [_resource(edition, file, content) for file, content in contents],
        }
    )


def _resource(edition: Edition, file: File, content: bytes) -> dict[str, Any]:
    resource = {
        "name": re.sub(r"[./]", "-", file.name),
        "path": file.name,
        "title": f"{file.kind.capitalize()} ({file.format})",
        "description": f"{file.use} Records: {file.count(edition)}.",
        "format": file.name.rpartition(".")[2],
        "mediatype": file.mediatype,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    schema = file.schema(edition)
    if not schema:
        return resource
    dialect = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    return {**resource, "profile": "tabular-data-resource", "type": "table", "dialect": dialect, "schema": schema}
