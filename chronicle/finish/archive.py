"""Zip files of the same bytes on every day and machine."""

from __future__ import annotations

import zipfile
from pathlib import Path

FIRST = "mimetype"  # by which programs know a zip that is a book


def write(target: Path, files: dict[str, bytes]) -> None:
    """Pack files, given by their names in the zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != FIRST, name)):
            archive.writestr(_entry(name), files[name])


def read(path: Path) -> dict[str, bytes]:
    """The files of a zip; ValueError where it is none, or one of its names leads out of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            if any(name.startswith("/") or ".." in name.split("/") for name in names):
                raise ValueError("holds names that lead out of it")
            return {name: archive.read(name) for name in names}
    except zipfile.BadZipFile as error:
        raise ValueError("is not a zip file") from error


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name == FIRST else zipfile.ZIP_DEFLATED
    return entry
