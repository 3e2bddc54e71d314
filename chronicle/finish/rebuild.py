"""A fixed edition made again: from its tag, with its own packages, in a folder of its own."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from chronicle.edition import Edition
from chronicle.finish.editions import problems
from chronicle.records.editions import Fixed
from chronicle.records.load import file_of
from chronicle.records.problems import BadRecords, Problem, nearest


def verify(edition: Edition, root: Path, name: str) -> str:
    """Say that the tag of an edition gives its zip again; BadRecords says why not."""
    record = edition.records.editions.get(name)
    if record is None:
        mend = f"is not in the file{nearest(name, edition.records.editions)}"
        raise BadRecords([Problem(file_of("editions"), name, "", mend)])
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        tree = Path(folder) / "tree"
        _run(record, root, "git", "worktree", "add", "--quiet", "--detach", str(tree), f"edition-{name}")
        try:
            _run(record, tree, "make", "edition", f"FOLDER={folder}", f"SITE_URL={record.site}")
        finally:
            _run(record, root, "git", "worktree", "remove", "--force", str(tree))
        if wrong := list(problems(record, Path(folder))):
            raise BadRecords(wrong)
    return f"The tag edition-{name} gives the very bytes of the edition: its SHA-256 is {record.sha256}."


def _run(record: Fixed, root: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1]
        raise BadRecords([Problem(file_of("editions"), record.id, "", f"'{' '.join(command[:2])}' says: {last}")])
