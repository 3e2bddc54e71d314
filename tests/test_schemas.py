"""The JSON Schemas of the records: an editor's program refuses what the site refuses, and never what it takes."""

import copy
import itertools
import json
import re
from typing import Any

import check_jsonschema
import jsonschema
import pytest
from click.testing import CliRunner
from test_input import CASES, DATA, ROWS, WRONG, a_row, at, told
from test_workflows import run

from chronicle.exports import schemas
from chronicle.records import dates
from chronicle.records.load import KINDS

TEXTS = schemas.schemas(DATA)
YEARS = ("0000", "0004", "0100", "0400", "0999", "1900", "1923", "1924", "2000", "9999", "000X", "192X")
NO_DATES = (
    "", "1920-8", "1920-08-1", "19200813", "1920-08-13T10:00", "１９２０", "192", "20 May 1920", "-1920", "1920~~",
    "1920-~", "19XX", "192X-05", "192x", "/1920", "../1920", "1920/", "1920/.", "1920/1921/1922", "1920 / 1921",
)  # fmt: skip


def test_the_schemas_are_those_of_the_models_and_of_what_the_files_say(root):
    written = {path.stem: path.read_text(encoding="utf-8") for path in (root / "docs/data/schemas").iterdir()}
    assert written == TEXTS, "make them anew: make schemas, or python -m chronicle schemas"


def test_they_are_schemas_for_any_program():
    done = run("check-jsonschema", "--check-metaschema", *map(str, sorted((DATA / schemas.FOLDER).glob("*.json"))))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_all_records_keep_the_schema_that_the_head_of_their_file_names(kind):
    line, _ = (DATA / f"{kind}.yml").read_text(encoding="utf-8").split("\n", 1)
    named = line.removeprefix("# yaml-language-server: $schema=")
    assert named == f"{schemas.FOLDER}/{kind}.json"
    done = CliRunner().invoke(check_jsonschema.main, ["--schemafile", str(DATA / named), str(DATA / f"{kind}.yml")])
    assert done.exit_code == 0, done.output


def by_the_book(value: Any) -> Any:
    """What a program sees that, unlike this site, takes some text in YAML for numbers and truths."""
    if isinstance(value, dict):
        return {key: by_the_book(item) for key, item in value.items()}
    if isinstance(value, list):
        return [by_the_book(item) for item in value]
    return json.loads(value) if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?|true|false", value) else value


def takes(kind: str, row: Any) -> bool:
    return jsonschema.Draft7Validator(json.loads(TEXTS[kind])).is_valid([by_the_book(row)])


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_editor_gets_wrong_is_seen_while_typing(tmp_path, kind):
    assert all(takes(kind, row) for row in ROWS[kind])
    for _, way, required, many in (case for case in CASES if case[0] == kind):
        row, (*outer, key) = a_row(kind, way), way
        if at(row, tuple(outer)) is None:  # a part that no record has
            continue
        for wrong, value in WRONG.items():
            bad = copy.deepcopy(row)
            at(bad, tuple(outer))[key] = value
            if wrong in {"a list", "fields", "nothing"}:
                assert not takes(kind, bad), (way, wrong)
            elif not many and not told(tmp_path, kind, bad):
                assert takes(kind, bad), (way, wrong)
        assert not takes(kind, row | {f"{key}x": "x"})
        if required:
            del at(row, tuple(outer))[key]
            assert not takes(kind, row), way


def is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError as error:
        return str(error).startswith("ends on")  # which no pattern sees
    return True


def moments() -> list[str]:
    months = [f"-{month:02}" for month in range(14)]
    days = [f"{month}-{day:02}" for month in months for day in (0, 1, 9, 10, 19, 20, 28, 29, 30, 31, 32)]
    return [year + rest for year in YEARS for rest in ["", *months, *days]]


def test_the_pattern_takes_those_dates_that_the_calendar_has():
    spans = [f"{first}/{last}" for first, last in itertools.product(moments()[::37], [*moments()[::53], ".."])]
    marked = [text + mark for text in moments()[::7] for mark in (*dates.PREFIX, "!", "~?")]
    seen = [*moments(), *spans, *marked, *NO_DATES]
    assert [text for text in seen if bool(re.fullmatch(schemas.EDTF, text, re.A)) != is_date(text)] == []
    assert len(list(filter(is_date, seen))) > 500
