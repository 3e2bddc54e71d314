"""The other words by which readers may look for what an event is about, as a script that the timeline brings in."""

from __future__ import annotations

import json
from collections import defaultdict

from chronicle.edition import Edition, chinese

NAME = "words.js"  # a script, since a page that is read from disk may load one and no other file
KINDS = ("people", "organisations", "places", "glossary")


def words_js(edition: Edition) -> str:
    """``words.js``: by id, the characters, pinyin and other spellings of people, bodies, places and terms.

    And the traditional characters for all of theirs, as ``fold`` in search.js learns them.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for record in getattr(edition.records, kind).values():
            own = [getattr(record, "hanzi", None), getattr(record, "pinyin", None), *record.also]
            found[record.id] += [word for word in own if word]
    text = {key: " ".join(words) for key, words in sorted(found.items()) if words}
    simpler = chinese.simpler(repr((edition.events, edition.records.themes, text)))
    other = json.dumps(text, ensure_ascii=False, separators=(",", ":"))
    return f"otherWords = {other}\nfold.learn({json.dumps(simpler, ensure_ascii=False)})\n"
