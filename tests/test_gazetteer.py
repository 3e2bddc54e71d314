"""The places as a gazetteer: GeoJSON that a map reads, and what Linked Places asks of each place."""

import json

import geojson
import pytest
from small import ADDRESS, lay_out

from chronicle.edition import Edition, open_edition
from chronicle.exports.places import places_json


def read(edition: Edition) -> list[dict]:
    """Its features, after a reader of GeoJSON has found nothing wrong."""
    text = places_json(edition, ADDRESS)
    assert geojson.loads(text).is_valid
    return json.loads(text)["features"]


@pytest.fixture(scope="module")
def canal(tmp_path_factory):
    return open_edition(lay_out(tmp_path_factory.mktemp("canal")))


def test_a_place_has_address_name_position_class_and_the_span_of_its_events(canal):
    town = read(canal)[0]
    assert (town["@id"], town["properties"]["title"]) == (f"{ADDRESS}map/#nethermere", "Nethermere")
    assert town["names"][0]["citations"] == [{"label": canal.colophon.whole_title, "@id": town["@id"]}]
    assert town["geometry"]["geometries"] == [{"type": "Point", "coordinates": [10.5, 10.5]}]
    assert town["properties"]["fclasses"] == ["P"]
    dates = [event.date for event in canal.events if event.place == "nethermere"]
    spans = [span["start"]["earliest"] for span in town["when"]["timespans"]]
    assert spans == [date.earliest.isoformat() for date in dates]


def test_other_names_and_the_same_place_elsewhere_are_there(edition):
    for place, feature in zip(edition.records.places.values(), read(edition), strict=True):
        names = {name["toponym"] for name in feature["names"]}
        assert names == {place.name, *place.also, *([place.hanzi] if place.hanzi else [])}
        links = [link["identifier"] for link in feature.get("links", [])]
        assert links == list(place.elsewhere.links.values())
