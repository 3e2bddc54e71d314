"""Every address that pages and records make, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chronicle.records import pages
from chronicle.records.addresses import CHOICE, decade_page, event_page, handout_page, of_page
from chronicle.records.manuscript import HOMES, Manuscript
from chronicle.records.pages import HANDOUTS, MADE, Page
from chronicle.records.sources import SHELVES
from chronicle.records.values import is_id


@dataclass(frozen=True)
class Address:
    """Where an address leads: a page under ``docs`` with an id, as links name it, and what readers call it."""

    target: str
    name: str


def current(manuscript: Manuscript) -> dict[str, Address]:
    """Every address that pages and records make, with what it leads to."""
    return dict(_all(manuscript))


def unknown(manuscript: Manuscript) -> set[str]:
    """The pages, by address, of which not all can be known while something in them is wrong, or they are missed.

    A folder stands for all pages in it.
    """
    files = {path.relative_to(manuscript.docs).as_posix() for path in pages.files(manuscript.docs)}
    homes = {HOMES[kind] for kind in manuscript.records.unread if kind in HOMES}
    homes |= {SHELVES[1]} if "sources" in manuscript.records.unread else set()
    unread = (files - set(manuscript.pages)) | set(manuscript.passages.unread.values())
    missed = {f"themes/{theme}.md" for theme in manuscript.records.themes} - files
    folders = {"events": MADE, "tasks": HANDOUTS}
    made = {f"/{folder}/" for kind, folder in folders.items() if kind in manuscript.records.unread}
    return {of_page(path) for path in homes | unread | missed} | made


def _all(manuscript: Manuscript) -> Iterator[tuple[str, Address]]:
    for page in manuscript.pages.values():
        address = of_page(page.path)
        yield address, Address(page.path, _title(page))
        for anchor in page.ids:
            yield f"{address}#{anchor}", Address(f"{page.path}#{anchor}", _title(page))
    for item in (item for item in manuscript.passages.values() if item.path in manuscript.pages):
        name = f"{_title(manuscript.pages[item.path])}, paragraph {item.number}"
        yield f"{of_page(item.path)}#p{item.number}", Address(f"{item.path}#p{item.number}", name)
    for kind, path in HOMES.items():
        for record in manuscript.records.ids(kind):
            item = getattr(manuscript.records, kind).get(record)
            home = getattr(item, "shelf", path)
            if home in manuscript.pages and is_id(record):
                yield f"{of_page(home)}#{record}", Address(f"{home}#{record}", _name(item, record))
    for event in filter(is_id, manuscript.records.ids("events")):
        path = event_page(event)
        yield of_page(path), Address(path, _name(manuscript.records.events.get(event), event))
    for subject in filter(is_id, manuscript.records.ids("tasks")):
        item = manuscript.records.events.get(subject) or manuscript.records.themes.get(subject)
        yield of_page(handout_page(subject)), Address(handout_page(subject), f"Hand-out: {_name(item, subject)}")
    if manuscript.records.tasks:
        yield of_page(CHOICE), Address(CHOICE, "Hand-out of your choice")
    for first in sorted({event.decade for event in manuscript.records.events.values()}):
        yield of_page(decade_page(first)), Address(decade_page(first), f"The {first}s")


def _title(page: Page) -> str:
    return page.head.title if page.head else page.path


def _name(record: object, default: str) -> str:
    """What readers call a record."""
    for field in ("title", "name", "term", "claim"):
        if found := getattr(record, field, None):
            return str(found)
    return default
