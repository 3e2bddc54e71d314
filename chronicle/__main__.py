"""``python -m chronicle``: check the records and the essay, without building the site.

``python -m chronicle cite FOLDER ADDRESS`` also writes the citations into a built site that will stand at that address.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chronicle import citefiles
from chronicle.edition import open_edition
from chronicle.problems import BadRecords
from chronicle.records import KINDS


def main(root: Path, arguments: list[str]) -> int:
    """Print what was done or what is wrong; the exit status is 1 if the records are, 2 if the command is."""
    if arguments and (arguments[0] != "cite" or len(arguments) != 3 or not Path(arguments[1]).is_dir()):
        print("usage: python -m chronicle [cite FOLDER ADDRESS], where FOLDER is a built site", file=sys.stderr)
        return 2
    try:
        edition = open_edition(root)
    except BadRecords as error:
        print(error, file=sys.stderr)
        return 1
    if arguments:
        _, folder, address = arguments
        print(f"{citefiles.write(edition, Path(folder), address)} files of citations written to {folder}.")
        return 0
    counts = ", ".join(f"{len(getattr(edition.records, kind))} {kind}" for kind in KINDS)
    print(f"All is well: {counts}, {len(edition.passages)} paragraphs.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1:]))
