"""The thin skin between the site generator and the views: what a page may call, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from chronicle import exports, finish
from chronicle.checks.macros import MACROS, Macro
from chronicle.edition import Edition, citable, open_edition
from chronicle.exports import jsonld
from chronicle.records.addresses import absolute, event_of, picture
from chronicle.records.problems import BadRecords
from chronicle.views import (
    bibliography,
    colours,
    essay,
    event_pages,
    metadata,
    pictures,
    questions,
    strip,
    templates,
    themes,
    timeline,
    upright,
)
from chronicle.views.map import marks

Values = dict[str, Any]
OFFERED: dict[str, tuple[str, Callable[..., Any]]] = {}  # the template of each macro, and what fills it


class Page:
    """The page being built: the edition, the page's place in it, and how a template is shown on it."""

    def __init__(self, env: Any, from_source: bool) -> None:
        self._env = env
        self._from_source = from_source
        self.root = Path(env.project_dir)
        self.edition = _open(env)
        self.site = _site(env)

    @property
    def path(self) -> str:
        """Its path under ``docs``."""
        return _path(self._env)

    @property
    def period(self) -> str:
        """The id of the period, on a period's page."""
        return essay.page_name(self.edition, self.path)

    @property
    def repository(self) -> str:
        """The address of the repository, where mistakes can be told, or nothing."""
        return (self._env.conf.get("repo_url") or "").rstrip("/")

    def show(self, template: str, **values: Any) -> str:
        """The template filled with these values, and with what all templates know."""
        place = {"site": self.site, "from_source": self._from_source}
        return templates.view(self.edition, self.root, self.path, template, **place, **values)


def offer(name: str, template: str, values: Callable[..., Any] | None = None, on: str = "", takes: str = "") -> None:
    """Offer the pages a macro: a template with what fills it, or, without one, what ``values`` gives.

    See ``checks.macros.Macro`` for ``on`` and ``takes``.
    """
    MACROS[name] = Macro(on, takes)
    OFFERED[name] = template, values or (lambda page: {})


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
    return {**event_pages.values(page.edition, page.edition.records.events[name]), "repository": page.repository}


def _map(page: Page) -> Values:
    return {"sheets": marks.sheets(page.edition, page.root / "docs"), "places": marks.events_by_place(page.edition)}


def _files(page: Page) -> Values:
    cite = citable.citation(page.edition.colophon, page.site)
    figures = exports.figure_files(page.edition)
    return {"files": exports.groups(), "figures": figures, "package": exports.PACKAGE, "cite": cite}


def _figures(page: Page) -> Values:
    return {"files": {figure.id: files for figure, files in exports.figure_files(page.edition)}}


def _drawing(kind: str, after: str, threads: bool) -> Callable[[Page], Values]:
    named = {"kind": kind, "name": "The timeline, to scale", "after": after}
    return lambda page: {"drawing": timeline.whole(page.edition, threads), **named}


offer("essay", "essay.md", lambda page, caller: essay.values(page.edition, page.path, caller()), on="essay")
offer("masthead", "masthead.md", _masthead, on="period")
offer("key_dates", "key-dates.md", lambda page: {"rows": essay.key_dates(page.edition, page.period)}, on="period")
offer("threads", "threads.md", _threads, on="period")
offer("period_people", "chips.md", lambda page: {"people": essay.people_of(page.edition, page.period)}, on="period")
offer("drawing", "century.md", _drawing("whole", "filters", threads=True))
offer("small_drawing", "century.md", _drawing("small", "", threads=False))
offer("upright_drawing", "upright.md", lambda page: {"upright": upright.upright(page.edition)})
offer("event_filters", "filters.md", lambda page: timeline.choices(page.edition))
offer("decade", "decade-page.md", lambda page, first: timeline.decade_values(page.edition, int(first)), takes="decade")
offer("all_timeline", "timeline.md", lambda page: timeline.values(page.edition))
offer("world_map", "map.md", _map)
offer("all_themes", "themes.md", lambda page: {"rows": themes.grid(page.edition)})
offer("theme", "theme.md", _theme, takes="themes")
offer("event", "event-page.md", _event, takes="events")
offer("all_sources", "sources.md", lambda page: {"shelf": bibliography.shelf(page.edition, page.path)})
offer("all_figures", "figures.md", _figures)
offer("all_files", "data.md", _files)
offer("count", "", lambda page, kind: len(getattr(page.edition.records, kind)), takes="kind")
offer("short_note", "short-note.md", lambda page, name: {"note": page.edition.records.notes[name]}, takes="notes")
offer("newest_change", "newest-change.md")
offer("open_questions", "open-questions.md", lambda page: questions.values(page.edition))
for _kind in ("people", "organisations"):
    offer(f"all_{_kind}", f"{_kind}.md", lambda page: {"line": strip.of(page.edition)})
for _kind in ("glossary", "notes", "claims", "changes", "periods"):
    offer(f"all_{_kind}", f"{_kind}.md")


def define_env(env: Any) -> None:
    """Offer the views to the pages as macros. ``env`` is the environment of the macros plugin."""
    if events := getattr(env.conf.get("plugins"), "events", None):  # MkDocs has them
        events["build_error"].append(lambda error: finish.clear(Path(env.conf["site_dir"])))
        env.conf["extra"].update(_of_periods(_open(env)))  # for the page that says that an address leads nowhere
        events["files"].append(lambda files, config: _with_event_pages(env, files, config))
    zensical = bool(getattr(env, "page", None))  # it defines the environment anew for each page
    page = Page(env, from_source=zensical)
    for name in OFFERED:
        env.macro(_macro(page, name), name)
    if zensical:  # and has no other hook
        on_pre_page_macros(env)


def _with_event_pages(env: Any, files: Any, config: Any) -> Any:
    """The files of MkDocs with those of the events' pages, which are on no disk; one that is, is not taken."""
    from mkdocs.structure.files import File

    for file in [file for file in files if event_of(file.src_uri)]:
        files.remove(file)
    for path, text in event_pages.sources(_open(env)).items():
        files.append(File.generated(config, path, content=text))
    return files


def _macro(page: Page, name: str) -> Callable[..., str]:
    template, values = OFFERED[name]
    if not template:
        return partial(values, page)
    return lambda *given, **named: page.show(template, **values(page, *given, **named))


def on_pre_page_macros(env: Any) -> None:
    """Hand each page what its head says to machines, the periods' colours, and what its foot says of other pages."""
    edition, path, meta = _open(env), _path(env), env.page.meta
    site = _site(env)
    item = citable.page(edition, path, meta.get("title") or path, site)
    periods = edition.records.periods.values()
    meta["subtitles"] = {period.name: period.title for period in periods}
    meta.update(_of_periods(edition))
    meta["colours"] += colours.map_rules(periods) if path == "map.md" else ""
    description = meta.get("description") or env.conf["site_description"]
    drawn = pictures.of_page(edition, path)
    event = edition.records.events.get(event_of(path))
    title = f"{event.title}, {event.date.words()}" if event else item["title"]
    shared = metadata.Shared(title, absolute(site, picture(path)), pictures.shows(edition, drawn))
    meta["head"] = metadata.head(edition.colophon, item, description, site, shared, _more(edition, path, site))


def _more(edition: Edition, path: str, site: str) -> Values:
    """What a page says of itself in JSON-LD beside what every page does."""
    if event := edition.records.events.get(event_of(path)):
        return jsonld.event_page(edition, site, event)
    if path == "timeline.md":
        whole = {"@type": "ItemList", "numberOfItems": len(edition.events)}
        return {"@type": "CollectionPage", "mainEntity": whole}
    return {}


def _of_periods(edition: Edition) -> Values:
    """What the head of every page shows of the periods."""
    periods = edition.records.periods
    return {"periods": list(periods), "colours": colours.rules(periods.values())}


def on_post_build(env: Any) -> None:
    """Write the files that stand beside the pages, and finish the pages themselves."""
    command = click.get_current_context(silent=True)
    preview = command is not None and command.info_name == "serve"  # which puts a script of its own into every page
    try:
        finish.write(_open(env), Path(env.conf["site_dir"]), _site(env), preview=preview)
    except BadRecords as error:
        raise _refusal(str(error)) from None


def _path(env: Any) -> str:
    return getattr(env.page, "path", None) or env.page.file.src_uri


def _site(env: Any) -> str:
    return (env.conf["site_url"] or "").rstrip("/") + "/"


def _open(env: Any) -> Edition:
    try:
        return open_edition(Path(env.project_dir))
    except BadRecords as error:
        raise _refusal(str(error)) from None


def _refusal(message: str) -> BaseException:
    """An error that the site generator shows as one message, without a traceback."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
