"""Hand-outs: one sheet of A4 for an event or a theme, made from its records and the tasks that a teacher wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chronicle.edition import Edition
from chronicle.records.addresses import CHOICE, event_page, handout_of, handout_page, place
from chronicle.records.events import Event, Note
from chronicle.records.evidence import Evidence
from chronicle.records.outline import Period, Theme
from chronicle.records.teaching import Handout
from chronicle.views import strip
from chronicle.views.event_pages import page_text

LEVELS = {
    "secondary": "Secondary school, upper years",
    "university": "First year of university",
    "both": "Secondary school and first year of university",
}
QUOTES = 2  # at most, of one source


@dataclass(frozen=True)
class Sheet:
    """A hand-out with what it is on: ``home`` is the page of the event or the theme, ``events`` stand on its strip."""

    handout: Handout
    subject: Event | Theme
    home: str
    events: tuple[Event, ...]

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return self.subject.title if isinstance(self.subject, Event) else self.subject.name

    @property
    def level(self) -> str:
        """For whom it is, in words."""
        return LEVELS[self.handout.level]


def sources(edition: Edition) -> dict[str, str]:
    """The pages of the sheets as Markdown, by their path under ``docs``."""
    sheets = {handout_page(one): _page(sheet(edition, one)) for one in edition.records.tasks}
    return sheets | {CHOICE: _choice()} if sheets else {}


def _choice() -> str:
    about = "One A4 sheet on events of your choice, with three tasks; title and tasks can be typed over."
    head = {"title": "Hand-out of your choice", "description": about, "search": {"exclude": True}}
    return page_text(head, "# Hand-out of your choice { #choice }\n\n{{ choice() }}")


def _page(shown: Sheet) -> str:
    about = f"One A4 sheet on “{shown.title}”: text, sources and three tasks with answers. {shown.level}."
    head = {"title": f"Hand-out: {shown.title}", "description": about, "search": {"exclude": True}}
    return page_text(head, f'{{{{ handout("{shown.handout.id}") }}}}')


def sheet(edition: Edition, subject: str) -> Sheet:
    """The hand-out on an event or a theme."""
    handout = edition.records.tasks[subject]
    if event := edition.records.events.get(subject):
        return Sheet(handout, event, event_page(subject), (event,))
    theme = edition.records.themes[subject]
    return Sheet(handout, theme, f"themes/{subject}.md", tuple(edition.mentions("themes", subject).events))


def values(edition: Edition, subject: str) -> dict[str, Any]:
    """What the template of a sheet shows."""
    shown = sheet(edition, subject)
    note = edition.records.notes.get(shown.handout.note or "")
    boxes = [(edition.records.sources[one], _evidence(shown, note, one)) for one in shown.handout.sources]
    event = shown.subject if isinstance(shown.subject, Event) else None
    theme = shown.subject if isinstance(shown.subject, Theme) else None
    return {
        "sheet": shown, "event": event, "theme": theme, "note": note, "boxes": boxes, "line": strip.of(edition)
    }  # fmt: skip


def choice(edition: Edition) -> dict[str, Any]:
    """What the template of the sheet on any events shows."""
    return {"events": edition.events, "line": strip.of(edition), "home": place(CHOICE)}


def listed(edition: Edition) -> dict[str, Any]:
    """All sheets: those on events by period, in order of date, and those on themes."""
    sheets = [sheet(edition, one) for one in edition.records.tasks]
    ordered = sorted(sheets, key=lambda one: one.events[0].date.earliest)
    periods: list[tuple[Period, list[Sheet]]] = []
    for period in edition.records.periods.values():
        some = [one for one in ordered if isinstance(one.subject, Event) and one.subject.period == period.id]
        periods += [(period, some)] if some else []
    return {"periods": periods, "themes": [one for one in sheets if isinstance(one.subject, Theme)]}


def page_shown(edition: Edition, path: str) -> str:
    """The page that stands for the one at this path in a shared link: for a sheet, that of what it is on."""
    subject = handout_of(path)
    return sheet(edition, subject).home if subject in edition.records.tasks else "timeline.md" if subject else path


def machines(edition: Edition, path: str) -> dict[str, Any]:
    """What the page of a sheet says of itself in JSON-LD, or nothing."""
    handout = edition.records.tasks.get(handout_of(path))
    if not handout:
        return {}
    return {
        "@type": "LearningResource",
        "learningResourceType": "Hand-out",
        "educationalLevel": LEVELS[handout.level],
        "timeRequired": f"PT{handout.minutes}M",
    }


def _evidence(shown: Sheet, note: Note | None, source: str) -> tuple[Evidence, ...]:
    """What a source says on the matter: its quotations, or the statements that rest on it where it has none."""
    items = [item for record in (note, *shown.events) if record for item in record.evidence if item.source == source]
    quoted = {item.quote: item for item in reversed(items) if item.quote}
    return tuple(reversed(quoted.values()))[:QUOTES] or tuple(items[:1])
