"""The PDFs: tagged, with outline, title and language, links that lead on inside, and the same bytes at every print."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pikepdf import Pdf
from printed import sheets, squeezed
from test_bodies import truth
from test_second_edition import ADDRESS, run, second  # noqa: F401

from chronicle.edition import Edition, open_edition

pytestmark = pytest.mark.slow  # what is made for a release, and not by a build


@pytest.fixture(scope="module")
def folder(second) -> Path:  # noqa: F811
    assert run(second, "pdf", "site", "paper") == "5 PDFs are in paper.\n"
    return second / "paper"


@pytest.fixture(scope="module")
def whole(folder) -> Path:
    return folder / "nethermere-canal.pdf"


def text_of(file: Path) -> str:
    return " ".join(" ".join(sheets(file)).split())


def links(path: Path) -> tuple[set[str], int]:
    """The addresses to which a PDF links, and how many links lead on inside."""
    with Pdf.open(path) as file:
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        outside = {str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})}
        return outside, sum("/Dest" in note or "/D" in note.get("/A", {}) for note in notes)


def test_there_is_one_for_the_whole_each_period_and_each_theme(folder):
    ends = {"", "-by-horse", "-by-steam", "-theme-tolls", "-theme-boats"}
    assert {path.name for path in folder.iterdir()} == {f"nethermere-canal{end}.pdf" for end in ends}


def test_each_says_title_and_language_and_is_tagged(folder):
    titles = set()
    for path in sorted(folder.iterdir()):
        with Pdf.open(path) as file:
            title = str(file.docinfo["/Title"])
            assert file.open_metadata()["dc:title"] == title
            assert file.Root.Lang == "en"
            assert file.Root.MarkInfo.Marked
            assert file.Root.ViewerPreferences.DisplayDocTitle
            assert "/K" in file.Root.StructTreeRoot
        titles.add(title)
        assert "The Nethermere Readers. 1999." in text_of(path), "a sheet that goes round alone says where it is from"
    assert titles == {
        "The Nethermere Canal: An edition of Ada Lockwood’s essay", "1790–1840: A path for horses",
        "1841–1902: Smoke on the water", "Tolls and debts", "Boats and beasts",
    }  # fmt: skip


def test_the_outline_has_the_order_of_the_site_with_the_events_by_period(whole):
    with Pdf.open(whole) as file, file.open_outline() as outline:
        top = {item.title: item for item in outline.root}
        below = {item.title: item for item in top["Timeline"].children}
    assert list(top)[:4] == [
        "The Nethermere Canal",
        "Setting out",
        "1790–1840: A path for horses",
        "1841–1902: Smoke on the water",
    ]
    assert list(below)[-2:] == ["1790–1840: A path for horses", "1841–1902: Smoke on the water"]
    events = [item.title for item in below["1790–1840: A path for horses"].children]
    assert events == ["First sod of the canal", "A pit for puddling clay", "First boat at Mūra Lock"]


def test_it_holds_paragraphs_notes_and_events_whole(whole):
    text = text_of(whole)
    for words in (
        "A horse draws thirty tons over puddle",
        "The almanac gives 4 May 1793",
        "Tvaikonis brauca četras vasaras",
    ):
        assert words in text


def test_links_lead_on_inside_and_else_to_the_site(whole, folder, second):  # noqa: F811
    outside, inside = links(whole)
    pages = {f"{ADDRESS}{path.parent.relative_to(second / 'site')}/" for path in (second / "site").rglob("index.html")}
    fetched = pages & {uri.partition("#")[0] for uri in outside}
    assert fetched <= {uri for uri in pages if re.search(r"/events/\d+s/$", uri)}, "only decades are not in the file"
    assert inside > 50
    outside, _ = links(folder / "nethermere-canal-by-horse.pdf")
    assert f"{ADDRESS}glossary/#puddle" in outside
    assert not [uri for uri in outside if "127.0.0.1" in uri or uri.startswith("file:")]


def test_it_is_printed_the_same_again(second, folder):  # noqa: F811
    run(second, "pdf", "site", "again")
    for path in folder.iterdir():
        assert (second / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def refused(root: Path, *arguments: str, **environment: str) -> str:
    command = [sys.executable, "-m", "chronicle", *arguments]
    own = {**os.environ, **environment}
    done = subprocess.run(command, cwd=root, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    return done.stderr


def test_what_cannot_be_printed_is_told_in_a_sentence(second, tmp_path):  # noqa: F811
    said = refused(second, "pdf", str(tmp_path), str(tmp_path / "out"))
    assert said == f"{tmp_path} is not a built site: it has no index.html; build first\n"
    nowhere = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    said = refused(second, "downloads", "site", **nowhere)
    assert said.startswith("No Chromium was found; install Chromium or Chrome")
    assert not (second / "site/download").exists(), "nothing half-made is published"
    (tmp_path / "pikepdf.py").write_text("raise ModuleNotFoundError(\"No module named 'pikepdf'\")")
    said = refused(second, "pdf", "site", str(tmp_path / "out"), PYTHONPATH=str(tmp_path))
    assert said == "No module named 'pikepdf'; `make .venv/print-ready` installs it\n"


def letters(text: str) -> str:
    """What is compared: letters and stops, without the numbers of notes and the characters behind a term."""
    return re.sub(r"[\d\u3400-\u9fff()·-]", "", squeezed(text))


def stands(said: str, text: str) -> bool:
    """Whether a text has these words, in one piece, or in the two of which one ends a sheet."""
    most = next(length for length in range(len(said), -1, -1) if said[:length] in text)
    return said[most:] in text


def lacking_on_paper(edition: Edition, file: Path) -> list[str]:
    """The paragraphs, events and notes that a PDF has not letter for letter, or not under their address.

    Heads and feet of sheets are cut off.
    """
    with Pdf.open(file) as pdf:
        targets = set(pdf.Root.Dests.keys())
    head = re.escape(edition.colophon.title)
    text = "\n".join(re.sub(rf"^({head}.*|https?://\S+|\d+)$", "", sheet, flags=re.M) for sheet in sheets(file))
    text = letters(text)
    return [key for key, said in truth(edition).items() if f"/{key}" not in targets or not stands(letters(said), text)]


def test_it_says_the_same_as_records_and_pages(second, whole, tmp_path):  # noqa: F811
    edition = open_edition(second)
    assert lacking_on_paper(edition, whole) == []
    path = second / "docs/data/events.yml"
    event = edition.events[0]
    other = tmp_path / "other"
    shutil.copytree(second, other, ignore=shutil.ignore_patterns("site", "paper", "again"))
    path = other / "docs/data/events.yml"
    path.write_text(path.read_text("utf-8").replace(event.summary[:12], "Other words."), "utf-8")
    assert lacking_on_paper(open_edition(other), whole) == [f"timeline/#{event.id}"]


def test_the_whole_edition_is_on_paper(edition, root, site, tmp_path):
    run(root, "pdf", str(site), str(tmp_path))
    assert lacking_on_paper(edition, tmp_path / f"{edition.colophon.id}.pdf") == []
