"""Read a YAML file in which every value is text, as an editor wrote it.

No guessing (``1921-07`` stays as it is, quotes are never needed for a date), no tags, no duplicate keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from chronicle.problems import Problem

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
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a field name must be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field '{key.value}' stands twice in one record", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_records(path: Path, name: str) -> tuple[list[Any], list[Problem]]:
    """The list of records in a file, and the problems that kept it from being read.

    ``name`` is what the file is called in messages. A file that cannot be read gives an empty list.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _TextLoader)
    except FileNotFoundError:
        return [], [Problem(name, "", "", "the file is missing; restore it")]
    except UnicodeDecodeError:
        return [], [Problem(name, "", "", "the file is not UTF-8; save it with that encoding")]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return [], [Problem(name, "", "", f"the file is not good YAML: {_where(error)}")]
    if not isinstance(content, list) or not content:
        return [], [Problem(name, "", "", "the file holds no list of records; start each with '- id: …'")]
    return content, []


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return f"line {mark.line + 1}, column {mark.column + 1}: {what}" if mark else what
