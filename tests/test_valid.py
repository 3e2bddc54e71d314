"""The Nu checker, which says what the standard of HTML says, finds nothing on any page but what is named here."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKER = "vnu-jar@26.9.27"
# What it finds, and why it stays
KNOWN = {
    "Attribute “autocomplete” is only allowed when the input type is": "of the theme: Firefox would keep a menu open",
    "Content Security Policy": "a page that is read from disk has no host that its policy could name",
}


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> Path:
    """The checker, fetched from npm; it needs Java."""
    if not shutil.which("java") or not shutil.which("npm"):
        pytest.skip("no Java and no npm on this machine")
    folder = tmp_path_factory.mktemp("checker")
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), CHECKER], check=True)
    return next(folder.rglob("vnu.jar"))


def told(checker: Path, folder: Path) -> list[str]:
    """What the checker says of the pages in a folder, but what is known."""
    command = ["java", "-Xss8m", "-jar", str(checker), "--skip-non-html", "--format", "json", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = json.loads(done.stderr)["messages"]
    wrong = [one for one in said if one["type"] == "error" or one.get("subType") == "warning"]
    lines = [f"{one['url']}: {one['message']}: {one.get('extract', '')}" for one in wrong]
    return [re.sub(r"\s+", " ", line)[:300] for line in lines if not any(known in line for known in KNOWN)]


@pytest.mark.slow
def test_every_page_is_valid(site, checker):
    assert told(checker, site) == []


@pytest.mark.slow
def test_the_checker_finds_what_is_wrong(checker, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><html lang=en><title>x</title><p><table></p>", "utf-8")
    assert told(checker, tmp_path) != []
