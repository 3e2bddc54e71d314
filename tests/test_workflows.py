"""The workflows are well formed and safe, as far as linters can tell without the network."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

BIN = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing(root):
    done = run("zizmor", "--offline", "--no-progress", "--pedantic", str(root / ".github"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/correct-a-fact.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_the_workflows_keep_their_schema(root, schema, files):
    paths = [str(path) for path in root.glob(files)]
    assert paths
    done = run("check-jsonschema", "--builtin-schema", schema, *paths)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_form_for_corrections_asks_for_all_that_a_correction_needs(root):
    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/correct-a-fact.yml").read_text(encoding="utf-8"))
    needed = {field["id"] for field in form["body"] if field.get("validations", {}).get("required")}
    assert {"address", "says", "should", "source"} <= needed
    about = (root / "docs/about.md").read_text(encoding="utf-8")
    assert "issues/new?template=correct-a-fact.yml" in about, "the site leads to the form"


def test_every_action_is_pinned_to_a_commit(root):
    for path in root.glob(".github/workflows/*.yml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                assert len(line.split("@")[1].split()[0]) == 40, line
