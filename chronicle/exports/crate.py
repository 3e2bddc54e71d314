"""What the data are, for catalogues and repositories: a Dataset of schema.org, and a Research Object Crate."""

from __future__ import annotations

from datetime import date
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.citable import citation
from chronicle.exports.file import FOLDER, File
from chronicle.exports.files import CRATE
from chronicle.exports.imprint import as_json, body, original
from chronicle.records.editions import Colophon

VERSION = "https://w3id.org/ro/crate/1.3"
Node = dict[str, Any]
Contents = list[tuple[File, bytes | None]]


def dataset(edition: Edition, address: str, contents: Contents) -> Node:
    """The data as a Dataset; each file is a download, with its size where that is known."""
    home = f"{address}{FOLDER}/"
    downloads = [
        _part("DataDownload", file, content) | {"contentUrl": address + file.path} for file, content in contents
    ]
    said = _said(edition, address) | {"url": home, "isAccessibleForFree": True, "distribution": downloads}
    said["license"] = edition.colophon.licence.url
    return {"@type": "Dataset", "@id": f"{home}#dataset", **said}


def crate(edition: Edition, address: str, contents: Contents) -> str:
    """``ro-crate-metadata.json``: the folder of the data as a crate."""
    licence = edition.colophon.licence
    files = [_part("File", file, content) | {"@id": file.name} for file, content in contents]
    essay, makers = original(edition.colophon), _makers(edition.colophon, address)
    publisher = {"@id": f"{address}#publisher", **body(edition.colophon.makers), "url": address}
    root = _said(edition, address) | {
        "@id": "./", "@type": "Dataset", "license": {"@id": licence.url}, "isBasedOn": {"@id": essay["@id"]},
        "identifier": f"{address}{FOLDER}/", "url": f"{address}{FOLDER}/",
        "creator": [{"@id": maker["@id"]} for maker in makers],
        "publisher": {"@id": publisher["@id"]},
        "hasPart": [{"@id": file["@id"]} for file in files],
    }  # fmt: skip
    about = {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": VERSION}}
    graph = [
        about, root, *files, *_apart(essay),
        {"@id": licence.url, "@type": "CreativeWork", "name": licence.name, "identifier": licence.id},
        *makers, publisher,
    ]  # fmt: skip
    return as_json({"@context": f"{VERSION}/context", "@graph": graph})


def _said(edition: Edition, address: str) -> Node:
    """What both say of the data as a whole."""
    colophon, events = edition.colophon, edition.events
    last = date.max if any(event.date.open for event in events) else max(event.date.latest for event in events)
    return {
        "name": f"{colophon.whole_title}: data",
        "description": f"{len(events)} events, {len(edition.records.sources)} sources and {len(edition.notes)} notes, "
        f"with people, organisations, places and terms: the records behind the edition “{colophon.whole_title}”.",
        "creator": _makers(colophon, address),
        "publisher": body(colophon.makers),
        "datePublished": colophon.issued.earliest.isoformat(),
        "version": colophon.issued.edtf,
        "inLanguage": colophon.language,
        "keywords": list(colophon.keywords),
        "temporalCoverage": f"{events[0].date.earliest.year}/{'..' if last == date.max else last.year}",
        "isBasedOn": original(colophon),
        "creditText": citation(colophon, address),
    }


def _part(kind: str, file: File, content: bytes | None) -> Node:
    said = {"@type": kind, "name": file.name, "description": file.use, "encodingFormat": file.mediatype}
    return said if content is None else {**said, "contentSize": str(len(content))}


def _apart(essay: Node) -> list[Node]:
    """The essay, its author and its publisher as entities of a crate, which may not stand one in another."""
    author = {**essay["author"], "@id": f"{essay['@id']}#author"}
    publisher = {**essay["publisher"], "@id": f"{essay['@id']}#publisher"}
    parts = [author, publisher]
    return [essay | {"author": {"@id": author["@id"]}, "publisher": {"@id": publisher["@id"]}}, *parts]


def _makers(colophon: Colophon, address: str) -> list[Node]:
    """Those who answer for the edition: people, or else one body."""
    people = [
        {
            "@id": f"https://orcid.org/{one.orcid}" if one.orcid else f"{address}#maker-{number}",
            "@type": "Person", "name": f"{one.given} {one.family}", "familyName": one.family, "givenName": one.given,
        }
        for number, one in enumerate(colophon.contributors, start=1)
    ]  # fmt: skip
    return people or [{"@id": f"{address}#makers", **body(colophon.makers)}]
