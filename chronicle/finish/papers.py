"""What stands on paper: the whole edition, each period with its events, each theme, each as one HTML document.

In it ids are whole addresses behind that of the site, so that links lead on inside the document.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import Environment, StrictUndefined
from lxml import etree, html
from markupsafe import Markup

from chronicle.edition import Edition
from chronicle.edition.citable import citation
from chronicle.finish import chapters
from chronicle.finish.contents import Entry, contents, places, state_of
from chronicle.records.addresses import decade_page, event_page, place
from chronicle.records.pages import MADE

TEMPLATE = Path(__file__).parent / "book" / "print.html"
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Paper:
    """One PDF: the name of its file, its title, and what is in it."""

    file: str
    title: str
    contents: tuple[Entry, ...]


def papers(edition: Edition, root: Path, pages: dict[str, html.HtmlElement]) -> Iterator[Paper]:
    """All PDFs: the whole, each period with its events, each theme. Decades, which repeat the timeline, are in none."""
    colophon, records = edition.colophon, edition.records
    decades = {place(decade_page(first)) for first in edition.by_decade()}
    titles = {one: chapters.title_of(page) for one, page in pages.items() if one not in decades}
    whole = contents(edition, root, titles)
    yield Paper(f"{colophon.id}.pdf", colophon.whole_title, whole)
    for period in records.periods.values():
        listed = [edition.paths[period.id], *(event_page(event.id) for event in edition.events_of(period.id))]
        lines = tuple(Entry(titles[place(path)], place(path)) for path in listed)
        yield Paper(f"{colophon.id}-{period.id}.pdf", f"{period.name}: {period.title}", lines)
    for theme in records.themes.values():
        line = Entry(theme.name, place(f"themes/{theme.id}.md"))
        yield Paper(f"{colophon.id}-theme-{theme.id}.pdf", theme.name, (line,))


def document(edition: Edition, address: str, paper: Paper, pages: dict[str, html.HtmlElement]) -> str:
    """The HTML that is printed: the articles of its pages behind one another, under all their styles."""
    listed = list(places(paper.contents))
    styles = dict.fromkeys(style.text for one in listed for style in pages[one].iter("style"))
    sheets = [
        urljoin(address + one, link) for one in listed for link in pages[one].xpath("//link[@rel='stylesheet']/@href")
    ]
    articles = {one: copy.deepcopy(pages[one].find(".//article")) for one in listed}
    inside = {
        key
        for one, article in articles.items()
        for key in (one, *(f"{one}#{name}" for name in article.xpath(".//@id")))
    }
    for one, article in articles.items():
        _bind(one, article, inside, address)
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(TEMPLATE.read_text("utf-8"))
    return template.render(
        colophon=edition.colophon, title=paper.title, cite=citation(edition.colophon, address),
        state=state_of(edition).words(), sheets=dict.fromkeys(sheets), styles=styles,
        articles=[Markup(html.tostring(article, encoding="unicode", with_tail=False)) for article in articles.values()],
    )  # fmt: skip


def _bind(one: str, article: html.HtmlElement, inside: set[str], address: str) -> None:
    """Make an article part of a document: ids with its place before them, links inside where there is such a place."""
    for element in article.xpath(".//script | .//form | .//button | .//*[@popover]"):
        if element.getparent() is not None:
            element.drop_tree()
    for element in article.iter(etree.Element):
        for name in [name for name in _NAMING if name in element.attrib]:
            element.set(name, " ".join(f"{one}#{word}" for word in element.get(name).split()))
        for name in [name for name in ("href", "xlink:href") if name in element.attrib]:
            target = urljoin(address + one, element.get(name))
            key = target.removeprefix(address)
            element.set(name, f"#{key}" if target.startswith(address) and key in inside else target)
        if element.tag == "details":
            element.set("open", "open")
    article.set("id", one)
    article.set("data-md-color-scheme", "default")  # so that the colour of no other page reaches it
    article.set("class", f"{article.get('class')} {'' if one.startswith(MADE) else 'opens'}")
    if mastheads := article.xpath(".//header/@data-period"):
        article.set("data-period", mastheads[0])
