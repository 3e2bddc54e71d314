"""The addresses of the site that others may cite: every page, and every place on a page that has an id of its own.

An address is written as it stands behind that of the site: ``/timeline/#bandung-conference``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronicle import essay
from chronicle.around import HOMES, Around
from chronicle.links import place
from chronicle.pages import Page
from chronicle.records import SHELVES
from chronicle.values import is_id

_FORM = re.compile(r"/(?:[a-z0-9-]+/)*(?:#[\w-]+)?")


@dataclass(frozen=True)
class Place:
    """Where an address leads: a page under ``docs`` with an id, as links name it, and what readers call it."""

    target: str
    name: str


def is_address(text: str) -> bool:
    """Whether the text has the form of an address."""
    return _FORM.fullmatch(text) is not None


def page_of(address: str) -> str:
    """The address without its id."""
    return address.partition("#")[0]


def of_page(path: str) -> str:
    """The address of the page with this path under ``docs``."""
    return f"/{place(path)}"


def path_of(address: str) -> str:
    """The path under ``docs`` that a page at this address would have."""
    return page_of(address).strip("/") + ".md"


def there(around: Around) -> dict[str, Place]:
    """Every address that pages and records make, with the place where it leads."""
    return dict(_all(around))


def unknown(around: Around) -> set[str]:
    """The pages, by address, of which not all can be known while something in them is wrong, or they are missed."""
    files = {path.relative_to(around.docs).as_posix() for path in around.docs.rglob("*.md")}
    homes = {HOMES[kind] for kind in around.records.unread if kind in HOMES}
    homes |= {SHELVES[1]} if "sources" in around.records.unread else set()
    unread = (files - set(around.pages)) | {essay.path_of(page) for page in around.passages.unread}
    missed = {f"themes/{theme}.md" for theme in around.records.themes} - files
    return {of_page(path) for path in homes | unread | missed}


def _all(around: Around) -> Iterator[tuple[str, Place]]:
    for page in around.pages.values():
        address = of_page(page.path)
        yield address, Place(page.path, _title(page))
        for anchor in page.ids:
            yield f"{address}#{anchor}", Place(f"{page.path}#{anchor}", _title(page))
    for item in (item for item in around.passages.values() if item.path in around.pages):
        name = f"{_title(around.pages[item.path])}, paragraph {item.number}"
        yield f"{of_page(item.path)}#p{item.number}", Place(f"{item.path}#p{item.number}", name)
    for kind, path in HOMES.items():
        for record in around.records.ids(kind):
            item = getattr(around.records, kind).get(record)
            home = getattr(item, "shelf", path)
            if home in around.pages and is_id(record):
                yield f"{of_page(home)}#{record}", Place(f"{home}#{record}", _name(item, record))


def _title(page: Page) -> str:
    return page.head.title if page.head else page.path


def _name(record: object, default: str) -> str:
    """What readers call a record."""
    for field in ("title", "name", "term"):
        if found := getattr(record, field, None):
            return str(found)
    return default
