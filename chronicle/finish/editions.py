"""Fixed editions: a site packed as it is, and put for ever below the address of the living one.

A fixed edition is built for its own address, so that all its citations name it. In the living site it stands in
``editions/<id>/``, beside its zip; there its pages say what they are, name the living page as the canonical one, and
ask search engines to leave them out.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

from chronicle.edition import Edition
from chronicle.finish import archive, policy
from chronicle.records.editions import FOLDER, Fixed
from chronicle.records.load import file_of
from chronicle.records.problems import BadRecords, Problem

LEFT_OUT = {"404.html", "sitemap.xml", "robots.txt"}  # they speak for a whole host
STYLE = "margin:0;padding:8px 16px;background:#1d1b18;color:#fbfaf6;font:14px/20px system-ui,sans-serif"
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*')
_CITE = re.compile(r'<details class="cite[^>]*>\s*<summary>[^<]*</summary>')
_BODY = re.compile(r"<body\b[^>]*>")
_NOINDEX = '<meta name="robots" content="noindex">'


def pack(edition: Edition, site: Path, folder: Path, address: str) -> str:
    """Pack a site that was built for ``address`` into ``folder``, and give the record that enters it."""
    colophon = edition.colophon
    name = colophon.issued.edtf
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.zip"
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    archive.write(target, {path: file.read_bytes() for path, file in files.items() if path not in LEFT_OUT})
    fields = {"id": name, "date": name, "address": address, "sha256": _hash(target.read_bytes())}
    lines = [f"{field}: {value}" for field, value in fields.items()]
    return "- " + "\n  ".join([*lines, "says: what is new in it, in a sentence"])


def place(edition: Edition, folder: Path, site: Path, address: str) -> int:
    """Put all fixed editions, whose zips lie in ``folder``, into the living site that will stand at ``address``.

    Their number comes back. BadRecords names a zip that is missing, broken or another; then nothing is written.
    """
    records = list(edition.records.editions.values())
    if wrong := [problem for record in records for problem in problems(record, folder)]:
        raise BadRecords(wrong)
    for record in records:
        home = site / FOLDER / record.id
        for name, content in archive.read(folder / f"{record.id}.zip").items():
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith(".html"):
                living = name if (site / name).is_file() else "index.html"
                content = page(record, content.decode(), address + living.removesuffix("index.html")).encode()
            target.write_bytes(content)
        (site / FOLDER / f"{record.id}.zip").write_bytes((folder / f"{record.id}.zip").read_bytes())
    for record in records[:1]:
        _offer(record, site)
    return len(records)


def _offer(newest: Fixed, site: Path) -> None:
    """Tell who cites a living page where it stands as it was in the newest fixed edition, if it was in it."""
    home = site / FOLDER / newest.id
    for path in (page.relative_to(home) for page in home.rglob("index.html")):
        if (site / path).is_file():
            place = html.escape(newest.address + path.as_posix().removesuffix("index.html"))
            words = f'<p>As it was in the edition of {newest.date.words()}: <a href="{place}">{place}</a></p>'
            text = (site / path).read_bytes().decode()
            (site / path).write_bytes(_CITE.sub(lambda found, words=words: found[0] + words, text, count=1).encode())


def problems(record: Fixed, folder: Path) -> Iterator[Problem]:
    """What keeps the zip of an edition from being that edition."""
    path = folder / f"{record.id}.zip"
    if not path.is_file():
        yield _problem(record, "", f"{path} is missing; fetch it from the release of edition-{record.id}")
    elif (found := _hash(path.read_bytes())) != record.sha256:
        yield _problem(record, "sha256", f"{path} is another file: its SHA-256 is {found}")
    else:
        try:
            archive.read(path)
        except ValueError as error:
            yield _problem(record, "", f"{path} {error}")


def page(record: Fixed, text: str, living: str) -> str:
    """A page of a fixed edition, which says so, and leads to the ``living`` page."""
    link = f'<a style="color:inherit;text-decoration:underline" href="{html.escape(living)}">the living edition</a>'
    words = f"This is the edition of {record.date.words()}, which stays as it is. See {link}."
    banner = f'<p role="note" style="{STYLE}" data-search-exclude>{words}</p>'
    text = _CANONICAL.sub(lambda found: found[1] + html.escape(living), text)
    return policy.first_in_head(_BODY.sub(lambda found: found[0] + banner, text, count=1), _NOINDEX)


def _problem(record: Fixed, field: str, mend: str) -> Problem:
    return Problem(file_of("editions"), record.id, field, mend)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
