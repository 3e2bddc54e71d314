"""Wherever the site is built, it is the same: other Pythons, folders, locales, line ends, and Windows."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, build, copied
from test_builds import files

from chronicle.edition import open_edition
from chronicle.finish import stylesheet, tidy
from chronicle.records import pages
from chronicle.records.problems import BadRecords

PYTHONS = ("3.11", "3.12", "3.13")
FOLDER = "a [b] #1 100% 'c' 中文 ü"
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Kathmandu"}
BOM = b"\xef\xbb\xbf"
# What differs on Windows and can be had elsewhere: text files end their lines otherwise and are not in UTF-8 unless one
# says so, a pipe is not either, and rjsmin has no part in C
WINDOWS = """
import builtins, io, sys
plain = io.open
def opened(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *rest):
    if "b" not in mode:
        encoding = "cp1252" if encoding in (None, "locale") else encoding
        newline = "\\r\\n" if newline is None and not mode.startswith("r") else newline
    return plain(file, mode, buffering, encoding, errors, newline, *rest)
builtins.open = io.open = opened
sys.modules["_rjsmin"] = None
"""


def differing(one: Path, other: Path) -> set[str]:
    """The files that are not the same in two folders."""
    here, there = files(one), files(other)
    return {name for name in here.keys() | there if here.get(name) != there.get(name)}


def interpreter(version: str) -> str | None:
    """A Python of this version on this machine, from pyenv or the path."""
    homes = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next(map(str, homes.glob(f"{version}.*/bin/python")), None) or shutil.which(f"python{version}")


def with_packages(version: str, folder: Path) -> str:
    """A Python of this version that has what requirements.txt names; the test is skipped where there is none."""
    if sys.version.startswith(f"{version}."):
        return sys.executable
    if not (found := interpreter(version)):
        pytest.skip(f"Python {version} is not here")
    subprocess.run([found, "-m", "venv", folder], check=True, capture_output=True)
    python = str(folder / "bin/python")
    install = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes"]
    subprocess.run([python, *install, "-r", ROOT / "requirements.txt"], check=True, capture_output=True)
    return python


def test_all_who_name_a_python_name_those_that_are_tried(root):
    workflow = yaml.safe_load((root / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"] == list(PYTHONS)
    assert f"Python {PYTHONS[0]}, {PYTHONS[1]} or {PYTHONS[2]}" in (root / "README.md").read_text(encoding="utf-8")
    container = json.loads((root / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert f"-{PYTHONS[-1]}-" in container["image"]


@pytest.mark.slow
@pytest.mark.parametrize("version", PYTHONS)
def test_every_python_builds_the_same_bytes_in_any_folder_and_locale(site, address, tmp_path, version):
    python = with_packages(version, tmp_path / "venv")
    done = build(copied(tmp_path / FOLDER), tmp_path / "out 文", address, python=python, **PLAIN)
    assert done.returncode == 0, done.stderr
    assert differing(site, tmp_path / "out 文") == set()


@pytest.mark.slow
def test_a_machine_like_windows_builds_the_same_bytes(site, address, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WINDOWS, encoding="utf-8")
    root, windows = copied(tmp_path / FOLDER), {"PYTHONPATH": str(tmp_path)}
    done = build(root, tmp_path / "site", address, **windows)
    assert done.returncode == 0, done.stderr
    assert differing(site, tmp_path / "site") == set()
    for command in (["published"], ["schemas"], ["offline", tmp_path / "site", tmp_path / "文.zip"]):
        arguments = [sys.executable, "-m", "chronicle", *command]
        pipe = os.environ | windows | {"PYTHONIOENCODING": "cp1252"}
        done = subprocess.run(arguments, cwd=root, env=pipe, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert differing(ROOT / "docs", root / "docs") <= {"addresses/published.txt"}
    assert b"\r" not in (root / "docs/addresses/published.txt").read_bytes()


def otherwise(folder: Path, mark: bytes) -> None:
    """Change the text in a folder, as some programs do that save it: the ends of its lines, and a mark before it."""
    for path in folder.rglob("*.*"):
        if path.suffix in {".css", ".js", ".md", ".txt", ".yml"}:
            path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("mark", [b"", BOM], ids=["without", "with"])
def test_records_and_pages_may_have_other_line_ends_and_a_byte_order_mark(copy, edition, mark):
    otherwise(copy, mark)
    changed = open_edition(copy)
    assert (changed.records, changed.passages) == (edition.records, edition.passages)
    assert pages.read(copy / "docs") == pages.read(ROOT / "docs")


@pytest.mark.slow
def test_line_ends_and_byte_order_marks_reach_no_page(site, address, copy, tmp_path):
    otherwise(copy, BOM)
    done = build(copy, tmp_path / "site", address)
    assert done.returncode == 0, done.stderr
    differ = differing(site, tmp_path / "site")
    assert {name for name in differ if not name.endswith((".txt", ".yml"))} == {
        "data/datapackage.json",
        "data/ro-crate-metadata.json",
    }


PAGE = """<html><head><meta charset="utf-8">
<link rel="stylesheet" href="assets/stylesheets/one.css"></head><body class="a"></body></html>"""


def finished(root: Path, css: bytes, script: bytes) -> dict[str, bytes]:
    """A site of one page, with this stylesheet and this script, made ready."""
    for name, content in {
        "index.html": PAGE.encode(),
        "assets/stylesheets/one.css": css,
        "assets/javascripts/one.js": script,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    tidy.minify(root)
    stylesheet.write(root)
    return files(root)


def test_styles_and_scripts_may_have_other_line_ends_and_a_byte_order_mark(tmp_path):
    css, script = b'.a {\n  color: red;\n  --b: "\xc3\xbc"\n}\n', b"const a = `b\nc`\n// d\nlet e\n"
    plain = finished(tmp_path / "plain", css, script)
    other = [text.replace(b"\n", b"\r\n") for text in (css, script)]
    assert finished(tmp_path / "ends", *other) == plain
    assert finished(tmp_path / "marks", *(BOM + text for text in other)) == plain


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["one.css", "one.js"])
def test_styles_and_scripts_in_another_encoding_are_refused_in_one_line(tmp_path, name, encoding):
    texts = {"one.css": b".a { color: red }", "one.js": b"let a"} | {name: "/* ü */".encode(encoding)}
    with pytest.raises(BadRecords) as error:
        finished(tmp_path, *texts.values())
    assert [str(problem) for problem in error.value.problems] == [
        f"{name}: the file is not UTF-8; save it with that encoding"
    ]
