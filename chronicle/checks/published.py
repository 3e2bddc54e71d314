"""Published addresses are promises: each stays, or a redirect says where its place is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from chronicle.records import addresses
from chronicle.records.addresses import Place, page_of
from chronicle.records.manuscript import Around
from chronicle.records.problems import Problem, in_words, nearest
from chronicle.records.values import Text
from chronicle.records.yamltext import parse, read_text

FOLDER = "addresses"
LIST, REDIRECTS = f"{FOLDER}/published.txt", f"{FOLDER}/redirects.yml"
FORM = "write it from the first slash, like /people/ or /timeline/#bandung-conference"


def _address(value: str) -> str:
    if not addresses.is_address(value):
        raise ValueError(f"'{value}' is not an address; {FORM}")
    return value


Address = Annotated[Text, AfterValidator(_address)]


class Redirect(BaseModel):
    """An address that was published, and the one that is now in its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    old: Address = Field(alias="from")
    new: Address = Field(alias="to")


@dataclass(frozen=True)
class Promises:
    """The addresses that are ``there``, those that were ever ``published``, and where the ``moved`` ones lead."""

    there: dict[str, Place] = field(default_factory=dict)
    published: frozenset[str] = frozenset()
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def unlisted(self) -> list[str]:
        """The addresses that are there but not yet in the list."""
        return sorted(set(self.there) - self.published)

    def place(self, address: str) -> str:
        """The address at which a reader who follows this one arrives; itself where it is gone for good."""
        page, _, anchor = address.partition("#")
        if address in self.there:
            return address
        follows = f"{self.moved.get(page, page)}#{anchor}" if anchor else address
        return self.moved.get(address) or (follows if follows in self.there else address)


def read(around: Around) -> tuple[Promises, list[Problem]]:
    """The promises of the site, and which of them are broken."""
    there = addresses.there(around)
    published, wrong = _published(around.docs)
    moved, more = _redirects(around.docs)
    promises = Promises(there, published, moved)
    if not (wrong or more):
        unknown = addresses.unknown(around)
        more = [*_gone(promises, unknown), *_misled(promises, unknown)]
    return promises, wrong + more


def enter(docs: Path, promises: Promises) -> int:
    """Enter in the list what is not there yet, in order; the number of new addresses comes back."""
    path = docs / LIST
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("/")]
    lines = [*head, *sorted(promises.published | set(promises.there))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(promises.unlisted)


def _published(docs: Path) -> tuple[frozenset[str], list[Problem]]:
    text, problems = read_text(docs / LIST, f"docs/{LIST}")
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), start=1)}
    found = {number: line for number, line in lines.items() if line and not line.startswith("#")}
    problems += [
        Problem(f"docs/{LIST}", f"line {number}", "", f"'{line}' is not an address; {FORM}")
        for number, line in found.items()
        if not addresses.is_address(line)
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


def _gone(promises: Promises, unknown: set[str]) -> Iterator[Problem]:
    """The published addresses at which there is nothing any more."""
    gone = {address for address in promises.published if promises.place(address) not in promises.there}
    lost = {page_of(address) for address in gone if page_of(address) == address}
    for address in sorted(gone - set(promises.moved)):
        page = page_of(address)
        if page in unknown or (page in lost and address != page):
            continue
        new = [other for other in promises.unlisted if ("#" in other) == ("#" in address)]
        mend = f"is published, but gone; restore it, or say in docs/{REDIRECTS} where it is now{nearest(address, new)}"
        yield Problem(f"docs/{LIST}", address, "", mend)


def _misled(promises: Promises, unknown: set[str]) -> Iterator[Problem]:
    """The redirects that are needless, or lead to nothing."""
    name = f"docs/{REDIRECTS}"
    for old, new in promises.moved.items():
        if old in promises.there:
            yield Problem(name, old, "from", "is still there; take the redirect out")
        elif old not in promises.published:
            yield Problem(name, old, "from", f"was never published{nearest(old, promises.published)}")
        if new not in promises.there and page_of(new) not in unknown:
            yield Problem(name, old, "to", f"'{new}' does not exist{nearest(new, promises.there)}")
