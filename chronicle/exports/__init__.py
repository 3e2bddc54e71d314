"""Every view is also a file: what the site shows, written beside its pages in the formats that others read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from chronicle.edition import Edition
from chronicle.exports import words
from chronicle.exports.crate import crate, dataset
from chronicle.exports.everything import EACH, each
from chronicle.exports.figures import FIGURES, figure_files
from chronicle.exports.file import FOLDER, File
from chronicle.exports.files import CRATE, DESCRIPTION, EXPORTS, FEED, PACKAGE, RECORDS, SEARCH, groups
from chronicle.exports.package import datapackage

__all__ = [
    "CRATE", "EACH", "EXPORTS", "FEED", "FOLDER", "PACKAGE", "RECORDS", "SEARCH", "described", "figure_files", "groups",
    "write",
]  # fmt: skip


@lru_cache(maxsize=1)  # the page of the data and the last step of the build ask for it
def made(edition: Edition, address: str) -> tuple[tuple[File, bytes], ...]:
    """All files that are made from the records, with what is written into them."""
    files = [*EXPORTS, *(file for _, files in figure_files(edition) for file in files)]
    return tuple((file, file.content(edition, address)) for file in files)


def described(edition: Edition, address: str) -> dict:
    """The data as a Dataset of schema.org."""
    records = [(file, None) for file in RECORDS]
    return dataset(edition, address, [*_data(made(edition, address)), *records])


def write(edition: Edition, site: Path, address: str) -> list[Path]:
    """Write the files into a built site, published at ``address``, and return where they stand."""
    folder, files = site / FOLDER, made(edition, address)
    contents = [*_data(files), *((file, (folder / file.name).read_bytes()) for file in RECORDS)]
    texts = {words.NAME: words.words_js(edition), **each(edition, address)}
    texts[PACKAGE] = datapackage(edition, address, contents)
    texts[CRATE] = crate(edition, address, [*contents, (DESCRIPTION, texts[PACKAGE].encode())])
    for name in (FIGURES, *EACH):
        (folder / name).mkdir(exist_ok=True)
    written = {site / file.path: content for file, content in files}
    written |= {folder / name: text.encode() for name, text in texts.items()}
    for path, content in written.items():
        path.write_bytes(content)
    return list(written)


def _data(files: tuple[tuple[File, bytes], ...]) -> list[tuple[File, bytes]]:
    """Those of the files that stand in the folder of the data."""
    return [(file, content) for file, content in files if file.folder]
