"""What every file says of itself where its format lets it, and how JSON is written."""

from __future__ import annotations

import json
from typing import Any

from chronicle.edition.colophon import COLOPHON, citation


def imprint(address: str) -> dict[str, Any]:
    """Title, licence, how to cite, and the essay behind the edition, for the head of a JSON file."""
    original = COLOPHON.original
    return {
        "title": f"{COLOPHON.title}: {COLOPHON.subtitle}",
        "address": address,
        "publisher": COLOPHON.publisher,
        "licence": {"name": COLOPHON.licence.name, "url": COLOPHON.licence.url},
        "citation": citation(address),
        "original": {
            "author": original.byline,
            "title": original.title,
            "publisher": original.publisher,
            "url": original.url,
        },
    }


def lines(address: str) -> list[str]:
    """The same in lines of text, for formats that have comments or descriptions."""
    original = COLOPHON.original
    return [
        f"{COLOPHON.title}: {COLOPHON.subtitle}",
        f"Licence: {COLOPHON.licence.name}, {COLOPHON.licence.url}",
        f"Cite as: {citation(address)}",
        f"The essay: {original.byline}, {original.title}, {original.publisher}, {original.url}",
    ]


def as_json(value: Any) -> str:
    """JSON that is the same at every build: keys in order, characters as they are, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
