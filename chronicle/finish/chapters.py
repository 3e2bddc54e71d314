"""The pages of the built site as chapters of a book: XHTML with the same ids, without what is for screens alone.

Links between pages become links between chapters; what is on the site but not in the book keeps its address there.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html
from markupsafe import Markup

from chronicle.records.pages import HANDOUTS

# Controls, what readers are not told, and drawings of which a narrower form stands beside them
_LEFT_OUT = {"century", "chart--wide", "atlas__periods", "atlas__key", "sheet", "skip", "with-events"}
_TAGS = "self::script or self::style or self::form or self::button or self::template or self::comment()"
_UNSEEN = f".//node()[{_TAGS} or @popover or (@aria-hidden = 'true' and not(ancestor::svg))]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SVG = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio", "lang": "xml:lang"}


@dataclass(frozen=True)
class Chapter:
    """A page as it stands in the book under the name ``file``; ``place`` is its address behind that of the site."""

    place: str
    title: str
    text: Markup

    @property
    def file(self) -> str:
        """Its name in the book."""
        return file_of(self.place)

    @property
    def depth(self) -> int:
        """In how many folders it stands."""
        return self.file.count("/")


def file_of(place: str) -> str:
    """The name in the book of the page at a place of the site."""
    return f"{place.strip('/') or 'index'}.xhtml"


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """The pages of the site in ``site``, whole, by their place; hand-outs, each a sheet by itself, are left out."""
    parser = html.HTMLParser(encoding="utf-8")
    paths = {path.parent.relative_to(site).as_posix(): path for path in sorted(site.rglob("index.html"))}
    found = {
        f"{name}/" if name != "." else "": html.fromstring(path.read_bytes(), parser=parser)
        for name, path in paths.items()
    }
    whole = {place: page for place, page in found.items() if page.find(".//article") is not None}
    return {place: page for place, page in whole.items() if not place.startswith(f"{HANDOUTS}/")}


def title_of(page: html.HtmlElement) -> str:
    """The title of a page: its heading, or, where it has none, the title in its head."""
    heading = page.find(".//article//h1")
    return " ".join((page.find(".//title") if heading is None else heading).text_content().split())


def chapters(site: Path, address: str) -> dict[str, Chapter]:
    """The pages of the site in ``site``, published at ``address``, as chapters by their place."""
    whole = pages(site)
    titles = {place: title_of(page) for place, page in whole.items()}
    found = {place: _cleaned(page.find(".//article")) for place, page in whole.items()}
    ids = {place: set(article.xpath(".//@id")) for place, article in found.items()}
    return {place: _chapter(place, titles[place], article, ids, address) for place, article in found.items()}


def _cleaned(article: html.HtmlElement) -> html.HtmlElement:
    """The article without what no book has; what opens in place stands open, and no level of headings is left out."""
    classed = [element for element in article.iterfind(".//*[@class]") if _LEFT_OUT & set(element.get("class").split())]
    for element in [*article.xpath(_UNSEEN), *classed]:
        if element.getparent() is not None:
            element.drop_tree()
    for details in article.iter("details"):
        details.set("open", "open")
    above: list[str] = []
    for heading in article.iter(*_HEADINGS):
        above = [*(one for one in above if one < heading.tag), heading.tag]
        heading.tag = _HEADINGS[len(above) - 1]
    return article


def _chapter(place: str, title: str, article: html.HtmlElement, ids: dict[str, set[str]], address: str) -> Chapter:
    for element in article.iter():
        for name in ("href", "xlink:href"):
            if element.tag in ("a", "use") and name in element.attrib:
                _relink(element, name, place, ids, address)
    for svg in article.iter("svg"):
        _as_xml(svg)
    for element in article.iterfind(".//*[@lang]"):
        element.set("xml:lang", element.get("lang"))
    article.tag, article.tail = "main", None
    return Chapter(place, title, Markup(etree.tostring(article, method="xml", encoding="unicode")))


def _relink(element: html.HtmlElement, name: str, place: str, ids: dict[str, set[str]], address: str) -> None:
    """Let a link lead to the same place in the book where it has that place, else on the site or elsewhere."""
    whole, mark, anchor = urljoin(address + place, element.get(name)).partition("#")
    target = whole.removeprefix(address) if whole.startswith(address) else None
    if target not in ids or (anchor and anchor not in ids[target]):
        element.set(name, whole + mark + anchor)
    elif target == place and anchor:
        element.set(name, mark + anchor)
    else:
        folder = posixpath.dirname(file_of(place)) or "."
        element.set(name, posixpath.relpath(file_of(target), folder) + mark + anchor)


def _as_xml(svg: html.HtmlElement) -> None:
    """Give a drawing the names of XML, which HTML does without."""
    for element in svg.iter(etree.Element):
        for name in [name for name in element.attrib if name in _SVG]:
            element.set(_SVG[name], element.attrib.pop(name))
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    svg.set("xmlns:xlink", "http://www.w3.org/1999/xlink")
