"""A page as its elements: what each is named, and what all that hold it are named."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Set
from functools import lru_cache

from chronicle.finish.styles.rules import Selector

_SILENT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r'<(/?)([a-zA-Z][\w-]*)((?:\s(?:[^<>"]|"[^"]*")*)?)>')
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
Names = frozenset[str]


class Elements:
    """The elements of a page, alike ones once."""

    def __init__(self, page: str) -> None:
        """Read the elements from the page's HTML, in which every element that is not empty has its end tag."""
        self._all = _read(_SILENT.sub("", page))
        self._by_name: dict[str, list[tuple[Names, Names]]] = defaultdict(list)
        for element in self._all:
            for name in element[0]:
                self._by_name[name].append(element)

    def may_match(self, selector: Selector, words: Set[str]) -> bool:
        """Whether the selector can match an element, now or once scripts or readers have put these words on it."""
        own, holders = selector.own - words, selector.holders - words
        if not all(name in self._by_name for name in selector.elsewhere - words):
            return False
        found = min((self._by_name.get(name, []) for name in own), key=len) if own else self._all
        return any(own <= names and holders <= around for names, around in found)


def _read(page: str) -> list[tuple[Names, Names]]:
    """The names of each element and of all that hold it."""
    found = {}
    open_ones: list[tuple[str, Names]] = [("", frozenset())]
    for end, tag, attributes in _TAG.findall(page):
        if end:
            while len(open_ones) > 1 and open_ones.pop()[0] != tag:
                pass
            continue
        own, holders = _names(tag, attributes), open_ones[-1][1]
        found[own, holders] = None
        if tag not in _EMPTY and not attributes.endswith("/"):
            open_ones.append((tag, _joined(own, holders)))
    return list(found)


@lru_cache(maxsize=20_000)
def _joined(own: Names, holders: Names) -> Names:
    return own | holders


@lru_cache(maxsize=20_000)
def _names(tag: str, attributes: str) -> Names:
    """The element, its attributes, and their values: each class by itself."""
    found = {tag}
    for name, value in _ATTRIBUTE.findall(attributes):
        found.add(name)
        value = html.unescape(value)
        found.update(value.split() if name == "class" else (value,))
    return frozenset(found)
