"""The pages load and run nothing but their own site's, as browsers are told and as they do; they keep nothing else.

That no page breaks its policy by itself is seen in every test that opens a page: see the fixture ``page``.
"""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from conftest import PREFIX, start_theme
from lxml import html
from playwright.sync_api import expect

from chronicle.finish import policy

REPORT = """addEventListener("securitypolicyviolation", event =>
  refused(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


@pytest.fixture
def reader(chromium, address, site):
    """A page, and the list of what its policy refused, in which the test ends if it is not empty."""
    context = chromium.new_context(base_url=address)
    page, refused = context.new_page(), []
    context.expose_binding("refused", lambda _, line: refused.append(line))
    context.add_init_script(REPORT)
    yield page, refused
    context.close()


def documents(site) -> dict[str, str]:
    return {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def test_every_page_carries_its_policy_before_anything_it_loads(site):
    """It allows the page's own inline scripts, whose hashes are computed here anew, and is else the same everywhere."""
    others = set()
    for path, text in documents(site).items():
        page = html.document_fromstring(text)
        head = page.find("head")
        metas = head.xpath("//meta[@http-equiv='Content-Security-Policy']")
        assert len(metas) == 1, path
        assert list(head).index(metas[0]) == 1, f"{path}: only the charset stands before it"
        content = metas[0].get("content")
        rules = {name: value.split() for name, _, value in (rule.partition(" ") for rule in content.split("; "))}
        scripts = [one.text or "" for one in page.xpath("//script[not(@src)]") if "json" not in one.get("type", "")]
        digests = {b64encode(sha256(script.encode()).digest()).decode() for script in scripts}
        first, *hashes = rules.pop("script-src")
        assert first == "'self'"
        assert set(hashes) == {f"'sha256-{digest}'" for digest in digests}, path
        others.add(str(rules))
        assert rules["default-src"] == ["'none'"]
        assert not re.search(r"https?:|\*|unsafe-eval", content), "no host but the site's own"
        assert [name for name, sources in rules.items() if "'unsafe-inline'" in sources] == ["style-src"]
    assert len(others) == 1


@pytest.mark.parametrize("start", ["", "no/such/page/"])
def test_no_page_breaks_its_policy(reader, start):
    page, refused = reader
    page.goto(start)
    start_theme(page)
    for name in ("Timeline", "Map", "Themes", "About"):
        page.locator(".md-tabs").get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_url(re.compile(f"/{name.lower()}/$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if name == "Timeline":
            page.get_by_label("Words").fill("Bandung")
            expect(page.locator("#found").get_by_role("button", name="Take away: “Bandung”")).to_be_visible()
    page.locator(".md-tabs").get_by_role("link", name="Essay").click()
    expect(page).to_have_url(re.compile("/introduction/$"))
    assert refused == []


def test_search_and_previews_work_under_the_policy(reader):
    page, refused = reader
    page.goto("periods/1949-1978/")
    page.locator("#p3").get_by_role("link", name="Spirit of Bandung").hover()
    expect(page.locator(".md-tooltip2__inner")).to_contain_text("shorthand", timeout=10_000)
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("Bandung")
    found = page.locator(f".search__result[href*='{PREFIX}events/bandung-conference/']")
    expect(found.first).to_be_attached(timeout=60_000)
    assert refused == []


def without_hashes(text: str) -> str:
    return re.sub(r" 'sha256-[^']+'", "", text)


def foreign(text: str) -> str:
    return text.replace(
        "</body>", '<script>window.intruder = true</script><img src="https://example.org/x.png"></body>'
    )


@pytest.mark.parametrize(
    ("change", "expected"), [(without_hashes, ["script-src-elem inline"]), (foreign, ["script-src-elem", "img-src"])]
)
def test_what_the_policy_does_not_name_is_refused(reader, change, expected):
    """That nothing is refused elsewhere proves something, because here it is."""
    page, refused = reader

    def spoil(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=change(answer.text()))

    page.route("**/about/", spoil)
    page.goto("about/", wait_until="load")
    page.wait_for_timeout(300)
    assert all(any(rule in line for line in refused) for rule in expected), refused
    assert page.evaluate("window.intruder") is None


def test_the_site_keeps_nothing_but_the_colours_that_a_reader_chose(reader):
    page, _ = reader
    page.goto("")
    page.goto("timeline/?lane=world")
    page.goto("periods/1949-1978/#p3")
    stored = "[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    assert page.evaluate(stored) == [[], [], ""]
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(stored) == [[f"{PREFIX}.colours"], [], ""]
    assert page.context.cookies() == []


def test_a_link_says_whether_it_leads_outside(site, address):
    outside = 0
    for path, text in documents(site).items():
        for link in html.document_fromstring(text).xpath("//a[@href]"):
            words = (link.get("rel") or "").split()
            leaves = re.match(r"(https?:)?//", link.get("href")) and not link.get("href").startswith(address)
            assert {"external", "noopener"} <= set(words) if leaves else "external" not in words, (
                f"{path}: {link.attrib}"
            )
            outside += bool(leaves)
    assert outside > 200


def test_the_policy_holds_every_inline_script_and_no_data():
    page = '<meta charset="utf-8"><script>a()</script><script src="b.js"></script>'
    page += '<script type="application/ld+json">{}</script><script type="module">\nc()\r\n</script>'
    assert policy.inline_scripts(page) == ["a()", "\nc()\r\n"]
    assert policy.policy(page).count("sha256-") == 2


def test_a_link_keeps_what_its_author_said_of_it():
    marked = policy.mark_outside('<a rel="license" title="a > b" href="https://a.example/">x</a>', "https://b.example/")
    assert marked == '<a title="a > b" href="https://a.example/" rel="license external noopener">x</a>'
    own = '<a href="https://b.example/x/">x</a>'
    assert policy.mark_outside(own, "https://b.example/") == own
