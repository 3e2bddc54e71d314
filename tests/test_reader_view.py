"""Firefox’s Reader View, whose rules are read from the Firefox that is here, keeps the words of our pages."""

import json
import zipfile
from pathlib import Path

import firefox
import pytest
from lxml import html

# Pages that are drawings and ways on: Reader View chooses the one block with the most running text
NOT_TEXT = {"index.html", "map/index.html", "handouts/choice/index.html"}  # drawings, and a form
# The text nodes of an article that Reader View does not show: of what is seen and read, not drawn or a way on; nor
# what has an id with the word “share”, which is published: there it sees buttons to share a page, and drops them
LOST = """pages => pages.map(source => {
  const parse = () => new DOMParser().parseFromString(source, "text/html")
  const texts = root => {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = []
    while (walker.nextNode()) found.push(walker.currentNode)
    return found.filter(one => one.data.trim())
  }
  const words = one => one.data.replace(/\\s+/g, " ").trim()
  const shown = new Readability(parse()).parse(), kept = new Map()
  const output = new DOMParser().parseFromString(`<h1>${shown.title}</h1>${shown.content}`, "text/html")
  for (const one of texts(output.body)) kept.set(words(one), (kept.get(words(one)) ?? 0) + 1)
  const article = parse().querySelector("article")
  const aside = "[hidden], [aria-hidden=true], svg, nav, form, template, script, button, footer, h1, .found"
  const shared = [...article.querySelectorAll("[id]")].filter(one => /\\bshare\\b/.test(one.id))
  for (const one of [...article.querySelectorAll(aside), ...shared]) one.remove()
  return texts(article).filter(one => {
    const left = kept.get(words(one)) ?? 0
    kept.set(words(one), left - 1)
    return left < 1
  }).map(one => [one.parentElement.closest("[id]")?.id ?? "", words(one)])
})"""


@pytest.fixture(scope="module")
def rules() -> str:
    """The script with which Firefox makes its Reader View."""
    executable = firefox.executable()
    if executable is None:
        pytest.skip("no Firefox on this machine")
    with zipfile.ZipFile(Path(executable).resolve().parent / "omni.ja") as archive:
        name = next(name for name in archive.namelist() if name.endswith("/Readability.js"))
        return archive.read(name).decode()


def lost(page, rules: str, sources: list[str]) -> list[list[list[str]]]:
    """What Reader View does not show of each page, as pairs of the id around it and the words."""
    page.goto("about:blank")
    return page.evaluate(f"{rules}; (({LOST}))({json.dumps(sources)})")


def pages(site: Path) -> dict[str, str]:
    found = {str(path.relative_to(site)): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    return {name: source for name, source in found.items() if html.fromstring(source).xpath("//article")}


def test_reader_view_keeps_every_heading_and_word(site, page, rules):
    """It dropped what changed from the themes, the tasks of hand-outs, the dates of events, ids with “social”."""
    chosen = {name: source for name, source in pages(site).items() if name not in NOT_TEXT}
    assert len(chosen) > 150
    found = lost(page, rules, list(chosen.values()))
    assert {name: words[:5] for name, words in zip(chosen, found, strict=True) if words} == {}


def test_it_tells_what_is_lost(page, rules):
    text = "<p>" + "A sentence, with a comma, that is long enough to be read. " * 12 + "</p>"
    article = f"<article class='content'><h1>T</h1>{text}<p id='social'>Gone.</p>{text}</article>"
    assert lost(page, rules, [f"<title>T</title>{article}"]) == [[["social", "Gone."]]]
