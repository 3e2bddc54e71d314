"""English as American style sheets print it in references: capitals, quotation marks, and stops beside them."""

from __future__ import annotations

import re

_SMALL = frozenset(
    (
        "a", "about", "an", "and", "as", "at", "but", "by", "c", "d", "de", "down", "for", "from", "in", "into", "nor",
        "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "v", "van", "via", "von", "with", "yet",
    )
)  # fmt: skip
_PIECE = re.compile(r"<[^>]*>|&\w+;|[^\W_]+(?:[’'.][^\W_]+)*")  # a tag, an entity, or a word
_SINGLE = re.compile(r"‘((?:[^‘’“”]|’(?=[a-zß-\u024f]))*)’(?![a-zß-\u024f])", re.I)  # a quotation, and no apostrophe
_ENDED = re.compile(r"(?<!\.)([.?!？！])((?:</i>|[”’])*)\.(?!\.)")  # a sentence that has its sign needs no full stop


def headline(title: str) -> str:
    """A title with capitals; behind a hyphen, too, but not where a capital stands before it, as in Mao Tse-tung."""
    words = [found for found in _PIECE.finditer(title) if found[0][0] not in "<&"]
    ends = {found.start() for found in (words[:1] + words[-1:])}

    def cased(found: re.Match[str]) -> str:
        word, before = found[0], title[: found.start()]
        name = re.search(r"([^\W\d_]{2,})-$", before)
        if not word.islower() or word[0] == "&" or (name and name[1].istitle() and name.start() not in ends):
            return word
        opens = found.start() in ends or re.search(r"[:.?!]\W*\s\W*$", before)
        return word[0].upper() + word[1:] if opens or word not in _SMALL else word

    return _PIECE.sub(cased, title)


def quoted(text: str) -> str:
    """Single quotation marks inside double ones, and double ones elsewhere."""
    found, depth = [], 0
    for sign in _SINGLE.sub(r"“\1”", text):
        opens, closes = sign == "“", sign == "”"
        depth -= closes
        found.append("‘’"[closes] if (opens or closes) and depth % 2 else sign)
        depth += opens
    return "".join(found)


def punctuated(text: str) -> str:
    """Quotation marks in their order, full stops and commas inside them, and one sign at the end of a sentence."""
    return _ENDED.sub(r"\1\2", re.sub(r"”([.,])", r"\1”", quoted(text)))
