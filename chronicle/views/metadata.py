"""What the head of a page says of it to machines: Highwire, Dublin Core and Open Graph tags, and JSON-LD.

All of it is read from the page's item (see ``citable``) and from the record of what the edition is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chronicle.edition.citable import Item
from chronicle.exports.imprint import body, makers, original, person
from chronicle.records.addresses import absolute
from chronicle.records.editions import Colophon

PICTURE = (1200, 630)  # width and height of a preview picture, in pixels
ZOTERO = {"chapter": "bookSection", "book": "book"}  # told in so many words, for Zotero's own guess is an article


@dataclass(frozen=True)
class Shared:
    """A page as a shared link shows it: its title, and the address and words of its preview picture."""

    title: str
    picture: str
    shows: str


def head(
    colophon: Colophon, item: Item, description: str, site: str, shared: Shared, more: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The tags, each as attribute, name and content, and the JSON-LD as text that can stand in a script element.

    ``more`` is what this kind of page says in JSON-LD beside what every page does.
    """
    tags = [
        ["name", name, content]
        for name, content in _highwire(colophon, item) + _dublin_core(colophon, item, description)
    ]
    tags += [["property", name, content] for name, content in _open_graph(colophon, item, description, shared)]
    tags += [["name", "twitter:card", "summary_large_image"]]
    return {"tags": tags, "data": _in_script(_linked_data(colophon, item, description, site) | (more or {}))}


def authors(item: Item) -> list[str]:
    """The authors as ``Doe, Jane``; a comma behind the name of a body keeps readers of it from turning it round."""
    return [
        f"{name['literal']}," if "literal" in name else f"{name['family']}, {name['given']}" for name in item["author"]
    ]


def published(item: Item) -> str:
    """When it was published: the year, and the month and the day if they are known."""
    return "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])


def _highwire(colophon: Colophon, item: Item) -> list[tuple[str, str]]:
    book = item.get("container-title")
    return [
        ("citation_title", item["title"]),
        *(("citation_author", name) for name in authors(item)),
        ("citation_publication_date", published(item).replace("-", "/")),
        *([("citation_book_title", book), ("citation_inbook_title", book)] if book else []),
        ("citation_publisher", colophon.makers),
        ("citation_language", item["language"]),
        ("citation_public_url", item["URL"]),
        ("citation_fulltext_html_url", item["URL"]),
        ("z:itemType", ZOTERO[item["type"]]),
    ]


def _dublin_core(colophon: Colophon, item: Item, description: str) -> list[tuple[str, str]]:
    return [
        ("DC.title", item["title"]),
        *(("DC.creator", name.rstrip(",")) for name in authors(item)),
        ("DC.date", published(item)),
        ("DC.publisher", colophon.makers),
        ("DC.identifier", item["URL"]),
        ("DC.language", item["language"]),
        ("dcterms.abstract", description),  # Zotero would say “DC.description” twice
        ("DC.rights", colophon.licence.name),
        ("dcterms.license", colophon.licence.url),
        *([("dcterms.isPartOf", item["container-title"])] if "container-title" in item else []),
        *([("dcterms.source", colophon.original.url)] if _retells(item) else []),
    ]


def _open_graph(colophon: Colophon, item: Item, description: str, shared: Shared) -> list[tuple[str, str]]:
    width, height = PICTURE
    return [
        ("og:title", shared.title),
        ("og:description", description),
        ("og:type", "article" if "container-title" in item else "website"),
        ("og:url", item["URL"]),
        ("og:site_name", colophon.title),
        ("og:locale", "en_GB"),
        ("og:image", shared.picture),
        ("og:image:type", "image/png"),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", shared.shows),
    ]


def _linked_data(colophon: Colophon, item: Item, description: str, site: str) -> dict[str, Any]:
    home = absolute(site, "index.md")
    edition = {
        "@type": "Collection",
        "@id": f"{home}#edition",
        "name": colophon.whole_title,
        "url": home,
        "isBasedOn": original(colophon),
    }
    return {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle" if _retells(item) else "WebPage",
        "@id": item["URL"],
        "url": item["URL"],
        "headline" if _retells(item) else "name": item["title"],
        "description": description,
        "author": person(colophon) if _retells(item) else makers(colophon),
        "publisher": body(colophon.makers),
        "datePublished": published(item),
        "inLanguage": item["language"],
        "license": colophon.licence.url,
        **({"isBasedOn": original(colophon), "creditText": item["note"]} if _retells(item) else {}),
        **({"isPartOf": edition} if "container-title" in item else {"about": original(colophon)}),
    }


def _retells(item: Item) -> bool:
    return "note" in item


def _in_script(data: dict[str, Any]) -> str:
    """JSON in which nothing can end the script element or open a comment."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
