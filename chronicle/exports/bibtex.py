"""BibTeX: one item of CSL-JSON as one entry, readable by BibTeX, biblatex and Zotero."""

from __future__ import annotations

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
}  # every other kind of source is "misc", which loses nothing: its container stands in "howpublished"
CONTAINERS = {"article": "journal", "incollection": "booktitle", "book": "series"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
FIELDS = {
    "publisher-place": "address",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "ISBN": "isbn",
    "language": "language",
    "keyword": "keywords",
    "note": "note",
}
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "{}&%$#_"},
    }
)  # fmt: skip


def entry(item: dict[str, Any]) -> str:
    """The entry of an item; its key is the item's id."""
    kind = TYPES.get(item["type"], "misc")
    fields = {
        "author": _names(item.get("author", [])),
        "editor": _names(item.get("editor", [])),
        "title": f"{{{_text(item['title'])}}}",  # braces keep the capitals
        CONTAINERS.get(kind, "howpublished"): _text(item.get("container-title", "")),
        PUBLISHERS.get(kind, "publisher"): _in_one(_text(item.get("publisher", ""))),
        **{field: _text(item.get(key, "")) for key, field in FIELDS.items()},
        "pages": _text(item.get("page", "")).replace("–", "--"),
        **_date(item.get("issued")),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", "").replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items() if value]
    month = _month(item.get("issued"))
    return f"@{kind}{{{item['id']},\n" + ",\n".join([*lines, *month]) + "\n}\n"


def _text(value: str) -> str:
    return " ".join(value.split()).translate(_SPECIAL)


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
