"""Every view is also a file: what the site shows, written under ``/data/`` in the formats that others read."""

from __future__ import annotations

from pathlib import Path

from chronicle.edition import Edition
from chronicle.exports import words
from chronicle.exports.figures import FIGURES, figure_files
from chronicle.exports.files import EXPORTS, FOLDER, PACKAGE, RECORDS, groups
from chronicle.exports.package import datapackage
from chronicle.exports.tei import tei_file

__all__ = ["EXPORTS", "FOLDER", "PACKAGE", "RECORDS", "figure_files", "groups", "tei_file", "write"]


def write(edition: Edition, site: Path, address: str) -> list[Path]:
    """Write the files beside the records of a built site, published at ``address``, and return where they stand."""
    folder = site / FOLDER
    made = [tei_file(edition), *EXPORTS, *(file for _, files in figure_files(edition) for file in files)]
    texts = {file.name: file.make(edition, address) for file in made if file.make}
    contents = [(file, texts[file.name].encode()) for file in made]
    contents += [(file, (folder / file.name).read_bytes()) for file in RECORDS]
    texts[words.NAME] = words.words_js(edition)
    texts[PACKAGE] = datapackage(edition, address, contents)
    (folder / FIGURES).mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    return [folder / name for name in texts]
