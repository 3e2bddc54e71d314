"""Published addresses are promises: each stays, or a redirect says where its place is now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from chronicle.records import sitemap
from chronicle.records.addresses import is_address, page_of
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import Problem, in_words, nearest
from chronicle.records.sitemap import Address
from chronicle.records.values import Text
from chronicle.records.yaml_text import parse, read_text

FOLDER = "addresses"
LIST, REDIRECTS = f"{FOLDER}/published.txt", f"{FOLDER}/redirects.yml"
FORM = "write it from the first slash, like /people/ or /timeline/#an-event"


def _address(value: str) -> str:
    if not is_address(value):
        raise ValueError(f"'{value}' is not an address; {FORM}")
    return value


AddressText = Annotated[Text, AfterValidator(_address)]


class Redirect(BaseModel):
    """An address that was published, and the one that is now in its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    old: AddressText = Field(alias="from")
    new: AddressText = Field(alias="to")


@dataclass(frozen=True)
class Published:
    """The ``current`` addresses, those that are ``listed`` as published, and where the ``redirects`` lead."""

    current: dict[str, Address] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    redirects: dict[str, str] = field(default_factory=dict)

    @property
    def unlisted(self) -> list[str]:
        """The addresses that are there but not yet in the list."""
        return sorted(set(self.current) - self.listed)

    def resolve(self, address: str) -> str:
        """The address at which a reader who follows this one arrives; itself where it is gone for good."""
        page, _, anchor = address.partition("#")
        if address in self.current:
            return address
        follows = f"{self.redirects.get(page, page)}#{anchor}" if anchor else address
        return self.redirects.get(address) or (follows if follows in self.current else address)


def read(manuscript: Manuscript) -> tuple[Published, list[Problem]]:
    """The published addresses of the site, and which of them lead nowhere any more."""
    listed, wrong = _listed(manuscript.docs)
    moved, more = _redirects(manuscript.docs)
    published = Published(sitemap.current(manuscript), listed, moved)
    if not (wrong or more):
        unknown = sitemap.unknown(manuscript)
        more = [*_gone(published, unknown), *_misled(published, unknown)]
    return published, wrong + more


def enter(docs: Path, published: Published) -> int:
    """Enter in the list what is not there yet, in order; the number of new addresses comes back."""
    path = docs / LIST
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("/")]
    lines = [*head, *sorted(published.listed | set(published.current))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(published.unlisted)


def _listed(docs: Path) -> tuple[frozenset[str], list[Problem]]:
    text, problems = read_text(docs / LIST, f"docs/{LIST}")
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), start=1)}
    found = {number: line for number, line in lines.items() if line and not line.startswith("#")}
    problems += [
        Problem(f"docs/{LIST}", f"line {number}", "", f"'{line}' is not an address; {FORM}")
        for number, line in found.items()
        if not is_address(line)
    ]
    return frozenset(found.values()), problems


def _redirects(docs: Path) -> tuple[dict[str, str], list[Problem]]:
    name = f"docs/{REDIRECTS}"
    text, problems = read_text(docs / REDIRECTS, name)
    rows, wrong = parse(text, name)
    problems += wrong
    if rows and not isinstance(rows, list):
        problems.append(Problem(name, "", "", "the file holds no list; start each redirect with '- from: …'"))
    if problems or not rows:
        return {}, problems
    moved: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        problems += _enter_redirect(row, name, f"redirect {number}", moved)
    return moved, problems


def _enter_redirect(row: Any, name: str, label: str, moved: dict[str, str]) -> list[Problem]:
    try:
        redirect = Redirect.model_validate(row)
    except ValidationError as error:
        return in_words(name, label, Redirect, error)
    if redirect.old in moved:
        return [Problem(name, redirect.old, "from", "stands twice; keep the one that is right")]
    moved[redirect.old] = redirect.new
    return []


def _gone(published: Published, unknown: set[str]) -> Iterator[Problem]:
    """The published addresses at which there is nothing any more."""
    gone = {address for address in published.listed if published.resolve(address) not in published.current}
    lost = {page_of(address) for address in gone if page_of(address) == address}
    for address in sorted(gone - set(published.redirects)):
        page = page_of(address)
        if {page, posixpath.dirname(page.rstrip("/")) + "/"} & unknown or (page in lost and address != page):
            continue
        new = [other for other in published.unlisted if ("#" in other) == ("#" in address)]
        mend = f"is published, but gone; restore it, or say in docs/{REDIRECTS} where it is now{nearest(address, new)}"
        yield Problem(f"docs/{LIST}", address, "", mend)


def _misled(published: Published, unknown: set[str]) -> Iterator[Problem]:
    """The redirects that are needless, or lead to nothing."""
    name = f"docs/{REDIRECTS}"
    for old, new in published.redirects.items():
        if old in published.current:
            yield Problem(name, old, "from", "is still there; take the redirect out")
        elif old not in published.listed:
            yield Problem(name, old, "from", f"was never published{nearest(old, published.listed)}")
        if new not in published.current and page_of(new) not in unknown:
            yield Problem(name, old, "to", f"'{new}' does not exist{nearest(new, published.current)}")
