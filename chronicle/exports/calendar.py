"""The events as an iCalendar file (RFC 5545): whole days only, since a calendar has no place for less."""

from __future__ import annotations

from datetime import date, timedelta

from chronicle.edition import Edition
from chronicle.exports import imprint
from chronicle.records import addresses
from chronicle.records.dates import Moment
from chronicle.records.events import Event

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def events_ics(edition: Edition, address: str) -> str:
    """``events.ics``: the events whose first and last day are known; it says how many are left out."""
    kept = on_days(edition)
    left = len(edition.events) - len(kept)
    about = f"{len(kept)} of {len(edition.events)} events; {left} are left out, for lack of an exact first or last day."
    head = [
        ("VERSION", "2.0"),
        ("PRODID", f"-//{edition.colophon.makers}//{edition.colophon.title}//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", _text(edition.colophon.title)),
        ("X-WR-CALNAME", _text(edition.colophon.title)),
        ("DESCRIPTION", _text("\n".join([about, *imprint.lines(edition, address)]))),
        ("X-WR-CALDESC", _text("\n".join([about, *imprint.lines(edition, address)]))),
        ("URL", f"{address}timeline/"),
    ]
    events = [line for event in kept for line in _event(edition, address, event)]
    lines = [("BEGIN", "VCALENDAR"), *head, *events, ("END", "VCALENDAR")]
    return "".join(_folded(f"{name}:{value}") for name, value in lines)


def on_days(edition: Edition) -> list[Event]:
    """The events with an exact first day and, where they last, an exact last day."""
    return [
        event
        for event in edition.events
        if not event.date.open and _exact(event.date.start) and (event.date.end is None or _exact(event.date.end))
    ]


def _exact(moment: Moment) -> bool:
    return moment.day is not None and not moment.mark


def _event(edition: Edition, address: str, event: Event) -> list[tuple[str, str]]:
    own = addresses.of_record(address, "events", event.id)
    place = edition.records.places[event.place] if event.place else None
    where = (
        [("LOCATION", _text(f"{place.name}, {place.country}")), ("GEO", f"{place.lat};{place.lon}")] if place else []
    )
    themes = ",".join(_text(edition.records.themes[theme].name) for theme in event.themes)
    return [
        ("BEGIN", "VEVENT"),
        ("UID", f"{event.id}@{edition.colophon.id}"),
        ("DTSTAMP", f"{edition.colophon.year}0101T000000Z"),  # not of the build, so that two builds are the same
        ("DTSTART;VALUE=DATE", _day(event.date.earliest)),
        ("DTEND;VALUE=DATE", _day(event.date.latest + timedelta(days=1))),  # the first day after the event
        ("SUMMARY", _text(event.title)),
        ("DESCRIPTION", _text(f"{event.summary}\n\n{event.significance}\n\n{own}")),
        *where,
        ("CATEGORIES", themes),
        ("URL", own),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
    ]


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character, each with the ending RFC 5545 asks."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > 75:
            pieces.append(piece)
            piece = " "
        piece += character
    return "\r\n".join([*pieces, piece]) + "\r\n"
