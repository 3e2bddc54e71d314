"""The events with the names and addresses of all that they refer to: the fullest form, as JSON and as GeoJSON."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from chronicle.edition import Edition
from chronicle.exports.imprint import as_json, imprint
from chronicle.records import addresses
from chronicle.records.actors import Place
from chronicle.records.dates import Date
from chronicle.records.events import Event, Stop


def events_json(edition: Edition, address: str) -> str:
    """``events.json``: every event, in order of date."""
    return as_json({**imprint(edition, address), "events": full_events(edition, address)})


@lru_cache(maxsize=1)  # three files are made from it
def full_events(edition: Edition, address: str) -> tuple[dict[str, Any], ...]:
    """Every event as plain values, in order of date."""
    short = {key: reference.short for key, reference in edition.references.items()}
    return tuple(_full(edition, address, event, short) for event in edition.events)


def events_geojson(edition: Edition, address: str) -> str:
    """``events.geojson`` (RFC 7946): one feature for each event that has a place."""
    placed = [event for event in full_events(edition, address) if event["place"]]
    return as_json(
        {**imprint(edition, address), "type": "FeatureCollection", "features": [_feature(event) for event in placed]}
    )


def _feature(event: dict[str, Any]) -> dict[str, Any]:
    place = event["place"]
    own = {
        key: event[key] for key in ("address", "page", "in_essay", "lane", "period", "significance", "summary", "title")
    }
    return {
        "type": "Feature",
        "id": event["id"],
        "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
        "properties": {
            **own,
            "date": event["date"]["edtf"],
            "earliest": event["date"]["earliest"],
            "latest": event["date"]["latest"],
            "words": event["date"]["words"],
            "place": place["name"],
            "country": place["country"],
        },
    }


def _full(edition: Edition, address: str, event: Event, short: dict[str, str]) -> dict[str, Any]:
    records = edition.records
    mentions = edition.mentions("events", event.id)
    return {
        "id": event.id,
        "address": addresses.of_record(address, "events", event.id),
        "page": addresses.of_event(address, event.id),
        "date": {**date_of(event.date), "note": event.date_note},
        "title": event.title,
        "short": event.short,
        "summary": event.summary,
        "significance": event.significance,
        "period": event.period,
        "lane": event.lane,
        "place": _place(records.places[event.place]) if event.place else None,
        "route": [_stop(edition, stop) for stop in event.route],
        "people": [_named(records.people[person]) for person in event.people],
        "organisations": [_named(records.organisations[body]) for body in event.organisations],
        "themes": [{"id": theme, "name": records.themes[theme].name} for theme in event.themes],
        "in_essay": event.in_essay,
        "passages": [addresses.of_passage(address, passage) for passage in mentions.passages],
        "notes": [addresses.of_record(address, "notes", note.id) for note in mentions.notes],
        "sources": [
            {"id": source, "short": short[source], "address": addresses.of_source(address, records.sources[source])}
            for source in event.cited
        ],
        "checked": event.checked,
        "evidence": [item.model_dump(exclude_none=True) for item in event.evidence],
        "open": [item.model_dump() for item in event.open],
    }


def date_of(date: Date) -> dict[str, str | None]:
    """A date in EDTF, with its first and last day and its words."""
    return {
        "edtf": date.edtf,
        "earliest": date.earliest.isoformat(),
        "latest": None if date.open else date.latest.isoformat(),
        "words": date.words(),
    }


def _named(record: Any) -> dict[str, Any]:
    named = {"id": record.id, "name": record.name, **({"hanzi": record.hanzi} if record.hanzi else {})}
    return {**named, "also": record.also, "elsewhere": list(record.elsewhere.links.values())}


def _stop(edition: Edition, stop: Stop) -> dict[str, Any]:
    point = edition.records.places[stop.place] if stop.place else stop
    return {"name": point.name, "lat": point.lat, "lon": point.lon}


def _place(place: Place) -> dict[str, Any]:
    return {**_named(place), "country": place.country, "lat": place.lat, "lon": place.lon}
