"""The thin skin between the site generator and the views: what a page may call, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from chronicle import themes, views
from chronicle.edition import Edition, open_edition
from chronicle.problems import BadRecords


def define_env(env: Any) -> None:
    """Offer the views to the pages as macros. ``env`` is the environment of the macros plugin."""
    root = Path(env.project_dir)
    edition = _open(root)

    def page() -> str:
        """The page being built, as its path under ``docs``."""
        return getattr(env.page, "path", None) or env.page.file.src_uri

    def period() -> str:
        return views.page_name(edition, page())

    def show(template: str, **values: Any) -> str:
        return views.view(edition, root, page(), template, **values)

    @env.macro
    def essay(caller: Callable[[], str]) -> str:
        return views.essay_text(edition, root, page(), caller())

    @env.macro
    def masthead() -> str:
        return show("masthead.md", period=edition.records.periods[period()])

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
    def all_themes() -> str:
        return show("themes.md", rows=themes.grid(edition))

    @env.macro
    def theme(name: str) -> str:
        row = themes.row(edition, edition.records.themes[name])
        return show("theme.md", row=row, sources=themes.sources(edition, row.theme))

    for name in ("timeline", "people", "organisations", "glossary", "sources", "notes", "periods"):
        env.macro(_whole(show, f"{name}.md"), f"all_{name}")

    @env.macro
    def count(kind: str) -> int:
        return len(getattr(edition.records, kind))

    @env.macro
    def zh(text: str) -> str:
        return str(views.prose(Markup(text)))


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
