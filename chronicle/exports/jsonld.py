"""The events as JSON-LD in the words of schema.org, with no date more exact than its source."""

from __future__ import annotations

from typing import Any

from chronicle.edition import Edition
from chronicle.edition.chinese import is_chinese, script
from chronicle.edition.citable import citation
from chronicle.exports.imprint import as_json, body, original
from chronicle.records import addresses
from chronicle.records.actors import Place
from chronicle.records.events import Event


def events_jsonld(edition: Edition, address: str) -> str:
    """``events.jsonld``: a data set whose main entity is the list of all events, in order of date."""
    return as_json(linked_data(edition, address))


def linked_data(edition: Edition, address: str) -> dict[str, Any]:
    """The same as plain values."""
    colophon = edition.colophon
    items = [
        {"@type": "ListItem", "position": place, "item": linked_event(edition, address, event)}
        for place, event in enumerate(edition.events, start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@id": f"{address}data/events.jsonld",
        "@type": "Dataset",
        "name": f"{colophon.title}: events",
        "description": f"The {len(items)} events of the chronology, with their sources.",
        "inLanguage": colophon.language,
        "isPartOf": {"@id": address},
        "isBasedOn": original(colophon),
        "creator": body(colophon.makers),
        "license": {"@id": colophon.licence.url},
        "creditText": citation(colophon, address),
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
    }


def linked_event(edition: Edition, address: str, event: Event) -> dict[str, Any]:
    """One event as a schema.org ``Event``; what is said about it in this edition is its ``subjectOf``."""
    own = addresses.of_record(address, "events", event.id)
    records = edition.records
    about = [_named("Person", "people", records.people[person], address) for person in event.people]
    about += [
        _named("Organization", "organisations", records.organisations[body], address) for body in event.organisations
    ]
    linked = {
        "@type": "Event",
        "@id": own,
        "mainEntityOfPage": {"@id": addresses.of_event(address, event.id)},
        "name": event.title,
        "description": event.summary,
        **_dates(event),
        "location": _place(records.places[event.place]) if event.place else None,
        "about": about,
        "subjectOf": _entry(edition, address, event),
    }
    return {key: value for key, value in linked.items() if value}


def event_page(edition: Edition, address: str, event: Event) -> dict[str, Any]:
    """What the page of an event adds to what any page says of itself: the event, and the sources behind the page."""
    about = {key: value for key, value in linked_event(edition, address, event).items() if key != "subjectOf"}
    entry = _entry(edition, address, event)
    kept = {key: entry[key] for key in ("abstract", "citation", "temporalCoverage") if key in entry}
    return {**kept, "isPartOf": {"@id": f"{address}#edition"}, "mainEntity": about}  # the home page says what it is


def _entry(edition: Edition, address: str, event: Event) -> dict[str, Any]:
    """The timeline's entry: schema.org keeps sources and uncertain dates for works, not for events."""
    plain = _dates(event)
    entry = {
        "@type": "CreativeWork",
        "url": {"@id": addresses.of_record(address, "events", event.id)},
        "isPartOf": {"@id": address},
        "abstract": event.significance,
        "citation": [_cited(edition, address, source) for source in event.cited],
    }
    return entry if plain else {**entry, "temporalCoverage": event.date.edtf}


def _dates(event: Event) -> dict[str, str]:
    """``startDate`` and ``endDate``, if all that is known of the date can be said with them."""
    start, end = event.date.start.html, event.date.end.html if event.date.end else ""
    if event.date.open or not start or (event.date.end and not end):
        return {}
    return {"startDate": start, "endDate": end} if end else {"startDate": start}


def _place(place: Place) -> dict[str, Any]:
    return {
        "@type": "Place",
        **_names(place),
        "address": {"@type": "PostalAddress", "addressCountry": place.country},
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
    }


def _named(kind: str, page: str, record: Any, address: str) -> dict[str, Any]:
    return {
        "@type": kind,
        "@id": addresses.of_record(address, page, record.id),
        **_names(record),
    }


def _names(record: Any) -> dict[str, Any]:
    """All that it is called, Chinese in either script as such, and the same in authority files."""
    others = [
        {"@value": name, "@language": script(name)} if is_chinese(name) else name
        for name in (record.hanzi, *record.also)
        if name
    ]
    same = [{"@id": address} for address in record.elsewhere.links.values()]
    said = {"name": record.name, "alternateName": others, "sameAs": same}
    return {key: value for key, value in said.items() if value}


def _cited(edition: Edition, address: str, source: str) -> dict[str, Any]:
    record = edition.records.sources[source]
    cited = {
        "@type": "CreativeWork",
        "@id": addresses.of_source(address, record),
        "name": record.title,
        "url": record.URL and {"@id": record.URL},
    }
    return {key: value for key, value in cited.items() if value}
