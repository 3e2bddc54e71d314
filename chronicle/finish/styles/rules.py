"""A stylesheet as its rules, each with what its selectors name and what its declarations read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

_GROUPS = {"media", "supports", "layer", "container"}
_READ = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True)
class Selector:
    """A selector: its text, what it names of the element itself, and what it names of those that hold the element.

    Named are classes, ids, elements, attributes and, where they must be equal, their values. Of a selector that names
    neighbours (``+``, ``~``) nothing is said about who holds whom: all that it names of others is in ``elsewhere``.
    """

    text: str
    own: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """A rule: the groups round it (``@media print``), its selectors, its declarations.

    An at-rule such as ``@font-face`` has its own name as its only selector, which names nothing.
    """

    groups: tuple[str, ...]
    selectors: tuple[Selector, ...]
    declarations: tuple[tuple[str, str], ...]

    @property
    def reads(self) -> set[str]:
        """The variables that its declarations read, other than to define a variable."""
        return {name for key, value in self.declarations if not key.startswith("--") for name in _READ.findall(value)}

    @property
    def defines(self) -> dict[str, set[str]]:
        """The variables that it defines, each with those that it reads for it."""
        return {key: set(_READ.findall(value)) for key, value in self.declarations if key.startswith("--")}

    @property
    def family(self) -> str:
        """The font that the rule brings if it is ``@font-face``, else nothing."""
        return dict(self.declarations)["font-family"].strip("\"'") if self.selectors[0].text == "@font-face" else ""


def parse(css: str) -> list[Rule]:
    """The rules of a stylesheet, in order."""
    return list(_rules(tinycss2.parse_stylesheet(css, True, True), ()))


def css(rules: Iterable[Rule]) -> str:
    """The rules as a stylesheet without blanks."""
    text = ""
    for groups, members in groupby(rules, key=lambda rule: rule.groups):
        body = "".join(_one(rule) for rule in members)
        text += "{".join((*groups, body)) + "}" * len(groups)
    return text


def _one(rule: Rule) -> str:
    return f"{','.join(one.text for one in rule.selectors)}{{{';'.join(map(':'.join, rule.declarations))}}}"


def _rules(nodes: Iterable[Node], groups: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = tuple(map(_selector, _alternatives(node.prelude)))
            yield Rule(groups, selectors, _declarations(node.content))
        elif isinstance(node, AtRule) and node.content is not None:
            name = f"@{node.at_keyword} {_text(node.prelude)}".strip()
            if node.lower_at_keyword in _GROUPS:
                yield from _rules(tinycss2.parse_rule_list(node.content, True, True), (*groups, name))
            elif "keyframes" in node.lower_at_keyword:
                frames = tinycss2.parse_rule_list(node.content, True, True)
                yield from _rules(frames, (*groups, name))
            else:
                yield Rule(groups, (Selector(name),), _declarations(node.content))


def _alternatives(prelude: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, each as its tokens."""
    tokens: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def _selector(tokens: list[Any]) -> Selector:
    """The selector of these tokens, read from its last part, which names the element itself."""
    parts: list[list[Any]] = [[]]
    signs = set()
    for token in tokens:
        sign = " " if token.type == "whitespace" else token.value if token.type == "literal" else ""
        if sign and sign in " >+~":
            signs.add(sign)
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    own, *others = [names for part in reversed(parts) if (names := _named(part)) or part]
    holders = frozenset().union(*others)
    loose = signs & {"+", "~"}
    return Selector(_text(tokens), own, frozenset() if loose else holders, holders if loose else frozenset())


def _named(tokens: list[Any]) -> frozenset[str]:
    """What a part of a selector names; what it must not be or may be (``:not()``, ``:is()``) is not looked at."""
    names: set[str] = set()
    before = None
    for token in tokens:
        after_colon = before is not None and before.type == "literal" and before.value == ":"
        if token.type == "hash" or (token.type == "ident" and not after_colon):
            names.add(token.value)
        elif token.type == "[] block":
            parts = [part.value for part in token.content if part.type in ("ident", "string")]
            exact = any(part.type == "literal" and part.value == "=" for part in token.content)
            names.update(parts if exact else parts[:1])
        before = token
    return frozenset(names)


def _declarations(content: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (part.name, _text(part.value) + ("!important" if part.important else ""))
        for part in tinycss2.parse_blocks_contents(content, True, True)
        if isinstance(part, Declaration)
    )


def _text(tokens: list[Any]) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize([token for token in tokens if token.type != "comment"])).strip()
