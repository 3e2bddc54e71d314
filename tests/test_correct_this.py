"""“Correct this”: wherever there is a repository, its form opens with the address of what is wrong filled in."""

import gzip
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import PREFIX, ROOT, build, opened, served
from lxml import html
from small import lay_out

from chronicle.edition import open_edition

REPOSITORY = "https://code.example/edition"
FORM = (ROOT / ".github/ISSUE_TEMPLATE/correct-a-fact.yml").name


def published(folder: Path, **environment: str) -> Path:
    """The small edition's site."""
    root = lay_out(folder)
    done = build(root, root / "site", f"https://a.example{PREFIX}", **environment)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Path:
    """The site of a publisher with a repository."""
    return published(tmp_path_factory.mktemp("told"), REPO_URL=REPOSITORY)


def tree(site: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((site / name / "index.html").read_bytes())


def asked(link: str) -> dict[str, list[str]]:
    assert link.startswith(f"{REPOSITORY}/issues/new?")
    return parse_qs(urlsplit(link).query)


def test_every_paragraph_of_the_essay_has_its_own(told):
    passages = open_edition(told.parent).passages
    assert len(passages) == 6
    for passage in passages.values():
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
        page.goto("people/#hal-barge")
        assert link.text_content() == "Correct this: #hal-barge"
        (place,) = asked(link.get_attribute("href"))["address"]
        assert place == f"https://a.example{PREFIX}people/#hal-barge"


def test_an_event_has_one_link_and_no_second(told):
    page = tree(told, "events/first-sod")
    assert len(page.xpath("//a[contains(@href, 'issues/new')]")) == 1


def test_without_a_repository_there_is_none_and_with_one_it_is_light(told, tmp_path):
    plain = published(tmp_path)
    for name in ("people", "periods/by-horse", "last-mooring"):
        bare, linked = ((one / name / "index.html").read_bytes() for one in (plain, told))
        assert b"issues/new" not in bare
        assert len(gzip.compress(linked, 9)) - len(gzip.compress(bare, 9)) < 350, "the link to the repository among it"
