"""The guide for who changes code is short and true: what it names is there, and the folders stand as it says."""

import re
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parent.parent / "HACKING.md").read_text(encoding="utf-8")
ROWS = {what: change for what, change in re.findall(r"^\| (.*?) \| (.*) \|$", GUIDE, re.M)}
# What somebody new is likely to be asked for, the words to look for, and where the work begins
TASKS = {
    "a third lane": ("a lane", "docs/data/lanes.yml"),
    "references in another style": ("style of citations", "chronicle/edition/styles/"),
    "a field for people": ("a field", "chronicle/records/"),
    "a feed of corrections": ("a feed", "chronicle/exports/files.py"),
    "titles alone, the next time too": ("browser remembers", "docs/assets/javascripts/reader.js"),
    "another colour for the second period": ("a colour", "docs/data/periods.yml"),
    "a count that is wrong": ("a count", "overrides/chronicle/filters.md"),
    "every note says how sure it is": ("must have", "chronicle/checks/records.py"),
    "a column in events.csv": ("a column", "chronicle/exports/tables.py"),
    "something new that a page can call": ("a macro", "chronicle/views/macros.py"),
    "a check": ("a check", "chronicle/checks/records.py"),
    "a kind of record": ("a kind of record", "chronicle/records/load.py"),
    "a file to download": ("a file under", "chronicle/exports/files.py"),
    "a page": ("a page", "CONTRIBUTING.md"),
    "a theme": ("a theme", "CONTRIBUTING.md"),
    "a map": ("a map", "docs/data/maps.yml"),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_newcomer_s_task_has_a_line(task):
    words, file = TASKS[task]
    (change,) = (change for what, change in ROWS.items() if words in what)
    assert file in change


def test_what_the_guide_names_is_there(root):
    paths = set(re.findall(r"`((?:\.github|chronicle|docs|overrides|tests)/[\w./-]*|[\w-]+\.(?:yml|md))`", GUIDE))
    assert len(paths) > 25
    assert [path for path in sorted(paths) if not (root / path).exists()] == []
    named = re.findall(r"`@?(\w+)` in `([\w./]+)`", GUIDE)
    assert len(named) > 8
    assert [pair for pair in named if pair[0] not in (root / pair[1]).read_text(encoding="utf-8")] == []


def test_each_folder_imports_from_those_above_it_alone(root):
    order = [name for row in ROWS for name in re.findall(r"`chronicle/(\w+)/`", row)]
    assert sorted(order) == sorted(path.parent.name for path in (root / "chronicle").glob("*/__init__.py"))
    wrong = set()
    for path in (root / "chronicle").glob("*/**/*.py"):
        folder = path.relative_to(root / "chronicle").parts[0]
        lines = re.findall(r"^ *from chronicle(?:\.(\w+)\S*)? import (.*)", path.read_text(encoding="utf-8"), re.M)
        for name in [name for one, many in lines for name in ([one] if one else many.split(", "))]:
            if order.index(name) > order.index(folder):
                wrong.add((folder, name))
    assert wrong == {("views", "finish")}, "which is the hook"


def test_the_guide_is_short_and_the_readme_leads_to_it(root):
    assert len(GUIDE.splitlines()) <= 60
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "](HACKING.md)" in readme
    assert len(readme.splitlines()) <= 80
