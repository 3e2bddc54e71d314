"""Where the head of a page leads machines: feed, search, the page as Markdown, and what the edition consists of.

No ``rel`` is ``alternate`` to the letter, for the theme's script would fetch a sitemap for it: the feed says ``feed``,
the Markdown has a space behind it, which is valid HTML and means the same.
"""

from __future__ import annotations

from chronicle import exports
from chronicle.edition import Edition
from chronicle.records.addresses import absolute, address_of

Link = list[list[str]]  # of lists, since Zensical reads no tuple
HOME, DATA = "index.md", "data.md"
TYPES = {HOME: "Collection", DATA: "Dataset"}


def links(edition: Edition, path: str, site: str) -> list[Link]:
    """The attributes of each link in the head of the page with this path under ``docs``."""
    title = edition.colophon.title
    named = {file.name: file for file in exports.EXPORTS}
    feed, search = named[exports.FEED], named[exports.SEARCH]
    everywhere = [
        _link("alternate feed", address_of(feed.path, path), feed.mediatype, f"{title}: changes"),
        _link("search", address_of(search.path, path), search.mediatype, title),
        _link("alternate ", "index.md", "text/markdown"),  # see chronicle/finish/markdown.py
    ]
    return everywhere + (_signposts(edition, path, site) if path in TYPES else [])


def _signposts(edition: Edition, path: str, site: str) -> list[Link]:
    """What FAIR Signposting says of a landing page; the items are the files of the data."""
    described = [(exports.PACKAGE, "application/json"), (exports.CRATE, "application/ld+json")]
    data = [file for file in exports.EXPORTS if file.folder] if path == DATA else []
    return [
        _link("cite-as", absolute(site, path)),
        _link("type", "https://schema.org/AboutPage"),
        _link("type", f"https://schema.org/{TYPES[path]}"),
        _link("license", edition.colophon.licence.url),
        *(_link("author", f"https://orcid.org/{one.orcid}") for one in edition.colophon.contributors if one.orcid),
        *(_link("describedby", address_of(f"{exports.FOLDER}/{name}", path), type) for name, type in described),
        *(_link("item", address_of(file.path, path), file.mediatype) for file in data),
    ]


def _link(rel: str, href: str, mediatype: str = "", title: str = "") -> Link:
    said = [["rel", rel], ["href", href], ["type", mediatype], ["title", title]]
    return [[name, value] for name, value in said if value]
