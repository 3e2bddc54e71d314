"""BibTeX: one item of CSL-JSON as one entry, readable by BibTeX, biblatex and Zotero."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}  # every other kind of source is "misc"
# The fields that biblatex prints of each kind; Zotero and pandoc read them, too
CONTAINERS = {
    "article": "journal", "incollection": "booktitle", "book": "series", "techreport": "type", "misc": "howpublished"
}  # fmt: skip
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}  # by which biblatex and pandoc tell them
PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "misc": "organization"}
FIELDS = {
    "publisher-place": "address",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "ISBN": "isbn",
    "keyword": "keywords",
    "note": "note",
}
# As babel names them: biblatex leaves out the language of the document, and prints any other in words
LANGUAGES = {
    "de": "german", "en": "english", "es": "spanish", "fil": "filipino", "fr": "french", "id": "indonesian",
    "ko": "korean", "pt": "portuguese", "ru": "russian", "zh": "chinese",
}  # fmt: skip
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "{}&%$#_"},
    }
)  # fmt: skip


def entries(items: Iterable[dict[str, Any]]) -> str:
    """The entries of items, with a line between them."""
    return "\n".join(map(entry, items))


def entry(item: dict[str, Any]) -> str:
    """The entry of an item; its key is the item's id."""
    kind = _kind(item)
    item = ARRANGED.get(kind, dict)(item)
    fields = {
        "entrysubtype": SUBTYPES.get(item["type"], ""),
        "author": _names(item.get("author", [])),
        "editor": _names(item.get("editor", [])),
        "title": _kept(item["title"]),
        CONTAINERS.get(kind, "howpublished"): _kept(item.get("container-title", "")),
        PUBLISHERS.get(kind, "publisher"): _in_one(_text(item.get("publisher", ""))),
        **{field: _text(item.get(key, "")) for key, field in FIELDS.items()},
        "language": (language := LANGUAGES.get(item.get("language", ""), item.get("language", ""))),
        "langid": language,  # which pandoc reads
        "pages": _text(item.get("page", "")).replace("–", "--"),
        **_date(item.get("issued")),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", "").replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items() if value]
    month = _month(item.get("issued"))
    return f"@{kind}{{{item['id']},\n" + ",\n".join([*lines, *month]) + "\n}\n"


def _kind(item: dict[str, Any]) -> str:
    """The kind of an item; a report that somebody edited is a book, for reports have no editors."""
    is_edited = "editor" in item and "author" not in item
    return "book" if item["type"] == "report" and is_edited else TYPES.get(item["type"], "misc")


def _report(item: dict[str, Any]) -> dict[str, Any]:
    """A report has one number; if it names no publisher, it is with those who keep it: its archive or site."""
    if "volume" in item:
        number = ", ".join(filter(None, [f"vol. {item['volume']}", item.get("issue") and f"no. {item['issue']}"]))
        item = {**{key: value for key, value in item.items() if key != "volume"}, "issue": number}
    if "publisher" in item or "container-title" not in item:
        return item
    rest = {key: value for key, value in item.items() if key != "container-title"}
    return {**rest, "publisher": item["container-title"]}


def _misc(item: dict[str, Any]) -> dict[str, Any]:
    """A container with its volume and number in one, for which "misc" has no fields."""
    rest = {key: value for key, value in item.items() if key not in ("volume", "issue")}
    parts = [f"{word} {item[key]}" for key, word in (("volume", "vol."), ("issue", "no.")) if key in item]
    whole = ", ".join([*filter(None, [item.get("container-title")]), *parts])
    return {**rest, "container-title": whole} if whole else rest


ARRANGED = {"techreport": _report, "misc": _misc}


def _text(value: str) -> str:
    return " ".join(value.split()).translate(_SPECIAL)


def _kept(title: str) -> str:
    """A title in braces, which keep its capitals."""
    return f"{{{_text(title)}}}" if title else ""


def _in_one(text: str) -> str:
    """A name of a body in braces where BibTeX would take it for two."""
    return f"{{{text}}}" if " and " in text else text


def _names(names: list[dict[str, str]]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{_text(name['literal'])}}}"  # braces keep a body's name in one piece
    return ", ".join(_text(name[part]) for part in ("family", "given") if part in name)


def _date(issued: dict[str, Any] | None) -> dict[str, str]:
    """``year`` for BibTeX, ``date`` with all that is known for biblatex and Zotero."""
    if not issued:
        return {}
    ends = ["-".join(f"{part:02}" for part in parts) for parts in issued["date-parts"]]
    about = "~" if issued.get("circa") else ""
    return {"year": str(issued["date-parts"][0][0]), "date": "/".join(ends) + about}


def _month(issued: dict[str, Any] | None) -> list[str]:
    """``month``, as the abbreviation without braces that every style knows."""
    first = issued["date-parts"][0] if issued else []
    return [f"  month = {MONTHS[first[1] - 1]}"] if len(first) > 1 else []
