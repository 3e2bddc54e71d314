"""A copy of each page as plain Markdown, ``index.md`` beside it, and ``llms.txt``, which lists them.

It is made from the built page, so that it says what readers see, whatever generator made it. Ids stand behind what they
name, as ``{#id}``; links lead from page to page as they do there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from chronicle.edition import Edition
from chronicle.exports.forms import filled
from chronicle.records.addresses import decade_page, event_page, handout_of, place

NAME, LIST = "index.md", "llms.txt"
_SILENT = {"button", "form", "input", "label", "script", "style", "svg", "template"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
}  # fmt: skip
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`"}
_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<"})


def write(edition: Edition, site: Path, address: str) -> None:
    """Write the copies of all pages of the built site, published at ``address``, and their list."""
    listed: dict[str, tuple[str, str]] = {}
    named = {"title": json.dumps(edition.colophon.whole_title, ensure_ascii=False), "colophon": edition.colophon}
    for target in [one.target for one in edition.published.current.values() if "#" not in one.target]:
        folder, page = place(target), html.fromstring((site / place(target) / "index.html").read_bytes())
        said, where = page.xpath("string(//meta[@name='description']/@content)"), address + folder
        text = filled("page.md", page=where, **named, text=markdown(page.find(".//article")))
        (site / folder / NAME).write_text(text, encoding="utf-8", newline="\n")
        listed[target] = (where + NAME, said)
    names = {one.target: one.name for one in edition.published.current.values()}
    groups = _groups(edition, names)
    text = filled("llms.txt", colophon=edition.colophon, address=address, groups=groups, listed=listed, names=names)
    (site / LIST).write_text(text, encoding="utf-8", newline="\n")


def _groups(edition: Edition, names: dict[str, str]) -> dict[str, list[str]]:
    """The pages under headings: the essay in its order, what stands round it, and what may be left out."""
    essay, events = list(edition.paths.values()), [event_page(event.id) for event in edition.events]
    others = [*map(decade_page, edition.by_decade()), *sorted(filter(handout_of, names))]
    pages = [path for path in names if "#" not in path and path not in {*essay, *events, *others}]
    return {"The essay, retold": essay, "The edition": pages, "Optional": events + others}


def markdown(element: html.HtmlElement) -> str:
    """What an element says, as Markdown."""
    return "\n\n".join(_inside(element)) + "\n"


def _inside(element: html.HtmlElement) -> Iterator[str]:
    """The blocks in an element; the words between them are paragraphs."""
    words = _escaped(element.text)
    for child in element:
        if child.tag in _BLOCKS and not _is_silent(child):
            yield from _paragraph(words)
            yield from _named(child, list(_block(child)))
            words = ""
        else:
            words += _inline(child)
        words += _escaped(child.tail)
    yield from _paragraph(words)


def _paragraph(words: str) -> list[str]:
    text = " ".join(words.split())
    return [text] if text else []


def _block(element: html.HtmlElement) -> Iterator[str]:
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield f"{'#' * int(element.tag[1])} {_words(element)}"
        case "ul" | "ol":
            yield "\n".join(_item(item, at) for at, item in enumerate(element.findall("li"), start=1))
        case "table":
            yield from _table(element)
        case "pre":
            yield f"```\n{element.text_content().strip()}\n```"
        case "blockquote":
            yield "\n>\n".join("> " + text.replace("\n", "\n> ") for text in _inside(element))
        case "dt" | "caption":
            yield f"**{_words(element)}**"
        case "hr":
            yield "---"
        case _:
            yield from _inside(element)


def _item(item: html.HtmlElement, at: int) -> str:
    sign = f"{at}. " if item.getparent().tag == "ol" else "- "
    text = "\n\n".join(_named(item, list(_inside(item))))
    return sign + text.replace("\n", "\n" + " " * len(sign)).replace("\n" + " " * len(sign) + "\n", "\n\n")


def _table(table: html.HtmlElement) -> Iterator[str]:
    for caption in table.findall("caption"):
        yield f"**{_words(caption)}**"
    rows = [_row(row) for row in table.iter("tr") if not _is_silent(row)]
    if rows:
        yield "\n".join([rows[0], "|" + " --- |" * (rows[0].count(" | ") + 1), *rows[1:]])


def _row(row: html.HtmlElement) -> str:
    cells = [
        "; ".join(_inside(cell)).replace("\n", " ").replace("|", "\\|") for cell in row if cell.tag in ("td", "th")
    ]
    name = f" {{#{row.get('id')}}}" if row.get("id") else ""
    return f"| {' | '.join(cells)}{name} |"


def _named(element: html.HtmlElement, blocks: list[str]) -> list[str]:
    """The blocks with the id of their element behind the first of them; on a list or a table it has no place."""
    if element.get("id") and blocks and blocks[0][:1] not in "-|":
        blocks[0] += f" {{#{element.get('id')}}}"
    return blocks


def _inline(element: html.HtmlElement) -> str:
    """An element in a line; what speaks to the eye or the mouse alone is a space."""
    if _is_silent(element):
        return " "
    words = _escaped(element.text) + "".join(_inline(child) + _escaped(child.tail) for child in element)
    if element.tag == "a" and element.get("href"):
        return f"[{words.strip()}]({element.get('href')})" if words.strip() else ""
    mark = "**" if element.get("class") == "label" else _MARKS.get(element.tag, "")
    return f"{mark}{words.strip()}{mark}" if mark and words.strip() else " " if element.tag == "br" else words


def _words(element: html.HtmlElement) -> str:
    words = _escaped(element.text) + "".join(_inline(child) + _escaped(child.tail) for child in element)
    return " ".join(words.split())


def _escaped(text: str | None) -> str:
    return text.translate(_SPECIAL) if text else ""


def _is_silent(element: html.HtmlElement) -> bool:
    """Whether it says nothing in text: a drawing, a control, or what stands twice."""
    return (
        not isinstance(element.tag, str)
        or element.tag in _SILENT
        or element.get("aria-hidden") == "true"
        or "hidden" in element.attrib
        or "popover" in element.attrib
        or element.get("class") in ("skip", "century__key")
    )
