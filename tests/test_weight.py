"""What a reader has to load: bytes are exact, so here they have their limits."""

import gzip
import re
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import PREFIX
from fontTools.ttLib import TTFont
from lxml import html
from test_site import ESSAY, PAGES

from chronicle.edition import Edition
from chronicle.finish import fonts

# In thousands of bytes, compressed, with fonts, scripts and all; a list by the number of its records
FIRST_VIEW = dict.fromkeys(ESSAY, 66) | {"": 58}
OTHERS = 78
LISTS = {"timeline": (43.5, 0.62), "sources": (43, 0.2), "literature": (43, 0.19), "notes": (43.5, 0.95)}
THEME = (52, 0.4)
SESSION = 238
TEXT = (".html", ".css", ".js", ".svg")
NUMERALS = "assets/fonts/source-serif-4-numerals.woff2"
AT_ONCE = (
    "//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href | //script[@src][not(ancestor::template)]/@src"
)
WITH_A_READER = "//template[@data-held]//script/@src"


@cache
def weight(path: Path) -> int:
    """The bytes of a file as a host sends it."""
    data = path.read_bytes()
    return len(gzip.compress(data, 9)) if path.suffix in TEXT else len(data)


def loaded(site: Path, name: str, wanted: str = AT_ONCE) -> dict[str, int]:
    """What a browser loads to show a page, and how heavy each file is.

    Chinese comes from the reader's system, and italics stand in what is opened first; test_look.py asks a browser which
    fonts it has loaded.
    """
    path = f"{name}/index.html" if name else "index.html"
    page = html.document_fromstring((site / path).read_bytes())
    files = [urlsplit(urljoin(f"{PREFIX}{path}", link)).path.removeprefix(PREFIX) for link in page.xpath(wanted)]
    sheets = "".join((site / file).read_text("utf-8") for file in files if file.endswith(".css"))
    heavy = re.findall(r"([^{}]*)\{[^}]*--numerals-serif\)", sheets)
    if {*re.findall(r"\.([\w-]+)", " ".join(heavy))} & {*" ".join(page.xpath("//@class")).split()}:
        files.append(NUMERALS)
    return {file: weight(site / file) for file in [path, *files]}


def limit(edition: Edition, name: str) -> float:
    """How many thousands of bytes the first view of a page may have."""
    shelves = Counter(source.shelf for source in edition.records.sources.values())
    counts = {"timeline": len(edition.events), "notes": len(edition.notes)}
    if theme := name.removeprefix("themes/") if name.startswith("themes/") else "":
        base, each = THEME
        return base + each * sum(theme in event.themes for event in edition.events)
    base, each = LISTS.get(name, (FIRST_VIEW.get(name, OTHERS), 0))
    return base + each * counts.get(name, shelves[f"{name}.md"])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(site, edition, name):
    files = loaded(site, name)
    assert sum(files.values()) <= 1000 * limit(edition, name), files
    assert not [file for file in files if re.search("bundle|search_index|worker", file)], "they wait for a reader"


def test_six_pages_in_a_row_are_light_with_all_that_the_theme_brings(site):
    files = {}
    for name in [*ESSAY, "timeline"]:
        files |= loaded(site, name) | loaded(site, name, WITH_A_READER)
    assert [file for file in files if "bundle" in file]
    assert sum(files.values()) <= 1000 * SESSION, files


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


def test_the_fonts_come_from_the_site_and_chinese_ones_only_where_there_is_none(site):
    (sheet,) = (path.read_text(encoding="utf-8") for path in site.glob("assets/stylesheets/site.*.css"))
    faces = re.findall(r"@font-face\{[^}]*\}", sheet)
    assert faces
    assert all("http" not in face for face in faces)
    (serif,) = set(re.findall(r"--serif:([^;}]*)", sheet))
    families = [family.strip(' "') for family in serif.split(",")]
    assert families[0] == "Source Serif 4"
    own = families.index("Noto Serif SC names")
    assert {"Songti SC", "Noto Serif CJK SC", "SimSun", "PingFang SC", "Microsoft YaHei"} <= set(families[:own])
