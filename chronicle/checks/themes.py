"""What must hold of a theme: what it rests on, that it runs through all periods, and that it has its page."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.records.essay import Passages
from chronicle.records.load import Records, file_of
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import Problem


def themes_rest_on_records(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every paragraph on what changed names events or notes."""
    for theme in records.themes.values():
        for number, change in enumerate(theme.change, start=1):
            if not change.events + change.notes:
                mend = "rests on nothing; name its events or notes"
                yield Problem(file_of("themes"), theme.id, f"change {number}", mend)


def themes_run_through(records: Records, passages: Passages) -> Iterator[Problem]:
    """Every theme has a passage in each period and at least one event, so that each period links to the others."""
    for theme in records.themes.values():
        found = {item.at.partition("#")[0] for item in theme.passages}
        for period in records.periods:
            if period not in found:
                yield Problem(file_of("themes"), theme.id, "passages", f"has none from {period}; add one")
        if not records.broken and not any(theme.id in event.themes for event in records.events.values()):
            yield Problem(
                file_of("themes"),
                theme.id,
                "",
                "no event has this theme; add it to one, or remove the theme",
                follows=True,
            )


def have_pages(manuscript: Manuscript) -> list[Problem]:
    """What is wrong where a theme has no page of its own name that shows it."""
    problems = []
    for theme in manuscript.records.themes:
        name, call = f"themes/{theme}.md", f'{{{{ theme("{theme}") }}}}'
        if not (manuscript.docs / name).is_file():
            problems.append(Problem(file_of("themes"), theme, "", f"has no page; write docs/{name} with {call}"))
        elif name in manuscript.pages and call not in manuscript.pages[name].text:
            problems.append(Problem(f"docs/{name}", "", "", f"does not show its theme; write {call}"))
    return problems


CHECKS = (themes_rest_on_records, themes_run_through)
