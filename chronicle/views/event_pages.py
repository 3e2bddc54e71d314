"""A page for each event and for each decade, from records alone: nobody writes a file for it."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from markdown import markdown
from markupsafe import Markup

from chronicle.edition import Edition
from chronicle.records.addresses import decade_page, event_of, event_page
from chronicle.records.essay import Passage
from chronicle.records.events import Event
from chronicle.views import strip

DESCRIPTION = 300  # characters
_FOOTNOTE = re.compile(r"\[\^[\w-]+\]")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)#]*)#?([^)]*)\)")
_SENTENCE = re.compile(r"(?<=[a-z0-9)’”]\.) (?=[A-Z“])")


def sources(edition: Edition) -> dict[str, str]:
    """The pages as Markdown, by their path under ``docs``: a head, and the call of the macro that shows the rest."""
    events = {event_page(event.id): _event(edition, event) for event in edition.events}
    return events | {decade_page(first): _decade(first, len(some)) for first, some in edition.by_decade().items()}


def values(edition: Edition, event: Event) -> dict[str, Any]:
    """What the template of an event's page shows."""
    events, place = edition.events, _places(edition)[event.id]
    return {
        "event": event,
        "years": years(event),
        "line": strip.of(edition),
        "before": events[place - 1] if place else None,
        "after": events[place + 1] if place + 1 < len(events) else None,
        "onward": _onward(edition, event),
        "quoted": partial(quoted, edition, event),
        "first_sentence": first_sentence,
    }


def years(event: Event) -> str:
    """The years of an event, as its page and its picture show them large: ``1955``, ``1950–1953``, ``2013–``."""
    start, end = event.date.start, event.date.end
    first = f"{start.year}s" if start.decade else str(start.year)
    if event.date.open:
        return f"{first}–"
    return f"{first}–{end.year}" if end and end.year != start.year else first


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return _SENTENCE.split(text, maxsplit=1)[0]


@lru_cache(maxsize=1)
def _places(edition: Edition) -> dict[str, int]:
    """The place of each event in the order of time."""
    return {event.id: place for place, event in enumerate(edition.events)}


def _event(edition: Edition, event: Event) -> str:
    head: dict[str, Any] = {"title": event.title, "description": _shortened(event.summary)}
    if edition.mentions("events", event.id).figures:
        head["styles"] = ["assets/stylesheets/figures.css"]
    return page_text(head, f'{{{{ event("{event.id}") }}}}')


def _decade(first: int, count: int) -> str:
    about = f"The {count} events of the {first}s that the timeline has, drawn to scale, named and dated."
    found_elsewhere = {"exclude": True}  # on its events' pages
    head = {"title": f"The {first}s", "description": about, "search": found_elsewhere}
    return page_text(head, f'{{{{ decade("{first}") }}}}')


def page_text(head: dict[str, Any], call: str) -> str:
    """A page as an editor would write it: its head, and the call of the macro that shows the rest."""
    lines = [f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in head.items()]
    return "\n".join(["---", *lines, "hide: [navigation, toc]", "---", "", call, ""])


def _shortened(text: str) -> str:
    """The text, or as many of its words as a description has room for."""
    return text if len(text) <= DESCRIPTION else text[: text.rindex(" ", 0, DESCRIPTION)].rstrip(",;:–") + " …"


def _onward(edition: Edition, event: Event) -> list[tuple[Event, list[str]]]:
    """The next event of each theme and with each person, in order of date, with what leads there."""
    later = edition.events[_places(edition)[event.id] + 1 :]
    found: dict[str, list[str]] = defaultdict(list)
    for kind, word in (("themes", "in"), ("people", "with")):
        for record in getattr(event, kind):
            follower = next((other for other in later if record in getattr(other, kind)), None)
            if follower:
                found[follower.id].append(f"{word} {getattr(edition.records, kind)[record].name}")
    return [(other, found[other.id]) for other in later if other.id in found]


def quoted(edition: Edition, event: Event, passage: Passage, href: Callable[[str], str]) -> Markup:
    """A paragraph of the essay as it can stand on the event's page; ``href`` gives the address of a target there.

    The words that lead to the event stand out instead, and other events are linked on their own pages.
    """

    def linked(found: re.Match[str]) -> str:
        words, path, anchor = found.groups()
        target = posixpath.normpath(posixpath.join(posixpath.dirname(passage.path), path)) if path else passage.path
        if target == "timeline.md" and anchor in edition.records.events:
            target, anchor = event_page(anchor), ""
        if event_of(target) == event.id:
            return f"<mark>{words}</mark>"
        return f"[{words}]({href(target + (anchor and f'#{anchor}'))})"

    text = _LINK.sub(linked, _FOOTNOTE.sub("", passage.text))
    return Markup(markdown(text))
