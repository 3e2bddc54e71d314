"""The finished site to take away: as a zip, as a book and on paper, in ``download/``, and the links that lead there.

Pages are built without these links, which only what makes the files can promise. It puts them in the place that the
templates mark with a comment: after the files are there, and nowhere else.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from chronicle.edition import Edition
from chronicle.exports import FOLDER as DATA
from chronicle.finish import epub, offline, pdf
from chronicle.finish.contents import state_of
from chronicle.records.addresses import address_of, place

FOLDER = "download"
CLASSROOM = "classroom/"
SUMS = "SHA256SUMS"
MARK = "<!-- downloads -->"
TEMPLATE = Path(__file__).parent / "book" / "downloads.html"


@dataclass(frozen=True)
class Download:
    """A file: its name, what it is, its form, its size in bytes, and the places of the pages that offer it."""

    name: str
    title: str
    form: str
    size: int
    places: frozenset[str]

    @property
    def weight(self) -> str:
        """Its size in words."""
        return f"{self.size / 1e6:.1f} MB" if self.size > 1e6 else f"{self.size / 1e3:.0f} kB"


def write(edition: Edition, root: Path, site: Path) -> int:
    """Make the files for the site in ``site`` and let its pages lead to them; the number of files comes back."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / FOLDER
        folder.mkdir()
        listed = _make(edition, root, site, folder)
        shutil.copytree(folder, site / FOLDER)
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
        TEMPLATE.read_text(encoding="utf-8")
    )
    for here in {one for download in listed for one in download.places}:
        page = site / here / "index.html"
        offered = [download for download in listed if here in download.places]
        links = {
            name: address_of(f"{FOLDER}/{name}", f"{here}index.md") for name in (SUMS, *(one.name for one in offered))
        }
        shown = template.render(
            offered=offered, links=links, state=state_of(edition).words(), sums=SUMS if here == f"{DATA}/" else ""
        )
        page.write_bytes(page.read_bytes().replace(MARK.encode(), shown.encode(), 1))
    return len(listed)


def _make(edition: Edition, root: Path, site: Path, folder: Path) -> list[Download]:
    """Make the files in ``folder``, with a list of their hashes."""
    name = edition.colophon.id
    essay = frozenset(map(place, edition.paths.values()))
    classroom = {CLASSROOM} if f"/{CLASSROOM}" in edition.published.current else set()
    everywhere = essay | {"", f"{DATA}/"}
    epub.write(edition, root, site, folder / f"{name}.epub")
    offline.write(edition, site, folder / f"{name}.zip", folder / f"{name}.epub")
    known = [(f"{name}.epub", "The whole edition as a book", "EPUB", everywhere)]
    for paper in pdf.write(edition, root, site, folder):
        if paper.file == f"{name}.pdf":
            known.append((paper.file, "The whole edition on paper", "tagged PDF", everywhere))
        else:
            own = frozenset({paper.contents[0].place or "", f"{DATA}/"})
            known.append((paper.file, paper.title, "tagged PDF", own))
    kit = "The whole site to open from disk, with the book, for a class without a network"
    known.append((f"{name}.zip", kit, "zip", frozenset({"", f"{DATA}/"} | classroom)))
    sums = [f"{hashlib.sha256((folder / file).read_bytes()).hexdigest()}  {file}\n" for file, *_ in known]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")
    return [Download(file, words, form, (folder / file).stat().st_size, at) for file, words, form, at in known]
