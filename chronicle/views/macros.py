"""The thin skin between the site generator and the views: what a page may call, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from chronicle import exports, finish
from chronicle.edition import Edition, citable, open_edition
from chronicle.edition.colophon import COLOPHON, citation
from chronicle.records.problems import BadRecords
from chronicle.views import metadata, themes
from chronicle.views import templates as views
from chronicle.views.map import marks

WHOLE = "The timeline, to scale"


def define_env(env: Any) -> None:
    """Offer the views to the pages as macros. ``env`` is the environment of the macros plugin."""
    root = Path(env.project_dir)
    if events := getattr(env.conf.get("plugins"), "events", None):  # MkDocs has them
        events["build_error"].append(lambda error: finish.clear(Path(env.conf["site_dir"])))
    edition = _open(root)
    site = _site(env)
    zensical = bool(getattr(env, "page", None))  # it defines the environment anew for each page
    place = {"site": site, "from_source": zensical}
    if zensical:  # and has no other hook
        on_pre_page_macros(env)

    def page() -> str:
        """The page being built, as its path under ``docs``."""
        return _path(env)

    def period() -> str:
        return views.page_name(edition, page())

    def show(template: str, **values: Any) -> str:
        return views.view(edition, root, page(), template, **place, **values)

    @env.macro
    def essay(caller: Callable[[], str]) -> str:
        return views.essay_text(edition, root, page(), caller(), **place)

    @env.macro
    def masthead() -> str:
        drawing = views.whole_drawing(edition)
        here = edition.records.periods[period()]
        return show("masthead.md", period=here, bands=drawing.bands, first=round(drawing.scale.first))

    @env.macro
    def key_dates() -> str:
        return show("key-dates.md", events=edition.events_of(period()))

    @env.macro
    def threads() -> str:
        return show("threads.md", rows=views.threads(edition, period()))

    @env.macro
    def period_people() -> str:
        return show("period-people.md", people=views.people_of(edition, period()))

    @env.macro
    def world_map() -> str:
        return show("map.md", sheets=marks.sheets(edition), places=marks.events_by_place(edition))

    @env.macro
    def drawing() -> str:
        return show("drawing.md", drawing=views.whole_drawing(edition), kind="whole", name=WHOLE, after="events")

    @env.macro
    def small_drawing() -> str:
        return show("drawing.md", drawing=views.whole_drawing(edition), kind="small", name=WHOLE, after="")

    @env.macro
    def period_drawing() -> str:
        picture = views.period_drawing(edition, period())
        name = f"The events of {edition.records.periods[period()].name}, to scale"
        return show("drawing.md", drawing=picture, kind="period", name=name, after="key-dates")

    @env.macro
    def decades() -> str:
        return show("decades.md", decades=edition.by_decade().items())

    @env.macro
    def event_filters() -> str:
        return show("filters.md")

    @env.macro
    def all_timeline() -> str:
        return views.timeline_text(edition, root, page(), **place)

    @env.macro
    def all_themes() -> str:
        return show("themes.md", rows=themes.grid(edition))

    @env.macro
    def theme(name: str) -> str:
        row = themes.row(edition, edition.records.themes[name])
        return show("theme.md", row=row, sources=themes.sources(edition, row.theme))

    for name in ("people", "organisations", "glossary", "notes", "periods", "figures"):
        env.macro(_whole(show, f"{name}.md"), f"all_{name}")

    @env.macro
    def all_sources() -> str:
        return show("sources.md", shelf=views.shelf(edition, page()))

    @env.macro
    def all_files() -> str:
        values = {"files": exports.groups(), "package": exports.PACKAGE, "colophon": COLOPHON}
        return show("data.md", **values, cite=citation(site))

    @env.macro
    def count(kind: str) -> int:
        return len(getattr(edition.records, kind))


def on_pre_page_macros(env: Any) -> None:
    """Hand each page what its head says to machines, and its foot of other pages; the theme shows both."""
    edition, path, meta = _open(Path(env.project_dir)), _path(env), env.page.meta
    site = _site(env)
    item = citable.page(edition, path, meta.get("title") or path, site)
    meta["subtitles"] = {period.name: period.title for period in edition.records.periods.values()}
    events = len(edition.events) if path == "timeline.md" else None
    meta["head"] = metadata.head(item, meta.get("description") or env.conf["site_description"], site, events)


def on_post_build(env: Any) -> None:
    """Write the files that stand beside the pages, and finish the pages themselves."""
    site = Path(env.conf["site_dir"])
    try:
        finish.write(_open(Path(env.project_dir)), site, _site(env), preview=_previewing())
    except BadRecords as error:
        raise _refusal(str(error)) from None


def _previewing() -> bool:
    """Whether ``mkdocs serve`` runs, which puts a script of its own into every page."""
    command = click.get_current_context(silent=True)
    return command is not None and command.info_name == "serve"


def _path(env: Any) -> str:
    return getattr(env.page, "path", None) or env.page.file.src_uri


def _site(env: Any) -> str:
    return (env.conf["site_url"] or "").rstrip("/") + "/"


def _whole(show: Callable[..., str], template: str) -> Callable[[], str]:
    return lambda: show(template)


def _open(root: Path) -> Edition:
    try:
        return open_edition(root)
    except BadRecords as error:
        raise _refusal(str(error)) from None


def _refusal(message: str) -> BaseException:
    """An error that the site generator shows as one message, without a traceback."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
