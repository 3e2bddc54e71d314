"""What every file says of the edition where its format lets it, and how JSON is written."""

from __future__ import annotations

import json
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.citable import citation
from chronicle.records.editions import Colophon


def imprint(edition: Edition, address: str) -> dict[str, Any]:
    """Title, licence, how to cite, and the essay behind the edition, for the head of a JSON file."""
    colophon = edition.colophon
    source = colophon.original
    return {
        "title": colophon.whole_title,
        "address": address,
        "publisher": colophon.makers,
        "licence": {"name": colophon.licence.name, "url": colophon.licence.url},
        "citation": citation(colophon, address),
        "original": {
            "author": source.byline, "title": source.title, "publisher": source.publisher, "url": source.url
        },
    }  # fmt: skip


def lines(edition: Edition, address: str) -> list[str]:
    """The same in lines of text, for formats that have comments or descriptions."""
    said = imprint(edition, address)
    return [
        said["title"],
        f"Licence: {said['licence']['name']}, {said['licence']['url']}",
        f"Cite as: {said['citation']}",
        f"The essay: {', '.join(said['original'].values())}",
    ]


def original(colophon: Colophon) -> dict[str, Any]:
    """The essay in the words of schema.org."""
    source = colophon.original
    said = {
        "@type": "Article",
        "@id": source.url,
        "name": source.title,
        "alternativeHeadline": source.subtitle,
        "author": person(colophon),
        "publisher": body(source.publisher),
        "datePublished": source.issued.start.html if source.issued else None,  # nothing where it is not exact
        "url": source.url,
        "inLanguage": source.language,
    }
    return {key: value for key, value in said.items() if value}


def person(colophon: Colophon) -> dict[str, str | None]:
    """The essay's author in the words of schema.org."""
    author = colophon.original.author
    return {
        "@type": "Person", "name": colophon.original.byline, "familyName": author.family, "givenName": author.given
    }  # fmt: skip


def makers(colophon: Colophon) -> dict[str, str] | list[dict[str, str]]:
    """The makers of the edition in the words of schema.org: by name, or as one body."""
    named = [
        {"@type": "Person", "name": f"{one.given} {one.family}"}
        | ({"sameAs": f"https://orcid.org/{one.orcid}"} if one.orcid else {})
        for one in colophon.contributors
    ]
    return named or body(colophon.makers)


def body(name: str) -> dict[str, str]:
    """A body in the words of schema.org."""
    return {"@type": "Organization", "name": name}


def as_json(value: Any, indent: int | None = 2) -> str:
    """JSON that is the same at every build: keys in order, characters as they are, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=True) + "\n"
