"""The thin skin between the site generator and the views: its three hooks, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from chronicle import exports, finish
from chronicle.edition import Edition, citable
from chronicle.exports import jsonld
from chronicle.records.addresses import absolute, event_of, handout_of, picture
from chronicle.records.problems import BadRecords
from chronicle.views import colours, handouts, links, made, metadata, paper, pictures
from chronicle.views.macros import OFFERED
from chronicle.views.page import Page, edition_of, path_of, refusal, site_of

Values = dict[str, Any]


def define_env(env: Any) -> None:
    """Offer the views to the pages as macros. ``env`` is the environment of the macros plugin."""
    if events := getattr(env.conf.get("plugins"), "events", None):  # MkDocs has them
        events["build_error"].append(lambda error: finish.clear(Path(env.conf["site_dir"])))
        env.conf["extra"].update(_of_periods(edition_of(env)))  # for the page that says that an address leads nowhere
        events["files"].append(lambda files, config: _with_made_pages(env, files, config))
    zensical = bool(getattr(env, "page", None))  # it defines the environment anew for each page
    page = Page(env, from_source=zensical)
    for name in OFFERED:
        env.macro(_macro(page, name), name)
    if zensical:  # and has no other hook
        on_pre_page_macros(env)


def _with_made_pages(env: Any, files: Any, config: Any) -> Any:
    """The files of MkDocs with those made from records, which are on no disk; one that is, is not taken."""
    from mkdocs.structure.files import File

    for file in [file for file in files if event_of(file.src_uri) or handout_of(file.src_uri)]:
        files.remove(file)
    for path, text in made.sources(edition_of(env)).items():
        files.append(File.generated(config, path, content=text))
    return files


def _macro(page: Page, name: str) -> Callable[..., str]:
    offered = OFFERED[name]
    if not offered.template:
        return partial(offered.values, page)

    def show(*given: Any, **named: Any) -> str:
        page.link(offered.assets)
        return page.show(offered.template, **offered.values(page, *given, **named))

    return show


def on_pre_page_macros(env: Any) -> None:
    """Hand each page what its head says to machines, the periods' colours, and what its foot says of other pages."""
    edition, path, meta = edition_of(env), path_of(env), env.page.meta
    site = site_of(env)
    item = citable.page(edition, path, meta.get("title") or path, site)
    periods = edition.records.periods.values()
    meta["subtitles"] = {period.name: period.title for period in periods}
    meta.update(_of_periods(edition))
    meta["colours"] += colours.map_rules(periods) if path == "map.md" else ""
    if not handout_of(path):  # it has a foot of its own
        meta["colours"] += paper.head(edition.colophon.title, edition.colophon.issued.words(), item["URL"])
    description = meta.get("description") or env.conf["site_description"]
    shown = handouts.page_shown(edition, path)
    drawn = pictures.of_page(edition, shown)
    event = edition.records.events.get(event_of(path))
    title = f"{event.title}, {event.date.words()}" if event else item["title"]
    shared = metadata.Shared(title, absolute(site, picture(shown)), pictures.shows(edition, drawn))
    head = metadata.head(edition.colophon, item, description, site, shared, _more(edition, path, site))
    meta["head"] = {**head, "links": links.links(edition, path, site)}


def _more(edition: Edition, path: str, site: str) -> Values:
    """What a page says of itself in JSON-LD beside what every page does."""
    if event := edition.records.events.get(event_of(path)):
        return jsonld.event_page(edition, site, event)
    if path == links.DATA:
        return {"mainEntity": exports.described(edition, site)}
    if path == "timeline.md":
        whole = {"@type": "ItemList", "numberOfItems": len(edition.events)}
        return {"@type": "CollectionPage", "mainEntity": whole}
    return handouts.machines(edition, path)


def _of_periods(edition: Edition) -> Values:
    """What the head of every page shows of the periods."""
    periods = edition.records.periods
    return {"periods": list(periods), "colours": colours.rules(periods.values())}


def on_post_build(env: Any) -> None:
    """Write the files that stand beside the pages, and finish the pages themselves."""
    command = click.get_current_context(silent=True)
    preview = command is not None and command.info_name == "serve"  # which puts a script of its own into every page
    try:
        finish.write(edition_of(env), Path(env.conf["site_dir"]), site_of(env), preview=preview)
    except BadRecords as error:
        raise refusal(str(error)) from None
