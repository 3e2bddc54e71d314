"""Whatever stands in a file, it loads or gives messages: never an exception, never a message that cannot be shown."""

import dataclasses
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.checks import macros, published
from chronicle.checks import pages as page_checks
from chronicle.checks import records as checks
from chronicle.records import essay, pages
from chronicle.records.load import KINDS, Records, read_kind
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import LONGEST, BadRecords, Problem, fields, inner

ROOT = Path(__file__).parent.parent
# The same cases each time, so that a failure can be seen again; no deadline, for the machine may be busy
same = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What goes wrong when people edit: half a structure, other people's habits, what breaks parsers
SNIPPETS = [
    "\t", "\n\t", "- ", "-", ": ", ":", "[", "]", "{", "}", '"', "'", "|", ">-", "&a", "*a", "&a [*a]",
    "!!python/name:os", "!!str", "!!map",
    "!!int 3", "<<: *a", "? [x]", "---\n", "...\n", "#", "%YAML 9.9\n", "@", "`", "\x00", "\x07",
    "\ufeff", "\u2028", "\u200b", "\u202e", '"\\ud800"', '"\\x00"', "~", "null", "yes", "1e999", "0x1F", ".nan",
    "9999-99-99", "0000", "../..", "..", "<b>", "{{", "{%", "{#", "](", "![](", "[^x]", "<img>", "{ #p1 }", "🀄" * 3,
    "a" * 5000, "[" * 400, "- " * 400,
]  # fmt: skip
WORDS = sorted({name for kind in KINDS.values() for model in [kind] for name in fields(model)})
scalars = st.one_of(st.text(max_size=20), st.sampled_from(SNIPPETS), st.sampled_from(WORDS), st.dates().map(str))
structures = st.recursive(
    scalars,
    lambda inside: st.one_of(
        st.lists(inside, max_size=4), st.dictionaries(st.one_of(st.sampled_from(WORDS), scalars), inside, max_size=6)
    ),
    max_leaves=20,
)
kinds = st.sampled_from(sorted(KINDS))


def record(kind: str) -> st.SearchStrategy:
    """Records that have the right fields, with anything in them."""
    model = KINDS[kind]
    deep = {
        field.alias or key: st.lists(
            st.fixed_dictionaries({}, optional=dict.fromkeys(fields(inner(field.annotation)), structures)), max_size=3
        )
        for key, field in model.model_fields.items()
        if inner(field.annotation)
    }
    ids = st.sampled_from(["x", "y", "zhou-enlai", "1921-1949"])
    return st.fixed_dictionaries({"id": ids}, optional=dict.fromkeys(fields(model)[1:], structures) | deep)


def sound(problems: list[Problem]) -> None:
    """Every message names its file, stands on one line, can be shown, and is short enough to be read."""
    for problem in problems:
        text = str(problem)
        assert text.startswith("docs/")
        assert "\n" not in text and text.isprintable(), repr(text)
        assert len(text) < 4 * LONGEST
        text.encode()
    str(BadRecords(problems))


def load(tmp_path: Path, content: bytes, kind: str):
    path = tmp_path / "records.yml"
    path.write_bytes(content)
    records, problems = read_kind(path, f"docs/data/{kind}.yml", KINDS[kind])
    assert records or problems or KINDS[kind].may_be_none, "a file without records is told"
    sound(problems)
    return records


@pytest.fixture(scope="module")
def few(edition) -> tuple[Records, essay.Passages]:
    """A few records of each kind, so that checks are quick."""
    some = {kind: dict(list(getattr(edition.records, kind).items())[:4]) for kind in KINDS}
    return dataclasses.replace(edition.records, **some), edition.passages


def check(few, kind: str, records: dict) -> None:
    """Records that load can be checked with others, whatever they hold."""
    sound(checks.run(dataclasses.replace(few[0], **{kind: records}), few[1]))


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    """The head and the first records of each real file."""
    texts = {kind: (ROOT / f"docs/data/{kind}.yml").read_text(encoding="utf-8") for kind in KINDS}
    return {kind: "\n- id: ".join(text.split("\n- id: ")[:3]) for kind, text in texts.items()}


@same
@given(st.binary(max_size=400), kinds)
def test_any_bytes_load_or_give_messages(tmp_path, content, kind):
    load(tmp_path, content, kind)


@same
@given(st.lists(structures, max_size=4), kinds)
def test_any_structure_loads_or_gives_messages(tmp_path, rows, kind):
    load(tmp_path, yaml.safe_dump(rows, allow_unicode=True).encode("utf-8", "surrogatepass"), kind)


@same
@given(st.data(), kinds)
def test_any_values_in_the_right_fields_load_or_give_messages(tmp_path, few, data, kind):
    rows = data.draw(st.lists(record(kind), min_size=1, max_size=3))
    check(few, kind, load(tmp_path, yaml.safe_dump(rows).encode(), kind))


@same
@given(st.data(), kinds)
def test_a_real_file_changed_anywhere_loads_or_gives_messages(tmp_path, few, real, data, kind):
    text = real[kind]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 2, 10, 200])))
        text = text[:start] + data.draw(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=3))) + text[end:]
    check(few, kind, load(tmp_path, text.encode("utf-8", "surrogatepass"), kind))


@same
@given(st.one_of(st.binary(max_size=300), st.lists(scalars, max_size=30).map(lambda words: " ".join(words).encode())))
def test_any_page_is_read_or_gives_messages(edition, tmp_path, content):
    docs = tmp_path / "docs"
    docs.mkdir(exist_ok=True)
    bodies = {
        "new.md": content,
        "outlook.md": b"---\ntitle: T\ndescription: D\n---\n{% call essay() %}\n" + content + b"\n{% endcall %}\n",
        "head.md": b"---\n" + content + b"\n---\n",
    }
    for name, body in bodies.items():
        (docs / name).write_bytes(body)
    passages, problems = essay.read(docs, {"outlook": "outlook.md"})
    found, wrong = pages.read(docs)
    manuscript = Manuscript(docs, found, edition.records, passages)
    problems += wrong + page_checks.run(manuscript) + macros.run(manuscript)
    sound(problems)


@same
@given(st.binary(max_size=200), st.one_of(st.binary(max_size=200), structures.map(yaml.safe_dump).map(str.encode)))
def test_any_list_of_addresses_is_read_or_gives_messages(edition, tmp_path, listed, redirects):
    (tmp_path / published.FOLDER).mkdir(exist_ok=True)
    (tmp_path / published.LIST).write_bytes(listed)
    (tmp_path / published.REDIRECTS).write_bytes(redirects)
    _, problems = published.read(Manuscript(tmp_path, {}, edition.records, edition.passages))
    sound(problems)
