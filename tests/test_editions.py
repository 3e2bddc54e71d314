"""Fixed editions: each stays as it is beside the living one, is proved by its hash, and says what it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, build
from lxml import html
from small import ADDRESS, lay_out

from chronicle.edition import open_edition
from chronicle.exports import deposit
from chronicle.finish import archive

pytestmark = pytest.mark.slow  # what is made for a release, and not by a build
ISSUED = ("1999-05", "2000-02")


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chronicle", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


def change(root: Path, kind: str, number: int, **fields: object) -> None:
    path = root / f"docs/data/{kind}.yml"
    records = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    records[number] |= fields
    path.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="module")
def fixed(tmp_path_factory) -> Path:
    """A repository with two fixed editions in ``kept``, entered, and the living site after them in ``site``.

    The second has one event more in other words, and an event whose page the first has not.
    """
    root = lay_out(tmp_path_factory.mktemp("fixed"))
    entered = []
    for issued in ISSUED:
        change(root, "edition", 0, issued=issued)
        if issued != ISSUED[0]:
            change(root, "events", 0, title="The first sod is dug")
            change(root, "events", 1, id="puddle-pit")
        address = f"{ADDRESS}editions/{issued}/"
        assert build(root, root / "built", address).returncode == 0
        done = run(root, "edition", "built", "kept", address)
        assert done.returncode == 0, done.stderr
        (record,) = yaml.load(done.stdout, yaml.BaseLoader)
        entered.insert(0, record)
        (root / "docs/data/editions.yml").write_text(yaml.safe_dump(entered), encoding="utf-8")
    assert build(root, root / "site", ADDRESS).returncode == 0
    done = run(root, "editions", "kept", "site", ADDRESS)
    assert (done.returncode, done.stdout) == (0, "2 fixed editions are in site/editions.\n"), done.stderr
    return root


def page(root: Path, path: str) -> html.HtmlElement:
    return html.document_fromstring((root / "site" / path / "index.html").read_bytes())


def test_a_page_of_a_fixed_edition_says_what_it_is_and_leads_to_the_living_one(fixed):
    for issued, words in zip(ISSUED, ("May 1999", "February 2000"), strict=True):
        old = page(fixed, f"editions/{issued}/events/first-sod")
        note = old.xpath("//body/*[@role='note']")[0]
        assert note.text_content() == f"This is the edition of {words}, which stays as it is. See the living edition."
        assert note.xpath("a/@href") == [f"{ADDRESS}events/first-sod/"]
        assert old.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}events/first-sod/"]
        assert old.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page(fixed, "editions/1999-05/events/first-sod").findtext(".//h1") == "First sod of the canal"
    assert page(fixed, "editions/2000-02/events/first-sod").findtext(".//h1") == "The first sod is dug"


def test_a_page_that_is_gone_leads_home(fixed):
    old = page(fixed, "editions/1999-05/events/clay-pit")
    assert old.xpath("//link[@rel='canonical']/@href") == [ADDRESS]


def test_its_citations_name_edition_and_fixed_address(fixed):
    cited = (fixed / "site/editions/1999-05/cite/event-first-sod.txt").read_text(encoding="utf-8")
    assert "edition of May 1999" in cited
    assert cited.rstrip().endswith(f"{ADDRESS}editions/1999-05/events/first-sod/.")
    bib = (fixed / "site/editions/1999-05/cite/event-first-sod.bib").read_text(encoding="utf-8")
    assert "edition = {edition of May 1999}" in bib and "month = may" in bib


def test_the_living_site_lists_them_and_its_pages_lead_to_the_newest(fixed):
    listed = page(fixed, "changes").xpath("//ul[@class='editions']/li")
    assert [one.get("id") for one in listed] == ["edition-2000-02", "edition-1999-05"]
    for one, issued in zip(listed, reversed(ISSUED), strict=True):
        assert f"{ADDRESS}editions/{issued}.zip" in one.xpath(".//a/@href")
        assert (fixed / f"site/editions/{issued}.zip").read_bytes() == (fixed / f"kept/{issued}.zip").read_bytes()
    (cite,) = page(fixed, "events/first-sod").xpath(
        "//details[contains(@class, 'cite')][.//a[contains(@href, 'editions')]]"
    )
    assert f"{ADDRESS}editions/2000-02/events/first-sod/" in cite.xpath(".//a/@href")
    living = page(fixed, "events/first-sod")
    assert not living.xpath("//meta[@name='robots']") and not living.xpath("//body/*[@role='note']")
    assert "editions/1999" not in (fixed / "site/sitemap.xml").read_text(encoding="utf-8")


def test_a_zip_that_is_another_missing_or_broken_is_refused_and_nothing_is_written(fixed, tmp_path):
    root, kept, site = fixed, tmp_path / "kept", tmp_path / "site"
    shutil.copytree(root / "site", site, ignore=shutil.ignore_patterns("editions"))
    shutil.copytree(root / "kept", kept)
    archive.write(kept / "1999-05.zip", {"index.html": b"other"})
    (kept / "2000-02.zip").unlink()
    done = run(root, "editions", str(kept), str(site), ADDRESS)
    assert done.returncode == 1
    first, second = done.stderr.splitlines()[1:]
    assert first.startswith(
        f"  docs/data/editions.yml: 1999-05: sha256: {kept}/1999-05.zip is another file: its SHA-256 is "
    )
    assert second.endswith("2000-02.zip is missing; fetch it from the release of edition-2000-02")
    assert not (site / "editions").exists()


@pytest.mark.parametrize("names", [["../out.html"], ["/etc/out.html"]])
def test_a_zip_whose_names_lead_out_of_it_is_not_read(tmp_path, names):
    archive.write(tmp_path / "x.zip", dict.fromkeys(names, b""))
    with pytest.raises(ValueError, match="lead out of it"):
        archive.read(tmp_path / "x.zip")


def test_an_edition_for_another_address_is_refused(fixed):
    done = run(fixed, "edition", "site", "kept", ADDRESS)
    assert done.returncode == 2
    assert done.stderr.startswith(
        f"{ADDRESS} is not where this edition will stand; it must end with /editions/2000-02/"
    )


def test_two_editions_are_compared_record_by_record(fixed):
    done = run(fixed, "compare", "kept/1999-05.zip", "kept/2000-02.zip")
    assert done.stdout.splitlines()[:10] == [
        "## Edition", "", "- nethermere-canal: issued", "",
        "## Events", "", "- puddle-pit: new", "- first-sod: title", "- clay-pit: taken out", "",
    ]  # fmt: skip
    assert run(fixed, "compare", "kept/1999-05.zip", "kept/1999-05.zip").stdout == "All records are the same.\n"
    assert run(fixed, "compare", "kept/1999-05.zip", "nowhere").stderr == "nowhere No such file or directory\n"


def test_a_tag_gives_the_edition_again_byte_for_byte(fixed, tmp_path):
    """The newest, from a repository with its tag; the Makefile uses the packages that are here."""
    root = tmp_path / "repository"
    shutil.copytree(fixed, root, ignore=shutil.ignore_patterns("site", "built", "kept", "__pycache__", ".cache"))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("edition: $(VENV)/site-ready", "edition:")
    (root / "Makefile").write_text(makefile.replace("VENV := .venv", f"VENV := {Path(sys.executable).parent.parent}"))
    entered = (root / "docs/data/editions.yml").read_text(encoding="utf-8")
    before = yaml.load(entered, yaml.BaseLoader)[1:]
    (root / "docs/data/editions.yml").write_text(yaml.safe_dump(before), encoding="utf-8")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["tag", "edition-2000-02"]):
        subprocess.run([*git, *command], cwd=root, check=True)
    (root / "docs/data/editions.yml").write_text(entered, encoding="utf-8")
    done = run(root, "verify", "2000-02")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.startswith("The tag edition-2000-02 gives the very bytes of the edition: its SHA-256 is ")
    change(root, "editions", 0, sha256="0" * 64)
    done = run(root, "verify", "2000-02")
    assert (done.returncode, "2000-02.zip is another file" in done.stderr) == (1, True)
    assert "edition-1999-05" in run(root, "verify", "1999-05").stderr, "there is no such tag"
    assert "1999: is not in the file; did you mean '1999-05'?" in run(root, "verify", "1999").stderr


def test_what_the_repository_says_of_the_edition_is_made_from_its_record(root):
    for name, text in deposit.files(open_edition(root).colophon).items():
        assert (root / name).read_text(encoding="utf-8") == text, "run `make schemas`"


def test_makers_who_are_named_stand_in_citations_and_on_the_page(tmp_path):
    root = lay_out(tmp_path)
    ada = {"family": "Byron", "given": "Ada", "orcid": "0000-0002-1825-0097", "role": "editor"}
    change(root, "edition", 0, contributors=[ada], contact="ada@example.org")
    edition = open_edition(root)
    assert edition.colophon.still_open == []
    assert yaml.safe_load(deposit.files(edition.colophon)["CITATION.cff"])["authors"] == [
        {"family-names": "Byron", "given-names": "Ada", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    ]


def test_the_check_says_what_only_the_makers_can_fill_in(tmp_path):
    done = run(lay_out(tmp_path))
    assert "Still open in docs/data/edition.yml: contributors: nobody is named." in done.stdout


def test_the_edition_reviews_itself_and_each_proof_is_there(site, edition):
    page = html.document_fromstring((site / "review/index.html").read_bytes())
    (answers,) = page.xpath("//dl[@class='criteria'][1]/ancestor::article")
    questions = {one.get("id"): one for one in answers.xpath(".//dl[@class='criteria']/dt")}
    assert set(questions) == set(edition.records.criteria)
    for key, one in edition.records.criteria.items():
        answer = questions[key].getnext()
        assert answer.findtext("strong").lower().rstrip(".") == one.answer
        if one.proof:
            (link,) = answer.xpath("a/@href")
            path, _, anchor = link.partition("#")
            target = html.document_fromstring((site / "review" / path / "index.html").resolve().read_bytes())
            assert not anchor or target.get_element_by_id(anchor) is not None
    assert sum(one.answer == "no" for one in edition.records.criteria.values()) > 0, "it does not flatter itself"


def test_a_proof_that_is_nowhere_is_told(tmp_path):
    root = lay_out(tmp_path)
    one = {"id": "aims", "part": "contents", "question": "Why?", "answer": "yes", "says": "So.", "proof": "/nowhere/"}
    (root / "docs/data/criteria.yml").write_text(yaml.safe_dump([one]), encoding="utf-8")
    assert "docs/data/criteria.yml: aims: proof: '/nowhere/' does not exist" in run(root).stderr
