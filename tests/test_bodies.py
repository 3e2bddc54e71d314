"""One text in many bodies: each paragraph, event and note is in each of them, letter for letter, under its own id.

Compared are words. What a body adds to them (numbers of notes, characters behind a term, marks of its format) is left
out, and white space is one space.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from chronicle.edition import Edition
from chronicle.finish import epub
from chronicle.finish.chapters import file_of
from chronicle.records.addresses import place
from chronicle.records.manuscript import HOMES

Words = dict[str, str]  # by address behind that of the site
Read = Callable[[str], str]  # a file of the site or of the book, by its name
Body = Callable[[Edition, str, Read], Words]
ADDED = ".//sup | .//*[contains(@class, 'gloss') or contains(@class, 'number')]"
TEI = {"tei": "http://www.tei-c.org/ns/1.0"}


def clean(text: str) -> str:
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(text.split()))


def truth(edition: Edition) -> Words:
    """What each paragraph, event and note says, in the records and pages as editors write them."""
    said = {f"{place(one.path)}#p{one.number}": one.plain for one in edition.passages.values()}
    said |= {f"{place(HOMES['events'])}#{one.id}": one.summary for one in edition.events}
    said |= {f"{place(HOMES['notes'])}#{one.id}": one.record for one in edition.notes}
    return {key: clean(text) for key, text in said.items()}


def lacking(edition: Edition, body: str, address: str, read: Read) -> list[str]:
    """The paragraphs, events and notes that a body has not, or not as they are; data have no paragraphs."""
    found, parts = BODIES[body][0](edition, address, read), len(edition.passages) if body in DATA else 0
    return [key for key, text in list(truth(edition).items())[parts:] if text not in found.get(key, "")]


def folders(edition: Edition) -> set[str]:
    return {key.partition("#")[0] for key in truth(edition)}


def in_pages(edition: Edition, read: Read, file: Callable[[str], str]) -> Words:
    """What stands at the ids of pages: a paragraph itself, or the item or section that an id is the head of."""
    found = {}
    for folder in folders(edition):
        tree = html.fromstring(read(file(folder)).encode())
        for element in tree.xpath(ADDED):
            element.drop_tree()
        for element in tree.xpath("//article//*[@id] | //main//*[@id]"):
            whole = element.xpath("self::p | ancestor::*[self::li or self::section][1]")
            found[f"{folder}#{element.get('id')}"] = clean(whole[0].text_content()) if whole else ""
    return found


def web(edition: Edition, address: str, read: Read) -> Words:
    return in_pages(edition, read, lambda folder: f"{folder}index.html")


def book(edition: Edition, address: str, read: Read) -> Words:
    return in_pages(edition, read, lambda folder: f"book/{file_of(folder)}")


def tei(edition: Edition, address: str, read: Read) -> Words:
    tree = etree.fromstring(read("data/edition.tei.xml").encode())
    named = tree.xpath("//*[@corresp][self::tei:p or self::tei:event or self::tei:note]", namespaces=TEI)
    return {one.get("corresp").removeprefix(address): clean("".join(one.itertext())) for one in named}


def data(edition: Edition, address: str, read: Read) -> Words:
    rows = [*json.loads(read("data/events.json"))["events"], *csv.DictReader(io.StringIO(read("data/notes.csv")))]
    return {row["address"].removeprefix(address): clean(row.get("summary") or row["record"]) for row in rows}


def one_by_one(edition: Edition, address: str, read: Read) -> Words:
    names = [f"data/events/{one.id}.json" for one in edition.events]
    rows = [json.loads(read(name)) for name in [*names, *(f"data/notes/{one.id}.json" for one in edition.notes)]]
    return {row["address"].removeprefix(address): clean(row.get("summary") or row["record"]) for row in rows}


def markdown(edition: Edition, address: str, read: Read) -> Words:
    found = {}
    for folder in folders(edition):
        text = re.sub(r"\[\d+\]\(#[^)]*\)", "", read(f"{folder}index.md"))  # numbers of notes
        plain = re.sub(r"\\(.)", r"\1", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", ""))
        if folder in {place(path) for path in edition.paths.values()}:  # characters behind a term
            plain = re.sub(r" [\u3400-\u9fff·、]+", "", plain)
        marks = [*re.finditer(r" ?\{#([^}]+)\}", plain), None]
        for mark, after in pairwise(marks):
            start = plain.rfind("\n\n", 0, mark.start()) if re.fullmatch(r"p\d+", mark[1]) else mark.end()
            end = mark.start() if start < mark.start() else after.start() if after else len(plain)
            found[f"{folder}#{mark[1]}"] = clean(plain[start:end])
    return found


BODIES: dict[str, tuple[Body, str]] = {
    "web": (web, ""), "EPUB": (book, ""), "TEI": (tei, ""), "tables": (data, ""),
    "JSON": (one_by_one, "data/notes"), "Markdown": (markdown, "index.md"),
}  # fmt: skip
DATA = {"tables", "JSON"}


@pytest.fixture(scope="module")
def files(edition, root, site, tmp_path_factory) -> dict[str, Read]:
    """For each body, what reads its files."""
    target = tmp_path_factory.mktemp("book") / "book.epub"
    epub.write(edition, root, site, target)
    bound = zipfile.ZipFile(target)
    from_site: Read = lambda name: (site / name).read_bytes().decode()  # noqa: E731
    return dict.fromkeys(BODIES, from_site) | {"EPUB": lambda name: bound.read(name).decode()}


@pytest.fixture(params=BODIES)
def body(request, site) -> str:
    if not (Path(site) / BODIES[request.param][1]).exists():
        pytest.skip(f"there is no {request.param} yet")
    return request.param


def test_every_body_says_the_same_under_the_same_ids(body, files, edition, address):
    assert lacking(edition, body, address, files[body]) == []


@pytest.mark.parametrize("broken", ["a word", "an id"])
def test_a_body_that_does_not_is_found_out(body, broken, files, edition, address):
    """One of its paragraphs, events and notes each loses a letter, or its id."""
    one = (edition.events[0], edition.notes[0], next(iter(edition.passages.values())))
    texts = (one[0].summary, one[1].record, one[2].plain)
    words = [max(re.findall(r"[A-Za-z]+", text), key=len) for text in texts]
    ids = [one[0].id, one[1].id, f"p{one[2].number}"]

    def spoilt(name: str) -> str:
        text = files[body](name)
        for word in words if broken == "a word" else ids:
            text = re.sub(rf"(?<![A-Za-z-]){word}(?![\w-])", f"{word}x", text)
        return text

    found = {key.partition("#")[2] for key in lacking(edition, body, address, spoilt)}
    assert set(ids) - found <= ({ids[2]} if body in DATA else set())
