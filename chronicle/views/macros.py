"""What a page may call between double braces: the templates, with what fills each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from chronicle import exports
from chronicle.checks.macros import MACROS, Macro
from chronicle.edition import citable
from chronicle.views import bibliography, essay, event_pages, handouts, questions, strip, themes, timeline, upright
from chronicle.views.map import marks, places, routes
from chronicle.views.page import Page

Values = dict[str, Any]


@dataclass(frozen=True)
class Offer:
    """A macro: its template, what fills it, and the scripts and stylesheets that a page with it links."""

    template: str
    values: Callable[..., Any]
    assets: tuple[str, ...]


OFFERED: dict[str, Offer] = {}


def offer(
    name: str, template: str, values: Callable[..., Any] | None = None, *assets: str, on: str = "", takes: str = ""
) -> None:
    """Offer the pages a macro: a template with what fills it, or, without one, what ``values`` gives.

    ``assets`` are the files under ``docs/assets/`` that it needs and not every page has. See ``checks.macros.Macro``
    for ``on`` and ``takes``.
    """
    MACROS[name] = Macro(on, takes)
    OFFERED[name] = Offer(template, values or (lambda page: {}), assets)


def _masthead(page: Page) -> Values:
    period = page.edition.records.periods[page.period]
    drawing = {"kind": "period", "name": f"The events of {period.name}, to scale", "after": "p1"}
    drawing |= {"drawing": timeline.of_period(page.edition, page.period)}
    return {"period": period, "margin": upright.margin(page.edition, page.period), **drawing}


def _threads(page: Page) -> Values:
    return {"rows": essay.threads(page.edition, page.period), "period": page.period}


def _theme(page: Page, name: str) -> Values:
    row = themes.row(page.edition, page.edition.records.themes[name])
    return {"row": row, "sources": themes.sources(page.edition, row.theme)}


def _event(page: Page, name: str) -> Values:
    return event_pages.values(page.edition, page.edition.records.events[name])


def _map(page: Page) -> Values:
    found = {"sheets": marks.sheets(page.edition, page.root / "docs"), "places": places.events_by_place(page.edition)}
    return {**found, "journeys": routes.journeys(page.edition), "stops": partial(routes.points, page.edition)}


def _files(page: Page) -> Values:
    cite = citable.citation(page.edition.colophon, page.site)
    figures = exports.figure_files(page.edition)
    some = {kind: list(getattr(page.edition.records, kind)) for kind in exports.EACH}
    each = {kind: ids[0] for kind, ids in some.items() if ids}
    described = {"package": exports.PACKAGE, "crate": exports.CRATE}
    return {"files": exports.groups(), "figures": figures, "each": each, "cite": cite, **described}


def _figures(page: Page) -> Values:
    return {"files": {figure.id: files for figure, files in exports.figure_files(page.edition)}}


def _drawing(kind: str, after: str, threads: bool) -> Callable[[Page], Values]:
    named = {"kind": kind, "name": "The timeline, to scale", "after": after}
    return lambda page: {"drawing": timeline.whole(page.edition, threads), **named}


offer("essay", "essay.md", lambda page, caller: essay.values(page.edition, page.path, caller()), on="essay")
offer("masthead", "masthead.md", _masthead, "essay.js", on="period")
offer("key_dates", "key-dates.md", lambda page: {"rows": essay.key_dates(page.edition, page.period)}, on="period")
offer("threads", "threads.md", _threads, on="period")
offer("period_people", "chips.md", lambda page: {"people": essay.people_of(page.edition, page.period)}, on="period")
offer("drawing", "century.md", _drawing("whole", "filters", threads=True))
offer("small_drawing", "century.md", _drawing("small", "", threads=False))
offer("upright_drawing", "upright.md", lambda page: {"upright": upright.upright(page.edition)})
offer("event_filters", "filters.md", lambda page: timeline.choices(page.edition), "filters.css")
offer(
    "decade",
    "decade-page.md",
    lambda page, first: timeline.decade_values(page.edition, int(first)),
    "timeline.css",
    "timeline.js",
    takes="decade",
)
offer(
    "all_timeline",
    "timeline.md",
    lambda page: timeline.values(page.edition),
    "timeline.css",
    "references.js",
    "timeline.js",
)
offer("world_map", "map.md", _map, "records.css", "map.css", "map.js")
offer(
    "all_themes",
    "themes.md",
    lambda page: {"rows": themes.grid(page.edition), "stretches": themes.stretches(page.edition)},
    "themes.css",
)
offer("theme", "theme.md", _theme, "themes.css", "references.js", takes="themes")
offer("event", "event-page.md", _event, "event-page.css", takes="events")
offer("handout", "handout.md", lambda page, name: handouts.values(page.edition, name), "handout.css", takes="tasks")
offer("choice", "choice.md", lambda page: handouts.choice(page.edition), "handout.css", "choice.js")
offer("all_handouts", "handouts.md", lambda page: handouts.listed(page.edition), "classroom.css")
offer("all_paths", "paths.md", None, "classroom.css")
offer(
    "all_sources",
    "sources.md",
    lambda page: bibliography.values(page.edition, page.path),
    "filters.css",
    "records.css",
    "sources.css",
    "sources.js",
)
offer("all_figures", "figures.md", _figures, "figures.css", "references.js")
offer("all_files", "data.md", _files, "data.css")
offer("count", "", lambda page, kind: len(getattr(page.edition.records, kind)), takes="kind")
offer("short_note", "short-note.md", lambda page, name: {"note": page.edition.records.notes[name]}, takes="notes")
offer("newest_change", "newest-change.md")
offer("makers", "makers.md")
offer("open_questions", "open-questions.md", lambda page: questions.values(page.edition), "records.css")
for _kind in ("people", "organisations"):
    offer(f"all_{_kind}", f"{_kind}.md", lambda page: {"line": strip.of(page.edition)}, "records.css")
offer("all_changes", "changes.md", lambda page: {"feed": exports.FEED}, "records.css")
offer("all_notes", "notes.md", None, "records.css", "references.js")
offer("all_criteria", "criteria.md", None, "data.css")
for _kind in ("glossary", "claims"):
    offer(f"all_{_kind}", f"{_kind}.md", None, "records.css")
for _kind in ("periods", "editions"):
    offer(f"all_{_kind}", f"{_kind}.md")
