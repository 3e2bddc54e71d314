"""What can be taken away: made from a build, listed with its hashes, and linked only where it is there."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import html
from test_second_edition import run, second  # noqa: F401

pytestmark = pytest.mark.slow  # what is made for a release, and not by a build
NAME = "nethermere-canal"
MAIN = {f"{NAME}.epub", f"{NAME}.pdf"}


@pytest.fixture(scope="module")
def taken(second, tmp_path_factory) -> Path:  # noqa: F811
    """The small edition with its downloads, in a folder of its own."""
    site = tmp_path_factory.mktemp("taken") / "site"
    shutil.copytree(second / "site", site)
    assert run(second, "downloads", str(site)) == f"7 files are in {site}/download.\n"
    return site


def offered(site: Path, page: str) -> set[str]:
    """The names of the files that a page offers; each is there."""
    file = site / page / "index.html"
    links = html.parse(file).xpath("//aside[@aria-label='To take away']//a/@href")
    assert all((file.parent / link).is_file() for link in links)
    return {link.rpartition("/")[2] for link in links}


def test_a_plain_build_offers_nothing_that_is_not_there(second):  # noqa: F811
    pages = list((second / "site").rglob("*.html"))
    assert len(pages) > 20
    assert not [path for path in pages if "download/" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("page", "files"),
    [
        ("", MAIN | {f"{NAME}.zip"}),
        ("setting-out", MAIN),
        ("periods/by-horse", MAIN | {f"{NAME}-by-horse.pdf"}),
        ("themes/tolls", {f"{NAME}-theme-tolls.pdf"}),
        ("people", set()),
    ],
)
def test_a_page_offers_the_whole_or_its_own_part(taken, page, files):
    assert offered(taken, page) == files


def test_the_data_page_lists_every_file_with_size_date_and_hashes(taken):
    files = {path.name: path for path in (taken / "download").iterdir()}
    assert offered(taken, "data") == set(files)
    text = " ".join(html.parse(taken / "data/index.html").xpath("string(//aside)").split())
    assert "state of May 1999" in text, "as exact as the last correction is known"
    assert f"{files[f'{NAME}.zip'].stat().st_size / 1e6:.1f} MB" in text
    for line in files["SHA256SUMS"].read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files.pop(name).read_bytes()).hexdigest() == digest
    assert set(files) == {"SHA256SUMS"}


def test_the_zip_holds_the_site_as_it_was_built_and_not_itself(taken):
    with zipfile.ZipFile(taken / f"download/{NAME}.zip") as archive:
        names = archive.namelist()
        home = archive.read(f"{NAME}/index.html").decode()
        book = archive.read(f"{NAME}.epub")
    assert book == (taken / f"download/{NAME}.epub").read_bytes(), "a class kit is one file"
    assert not [name for name in names if "/download/" in name]
    assert "To take away" not in home


def test_a_site_that_has_them_already_is_refused(second, taken):  # noqa: F811
    before = {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()}
    command = [sys.executable, "-m", "chronicle", "downloads", str(taken)]
    done = subprocess.run(command, cwd=second, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        f"{taken} is no longer as it was built: it has download/; build anew\n",
    )
    assert {path: path.read_bytes() for path in taken.rglob("*") if path.is_file()} == before
