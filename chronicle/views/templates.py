"""Records as Markdown: each function takes the edition and a page, and gives the text that stands on that page.

The templates are ``overrides/chronicle/*.md``. Every value that they show is escaped, for HTML and for Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from chronicle.edition import Edition
from chronicle.edition.citations import Reference, initial
from chronicle.edition.colophon import COLOPHON
from chronicle.exports import cite as citefiles
from chronicle.records import essay
from chronicle.records.addresses import address_of, source_of
from chronicle.records.dates import Date
from chronicle.records.essay import Passage
from chronicle.records.figures import shown
from chronicle.records.schema import Person, Records, Source, Term
from chronicle.views import reading
from chronicle.views.charts import drawings
from chronicle.views.timeline import Drawing, draw

STANDINGS = {
    "primary": "Primary sources",
    "institutional": "Institutions",
    "scholarly": "Scholarship",
    "press": "Press",
    "reference": "Reference works",
    "other": "Other",
}
_MARKDOWN = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_{}[]~^"})
_TAGS = "details|div|dl|header|li|ol|section|table|tbody|td|th|thead|tr|ul"
_BLOCK = re.compile(rf'^(<\w+ [^>]*markdown="block">|</(?:{_TAGS})>)$')
_PINYIN = re.compile(r"\b\w*[āēīōūǎěǐǒǔǖǘǚǜ]\w*(?:\s+\w*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]\w*)*", re.I)
_HANZI = re.compile(r"[（《【]*[\u3007\u3400-\u9fff]+(?:[·、，：（）《》【】“”\d]*[\u3007\u3400-\u9fff]+)*[）》】]*")


@lru_cache(maxsize=None, typed=True)
def plain(value: object) -> Markup:
    """Text made safe for HTML and for Markdown, in running text and in attributes."""
    return value if isinstance(value, Markup) else Markup(str(escape(value)).translate(_MARKDOWN))


@lru_cache(maxsize=None, typed=True)
def prose(value: object) -> Markup:
    """Safe text in which Chinese characters are marked as Chinese, and pinyin with its tones as pinyin."""
    text = _HANZI.sub(lambda found: f'<span lang="zh-Hans">{found[0]}</span>', str(plain(value)))
    return Markup(_PINYIN.sub(lambda found: f'<span lang="zh-Latn-pinyin">{found[0]}</span>', text))


def time(value: Date) -> Markup:
    """A date in words, with ``time`` elements where HTML has a form for it."""
    return Markup("").join(
        Markup('<time datetime="{}">{}</time>').format(html, text) if html else escape(text.replace(" –", "\u00a0–"))
        for text, html in value.parts()
    )


def view(edition: Edition, root: Path, page: str, template: str, *, from_source: bool = False, **values: Any) -> str:
    """Fill a template for a page, named by its path under ``docs``; see ``links.source_of`` on ``from_source``.

    Blank lines stand round every block's tags and no line is indented, so that Markdown reads each for what it is; on
    what a template marks as being no Markdown at all, see ``asis``.
    """
    environment = _environment(root / "overrides" / "chronicle")

    def address(target: str) -> str:
        return address_of(target, page)

    def href(target: str) -> str:
        return source_of(target, page) if from_source else address_of(target, page)

    def link(target: str, text: object, kind: str = "") -> Markup:
        named = f' class="{escape(kind)}"' if kind else ""
        return Markup(f'<a{named} href="{escape(href(target))}">{prose(text)}</a>')

    text = environment.get_template(template).render(
        edition=edition,
        records=edition.records,
        references=edition.references,
        link=link,
        address=address,
        href=href,
        standings=STANDINGS,
        original=COLOPHON.original,
        **values,
    )
    lines = (_BLOCK.sub(r"\n\1\n", line.strip()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


@lru_cache(maxsize=1)
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "prose": prose, "time": time, "reference": reference, "verbatim": verbatim, "shown": shown
    }  # fmt: skip
    environment.globals |= {
        "path_of": path_of, "name_of": name_of, "citefiles": citefiles, "drawings": drawings
    }  # fmt: skip
    return environment


def reference(value: Reference) -> Markup:
    """A full reference, safe for Markdown, with its Chinese marked."""
    return prose(Markup(value.full.translate(_MARKDOWN)))


def verbatim(value: str) -> Markup:
    """Text of several lines for a ``pre`` element, safe from being read as Markdown or moved to the margin."""
    return Markup(str(plain(value.rstrip())).replace("\n", "&#10;").replace("  ", "&#32;&#32;"))


def path_of(edition: Edition, passage: Passage | str) -> str:
    """Where a passage stands: ``periods/1921-1949.md#p2``."""
    ref = passage if isinstance(passage, str) else passage.ref
    page, _, paragraph = ref.partition("#")
    return f"{edition.paths[page]}#{paragraph}"


def name_of(edition: Edition, page: str) -> str:
    """What readers call a page of the essay: the period's years, or the page's name."""
    period = edition.records.periods.get(page)
    return period.name if period else page.capitalize()


def page_name(edition: Edition, path: str) -> str:
    """The name of the essay page with this path under ``docs``; ValueError for any other page."""
    for name, known in edition.paths.items():
        if known == path:
            return name
    raise ValueError(f"docs/{path} is not a page of the essay")


def essay_text(edition: Edition, root: Path, path: str, body: str, **where: Any) -> str:
    """The essay's paragraphs on a page, numbered, with their notes, footnotes, credit and citation."""
    name = page_name(edition, path)
    passages = [essay.passage(name, block) for block in essay.blocks(body)]
    cites = dict.fromkeys(source for passage in passages if passage for source in passage.cites)
    return view(
        edition,
        root,
        path,
        "essay.md",
        passages=[
            (passage, prose(Markup(passage.text)), edition.notes_at(passage.ref), edition.figures_at(passage.ref))
            for passage in passages
            if passage
        ],
        cites=list(cites),
        terms=_terms(edition, passages),
        name=name,
        place=reading.place(edition, name),
        abbreviations=_abbreviations(edition.records, body),
        **where,
    )


def _terms(edition: Edition, passages: list[Passage | None]) -> list[Term]:
    """The terms that the paragraphs link to, in their order."""
    linked = [record for item in passages if item for page, record in item.links if page == "glossary"]
    return [edition.records.glossary[record] for record in dict.fromkeys(linked)]


def _abbreviations(records: Records, body: str) -> dict[str, str]:
    """The abbreviations that the text uses, with what they stand for."""
    known = {item.abbreviation: item.name for item in records.organisations.values() if item.abbreviation}
    return {short: name for short, name in known.items() if re.search(rf"\b{re.escape(short)}\b", body)}


def threads(edition: Edition, period: str) -> list[tuple[Any, list[Any], dict[str, list[Any]]]]:
    """For each theme: the theme, its passages in this period, and those in each other period."""
    rows = []
    for theme in edition.records.themes.values():
        here = [item for item in theme.passages if item.at.startswith(f"{period}#")]
        others = {
            other: [item for item in theme.passages if item.at.startswith(f"{other}#")]
            for other in edition.records.periods
            if other != period
        }
        if here:
            rows.append((theme, here, others))
    return rows


def timeline_text(edition: Edition, root: Path, path: str, **where: Any) -> str:
    """The list of all events, with what the drawing and the script need to know of each."""
    picture = whole_drawing(edition)
    decades = {events[0].id: decade for decade, events in edition.by_decade().items()}
    return view(edition, root, path, "timeline.md", drawing=picture, decades=decades, **where)


def whole_drawing(edition: Edition, width: float = 1180, size: float = 11, step: int = 10) -> Drawing:
    """All events to scale."""
    return draw(edition.events, edition.records.periods.values(), width, size, step)


def period_drawing(edition: Edition, period: str) -> Drawing:
    """The events of one period to scale, on its own colour."""
    return draw(edition.events_of(period), [edition.records.periods[period]], 940, 11, 5)


def shelf(edition: Edition, page: str) -> list[tuple[str, str, dict[str, str], list[Source]]]:
    """The sources that stand on a page, by standing: its id, its heading, the first source of each letter, all."""
    sources = [source for key in edition.references if (source := edition.records.sources[key]).shelf == page]
    rows = []
    for standing, heading in STANDINGS.items():
        here = [source for source in sources if source.standing == standing]
        first = {initial(edition.references[source.id].plain): source.id for source in reversed(here)}
        if here:
            rows.append((standing, heading, dict(reversed(first.items())), here))
    return rows


def people_of(edition: Edition, period: str) -> list[tuple[Person, int]]:
    """The people of a period's events with the number of those events, most first."""
    counts = Counter(person for event in edition.events_of(period) for person in event.people)
    people = [(edition.records.people[person], count) for person, count in counts.items()]
    return sorted(people, key=lambda item: (-item[1], item[0].name))
