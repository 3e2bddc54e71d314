"""A CSL item as BibTeX, in the form that both BibTeX and biblatex read."""

from __future__ import annotations

import re
from typing import Any

from chronicle.dates import MONTHS

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "collection": "book", "dataset": "misc", "document": "misc",
    "entry-encyclopedia": "incollection", "graphic": "misc", "interview": "misc", "legislation": "misc",
    "personal_communication": "misc", "report": "techreport", "speech": "misc", "thesis": "phdthesis",
    "treaty": "misc", "webpage": "misc",
}  # fmt: skip
CONTAINERS = {"article": "journal", "incollection": "booktitle", "book": "series"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_ESCAPES = str.maketrans(
    {mark: f"\\{mark}" for mark in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
_IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_WORD = re.compile(r"(?<![\\\w])\w+")


def bibtex(item: dict[str, Any]) -> str:
    """One entry, with a line break at its end. Its key is the item's id."""
    kind = TYPES[item["type"]]
    lines = [f"  {name} = {value},\n" for name, value in _fields(item, kind).items() if value]
    return f"@{kind}{{{item['id']},\n{''.join(lines)}}}\n"


def _fields(item: dict[str, Any], kind: str) -> dict[str, str]:
    container, publisher = CONTAINERS.get(kind, "howpublished"), PUBLISHERS.get(kind, "publisher")
    return {
        "author": _people(item.get("author", [])),
        "editor": _people(item.get("editor", [])),
        "title": _title(item["title"]),
        container: _title(item.get("container-title", "")),
        publisher: _text(item.get("publisher", "")),
        "address": _text(item.get("publisher-place", "")),
        "volume": _text(item.get("volume", "")),
        "number": _text(item.get("issue", "")),
        "pages": _text(item.get("page", "").replace("–", "--")),
        **_date(item),
        "doi": _address(item.get("DOI", "")),
        "isbn": _text(item.get("ISBN", "")),
        "url": _address(item.get("URL", "")),
        "language": _text(item.get("language", "")),
        "note": _text(item.get("note", "")),
    }


def _people(names: list[dict[str, str]]) -> str:
    return _braced(" and ".join(_person(name) for name in names))


def _person(name: dict[str, str]) -> str:
    """``Sun, Wei``; a body stands in braces, so that its name is not taken apart."""
    if "literal" in name:
        return f"{{{name['literal'].translate(_ESCAPES)}}}"
    return ", ".join(name[part].translate(_ESCAPES) for part in ("family", "given") if part in name)


def _title(text: str) -> str:
    """The title, with names in braces, which keep their capitals in every style."""
    return _braced(_WORD.sub(_kept, text.translate(_ESCAPES)))


def _kept(word: re.Match[str]) -> str:
    return word[0] if word.start() == 0 or word[0] == word[0].lower() else f"{{{word[0]}}}"


def _date(item: dict[str, Any]) -> dict[str, str]:
    """``year`` and ``month`` for BibTeX, and the whole ``date`` for biblatex."""
    if "issued" not in item:
        return {}
    year, *rest = item["issued"]["date-parts"][0]
    date = "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
    return {"year": f"{{{year}}}", "month": MONTHS[rest[0] - 1][:3].lower() if rest else "", "date": f"{{{date}}}"}


def _text(text: str) -> str:
    return _braced(text.translate(_ESCAPES))


def _address(text: str) -> str:
    return _braced(text.translate(_IN_ADDRESSES))


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
