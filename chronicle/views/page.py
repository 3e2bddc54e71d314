"""The page that the site generator is building: the edition, the page's place in it, how a template is shown on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from chronicle.edition import Edition, open_edition
from chronicle.records.problems import BadRecords
from chronicle.views import essay, templates


class Page:
    """The page being built: the edition, the page's place in it, and how a template is shown on it."""

    def __init__(self, env: Any, from_source: bool) -> None:
        self._env = env
        self._from_source = from_source
        self.root = Path(env.project_dir)
        self.edition = edition_of(env)
        self.site = site_of(env)

    @property
    def path(self) -> str:
        """Its path under ``docs``."""
        return path_of(self._env)

    @property
    def period(self) -> str:
        """The id of the period, on a period's page."""
        return essay.page_name(self.edition, self.path)

    @property
    def repository(self) -> str:
        """The address of the repository, where mistakes can be told, or nothing."""
        return (self._env.conf.get("repo_url") or "").rstrip("/")

    def link(self, assets: Iterable[str]) -> None:
        """Have the page link these scripts and stylesheets, each once, behind those that its head names."""
        for asset in assets:
            field, folder = ("styles", "stylesheets") if asset.endswith(".css") else ("scripts", "javascripts")
            listed, path = self._env.page.meta.get(field) or [], f"assets/{folder}/{asset}"
            self._env.page.meta[field] = [*listed, *([path] if path not in listed else [])]

    def show(self, template: str, **values: Any) -> str:
        """The template filled with these values, and with what all templates know."""
        place = {"site": self.site, "repository": self.repository, "from_source": self._from_source}
        return templates.view(self.edition, self.root, self.path, template, **place, **values)


def path_of(env: Any) -> str:
    """The path of the page being built, under ``docs``."""
    return getattr(env.page, "path", None) or env.page.file.src_uri


def site_of(env: Any) -> str:
    """The address at which the site is published."""
    return (env.conf["site_url"] or "").rstrip("/") + "/"


def edition_of(env: Any) -> Edition:
    """The edition; what is wrong with it is told by the generator."""
    try:
        return open_edition(Path(env.project_dir))
    except BadRecords as error:
        raise refusal(str(error)) from None


def refusal(message: str) -> BaseException:
    """An error that the site generator shows as one message, without a traceback."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
