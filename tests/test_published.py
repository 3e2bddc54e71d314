"""Published addresses are published: none vanishes unseen, and one that moved leads its readers on without scripts."""

import functools
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import PREFIX, Handler, Server, build
from lxml import html
from playwright.sync_api import expect
from small import lay_out
from test_records import messages

from chronicle.checks.published import LIST, REDIRECTS

GONE = "is published, but gone; restore it, or say in docs/addresses/redirects.yml where it is now"


def listed(root: Path) -> list[str]:
    lines = (root / "docs" / LIST).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def rename(root: Path, file: str, old: str, new: str) -> None:
    path = root / "docs" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def redirects(root: Path) -> int:
    """How many there are."""
    return len(re.findall("^- ", (root / "docs" / REDIRECTS).read_text(encoding="utf-8"), re.M))


def redirect(root: Path, *pairs: tuple[str, str]) -> None:
    with (root / "docs" / REDIRECTS).open("a", encoding="utf-8") as file:
        file.write("".join(f"\n- from: {old}\n  to: {new}\n" for old, new in pairs))


def test_every_address_of_the_site_is_in_the_list(edition):
    new = "\n".join(edition.published.unlisted)
    assert not new, f"run `make published`, or add these lines to docs/{LIST}:\n{new}"


def test_every_address_in_the_list_is_in_the_site(root, site, edition):
    """Read from the built pages, not from what made them."""
    ids = {}
    for address in listed(root):
        page, _, anchor = edition.published.resolve(address).partition("#")
        if page not in ids:
            ids[page] = set(
                html.document_fromstring((site / page.strip("/") / "index.html").read_bytes()).xpath("//@id")
            )
        assert not anchor or anchor in ids[page], address


def test_the_list_holds_every_kind_of_address(root, edition):
    found = set(listed(root))
    assert {"/", "/about/", "/themes/", "/themes/diplomacy/", "/periods/1949-1978/", "/about/#corrections"} <= found
    homes = {"timeline": "events", "map": "places", "themes": "themes"} | {
        kind: kind for kind in ("people", "organisations", "glossary", "notes", "figures")
    }
    for page, kind in homes.items():
        assert {f"/{page}/#{record}" for record in getattr(edition.records, kind)} <= found
    shelves = {"sources.md": "sources", "literature.md": "literature"}
    assert {f"/{shelves[item.shelf]}/#{item.id}" for item in edition.records.sources.values()} <= found
    assert {f"/{item.path.removesuffix('.md')}/#p{item.number}" for item in edition.passages.values()} <= found


def test_the_command_enters_what_is_new_and_keeps_what_is_there(copy):
    path = copy / "docs" / LIST
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("/people/#zhou-enlai\n", "").replace("/about/\n", ""), encoding="utf-8")
    assert messages(copy) == [], "a build does not fail for what is new"
    done = subprocess.run(
        [sys.executable, "-m", "chronicle", "published"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.stdout == f"2 new addresses are entered in docs/{LIST}.\n"
    assert path.read_text(encoding="utf-8") == before


BROKEN = {
    "a heading of a page": (
        "about.md", "{ #corrections }", "{ #mistakes }",
        ["/about/#corrections: " + GONE],
    ),
    "the last paragraph of a page": (
        "outlook.md", "{ #p4 }\n", "", None,
    ),
    "a term": (
        "data/glossary.yml", "- id: hegemonism\n", "- id: hegemonisms\n",
        [f"/glossary/#hegemonism: {GONE}; did you mean '/glossary/#hegemonisms'?"],
    ),
    "a figure": (
        "data/figures.yml", "- id: diplomatic-relations\n", "- id: relations\n",
        [f"/figures/#diplomatic-relations: {GONE}; did you mean '/figures/#relations'?"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_an_address_that_vanishes_is_refused_until_it_is_redirected(copy, case):
    file, old, new, expected = BROKEN[case]
    if expected is None:
        text = (copy / "docs" / file).read_text(encoding="utf-8")
        blocks = re.split(r"\n\n(?={% endcall %})", text, maxsplit=1)
        last = blocks[0].rsplit("\n\n", 1)[0]
        (copy / "docs" / file).write_text(f"{last}\n\n{blocks[1]}", encoding="utf-8")
        assert f"docs/{LIST}: /outlook/#p4: {GONE}" in messages(copy)
        return
    rename(copy, file, old, new)
    found = [message for message in messages(copy) if LIST in message]
    assert found == [f"docs/{LIST}: {message}" for message in expected]
    old_address = expected[0].partition(": ")[0]
    page, _, _ = old_address.partition("#")
    redirect(copy, (old_address, page))
    assert [message for message in messages(copy) if "addresses/" in message] == []


REDIRECTED = {
    "an address that is still there": (
        "/people/#zhou-enlai", "/people/#mao-zedong",
        "/people/#zhou-enlai: from: is still there; take the redirect out",
    ),
    "an address that never was": (
        "/people/#zhou-enali", "/people/#mao-zedong",
        "/people/#zhou-enali: from: was never published; did you mean '/people/#zhou-enlai'?",
    ),
    "to an address that is not there": (
        "/people/#zhou", "/people/#zhou-enali",
        "/people/#zhou: to: '/people/#zhou-enali' does not exist; did you mean '/people/#zhou-enlai'?",
    ),
    "an address out of form": (
        "people.md#zhou-enlai", "/people/#mao-zedong",
        "redirect {number}: from: 'people.md#zhou-enlai' is not an address; write it from the first slash, like "
        "/people/ or /timeline/#an-event",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REDIRECTED)
def test_a_redirect_that_leads_nowhere_is_refused(copy, case):
    old, new, expected = REDIRECTED[case]
    redirect(copy, (old, new))
    assert f"docs/{REDIRECTS}: {expected.format(number=redirects(copy))}" in messages(copy)


def test_a_redirect_with_a_field_misspelt_and_a_line_out_of_form_are_told(copy):
    with (copy / "docs" / REDIRECTS).open("a", encoding="utf-8") as file:
        file.write("- form: /people/#x\n  to: /people/\n")
    with (copy / "docs" / LIST).open("a", encoding="utf-8") as file:
        file.write("people\n")
    number = len((copy / "docs" / LIST).read_text(encoding="utf-8").splitlines())
    assert messages(copy) == [
        f"docs/{LIST}: line {number}: 'people' is not an address; write it from the first slash, like /people/ or "
        "/timeline/#an-event",
        f"docs/{REDIRECTS}: redirect {redirects(copy)}: form: is not a field here; did you mean 'from'?",
    ]


@pytest.fixture(scope="module")
def moved(tmp_path_factory) -> Path:
    """A site in which things have moved: a page, a person on a page, and a term to another page."""
    root = lay_out(tmp_path_factory.mktemp("moved"))
    with (root / "docs" / LIST).open("a", encoding="utf-8") as file:
        file.write("/people/#ilse\n/glossary/#the-company\n/reading/\n/reading/#p2\n/reading/#begin\n")
    redirect(
        root,
        ("/people/#ilse", "/people/#ilze-spade"),
        ("/glossary/#the-company", "/organisations/#company"),
        ("/reading/", "/periods/by-horse/"),
        ("/reading/#begin", "/setting-out/#p1"),
    )
    done = build(root, root / "site", f"http://127.0.0.1{PREFIX}")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def reader(moved, chromium):
    """A browser without scripts on that site, and one with them."""
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(moved)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    contexts = {scripts: chromium.new_context(java_script_enabled=scripts) for scripts in (False, True)}

    def visit(address: str, scripts: bool = False):
        page = contexts[scripts].new_page()
        page.goto(base + address)
        return page

    yield visit
    for context in contexts.values():
        context.close()
    server.shutdown()
    server.server_close()


def top(page, selector: str) -> float:
    return page.locator(selector).bounding_box()["y"]


def test_old_addresses_lead_on_without_scripts(reader):
    # an old id lands at the record that follows it
    old, new = reader("people/#ilse"), reader("people/#ilze-spade")
    assert 0 <= top(old, "#ilze-spade") < 900
    assert abs(top(old, "#ilze-spade") - top(new, "#ilze-spade")) < 40
    assert old.locator("#ilze-spade").inner_text() == new.locator("#ilze-spade").inner_text()
    # an old id whose record is on another page is a line that leads there
    page = reader("glossary/#the-company")
    line = page.locator("#the-company")
    assert line.inner_text() == "Moved: Nethermere Canal Company"
    assert 0 <= line.bounding_box()["y"] < 900
    line.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/organisations/#company$"))
    # an old page leads on
    page = reader("reading/")
    page.wait_for_url("**/edition/periods/by-horse/")
    assert "A path for horses" in page.locator("h1").inner_text()


def test_an_old_page_says_where_each_of_its_places_is_now(moved):
    text = html.document_fromstring((moved / "reading/index.html").read_bytes())
    assert text.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1{PREFIX}periods/by-horse/"]
    assert text.xpath("//a/@href")[0] == "../periods/by-horse/"
    assert text.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../periods/by-horse/"]
    links = [urljoin("/reading/", link) for link in text.xpath("//p[@id]/a/@href")]
    assert links == ["/setting-out/#p1", "/periods/by-horse/#p2"]


@pytest.mark.parametrize(
    ("old", "new"), [("#p2", "periods/by-horse/#p2"), ("#begin", "setting-out/#p1"), ("", "periods/by-horse/")]
)
def test_an_old_page_leads_on_to_the_very_place_where_scripts_run(reader, old, new):
    page = reader(f"reading/{old}", scripts=True)
    page.wait_for_url(f"**/edition/{new}")


def test_redirects_are_written_once_however_often_the_site_is_finished(moved):
    before = (moved / "people/index.html").read_bytes()
    assert before.count(b'id="ilse"') == 1
    done = subprocess.run(
        [sys.executable, "-m", "chronicle", "finish", str(moved), f"http://127.0.0.1{PREFIX}"],
        cwd=moved.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (moved / "people/index.html").read_bytes() == before


def test_old_pages_are_not_in_the_sitemap(moved):
    assert "reading" not in (moved / "sitemap.xml").read_text(encoding="utf-8")
