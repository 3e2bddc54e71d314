"""``python -m chronicle``: check the records and the essay, without building the site."""

from __future__ import annotations

import sys
from pathlib import Path

from chronicle.edition import open_edition
from chronicle.problems import BadRecords
from chronicle.records import KINDS


def main(root: Path) -> int:
    """Print what was checked or what is wrong; the exit status is 1 if anything is."""
    try:
        edition = open_edition(root)
    except BadRecords as error:
        print(error, file=sys.stderr)
        return 1
    counts = ", ".join(f"{len(getattr(edition.records, kind))} {kind}" for kind in KINDS)
    print(f"All is well: {counts}, {len(edition.passages)} paragraphs.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
