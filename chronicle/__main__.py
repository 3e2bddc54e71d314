"""``python -m chronicle`` checks the records and the pages; ``python -m chronicle finish SITE`` ends a build."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chronicle import exports, finish
from chronicle.checks import published as addresses
from chronicle.edition import open_edition
from chronicle.exports import deposit
from chronicle.exports import schemas as models
from chronicle.finish import compare as comparison
from chronicle.finish import editions as fixed
from chronicle.finish import epub as book
from chronicle.finish import offline as disk
from chronicle.finish import rebuild, search
from chronicle.records.addresses import place
from chronicle.records.load import DATA, KINDS
from chronicle.records.problems import BadRecords
from chronicle.views import made

ADDRESS = "http://localhost:8000/"
HOME = "index.html"


class Refused(Exception):
    """Raised with the sentence that a user reads who gave a command something that it cannot work on."""


def check(root: Path) -> str:
    """Checks the records and the pages, without building the site."""
    edition = open_edition(root)
    counts = ", ".join(f"{len(getattr(edition.records, kind))} {kind}" for kind in KINDS)
    waiting = [f"Still open in {DATA}/edition.yml: {one}." for one in edition.colophon.still_open]
    return "\n".join([f"All is well: {counts}, {len(edition.passages)} paragraphs.", *waiting])


def published(root: Path) -> str:
    """Enters the new addresses in the list of those that others may cite."""
    count = addresses.enter(root / "docs", open_edition(root).published)
    return f"{count} new addresses are entered in docs/{addresses.LIST}."


def schemas(root: Path) -> str:
    """Makes the JSON Schemas of the records anew, from their models, and CITATION.cff and .zenodo.json."""
    deposit.write(open_edition(root).colophon, root)
    return f"{models.write(root / DATA)} schemas are in {DATA}/{models.FOLDER}."


def pages(root: Path) -> str:
    """Writes the pages that are made from records into docs/, for a generator that cannot be handed them."""
    folders = " and ".join(f"docs/{folder}" for folder in made.FOLDERS)
    return f"{made.write(open_edition(root), root / 'docs')} pages are written in {folders}."


def finish_(root: Path, site: str, address: str = "") -> str:
    """Writes citations, data and policy into a built site that will stand at ADDRESS (else SITE_URL)."""
    edition, folder = open_edition(root), _built(site, f"{exports.FOLDER}/{exports.RECORDS[0].name}")
    pages = [place(path) for path in made.sources(edition)]
    if missing := next((page for page in pages if not (folder / page / HOME).is_file()), None):
        raise Refused(f"{site} has no {missing}; run python -m chronicle pages first, then build again")
    finish.write(edition, folder, _address(address))
    return f"{site} is finished: citations, data and policy are in it."


def offline(root: Path, site: str, zip: str) -> str:
    """Packs a finished site for reading from disk."""
    count = disk.write(open_edition(root), _built(site, search.INDEX), Path(zip))
    return f"{zip} holds {count} files; unpack it and open index.html."


def epub(root: Path, site: str, file: str) -> str:
    """Binds a finished site as one book in EPUB."""
    return f"{file} holds {book.write(open_edition(root), root, _built(site, HOME), Path(file))} chapters."


def pdf(root: Path, site: str, folder: str) -> str:
    """Prints a finished site as tagged PDFs into FOLDER: the whole, each period, each theme."""
    with _printing():
        from chronicle.finish import pdf as paper

        return f"{len(paper.write(open_edition(root), root, _built(site, HOME), Path(folder)))} PDFs are in {folder}."


def downloads(root: Path, site: str) -> str:
    """Makes zip, EPUB and PDFs of a finished site, into it, and lets its pages lead to them."""
    if taken := [name for name in (fixed.FOLDER, "download") if (_built(site, search.INDEX) / name).exists()]:
        raise Refused(f"{site} is no longer as it was built: it has {taken[0]}/; build anew")
    with _printing():
        from chronicle.finish import downloads as files

        return f"{files.write(open_edition(root), root, Path(site))} files are in {site}/{files.FOLDER}."


def edition(root: Path, site: str, folder: str, address: str = "") -> str:
    """Packs a site that was built for ADDRESS (else SITE_URL) as the edition that it is, into FOLDER."""
    whole, at = open_edition(root), _address(address)
    if not at.endswith(own := f"/{fixed.FOLDER}/{whole.colophon.issued.edtf}/"):
        raise Refused(f"{at} is not where this edition will stand; it must end with {own}")
    record = fixed.pack(whole, _built(site, search.INDEX), Path(folder), at)
    return f"# The edition is in {folder}. When it is released, enter it first in {DATA}/editions.yml:\n{record}"


def editions(root: Path, folder: str, site: str, address: str = "") -> str:
    """Puts the fixed editions, whose zips are in FOLDER, into a finished site that will stand at ADDRESS."""
    count = fixed.place(open_edition(root), Path(folder), _built(site, search.INDEX), _address(address))
    return f"{count} fixed editions are in {site}/{fixed.FOLDER}."


def compare(root: Path, old: str, new: str) -> str:
    """Lists what two editions say differently, record by record; each is a zip or the folder of a site."""
    found = []
    for name in (old, new):
        try:
            found.append(comparison.records(Path(name)))
        except (ValueError, OSError) as error:
            raise Refused(f"{name} {getattr(error, 'strerror', None) or error}") from error
    return "\n".join(comparison.differences(*found)) or "All records are the same."


def verify(root: Path, id: str) -> str:
    """Builds a fixed edition anew from its tag, and tells whether it is the same, byte for byte."""
    return rebuild.verify(open_edition(root), root, id)


COMMANDS = (
    check, published, schemas, pages, finish_, offline, epub, pdf, downloads, edition, editions, compare, verify
)  # fmt: skip


def usage() -> str:
    """All commands, with what each takes and does."""
    lines = ["Usage: python -m chronicle, which checks; or python -m chronicle with one of these:"]
    for command in COMMANDS:
        known = list(inspect.signature(command).parameters.values())[1:]
        takes = [one.name.upper() if one.default is one.empty else f"[{one.name.upper()}]" for one in known]
        lines += [" ".join(["  ", _name(command), *takes]), f"      {command.__doc__}"]
    return "\n".join(lines)


def main(root: Path, arguments: list[str]) -> int:
    """Print what was done or what is wrong; the exit status is 1 if records are wrong, 2 if the arguments are."""
    name, *given = arguments or ["check"]
    command = next((one for one in COMMANDS if _name(one) == name), None)
    try:
        if command is None or not _takes(command, given):
            raise Refused(usage())
        print(command(root, *given))
    except (BadRecords, Refused) as error:
        print(error, file=sys.stderr)
        return 1 if isinstance(error, BadRecords) else 2
    return 0


def _name(command: object) -> str:
    return command.__name__.rstrip("_")


def _takes(command: object, given: list[str]) -> bool:
    try:
        inspect.signature(command).bind(None, *given)
    except TypeError:
        return False
    return True


def _built(site: str, sign: str) -> Path:
    """The folder of a built site, in which this file must be."""
    if not (Path(site) / sign).is_file():
        raise Refused(f"{site} is not a built site: it has no {sign}; build first")
    return Path(site)


@contextmanager
def _printing() -> Iterator[None]:
    """Say what to do where nothing can be printed: what that needs, packages and a browser, no build installs."""
    try:
        yield
    except ImportError as error:
        raise Refused(f"{error}; `make .venv/print-ready` installs it") from error
    except LookupError as error:
        raise Refused(str(error)) from error


def _address(given: str) -> str:
    return (given or os.environ.get("SITE_URL", ADDRESS)).rstrip("/") + "/"


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # the name of a folder may hold what a terminal cannot show
    try:
        status = main(Path.cwd(), sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:  # who was told, such as ``head``, has heard enough; at the end Python flushes once more
        status = 1
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)
