"""The other words by which readers may look for what an event is about, as a script that the timeline brings in."""

from __future__ import annotations

import json
from collections import defaultdict

from chronicle.edition import Edition

NAME = "words.js"  # a script, since a page that is read from disk may load one and no other file
KINDS = ("people", "organisations", "places", "glossary")


def words_js(edition: Edition) -> str:
    """``words.js``: by id, the characters, pinyin and other spellings of people, bodies, places and terms."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for record in getattr(edition.records, kind).values():
            own = [getattr(record, "hanzi", None), getattr(record, "pinyin", None), *record.also]
            found[record.id] += [word for word in own if word]
    text = {key: " ".join(words) for key, words in sorted(found.items()) if words}
    return f"otherWords = {json.dumps(text, ensure_ascii=False, separators=(',', ':'))}\n"
