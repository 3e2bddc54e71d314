"""The events as points on the globe (GeoJSON, RFC 7946)."""

from __future__ import annotations

from typing import Any

from chronicle.edition import Edition
from chronicle.exports.events import full_events
from chronicle.exports.imprint import as_json, imprint


def events_geojson(edition: Edition, address: str) -> str:
    """``events.geojson``: one feature for each event that has a place."""
    placed = [event for event in full_events(edition, address) if event["place"]]
    return as_json({**imprint(address), "type": "FeatureCollection", "features": [_feature(event) for event in placed]})


def _feature(event: dict[str, Any]) -> dict[str, Any]:
    place = event["place"]
    own = {key: event[key] for key in ("address", "in_essay", "lane", "period", "significance", "summary", "title")}
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
