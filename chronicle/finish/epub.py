"""The finished site as one book in EPUB 3.3, with what EPUB Accessibility 1.1 asks to be said of it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chronicle.edition import Edition
from chronicle.finish import archive
from chronicle.finish.chapters import Chapter, chapters, file_of
from chronicle.finish.contents import Entry, contents, places, state_of
from chronicle.finish.pictures import png
from chronicle.records.addresses import place
from chronicle.records.outline import Period
from chronicle.views import pictures

PARTS = Path(__file__).parent / "book"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' version="1.0"><rootfiles><rootfile full-path="book/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


def write(edition: Edition, root: Path, site: Path, target: Path) -> int:
    """Write the site in ``site`` as a book to ``target``; the number of its chapters comes back."""
    address = address_of(site)
    found = chapters(site, address)
    listed = contents(edition, root, {one: chapter.title for one, chapter in found.items()})
    files = _files(edition, address, listed, found)
    archive.write(target, files)
    return len(found)


def address_of(site: Path) -> str:
    """The address for which a site was built, which its home page names."""
    found = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _files(edition: Edition, address: str, listed: tuple[Entry, ...], found: dict[str, Chapter]) -> dict[str, bytes]:
    """The files of the book by their names."""
    environment = Environment(
        loader=FileSystemLoader(PARTS), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    ordered = [found[one] for one in places(listed)]
    language, periods = edition.colophon.language, edition.records.periods.values()
    start = file_of(place(next(iter(edition.paths.values()))))
    package = environment.get_template("package.opf").render(
        colophon=edition.colophon, address=address, chapters=ordered, day=state_of(edition).earliest,
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, address),
    )  # fmt: skip
    files = {
        archive.FIRST: "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": package,
        "book/nav.xhtml": environment.get_template("nav.xhtml").render(
            contents=listed, start=start, language=language, file_of=file_of
        ),
        "book/book.css": (PARTS / "book.css").read_text(encoding="utf-8") + colours(periods),
    }
    page = environment.get_template("chapter.xhtml")
    files |= {f"book/{one.file}": page.render(chapter=one, language=language) for one in ordered}
    return {name: text.encode() for name, text in files.items()} | {"book/cover.png": png(pictures.cover(edition))}


def colours(periods: Iterable[Period]) -> str:
    """The rules by which what is of a period has its colour."""
    return "".join(f'[data-period="{one.id}"] {{ --period: {one.colours.light}; }}\n' for one in periods)
