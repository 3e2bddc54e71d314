"""What a reader has to load before a page can be read: bytes are exact, so here they have their limits."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from chronicle.finish.lean import without_blanks
from chronicle.finish.styles.purge import still, used, words_of
from chronicle.finish.styles.rules import css, parse
from conftest import PREFIX
from fontTools.ttLib import TTFont
from test_site import ESSAY, PAGES

from chronicle.finish import fonts

KB = 1000
TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml")


def most(name: str) -> int:
    """The bytes that a page may need for its first view, compressed, with fonts and all."""
    return KB * ({name: 54 for name in ESSAY} | {"": 60, "timeline": 90}).get(name, 70)


def weight(site: Path, path: str) -> int:
    """The bytes of a file as a host sends it."""
    data = (site / path).read_bytes()
    return len(gzip.compress(data, 9)) if path.endswith(TEXT) else len(data)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(page, site, address, name):
    """All that a browser asks for until it is idle, with the Chinese of its own system where it has any."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path.removeprefix(PREFIX)))
    page.goto(urljoin(address, f"{name}/" if name else ""), wait_until="networkidle")
    files = {
        f"{path}index.html" if path.endswith("/") or not path else path
        for path in asked
        if not path.startswith("data:")
    }
    files = {path for path in files if "noto-serif-sc" not in path}  # only where the system has no Chinese font
    weights = {path: weight(site, path) for path in files}
    assert sum(weights.values()) <= most(name), weights
    assert not [path for path in files if "bundle" in path or "search" in path]


def test_the_fonts_have_every_character_of_the_site(root):
    known: set[int] = set()
    for file in (root / fonts.FOLDER).glob("*.woff2"):
        known |= set(TTFont(file).getBestCmap())
    blocks = {*fonts.LATIN, *fonts.CYRILLIC, *fonts.CHINESE}
    missing = {mark for mark in fonts.used(root) if ord(mark) in blocks and ord(mark) not in known}
    left_out = set("\n\t•↩■□→←↑↓ơạ†‡№∞≥≤≈−×÷°½⁄") | {chr(code) for code in (0x200B, 0x2028)}
    chinese = {mark for mark in missing if ord(mark) in fonts.CHINESE}
    assert missing - chinese - left_out == set(), "run `make fonts`"
    assert len(chinese) < 20, (
        f"{chinese}: a few new ones can wait, where a system has no Chinese font; run `make fonts`"
    )


SHEET = """
:root { --ink: #000; --unread: 1; --paper: var(--ink) }
.there, .gone { color: var(--ink) }
.gone > a { color: red }
a[href="x"]:not(.gone), .by-script::before { content: ", }" }
@media print { .there { margin: 0 } .gone { margin: 1px } }
@font-face { font-family: A; src: url("a.woff2") }
@font-face { font-family: "B"; src: url("b.woff2") }
.there { font-family: "B" }
details[open] > summary { top: 0 }
details a, summary.there, br .there, p a a { top: 1px }
[data-keys="off"] a { left: 0 }
p ~ details summary, b + a { left: 1px }
"""


def test_a_page_keeps_the_rules_it_can_use_and_no_other():
    page = '<p class="there"><a href="x"></a></p><br><details><summary></summary></details>'
    text = css(used(parse(SHEET), page, {"by-script", "open", "data-keys", "off"}))
    assert text == (
        ":root{--ink:#000}.there{color:var(--ink)}"
        'a[href="x"]:not(.gone),.by-script::before{content:", }"}'
        '@media print{.there{margin:0}}@font-face{font-family:"B";src:url("b.woff2")}.there{font-family:"B"}'
        'details[open] > summary{top:0}[data-keys="off"] a{left:0}p ~ details summary{left:1px}'
    )


def test_a_script_tells_which_names_it_can_bring():
    script = 'made.className = "cite__copy"; root.dataset.somePage = `on`; root.dataset["keys"] = x; go(source)'
    script += (
        '; for (const one of root.querySelectorAll(".looked-for")) one.matches?.("md-looked-for, b") && put("md-part")'
    )
    assert words_of(script) >= {"cite__copy", "data-some-page", "data-keys", "on"}
    assert not words_of(script) & {"made", "source", "data-source", "looked-for", "b", "md-part"}


def test_nothing_that_moves_is_kept_but_what_forbids_it():
    sheet = "a{color:red;-webkit-transition:color 1s;animation:x 1s}*{animation:none!important}@keyframes x{to{top:0}}"
    assert (
        css(rule for rule in map(still, parse(sheet)) if rule.declarations) == "a{color:red}*{animation:none!important}"
    )


STYLE = (
    "content display position color backgroundColor fontFamily fontSize margin padding borderWidth opacity "
    "textDecorationLine"
)
SEEN = f"""() => [...document.querySelectorAll("body *")].flatMap(one => ["", "::before", "::after"].map(part => {{
  const style = getComputedStyle(one, part)
  const names = "{STYLE}".split(" ").map(name => style[name])
  return [one.tagName, one.id, one.className.baseVal ?? one.className, part, ...names].join(" ")
}}))"""
OPEN = """() => {
  for (const part of document.querySelectorAll("details")) part.open = (part.was = part.open, true)
  for (const box of document.querySelectorAll(".md-toggle")) box.checked = true
}"""
CLOSE = """() => {
  for (const part of document.querySelectorAll("details")) part.open = part.was
  for (const box of document.querySelectorAll(".md-toggle")) box.checked = false
}"""
ADD = """() => new Promise(done => {
  const link = document.getElementById("held").content.querySelector("link").cloneNode()
  link.onload = () => done()
  document.head.append(link)
})"""


KINDS = ("", "introduction", "periods/1949-1978", "outlook", "timeline", "map", "figures", "themes", "themes/economy")
LISTS = ("people", "notes", "literature", "data", "about", "no/such/page")


@pytest.mark.parametrize("name", KINDS + LISTS)
def test_every_rule_that_a_page_matches_is_kept(page, name):
    """The browser finds no element that only the whole stylesheet would style differently, closed or open."""
    page.goto(f"{name}/" if name else "")
    closed = page.evaluate(SEEN)
    page.evaluate(OPEN)
    opened = page.evaluate(SEEN)
    page.evaluate(ADD)
    assert [pair for pair in zip(opened, page.evaluate(SEEN), strict=True) if pair[0] != pair[1]] == []
    page.evaluate(CLOSE)
    assert [pair for pair in zip(closed, page.evaluate(SEEN), strict=True) if pair[0] != pair[1]] == []


def test_blanks_go_where_nobody_sees_them():
    page = "<p>\n   one\n\n  two </p>\n<pre>\n  kept\n\n  as is</pre>\n\n<script>\n  a\n</script>\n"
    assert without_blanks(page) == "<p>\none\ntwo </p>\n<pre>\n  kept\n\n  as is</pre>\n<script>\n  a\n</script>\n"


def test_the_fonts_come_from_the_site_and_chinese_ones_only_where_there_is_none(site):
    page = (site / "people/index.html").read_text(encoding="utf-8")
    faces = re.findall(r"@font-face\{[^}]*\}", page)
    assert all("http" not in face for face in faces)
    (serif,) = set(re.findall(r"--serif:([^;}]*)", page))
    families = [family.strip(' "') for family in serif.split(",")]
    assert families[0] == "Source Serif 4"
    own = families.index("Noto Serif SC names")
    assert {"Songti SC", "Noto Serif CJK SC", "SimSun", "PingFang SC", "Microsoft YaHei"} <= set(families[:own])
