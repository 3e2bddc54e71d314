"""The places as a gazetteer, in the Linked Places format: GeoJSON with names, spans of time and links.

The context is that of its version 1.1; the classes of GeoNames came with 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronicle.edition import Edition
from chronicle.exports.imprint import as_json, imprint
from chronicle.records import addresses
from chronicle.records.actors import Place
from chronicle.records.dates import Date

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


def places_json(edition: Edition, address: str) -> str:
    """``places.lpf.json``: a feature for each place, dated by the events that happened there."""
    features = [_feature(edition, address, place) for place in edition.records.places.values()]
    head = {"@context": CONTEXT, **imprint(edition, address)}
    return as_json({**head, "type": "FeatureCollection", "features": features})


def _feature(edition: Edition, address: str, place: Place) -> dict[str, Any]:
    own = addresses.of_record(address, "places", place.id)
    events = edition.mentions("places", place.id).events
    links = [{"type": "exactMatch", "identifier": link} for link in place.elsewhere.links.values()]
    return {
        "@id": own,
        "type": "Feature",
        "properties": {"title": place.name, "country": place.country, "fclasses": [place.feature]},
        "names": list(_names(edition, own, place)),
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Point", "coordinates": [place.lon, place.lat]}],
        },
        **({"when": {"timespans": [_span(event.date) for event in events]}} if events else {}),
        **({"links": links} if links else {}),
    }


def _names(edition: Edition, own: str, place: Place) -> Iterator[dict[str, Any]]:
    """Each name; the usual one has this edition as its witness."""
    citation = {"label": edition.colophon.whole_title, "@id": own}
    yield {"toponym": place.name, "lang": edition.colophon.language, "citations": [citation]}
    if place.hanzi:
        yield {"toponym": place.hanzi, "lang": "zh-Hans"}
    for name in place.also:
        yield {"toponym": name}


def _span(date: Date) -> dict[str, Any]:
    """From the first day to the last that the date can mean; without an end while it goes on."""
    span = {"start": {"earliest": date.earliest.isoformat()}}
    return span if date.open else {**span, "end": {"latest": date.latest.isoformat()}}
