"""``python -m chronicle`` checks the records and the pages; ``python -m chronicle finish SITE`` ends a build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from chronicle import exports, finish
from chronicle.checks import published
from chronicle.edition import Edition, open_edition
from chronicle.exports import schemas
from chronicle.finish import epub, offline
from chronicle.records.load import DATA, KINDS
from chronicle.records.pages import MADE
from chronicle.records.problems import BadRecords
from chronicle.views import event_pages

USAGE = """Usage: python -m chronicle
           checks the records and the pages, without building the site
       python -m chronicle published
           enters the new addresses in the list of those that others may cite
       python -m chronicle schemas
           makes the JSON Schemas of the records anew, from their models
       python -m chronicle pages
           writes the pages of the events into docs/events, for a generator that cannot be handed them
       python -m chronicle finish SITE [ADDRESS]
           writes citations, data and policy into a built site that will stand at ADDRESS (else SITE_URL)
       python -m chronicle offline SITE ZIP
           packs a finished site for reading from disk
       python -m chronicle epub SITE FILE
           binds a finished site as one book in EPUB
       python -m chronicle pdf SITE FOLDER
           prints a finished site as tagged PDFs: the whole, each period, each theme"""


def main(root: Path, arguments: list[str]) -> int:
    """Print what was done or what is wrong; the exit status is 1 if records are wrong, 2 if the arguments are."""
    try:
        match arguments:
            case []:
                return _check(open_edition(root))
            case ["published"]:
                return _enter(root, open_edition(root))
            case ["schemas"]:
                print(f"{schemas.write(root / DATA)} schemas are in {DATA}/{schemas.FOLDER}.")
                return 0
            case ["pages"]:
                return _pages(root, open_edition(root))
            case ["finish", site, *rest] if len(rest) < 2:
                address = rest[0] if rest else os.environ.get("SITE_URL", "http://localhost:8000/")
                return _finish(open_edition(root), Path(site), address)
            case ["offline", site, target]:
                return _offline(root, Path(site), Path(target))
            case ["epub", site, target]:
                return _epub(root, Path(site), Path(target))
            case ["pdf", site, folder]:
                return _pdf(root, Path(site), Path(folder))
    except BadRecords as error:
        print(error, file=sys.stderr)
        return 1
    print(USAGE, file=sys.stderr)
    return 2


def _check(edition: Edition) -> int:
    counts = ", ".join(f"{len(getattr(edition.records, kind))} {kind}" for kind in KINDS)
    print(f"All is well: {counts}, {len(edition.passages)} paragraphs.")
    return 0


def _enter(root: Path, edition: Edition) -> int:
    count = published.enter(root / "docs", edition.published)
    print(f"{count} new addresses are entered in docs/{published.LIST}.")
    return 0


def _pages(root: Path, edition: Edition) -> int:
    print(f"{event_pages.write(edition, root / 'docs')} pages are written in docs/{MADE}.")
    return 0


def _finish(edition: Edition, site: Path, address: str) -> int:
    if not (site / exports.FOLDER / exports.RECORDS[0].name).is_file():
        print(f"{site} is not a built site: it has no {exports.FOLDER}/ with the records; build first", file=sys.stderr)
        return 2
    finish.write(edition, site, address.rstrip("/") + "/")
    print(f"{site} is finished: citations, data and policy are in it.")
    return 0


def _offline(root: Path, site: Path, target: Path) -> int:
    if not (site / offline.INDEX).is_file():
        print(f"{site} is not a site built with MkDocs: it has no {offline.INDEX}; build first", file=sys.stderr)
        return 2
    print(f"{target} holds {offline.write(open_edition(root), site, target)} files; unpack it and open index.html.")
    return 0


def _epub(root: Path, site: Path, target: Path) -> int:
    if not (site / "index.html").is_file():
        return _no_site(site, "index.html")
    print(f"{target} holds {epub.write(open_edition(root), root, site, target)} chapters.")
    return 0


def _pdf(root: Path, site: Path, folder: Path) -> int:
    if not (site / "index.html").is_file():
        return _no_site(site, "index.html")
    try:
        from chronicle.finish import pdf  # what it needs is not there after every install

        print(f"{len(pdf.write(open_edition(root), root, site, folder))} PDFs are in {folder}.")
    except ImportError as error:
        print(f"{error}; `make editions` installs what prints", file=sys.stderr)
        return 2
    except LookupError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _no_site(site: Path, lack: str) -> int:
    print(f"{site} is not a built site: it has no {lack}; build first", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # the name of a folder may hold what a terminal cannot show
    sys.exit(main(Path.cwd(), sys.argv[1:]))
