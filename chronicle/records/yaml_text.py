"""Read a YAML file in which every value is text, as an editor wrote it.

No guessing (``1921-07`` stays as it is, quotes are never needed for a date), no tags, no duplicate keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from chronicle.records.problems import Problem

DEEP = 2000  # more brackets inside one another than any record needs, and fewer than any parser bears
_PLAIN = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


class _TextLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # the one in C, where PyYAML has it
    """PyYAML's loader without types, made strict about tags and keys."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if node.tag not in _PLAIN:
            raise yaml.constructor.ConstructorError(None, None, f"the tag {node.tag} is not allowed", node.start_mark)
        return super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                raise yaml.constructor.ConstructorError(None, None, "a field name must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field '{key.value}' stands twice in one record", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_records(text: str, name: str, may_be_none: bool = False) -> tuple[list[Any], list[Problem]]:
    """The list of records in the text of a file, and the problem that kept it from being read.

    ``name`` is what the file is called in messages. A text that cannot be read gives an empty list, and so does one
    that holds ``[]`` where there ``may_be_none``.
    """
    content, wrong = parse(text, name)
    if not wrong and (not isinstance(content, list) or not (content or may_be_none)):
        wrong = [Problem(name, "", "", "the file holds no list of records; start each with '- id: …'")]
    return ([], wrong) if wrong else (content, [])


def read_text(path: Path, name: str) -> tuple[str, list[Problem]]:
    """The text of a file, which messages call ``name``, and the problem that kept it from being read."""
    try:
        return path.read_text(encoding="utf-8-sig"), []
    except FileNotFoundError:
        mend = "the file is missing; restore it"
    except UnicodeDecodeError:
        mend = "the file is not UTF-8; save it with that encoding"
    except OSError as error:
        mend = f"the file cannot be read: {error.strerror}"
    return "", [Problem(name, "", "", mend)]


def parse(text: str, name: str, first: int = 1) -> tuple[Any, list[Problem]]:
    """What a text in YAML holds; ``first`` is the number of its first line in the file."""
    try:
        _not_too_deep(text)
        return yaml.load(text, _TextLoader), []
    except yaml.YAMLError as error:
        return None, [Problem(name, "", "", f"the file is not good YAML: {_where(error, text, first)}")]
    except RecursionError:
        return None, [Problem(name, "", "", "the file is not good YAML: too many brackets inside one another")]
    except ValueError as error:
        return None, [Problem(name, "", "", f"the file is not good YAML: {error}")]


def _not_too_deep(text: str) -> None:
    """RecursionError where lists stand in lists so deep that the parser in C would crash.

    No text is deeper than its brackets and the letters of its longest line, which is quick to see.
    """
    if text.count("[") + text.count("{") + max(map(len, text.splitlines()), default=0) < DEEP:
        return
    depth = 0
    for event in yaml.parse(text, _TextLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEP:
            raise RecursionError


# What the parser says, and what an editor can do about it
_MENDS = {
    "cannot start any token": "a value that starts with this sign needs quotes",
    "mapping values are not allowed": "a colon and a space inside a value; put the value in quotes or under '>-'",
    "did not find expected ',' or": "a list that is not closed, or lacks a comma; write [one, two]",
    "did not find expected key": "a line that fits nowhere; check how far it stands from the left, and its colon",
    "did not find expected '-'": "a line that fits nowhere; start each record with '- id: …' at the left edge",
    "could not find expected ':'": "a line without a colon, or a value that is not closed above it",
    "undefined alias": "a value that starts with '*' needs quotes",
    "expected a single document": "a line '---', which ends the file; take it out",
    "did not find expected <document start>": "a line that fits nowhere; start each record with '- id: …'",
    "unexpected end of stream": "quotes that are not closed",
}


def _where(error: yaml.YAMLError, text: str, first: int) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    mend = next((mend for said, mend in _MENDS.items() if said in f"{getattr(error, 'context', '')} {what}"), what)
    if mark is None:
        return mend
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t":
        mend = "a tab; use spaces"
    return f"line {mark.line + first}, column {mark.column + 1}: {mend}"
