"""Whatever an editor gets wrong in a field of a record gives one message that names it.

The tables are made from the models: a new field, or a new kind of record, is tested without a line here.
"""

import copy as copies
import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from test_records import messages

from chronicle.checks import records as checks
from chronicle.records.load import KINDS, read_kind
from chronicle.records.problems import fields, inner
from chronicle.records.yaml_text import read_records

DATA = Path(__file__).parent.parent / "docs/data"
ROWS = {
    kind: read_records((DATA / f"{kind}.yml").read_text("utf-8"), kind, model.may_be_none)[0]
    for kind, model in KINDS.items()
}
ROWS["editions"] += [  # there may be none yet, and no maker be named
    {"id": "2000-02", "date": "2000-02", "address": "https://a.example/", "sha256": "0" * 64, "says": "It is new."}
]
ROWS["edition"][0].setdefault("contributors", [{"family": "Byron", "given": "Ada", "role": "editor"}])
Way = tuple[str | int, ...]
WRONG = {
    "a list": ["x", ["y"]],
    "fields": {"x": "y"},
    "nothing": "",
    "HTML": "a <b>x</b>",
    "Markdown": "a **b**",
    "a template": "a {{ b }}",
    "a footnote": "a[^b]",
    "a link": "[a](b)",
    "a hidden sign": "a\u200bb",
    "another form": "Ω?!",
}


def ways(model: type[BaseModel], rows: list[Any], way: Way = ()) -> list[tuple[Way, bool, bool]]:
    """Each field of a model and of the models in it: where it stands, whether it must, and whether it is a list."""
    found = []
    for key, field in model.model_fields.items():
        here = (*way, field.alias or key)
        many = str(field.annotation).startswith("tuple")
        found.append((here, field.is_required(), many))
        if deeper := inner(field.annotation):
            found += ways(deeper, rows, (*here, 0) if many else here)
    return found


CASES = [(kind, *case) for kind, model in KINDS.items() for case in ways(model, ROWS[kind])]


def at(row: Any, way: Way) -> Any:
    """The value at a place in a row, or None."""
    for part in way:
        row = row[part] if (isinstance(part, int) and row) or (isinstance(row, dict) and part in row) else None
        if row is None:
            return None
    return row


def a_row(kind: str, way: Way) -> dict[str, Any]:
    """A record that holds this field, or failing that one where the field can be added."""
    rows = [row for row in ROWS[kind] if at(row, way) is not None] or [row for row in ROWS[kind] if at(row, way[:-1])]
    row = copies.deepcopy((rows or ROWS[kind])[0])
    if len(way) > 1 and isinstance(way[0], str) and way[0] not in row:
        row[way[0]] = {}
    return row


def told(tmp_path: Path, kind: str, row: Any) -> list[str]:
    """What an editor is told of a file with this one record."""
    path = tmp_path / "records.yml"
    path.write_text(yaml.safe_dump([row], allow_unicode=True, sort_keys=False), encoding="utf-8")
    return [str(problem) for problem in read_kind(path, f"docs/data/{kind}.yml", KINDS[kind])[1]]


def field(way: Way) -> str:
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in way)


def name(case: tuple[Any, ...]) -> str:
    return f"{case[0]} {field(case[1])}"


def test_the_tables_reach_every_field():
    assert len(CASES) > 100
    assert {("themes", ("change", 0, "events")), ("sources", ("title-translation",))} <= {case[:2] for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_field_that_is_wrong_gives_one_message(tmp_path, case):
    kind, way, required, many = case
    row = a_row(kind, way)
    label = row["id"] if way != ("id",) else None
    *outer, key = way
    silent = []
    for wrong, value in WRONG.items():
        bad = copies.deepcopy(row)
        at(bad, tuple(outer))[key] = value
        found = told(tmp_path, kind, bad)
        start = f"docs/data/{kind}.yml: {label}: {field(way)}" if label else f"docs/data/{kind}.yml: "
        about = [message for message in found if message.startswith(start)]
        if not about:
            silent.append(wrong)
        elif len(found) != 1 and not (wrong == "a list" and many) and not (wrong == "fields" and about == found):
            raise AssertionError(found)
        assert all(": " in message.removeprefix(start) for message in about)
        assert not any(re.search(r"Input should|validation|\{'\w|Traceback", message) for message in found), found
    may = {"another form"} if not many else set()  # plain text may be anything that is plain
    assert set(silent) <= may, silent
    if required:
        bad = copies.deepcopy(row)
        del at(bad, tuple(outer))[key]
        (message,) = told(tmp_path, kind, bad)
        assert message.endswith(f"{field(way)}: is missing; add it")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_misspelt_field_names_the_right_one(tmp_path, case):
    kind, way, _, _ = case
    *outer, key = way
    row = a_row(kind, way)
    at(row, tuple(outer))[f"{key}x"] = "x"
    expected = f"{field((*outer, key + 'x'))}: is not a field here; did you mean '{key}'?"
    assert [message for message in told(tmp_path, kind, row) if message.endswith(expected)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_like_no_other_names_all_that_there_are(tmp_path, kind):
    row = a_row(kind, ("id",)) | {"zzzzzz": "x"}
    (message,) = told(tmp_path, kind, row)
    assert message.endswith(f"zzzzzz: is not a field here; it takes {', '.join(fields(KINDS[kind]))}")


def takes(tmp_path: Path, kind: str, way: Way, many: bool, value: str) -> bool:
    row = a_row(kind, way)
    *outer, key = way
    at(row, tuple(outer))[key] = [value] if many else value
    return not [message for message in told(tmp_path, kind, row) if f"'{value}'" in message]


PAGES_OF_THE_ESSAY = [("edition", ("before",)), ("edition", ("after",))]  # they name files, not records


def test_a_reference_to_nothing_is_found_in_every_field_that_refers(tmp_path, edition):
    """A field that takes ids or passages, and nothing else, refers to something: which, the checks must know."""
    seen, silent = [], []
    for kind, way, _, many in CASES:
        if way == ("id",):
            continue
        for value, other in (("no-such-id", "No such id"), ("nowhere#p1", "nowhere")):
            if not takes(tmp_path, kind, way, many, value) or takes(tmp_path, kind, way, many, other):
                continue
            seen.append((kind, way))
            row = a_row(kind, way)
            *outer, key = way
            at(row, tuple(outer))[key] = [value] if many else value
            record = KINDS[kind].model_validate(row)
            records = dataclasses.replace(
                edition.records, **{kind: getattr(edition.records, kind) | {record.id: record}}
            )
            found = [str(problem) for problem in checks.run(records, edition.passages)]
            start = f"docs/data/{kind}.yml: {record.id}: {way[0]}"
            if not [message for message in found if message.startswith(start) and f"'{value}'" in message]:
                silent.append((kind, way))
    assert silent == PAGES_OF_THE_ESSAY, "what else refers to something is checked"
    assert len(seen) >= 17, seen


@pytest.mark.parametrize("field", [way[0] for _, way in PAGES_OF_THE_ESSAY])
def test_a_page_of_the_essay_that_is_not_there_is_told(copy, field):
    path = copy / "docs/data/edition.yml"
    text, count = re.subn(rf"(?m)^  {field}: \[", rf"  {field}: [no-such-page, ", path.read_text(encoding="utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")
    assert messages(copy) == ["docs/no-such-page.md: the file is missing; restore it"]


@pytest.mark.parametrize("kind", [kind for kind, model in KINDS.items() if not model.may_be_none])
def test_one_mistake_gives_one_message_whatever_refers_to_the_record(copy, kind):
    path = copy / f"docs/data/{kind}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- id: ", "- idd: ", 1), encoding="utf-8")
    found = messages(copy)
    assert found == [f"docs/data/{kind}.yml: record 1: idd: is not a field here; did you mean 'id'?"]
    path.unlink()
    assert messages(copy) == [f"docs/data/{kind}.yml: the file is missing; restore it"]


KEPT = {
    "events": "events", "people": "people", "organisations": "organisations", "glossary": "glossary",
    "sources": "standing-primary", "notes": "on-outlook", "figures": "figures", "places": "map-world", "themes": "key",
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT)
def test_an_id_that_the_page_needs_itself_is_refused(edition, kind):
    record = next(iter(getattr(edition.records, kind).values())).model_copy(update={"id": KEPT[kind]})
    records = dataclasses.replace(edition.records, **{kind: {record.id: record}})
    found = [str(problem) for problem in checks.ids_are_free(records, edition.passages)]
    expected = f"docs/data/{kind}.yml: {record.id}: id: is kept for other parts of the page; choose another"
    assert found == [expected]


VALUES = {
    "a DOI as a link": ("sources", "DOI", "https://doi.org/10.1353/jwh.2019.0012", "is not a DOI; it starts with 10."),
    "an ISBN too short": ("sources", "ISBN", "97819140592", "is not an ISBN; it has 13 digits"),
    "a language in words": ("sources", "language", "English", "is not the code of a language; write it like en"),
    "an address without its host": (
        "sources",
        "URL",
        "www.rosalux.de",
        "is not a web address; it starts with https://",
    ),
    "an address in characters": (
        "sources",
        "URL",
        "https://zh.wikisource.org/wiki/战报",
        "is not a web address; it starts",
    ),
    "pinyin in characters": ("people", "pinyin", "毛泽东", "holds Chinese characters; write it in Latin letters"),
    "a number in words": ("places", "lat", "39,9", "is not a number; write it like 39.9"),
    "a number that is none": ("places", "lon", "nan", "is not a number; write it like 39.9"),
    "a truth in other words": ("events", "in_essay", "yes", "is neither true nor false"),
    "a date in words": ("events", "date", "April 1955", "is not a date; write 1920, 1920-08, 1920-08-13"),
    "a passage without its page": ("notes", "passage", "p3", "is not a passage; write the page and the paragraph"),
    "digits of another script": ("people", "born", "１９２０", "is not a date; write 1920"),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_out_of_form_says_which_form_is_right(tmp_path, case):
    kind, key, value, mend = VALUES[case]
    row = a_row(kind, (key,)) | {key: value}
    (message,) = told(tmp_path, kind, row)
    assert message.startswith(f"docs/data/{kind}.yml: {row['id']}: {key}: '{value}' {mend}")


def test_a_name_of_nobody_is_refused(tmp_path):
    row = a_row("sources", ("author",)) | {"author": [{"given": "Wei"}]}
    (message,) = told(tmp_path, "sources", row)
    assert message.endswith("author 1: names nobody; write {family: …, given: …} for a person, {literal: …} for a body")


FILES = {
    "a tab before a field": (b"- id: x\n\tname: y\n", "line 2, column 1: a tab; use spaces"),
    "a tab in a list": (b"- id: x\n  name:\n  -\ty: [\n", ""),
    "a colon in a value": (b"- id: x\n  name: a: b\n", "line 2, column 10: a colon and a space inside a value"),
    "a list left open": (b"- id: x\n  name: [a, b\n  note: c\n", "line 3, column 7: a list that is not closed"),
    "quotes left open": (b'- id: x\n  name: "a\n', "line 3, column 1: quotes that are not closed"),
    "a line pushed in": (b"- id: x\n    name: a\n  note: b\n", ""),
    "a sign that needs quotes": (b"- id: x\n  name: @a\n", "line 2, column 9: a value that starts with this sign"),
    "a reference of YAML": (b"- id: *x\n", "line 1, column 7: a value that starts with '*' needs quotes"),
    "two documents": (b"- id: x\n---\n- id: y\n", "line 2, column 1: a line '---', which ends the file"),
    "a field twice": (b"- id: x\n  id: y\n", "line 2, column 3: the field 'id' stands twice in one record"),
    "a list as a field": (b"- [a]: x\n", "line 1, column 3: a field name must be a word"),
    "a tag that runs code": (b"- id: !!python/object/apply:os.system [ls]\n", "line 1, column 7: the tag"),
    "a sign that no file may hold": (b"- id: a\x00b\n", ""),
    "brackets without end": (b"[" * 200_000, "too many brackets inside one another"),
    "hyphens without end": (b"- " * 100_000, "too many brackets inside one another"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_good_yaml_says_where_and_why(tmp_path, case):
    content, why = FILES[case]
    path = tmp_path / "records.yml"
    path.write_bytes(content)
    records, (problem,) = read_kind(path, "docs/data/people.yml", KINDS["people"])
    assert records == {}
    assert str(problem).startswith(f"docs/data/people.yml: the file is not good YAML: {why}")
    assert "\n" not in str(problem)


def test_a_folder_in_the_place_of_a_file_is_no_traceback(tmp_path):
    (tmp_path / "people.yml").mkdir()
    _, (problem,) = read_kind(tmp_path / "people.yml", "docs/data/people.yml", KINDS["people"])
    assert str(problem).startswith("docs/data/people.yml: the file cannot be read: ")


def test_a_mark_of_byte_order_does_no_harm(tmp_path):
    path = tmp_path / "places.yml"
    path.write_bytes(b"\xef\xbb\xbf" + (DATA / "places.yml").read_bytes())
    assert read_kind(path, "places.yml", KINDS["places"])[1] == []
