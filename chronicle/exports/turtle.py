"""The linked data of the events once more, as Turtle."""

from __future__ import annotations

import json
from typing import Any

from chronicle.edition import Edition
from chronicle.exports.jsonld import linked_data


def events_ttl(edition: Edition, address: str) -> str:
    """``events.ttl``: what ``events.jsonld`` says; each thing that has an address is a block of its own."""
    blocks: dict[str, None] = {}  # in order, each once
    _term(linked_data(edition, address), blocks)
    return "\n".join(["@prefix schema: <http://schema.org/> .\n", *blocks])


def _term(value: Any, blocks: dict[str, None]) -> str:
    """A value as it stands in a statement; what is said of a thing with an address goes into ``blocks``."""
    if isinstance(value, float):
        return f"{value}e0" if value % 1 else f"{value:.0f}"  # a double, or an integer, as JSON-LD has it
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)  # Turtle escapes a text as JSON does
    if "@value" in value:
        return f"{json.dumps(value['@value'], ensure_ascii=False)}@{value['@language']}"
    kind = [f"a schema:{value['@type']}"] if "@type" in value else []
    said = [
        f"schema:{key} {', '.join(_term(one, blocks) for one in (many if isinstance(many, list) else [many]))}"
        for key, many in value.items()
        if key[0] != "@"
    ]
    statements = " ;\n  ".join([*kind, *said])
    if "@id" not in value:
        return f"[ {statements} ]"
    if statements:
        blocks[f"<{value['@id']}> {statements} .\n"] = None
    return f"<{value['@id']}>"
