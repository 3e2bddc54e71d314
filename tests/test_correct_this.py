"""“Correct this”: wherever there is a repository, its form opens with the address of what is wrong filled in."""

import gzip
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import PREFIX, ROOT, build, copied, opened, served
from lxml import html

REPOSITORY = "https://code.example/edition"
FORM = (ROOT / ".github/ISSUE_TEMPLATE/correct-a-fact.yml").name


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    """The site of a publisher with a repository."""
    folder = tmp_path_factory.mktemp("told")
    done: subprocess.CompletedProcess[str] = build(
        copied(folder), folder / "site", f"https://a.example{PREFIX}", REPO_URL=REPOSITORY
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def tree(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name / "index.html").read_bytes())


def asked(link: str) -> dict[str, list[str]]:
    assert link.startswith(f"{REPOSITORY}/issues/new?")
    return parse_qs(urlsplit(link).query)


def test_every_paragraph_of_the_essay_has_its_own(told, edition):
    for passage in edition.passages.values():
        page = tree(told, passage.path.removesuffix(".md"))
        (link,) = page.xpath(f"//div[@id='cite-p{passage.number}']//a[text()='Correct this']/@href")
        place = f"https://a.example{PREFIX}{passage.path.removesuffix('.md')}/#p{passage.number}"
        assert asked(link) == {"template": [FORM], "address": [place]}


@pytest.mark.parametrize("name", ["people", "notes", "timeline", "sources", "map"])
def test_without_scripts_the_foot_names_the_page(told, name):
    (link,) = tree(told, name).xpath("//footer//*[contains(@class, 'footer__mend')]/a/@href")
    assert asked(link) == {"template": [FORM], "address": [f"https://a.example{PREFIX}{name}/"]}


def test_with_scripts_the_foot_names_the_record_that_was_gone_to(told, chromium):
    with served(told) as address, opened(chromium, address) as page:
        page.goto("people/")
        link = page.locator(".footer__mend a")
        assert link.text_content() == "Correct this"
        page.goto("people/#zhou-enlai")
        assert link.text_content() == "Correct this: #zhou-enlai"
        (place,) = asked(link.get_attribute("href"))["address"]
        assert place == f"https://a.example{PREFIX}people/#zhou-enlai"


def test_an_event_has_one_link_and_no_second(told, edition):
    page = tree(told, f"events/{edition.events[0].id}")
    assert len(page.xpath("//a[contains(@href, 'issues/new')]")) == 1


def test_without_a_repository_there_is_none_and_with_one_it_is_light(told, site):
    for name in ("people", "periods/1949-1978", "outlook"):
        bare, linked = ((one / name / "index.html").read_bytes() for one in (site, told))
        assert b"issues/new" not in bare
        assert len(gzip.compress(linked, 9)) - len(gzip.compress(bare, 9)) < 350, "the link to the repository among it"
