"""People and terms as flash cards, in the text format that Anki imports: names in front, who or what behind."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chronicle.edition import Edition
from chronicle.records import addresses
from chronicle.records.actors import Person, Term

KINDS = ("people", "glossary")
_HEAD = ("separator:tab", "html:true", "notetype:Basic", "guid column:1", "tags column:4")


def cards_txt(edition: Edition, address: str) -> str:
    """``cards.txt``: a card for each person and term. Its id is kept, so a later import changes it and adds none."""
    colophon = edition.colophon
    head = [f"#{line}" for line in (*_HEAD, f"deck:{colophon.title}")]
    rows = [
        "\t".join(
            (f"{colophon.id}-{kind}-{record.id}", *_sides(record, addresses.of_record(address, kind, record.id)), kind)
        )
        for kind in KINDS
        for record in getattr(edition.records, kind).values()
    ]
    return "\n".join([*head, *rows, ""])


def _sides(record: Person | Term, own: str) -> tuple[str, str]:
    """Front and back, in HTML on one line each."""
    name, says = (record.name, record.role) if isinstance(record, Person) else (record.term, record.definition)
    life = f"{record.life}<br>" if isinstance(record, Person) else ""
    front = "<br>".join([f"<b>{escape(name)}</b>", *_chinese(record)])
    return front, f'{life}{escape(" ".join(says.split()))}<br><a href="{escape(own)}">{escape(own)}</a>'


def _chinese(record: Person | Term) -> Iterator[str]:
    for language, words in (("zh-Hans", record.hanzi), ("zh-Latn-pinyin", record.pinyin)):
        if words:
            yield f'<span lang="{language}">{escape(words)}</span>'
