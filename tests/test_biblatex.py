"""biblatex prints of each kind of entry only the fields that its data model names: ours lose nothing to it."""

import json

import bibtexparser
import pytest

from chronicle.exports import bibtex

# Of biblatex's data model, with the names that BibTeX has for the fields: where each kind prints what
PRINTED = {
    "misc": {"publisher": "organization", **dict.fromkeys(["container-title", "volume", "issue"], "howpublished")},
    "techreport": {"publisher": "institution", "issue": "number"},
}


@pytest.fixture(scope="module")
def both(site) -> list[tuple[dict, dict]]:
    """Each source in CSL-JSON, and its entry's kind and fields."""
    items = json.loads((site / "data/sources.csl.json").read_text("utf-8"))
    library = bibtexparser.parse_string((site / "data/sources.bib").read_text("utf-8"))
    entries = {one.key: {"": one.entry_type, **{name: str(field.value) for name, field in one.fields_dict.items()}}
               for one in library.entries}  # fmt: skip
    return [(item, entries[item["id"]]) for item in items]


def plain(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("\\", "")


def test_no_publisher_volume_or_number_is_lost(both):
    """75 web pages lost who publishes them, five documents their volume."""
    lost = [
        (item["id"], key)
        for item, entry in both
        for key, field in PRINTED.get(entry[""], {}).items()
        if key in item and plain(str(item[key])) not in plain(entry.get(field, ""))
    ]
    assert lost == []
    seen = {(entry[""], key) for item, entry in both for key in PRINTED.get(entry[""], ()) if key in item}
    assert seen >= {("misc", "publisher"), ("misc", "volume"), ("misc", "issue"), ("techreport", "publisher")}


def test_no_entry_has_a_field_that_its_kind_does_not_print(both):
    foreign = {"misc": {"publisher", "volume", "number"}, "techreport": {"howpublished", "publisher"}}
    assert [item["id"] for item, entry in both if foreign.get(entry[""], set()) & set(entry)] == []


def test_a_series_of_reports_names_the_kind_of_report_and_an_archive_its_holder(both):
    reports = [(item, entry) for item, entry in both if entry[""] == "techreport" and "container-title" in item]
    assert reports
    for item, entry in reports:
        assert plain(entry["type" if "publisher" in item else "institution"]) == item["container-title"]


def test_the_language_has_the_name_that_biblatex_knows(both):
    """It printed “en.” in every reference to an English source."""
    assert all(entry["language"] == bibtex.LANGUAGES[item["language"]] for item, entry in both)
