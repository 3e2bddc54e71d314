"""Whatever an editor gets wrong in a page gives one message, and a build that fails leaves no site behind."""

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import build
from small import lay_out
from test_records import messages

from chronicle.checks import macros as known
from chronicle.records.load import KINDS as kinds
from chronicle.views import generator

ABOUT = "docs/data.md"
HORSE = "docs/periods/by-horse.md"


def added(text: str):
    """A mistake at the end of a page."""

    def spoil(root: Path) -> None:
        with (root / ABOUT).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return spoil


def swapped(old: str, new: str, name: str = ABOUT):
    """A mistake in the place of something that was right."""

    def spoil(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def written(content: bytes, name: str = ABOUT):
    """A page with other contents."""
    return lambda root: (root / name).write_bytes(content)


def removed(name: str):
    """A page that is gone."""
    return lambda root: (root / name).unlink()


LINE = f"{ABOUT}: line LAST:"
KINDS = ", ".join(kinds)
MISTAKES = {
    "an image without alt text": (
        added("![](assets/images/favicon.svg)"),
        f"{LINE} image: 'assets/images/favicon.svg' has no alt text; say in words what it shows: "
        "![…](assets/images/favicon.svg)",
    ),
    "an image with a blank for alt text": (added("![ ](assets/images/favicon.svg)"), f"{LINE} image: "),
    "an image of another host": (
        added("![A star](https://example.org/star.svg)"),
        f"{LINE} image: 'https://example.org/star.svg' is on another host; keep a copy in docs/assets/images",
    ),
    "an image that is not there": (
        added("![A star](assets/images/favcon.svg)"),
        f"{LINE} image: 'assets/images/favcon.svg' is not a file; did you mean 'assets/images/favicon.svg'?",
    ),
    "an image in HTML": (
        added('<img src="assets/images/favicon.svg">'),
        f"{LINE} image: is written in HTML; write ![what it shows](its file)",
    ),
    "a link in HTML": (
        added('<a class="x" href="nowhere.md">x</a>'),
        f"{LINE} link: is written in HTML; write [its words](the page.md)",
    ),
    "a link to no page": (
        added("[x](peple.md)"),
        f"{LINE} link: 'peple.md' is not a page; did you mean 'people.md'?",
    ),
    "a link to an address": (
        added("[x](people/)"),
        f"{LINE} link: 'people/' is not a page; did you mean 'people.md'?",
    ),
    "a link from the root": (
        added("[x](/people/)"),
        f"{LINE} link: '/people/' is not an address; write a page like people.md#their-id, or https://…",
    ),
    "a link that would run": (added("[x](javascript:alert)"), f"{LINE} link: 'javascript:alert' is not an address"),
    "a link without words": (added("[](people.md)"), f"{LINE} link: 'people.md' has no words"),
    "a link to no record": (
        added("[x](people.md#hal-barg)"),
        f"{LINE} link: 'hal-barg' is not in people.yml; did you mean 'hal-barge'?",
    ),
    "a link to no event": (
        added("[x](timeline.md#first-sods)"),
        f"{LINE} link: 'first-sods' is not in events.yml",
    ),
    "a link to no paragraph": (
        added("[x](last-mooring.md#p9)"),
        f"{LINE} link: 'last-mooring.md' has no paragraph 'p9'; it ends with p1",
    ),
    "a link by a name that is not written": (
        added("[x][nothing]"),
        f"{LINE} link: 'nothing' is not written; write [words](address), or a line [nothing]: address",
    ),
    "a footnote that is not written": (
        added("Words.[^nothing]"),
        f"{LINE} footnote: 'nothing' is not written; add a line [^nothing]: …",
    ),
    "a macro that does not exist": (
        added("{{ all_poeple() }}"),
        f"{LINE} {{{{ all_poeple }}}}: nothing is called that; did you mean 'all_people'?",
    ),
    "a macro without brackets": (
        added("{{ all_people }}"),
        f"{LINE} {{{{ all_people }}}}: needs brackets; write {{{{ all_people() }}}}",
    ),
    "a macro with a name that it does not take": (
        added('{{ all_people("x") }}'),
        f"{LINE} {{{{ all_people }}}}: takes nothing between its brackets",
    ),
    "a macro without its name": (
        added("{{ theme() }}"),
        f'{LINE} {{{{ theme }}}}: takes one name in quotes, like {{{{ theme("boats") }}}}',
    ),
    "a count of nothing": (
        added('{{ count("evnts") }}'),
        f"{LINE} {{{{ count }}}}: 'evnts' is not one of {KINDS}; did you mean 'events'?",
    ),
    "a theme that does not exist": (
        added('{{ theme("tols") }}'),
        f"{LINE} {{{{ theme }}}}: 'tols' is not in themes.yml; did you mean 'tolls'?",
    ),
    "a macro of another page": (
        added("{{ masthead() }}"),
        f"{LINE} {{{{ masthead }}}}: stands on the pages of the periods alone",
    ),
    "braces that are not closed": (
        added("{{ all_people( }}"),
        f"{LINE} {{{{ … }}}} or {{% … %}} is out of form: unexpected '}}', expected ')'",
    ),
    "an id given twice": (
        added("## One { #one }\n\n## Another { #one }"),
        f"{ABOUT}: #one: stands 2 times; give each place an id of its own",
    ),
    "no title": (swapped("title: Data\n", ""), f"{ABOUT}: head: title: is missing; add it"),
    "a field misspelt": (
        swapped("description:", "descripton:"),
        f"{ABOUT}: head: descripton: is not a field here; did you mean 'description'?",
    ),
    "a value that is none of those allowed": (
        swapped("title:", "hide: [navigaton]\ntitle:"),
        f"{ABOUT}: head: hide 1: 'navigaton' is not one of navigation, toc, footer; did you mean 'navigation'?",
    ),
    "a script that is not there": (
        swapped("title:", "scripts: [assets/javascripts/timline.js]\ntitle:"),
        f"{ABOUT}: head: scripts: 'assets/javascripts/timline.js' is not a file; "
        "did you mean 'assets/javascripts/timeline.js'?",
    ),
    "a head that is not good YAML": (
        swapped("title: Data", "title: Data: us"),
        f"{ABOUT}: the file is not good YAML: line 3, column 12: a colon and a space inside a value; "
        "put the value in quotes or under '>-'",
    ),
    "no head": (
        swapped("---\n", ""),
        f"{ABOUT}: must start with a line '---', the fields title and description, and another line '---'",
    ),
    "an empty page": (written(b""), f"{ABOUT}: the page is empty; restore it, or delete the file"),
    "a page that is not UTF-8": (
        written(b"---\ntitle: \xff\xfe\n---\n"),
        f"{ABOUT}: the file is not UTF-8; save it with that encoding",
    ),
    "an empty page of the essay": (
        written(b"", "docs/last-mooring.md"),
        "docs/last-mooring.md: the page is empty; restore it, or delete the file",
    ),
    "a page of the essay that is gone": (
        removed("docs/periods/by-steam.md"),
        "docs/periods/by-steam.md: the file is missing; restore it",
    ),
    "a page that is not in the navigation": (
        written(b"---\ntitle: New\ndescription: A new page.\n---\n\n# New\n", "docs/new.md"),
        "mkdocs.yml: nav: new.md: is missing; add a line for this page where readers should find it",
    ),
    "a paragraph without its id": (
        swapped("\n{ #p2 }\n", "\n", HORSE),
        f"{HORSE}: paragraph 2: the paragraph that starts 'A horse draws thirty tons",
    ),
    "a paragraph with another id": (
        swapped("{ #p2 }", "{ #p7 }", HORSE),
        f"{HORSE}: paragraph 2: the paragraph that starts 'A horse draws thirty tons",
    ),
    "a misspelt link to what is linked once": (
        swapped("glossary.md#puddle", "glossary.md#pudle", HORSE),
        f"{HORSE}: line 13: link: 'pudle' is not in glossary.yml; did you mean 'puddle'?",
    ),
}


@pytest.fixture
def small(tmp_path):
    """A small edition, for a test to spoil."""
    return lay_out(tmp_path)


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_a_page_gives_one_message(small, case):
    spoil, expected = MISTAKES[case]
    spoil(small)
    last = len((small / ABOUT).read_bytes().splitlines())
    (message,) = messages(small)
    assert message.startswith(expected.replace("LAST", str(last)))


def test_all_mistakes_of_all_pages_are_shown_at_once_without_a_build(small):
    for spoil, _ in list(MISTAKES.values())[:4]:
        spoil(small)
    added("[x](nowhere.md) ![](assets/images/favicon.svg)")(small)
    done = subprocess.run([sys.executable, "-m", "chronicle"], cwd=small, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("6 mistakes in the records or the pages:\n")
    assert len(done.stderr.splitlines()) == 7
    assert "Traceback" not in done.stderr


def test_the_checks_know_every_macro(root):
    """What the pages may call is listed where it is checked; here, that the list is true."""
    offered = []

    def macro(function, name=""):
        offered.append(name or function.__name__)
        return function

    generator.define_env(SimpleNamespace(project_dir=str(root), conf={"site_url": ""}, macro=macro))
    assert sorted(offered) == sorted(known.MACROS)


def test_every_page_of_the_site_calls_its_macros_as_the_checks_want(root):
    assert messages(root) == []


LATE = {
    "a mistake that the checks find": "![](assets/images/favicon.svg)",
    "a dead link that only the finished page shows": "[x](data.md#nothing)",
}


@pytest.mark.parametrize("case", LATE)
def test_a_failed_build_leaves_no_site(tmp_path, case):
    """Neither a part of the new one nor the old one, which somebody could publish for the new one."""
    root, out = lay_out(tmp_path / "edition"), tmp_path / "out"
    (out / "about").mkdir(parents=True)
    (out / "about/index.html").write_text("the old site", encoding="utf-8")
    with (root / "docs/people.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{LATE[case]}\n")
    done = build(root, out, "https://a.example/")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "people.md" in done.stderr
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_a_template_that_fails_leaves_no_site_either(tmp_path):
    root = lay_out(tmp_path / "edition")
    swapped("{{- super() -}}", "{{- nothing.at.all -}}", "overrides/main.html")(root)
    assert build(root, tmp_path / "out", "https://a.example/").returncode != 0
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


def test_every_image_of_the_site_has_alt_text(site):
    for path in site.rglob("*.html"):
        for tag in re.findall(r"<img\b[^>]*>", path.read_text(encoding="utf-8")):
            assert re.search(r'\salt="[^"]+"', tag), f"{path}: {tag}"


def test_messages_can_be_read_on_any_terminal(copy):
    added("[x](nöwhere-走出去.md)")(copy)
    for encoding in ("ascii", "utf-8"):
        done = subprocess.run(
            [sys.executable, "-m", "chronicle"],
            cwd=copy,
            env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
