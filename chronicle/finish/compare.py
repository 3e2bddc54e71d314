"""What two editions say differently, record by record: read from the records that each has under ``data/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chronicle.finish import archive
from chronicle.records.yaml_text import parse

Kinds = dict[str, dict[str, dict[str, Any]]]


def records(edition: Path) -> Kinds:
    """The records of an edition by kind and id, from its zip or from the folder of a built site.

    ValueError says what is no edition.
    """
    if edition.is_dir():
        files = {f"data/{path.name}": path.read_bytes() for path in (edition / "data").glob("*.yml")}
    else:
        files = archive.read(edition)
    kinds = {name[5:-4]: content for name, content in files.items() if name[:5] == "data/" and name[-4:] == ".yml"}
    if not kinds:
        raise ValueError("is not an edition: it has no records under data/")
    return {kind: {row["id"]: row for row in parse(text.decode(), kind)[0] or []} for kind, text in kinds.items()}


def differences(old: Kinds, new: Kinds) -> Iterator[str]:
    """Each difference as an item of a list in Markdown, by kind, in the order of the new edition."""
    for kind in dict.fromkeys(kind for kind in [*new, *old] if kind != "editions"):
        before, after = old.get(kind, {}), new.get(kind, {})
        lines = [f"- {key}: new" for key in after if key not in before]
        for key, row in after.items():
            was = before.get(key, row)
            if fields := [field for field in {**was, **row} if was.get(field) != row.get(field)]:
                lines.append(f"- {key}: {', '.join(fields)}")
        lines += [f"- {key}: taken out" for key in before if key not in after]
        if lines:
            yield from (f"## {kind.capitalize()}", "", *lines, "")
