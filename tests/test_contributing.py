"""The guide for editors is short, names what exists, and its steps are enough."""

import re
from pathlib import Path

import pytest
from test_records import messages

from chronicle.edition import open_edition

GUIDE = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
SOURCE = """
- id: example-2001
  type: book
  standing: scholarly
  title: A Book on the Example
  author:
  - {family: Doe, given: Jane}
  publisher: Press
  issued: 2001
  language: en
  access: whole
"""
PERSON = """
- id: jane-example
  name: Jane Example
  hanzi: 简例
  pinyin: Jiǎn Lì
  born: 1900
  role: A person of the example.
"""
EVENT = """
- id: example-event
  date: 1956-03-01
  title: Example of an event
  period: 1949-1978
  lane: china
  place: beijing
  summary: It happened.
  significance: It matters as an example.
  people: [jane-example]
  themes: [diplomacy]
  sources: [example-2001, mao-xuanji-notes]
"""
NOTE = """
- id: example-note
  passage: 1949-1978#p3
  title: The example
  essay: The essay gives no example.
  record: The record gives one.
  certainty: high
  sources: [mao-xuanji-notes]
"""
THEME = """
- id: examples
  name: Examples
  question: What do examples ask?
  passages:
  - at: 1921-1949#p2
    says: one thing
  - at: 1949-1978#p3
    says: another
  - at: 1978-present#p1
    says: a third
  change:
  - text: First this.
    events: [bandung-conference]
  - text: Then that.
    events: [bandung-conference]
  questions: [One?, Two?, Three?]
"""


def append(root: Path, kind: str, record: str) -> None:
    with (root / f"docs/data/{kind}.yml").open("a", encoding="utf-8") as file:
        file.write(record)


def replace(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def an_event_and_a_person(root: Path) -> None:
    append(root, "sources", SOURCE)
    append(root, "people", PERSON)
    append(root, "events", EVENT)


def a_note(root: Path) -> None:
    append(root, "notes", NOTE)


def a_page(root: Path) -> None:
    """The head that the guide shows, as it stands there."""
    head = re.search(r"^ {7}---\n.*?^ {7}# .*?\n", GUIDE, re.S | re.M)[0]
    (root / "docs/new.md").write_text(re.sub(r"^ {7}", "", head, flags=re.M), encoding="utf-8")
    replace(root, "mkdocs.yml", "  - Timeline: timeline.md\n", "  - Short title: new.md\n  - Timeline: timeline.md\n")


def a_theme(root: Path) -> None:
    append(root, "themes", THEME)
    replace(root, "docs/data/events.yml", "  themes: [", "  themes: [examples, ")
    page = (
        (root / "docs/themes/economy.md").read_text(encoding="utf-8").replace('theme("economy")', 'theme("examples")')
    )
    (root / "docs/themes/examples.md").write_text(page, encoding="utf-8")
    replace(
        root, "mkdocs.yml", "      - themes/economy.md\n", "      - themes/economy.md\n      - themes/examples.md\n"
    )


STEPS = {an_event_and_a_person: 4, a_note: 1, a_page: 1, a_theme: 2}


@pytest.mark.parametrize("steps", STEPS)
def test_the_steps_of_the_guide_are_enough(copy, steps):
    steps(copy)
    assert messages(copy) == []
    assert len(open_edition(copy).published.unlisted) == STEPS[steps], "each new thing has its address"


def test_the_guide_is_short_and_tells_all_five_and_what_to_do_then():
    assert len(GUIDE.splitlines()) <= 105
    headings = re.findall(r"^## (.*)", GUIDE, re.M)
    assert [heading for heading in headings if heading.startswith("Add ")] == [
        "Add an event",
        "Add a person",
        "Add a note",
        "Add a page",
        "Add a theme",
    ]
    assert {"What the messages mean", "Correct a fact"} <= set(headings)


def test_the_guide_names_what_exists(root):
    named = set(re.findall(r"`((?:docs|tests)/[\w./-]+|[a-z]+\.yml)`", GUIDE)) - {"docs/NAME.md", "docs/themes/ID.md"}
    assert len(named) > 8
    for name in named:
        assert (root / name).exists() or (root / "docs/data" / name).exists(), name
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", GUIDE):
        assert f"\n{target}:" in makefile, target
    assert "](CONTRIBUTING.md)" in (root / "README.md").read_text(encoding="utf-8")


def test_the_example_of_a_message_is_one_that_an_editor_gets(copy):
    replace(copy, "docs/data/events.yml", "zhou-enlai", "zhou-enali")
    example = " ".join(re.search(r"`(docs/data/events\.yml: [^`]*)`", GUIDE)[1].split())
    form = re.compile(
        re.sub(r"[a-z-]+: people", "[a-z0-9-]+: people", re.escape(example).replace(r"\ ", " ").replace(r"\-", "-"))
    )
    assert any(form.fullmatch(message) for message in messages(copy))
