"""The finished site as one book in EPUB 3.3, with what EPUB Accessibility 1.1 asks to be said of it."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chronicle.checks import navigation
from chronicle.edition import Edition
from chronicle.finish.chapters import Chapter, chapters, file_of
from chronicle.finish.offline import entry
from chronicle.finish.pictures import png
from chronicle.records.addresses import decade_page, event_page, place
from chronicle.records.manuscript import HOMES
from chronicle.records.outline import Period
from chronicle.records.pages import MADE
from chronicle.views import pictures

PARTS = Path(__file__).parent / "book"
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' version="1.0"><rootfiles><rootfile full-path="book/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')


@dataclass(frozen=True)
class Entry:
    """A line of the contents, with those below it; without a ``file`` it is but a heading."""

    title: str
    file: str = ""
    parts: tuple[Entry, ...] = ()


def write(edition: Edition, root: Path, site: Path, target: Path) -> int:
    """Write the site in ``site`` as a book to ``target``; the number of its chapters comes back."""
    address = address_of(site)
    found = chapters(site, address)
    listed = contents(edition, found, [place(path) for path in navigation.listed(root)])
    files = _files(edition, address, listed, found)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        first = entry("mimetype")
        first.compress_type = zipfile.ZIP_STORED
        archive.writestr(first, "application/epub+zip")
        for name in sorted(files):
            archive.writestr(entry(name), files[name])
    return len(found)


def address_of(site: Path) -> str:
    """The address for which a site was built, which its home page names."""
    found = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def state_of(edition: Edition) -> date:
    """The day of its last correction, or of its publication: what two builds of one state have in common."""
    return max([edition.colophon.issued.earliest, *(change.date.earliest for change in edition.changes)])


def contents(edition: Edition, found: dict[str, Chapter], order: list[str]) -> tuple[Entry, ...]:
    """All chapters: in the order of the site, with the events by period under the timeline."""
    made = {one for one in found if one.startswith(f"{MADE}/")}
    places = dict.fromkeys([*(one for one in order if one in found), *(one for one in found if one not in made)])
    events = tuple(
        Entry(
            f"{period.name}: {period.title}",
            parts=tuple(_entry(found[place(event_page(event.id))]) for event in edition.events_of(period.id)),
        )
        for period in edition.records.periods.values()
    )
    decades = tuple(_entry(found[place(decade_page(first))]) for first in edition.by_decade())
    below = {place(HOMES["events"]): (*events, *decades)}
    return tuple(_entry(found[one], below.get(one, ())) for one in places)


def _entry(chapter: Chapter, parts: tuple[Entry, ...] = ()) -> Entry:
    return Entry(chapter.title, chapter.file, parts)


def _flat(entries: tuple[Entry, ...]) -> Iterator[str]:
    for one in entries:
        yield from [one.file] if one.file else []
        yield from _flat(one.parts)


def _files(
    edition: Edition, address: str, listed: tuple[Entry, ...], found: dict[str, Chapter]
) -> dict[str, str | bytes]:
    """The files of the book by their names."""
    environment = Environment(
        loader=FileSystemLoader(PARTS), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    named = {chapter.file: chapter for chapter in found.values()}
    ordered = [named[file] for file in _flat(listed)]
    language, periods = edition.colophon.language, edition.records.periods.values()
    start = file_of(place(next(iter(edition.paths.values()))))
    package = environment.get_template("package.opf").render(
        colophon=edition.colophon, address=address, chapters=ordered, day=state_of(edition),
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, address),
    )  # fmt: skip
    files = {
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": package,
        "book/nav.xhtml": environment.get_template("nav.xhtml").render(contents=listed, start=start, language=language),
        "book/book.css": (PARTS / "book.css").read_text(encoding="utf-8") + colours(periods),
        "book/cover.png": png(pictures.cover(edition)),
    }
    page = environment.get_template("chapter.xhtml")
    return files | {f"book/{one.file}": page.render(chapter=one, language=language) for one in ordered}


def colours(periods: Iterable[Period]) -> str:
    """The rules by which what is of a period has its colour."""
    return "".join(f'[data-period="{one.id}"] {{ --period: {one.colours.light}; }}\n' for one in periods)
