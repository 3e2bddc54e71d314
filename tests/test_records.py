"""One broken record, one message that names file, record, field and mend."""

import re
from pathlib import Path

import pytest

from chronicle.edition import open_edition
from chronicle.records.problems import BadRecords


def messages(root: Path) -> list[str]:
    """What an editor is told about the records and the essay at ``root``."""
    try:
        open_edition(root)
    except BadRecords as error:
        return [str(problem) for problem in error.problems]
    return []


def change(root: Path, file: str, old: str, new: str) -> None:
    """Replace the one place where ``old`` stands in a file."""
    path = root / "docs" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"'{old}' stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_records_are_in_order(root):
    assert messages(root) == []


EVENTS = "data/events.yml"
BANDUNG = "- id: bandung-conference\n  date: 1955-04-18/1955-04-24\n"
BROKEN = {
    "a day that does not exist": (
        EVENTS,
        BANDUNG,
        BANDUNG.replace("04-18", "04-31"),
        "docs/data/events.yml: bandung-conference: date: '1955-04-31' is not a day of the calendar; write a real one",
    ),
    "an end before the start": (
        EVENTS,
        BANDUNG,
        BANDUNG.replace("1955-04-24", "1954-04-24"),
        "docs/data/events.yml: bandung-conference: date: ends on 1954-04-24, before it starts on 1955-04-18; "
        "put the earlier day first",
    ),
    "a date outside the period": (
        EVENTS,
        BANDUNG,
        "- id: bandung-conference\n  date: 1995\n",
        "docs/data/events.yml: bandung-conference: date: 1995 starts outside 1949-10/1978-12-17; "
        "change the date or the period",
    ),
    "an unknown field": (
        EVENTS,
        BANDUNG,
        BANDUNG + "  sumary: Twenty-nine governments met.\n",
        "docs/data/events.yml: bandung-conference: sumary: is not a field here; did you mean 'summary'?",
    ),
    "a lane that is none": (
        EVENTS,
        BANDUNG + "  title: Asian-African Conference at Bandung\n  period: 1949-1978\n  lane: china\n",
        BANDUNG + "  title: Asian-African Conference at Bandung\n  period: 1949-1978\n  lane: chine\n",
        "docs/data/events.yml: bandung-conference: lane: 'chine' is not in lanes.yml; did you mean 'china'?",
    ),
    "markup in a text": (
        EVENTS,
        "  title: Asian-African Conference at Bandung\n",
        "  title: Asian-African <b>Conference</b>\n",
        "docs/data/events.yml: bandung-conference: title: holds markup; write plain text",
    ),
    "an empty field": (
        EVENTS,
        "  title: Asian-African Conference at Bandung\n",
        "  title:\n",
        "docs/data/events.yml: bandung-conference: title: is empty; fill it in, or take the line out",
    ),
    "a field twice": (
        EVENTS,
        BANDUNG,
        BANDUNG + "  date: 1955\n",
        "docs/data/events.yml: the file is not good YAML: line",
    ),
    "an id out of form": (
        "data/people.yml",
        "- id: cai-hesen\n",
        "- id: Cai_Hesen\n",
        "docs/data/people.yml: Cai_Hesen: id: 'Cai_Hesen' is not an id; use small letters, digits and single hyphens",
    ),
    "a latitude off the globe": (
        "data/places.yml",
        "  lat: -6.92\n",
        "  lat: -96.92\n",
        "docs/data/places.yml: bandung: lat: '-96.92' is out of range; at least -90.0",
    ),
    "a latitude that is no number": (
        "data/places.yml",
        "  lat: -6.92\n",
        "  lat: south\n",
        "docs/data/places.yml: bandung: lat: 'south' is not a number",
    ),
    "hanzi that are none": (
        "data/people.yml",
        "  hanzi: 蔡和森\n",
        "  hanzi: Cai 和森\n",
        "docs/data/people.yml: cai-hesen: hanzi: 'Cai 和森' is not written in Chinese characters alone",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_gives_its_message(copy, case):
    file, old, new, expected = BROKEN[case]
    change(copy, file, old, new)
    found = messages(copy)
    assert any(message.startswith(expected) for message in found), found


def rewrite(path: Path, pattern: str, new: str) -> None:
    """Write something else where a pattern is found in a file for the first time; it must be there."""
    text, found = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE | re.DOTALL)
    assert found
    path.write_text(text, encoding="utf-8")


def test_a_death_before_the_birth_is_refused(copy):
    rewrite(copy / "docs/data/people.yml", r"(^- id: cai-hesen$.*?^  died: )\S+", r"\g<1>1820")
    (message,) = messages(copy)
    assert message.startswith("docs/data/people.yml: cai-hesen: died: 1820 is earlier than 1895")


def test_a_missing_field_is_named(copy):
    path = copy / "docs/data/events.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  lane: china\n", "", 1), encoding="utf-8")
    assert [message for message in messages(copy) if message.endswith(": lane: is missing; add it")]


REFERENCES = {
    "people": ("zhou-enlai", "zhou-enali"),
    "sources": ("garver-2016", "garver-2061"),
    "themes": ("third-world", "third-word"),
    "organisations": ("mfa-prc", "mfa-prk"),
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_to_nothing_names_the_nearest_id(copy, kind):
    right, wrong = REFERENCES[kind]
    path = copy / "docs/data/events.yml"
    head, record, tail = re.split(r"(?ms)(^- id: bandung-conference$.*?)(?=^- id: )", path.read_text(encoding="utf-8"))
    changed = re.sub(rf"(?m)^(  {kind}: .*)\b{right}\b", rf"\g<1>{wrong}", record)
    assert changed != record
    path.write_text(head + changed + tail, encoding="utf-8")
    expected = (
        f"docs/data/events.yml: bandung-conference: {kind}: '{wrong}' is not in {kind}.yml; did you mean '{right}'?"
    )
    assert expected in messages(copy)


def test_an_id_given_twice_is_refused(copy):
    path = copy / "docs/data/places.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n" + text[text.index("- id: bandung") :].split("\n\n")[0] + "\n", encoding="utf-8")
    assert messages(copy) == ["docs/data/places.yml: bandung: id: stands twice; give each record an id of its own"]


def test_too_few_or_too_weak_sources_are_refused(copy):
    pattern = r"(^- id: bandung-conference$.*?^  sources: )\[.*?\]"
    rewrite(copy / "docs/data/events.yml", pattern, r"\1[upi-1971-10-26]")
    found = messages(copy)
    place = "docs/data/events.yml: bandung-conference: sources:"
    assert f"{place} has fewer than two; add one" in found
    assert f"{place} has none that is primary or scholarly; add one" in found


def test_a_record_that_nothing_uses_is_refused(copy):
    with (copy / "docs/data/places.yml").open("a", encoding="utf-8") as file:
        file.write("\n- id: paris\n  name: Paris\n  hanzi: 巴黎\n  country: France\n  lat: 48.86\n  lon: 2.35\n")
    expected = "docs/data/places.yml: paris: nothing uses this record; name it somewhere, or remove it"
    assert messages(copy) == [expected]


def test_a_term_that_nothing_uses_is_refused(copy):
    rewrite(copy / "docs/data/glossary.yml", r"(^- id: bloc-within$.*?)^  also: .*?\n", r"\1")
    (message,) = messages(copy)
    assert message.startswith("docs/data/glossary.yml: bloc-within: no paragraph, event or note uses this term")


def test_a_theme_must_have_a_passage_in_every_period(copy):
    path = copy / "docs/data/themes.yml"
    text = path.read_text(encoding="utf-8").replace("1978-present#p6", "1921-1949#p5")
    path.write_text(text, encoding="utf-8")
    assert "docs/data/themes.yml: diplomacy: passages: has none from 1978-present; add one" in messages(copy)


def test_a_note_at_no_paragraph_is_refused(copy):
    change(copy, "data/notes.yml", "- id: poster-attribution\n  passage: introduction#p1\n",
           "- id: poster-attribution\n  passage: introduction#p9\n")  # fmt: skip
    (message,) = messages(copy)
    assert message.startswith("docs/data/notes.yml: poster-attribution: passage: 'introduction#p9' is not a paragraph")


FILES = {
    "missing": (None, "the file is missing; restore it"),
    "empty": (b"", "the file holds no list of records; start each with '- id: …'"),
    "not UTF-8": (b"- id: \xff\xfe\n", "the file is not UTF-8; save it with that encoding"),
    "a tab": (b"- id: bandung\n\tname: Bandung\n", "the file is not good YAML: line 2"),
    "a tag": (b"- id: !!python/object/apply:os.system [ls]\n", "the file is not good YAML: line 1"),
    "an own tag": (b"- !run ls\n", "the file is not good YAML: line 1, column 3: the tag !run is not allowed"),
    "not a list": (b"id: bandung\n", "the file holds no list of records; start each with '- id: …'"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cannot_be_read_says_why(copy, case):
    content, mend = FILES[case]
    path = copy / "docs/data/places.yml"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert any(message.startswith(f"docs/data/places.yml: {mend}") for message in messages(copy))


def test_all_mistakes_are_shown_at_once(copy):
    change(copy, EVENTS, BANDUNG, BANDUNG.replace("04-18", "04-31"))
    change(copy, "data/people.yml", "  hanzi: 蔡和森\n", "  hanzi: Cai\n")
    change(copy, "introduction.md", "{ #p2 }", "{ #p7 }")
    found = messages(copy)
    assert {message.split(":")[0] for message in found} >= {
        "docs/data/events.yml",
        "docs/data/people.yml",
        "docs/introduction.md",
    }
    assert not [message for message in found if "'cai-hesen' is not in" in message], "a broken record is still a record"
