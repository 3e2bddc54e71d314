"""The one stylesheet: every page looks as with the many that it was made of, and what cannot be joined is refused."""

import re
from pathlib import Path

import material
import pytest
import yaml
from conftest import ROOT, rarely
from test_site import KINDS, address_of

from chronicle.finish import stylesheet
from chronicle.records.problems import BadRecords

# Every style that the browser computes for the first element of each kind, told by the names on the way to it. Asked
# for the second time, it gives those that are others than the first time.
LOOK = """async state => {
  await document.fonts.ready
  const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith("--")), seen = new Map()
  const walk = (one, way) => {
    const here = [way, one.localName, ...one.classList, ...Object.values(one.dataset), one.hidden].join(" ")
    for (const part of seen.has(here) ? [] : ["", "::before", "::after", "::marker"]) {
      const drawn = getComputedStyle(one, part), styles = one.computedStyleMap()
      const value = name => part ? drawn.getPropertyValue(name) : `${styles.get(name)}` // the latter needs no layout
      const plain = name => value(name).replaceAll("0%", "0px") // which minifying puts for each other
        .replace(/\\d+\\.\\d{4,}/g, number => +(+number).toFixed(3))
      if (!part || drawn.content !== "none") seen.set(here + part, names.map(plain))
    }
    for (const child of one.children) walk(child, `${here} >`)
  }
  walk(document.body, "")
  const looks = window.looks ??= {}, before = looks[state] ??= seen
  return [...new Set([...before.keys(), ...seen.keys()])].flatMap(place => names.flatMap((name, number) => {
    const [was, is] = [before, seen].map(look => look.get(place)?.[number])
    return was === is ? [] : `${place} ${name}: ${was}, now ${is}`
  }))
}"""
OPEN = """async open => {
  const parts = [...document.querySelectorAll("details")]
  for (const part of parts) part.was ??= part.open
  const turned = parts.filter(part => part.open !== (open || part.was))
  await Promise.all(turned.map(part => new Promise(done => {
    part.addEventListener("toggle", done, { once: true }) // a row of the timeline is filled then
    part.open = !part.open
  })))
  for (const box of document.querySelectorAll(".md-toggle")) box.checked = open
  document.body.setAttribute("data-md-color-scheme", open ? "slate" : "default")
}"""
SWAP = """names => {
  const [one, ...own] = document.querySelectorAll("link[rel=stylesheet]")
  const put = (link, names) => names.map(name => {
    const made = Object.assign(link.cloneNode(), { href: link.href.replace(/stylesheets.*/, `written/${name}`) })
    link.before(made)
    return new Promise((done, fail) => Object.assign(made, { onload: done, onerror: fail }))
  })
  const name = link => new URL(link.href).pathname.split("/").pop().replace(/\\.[^.]*(?=\\.css)/, "")
  const links = [one, ...own]
  const loads = links.map(link => put(link, link === one ? names : [name(link)]))
  for (const link of links) link.remove()
  return Promise.all(loads.flat())
}"""


def sources() -> dict[str, Path]:
    """The sheets that every page links, as MkDocs does: the theme's two, and those that mkdocs.yml names."""
    theme = Path(material.__file__).parent / "templates/assets/stylesheets"
    extra = yaml.safe_load(re.search(r"^extra_css:\n(?:  .*\n)+", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)[0])
    paths = [next(theme.glob(f"{name}.*.css")) for name in ("main", "palette")]
    return {path.name: path for path in [*paths, *(ROOT / "docs" / name for name in extra["extra_css"])]}


def looks(page) -> list[str]:
    """What has changed since the last look: closed and light, open and dark on a narrow screen, and on paper."""
    found = []
    for state, width, media, opened in (("wide", 1280, "screen", False), ("narrow", 360, "screen", True),
                                        ("paper", 800, "print", True)):  # fmt: skip
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media=media)
        page.evaluate(OPEN, opened)
        found += [f"{state}: {difference}" for difference in page.evaluate(LOOK, state)]
    return found


OFTEN = ["periods/1949-1978", "map"]
LOOKED_AT = [*OFTEN, *rarely(*sorted({*KINDS, "events/1950s"} - {"timeline", *OFTEN}))]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_page_looks_as_with_the_sheets_as_they_were_written(view, name):
    files = sources()
    own = {path.name: path for path in (ROOT / "docs/assets/stylesheets").glob("*.css")}
    view.route("**/written/*.css", lambda route: route.fulfill(path=(own | files)[Path(route.request.url).name]))
    view.route("**/bundle*.js", lambda route: route.abort())  # it would change the page meanwhile
    view.goto(address_of(name))
    view.evaluate(OPEN, True)
    assert looks(view) == []
    view.evaluate(SWAP, list(files))
    assert looks(view) == []


def joined(folder: Path, sheets: dict[str, str], page: str = "<p class=there>", script: str = "") -> str:
    """The one stylesheet of a small site that links these sheets."""
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in sheets)
    files = sheets | {"index.html": f"<head>{links}</head>{page}", "x.js": script}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    stylesheet.write(folder)
    (link,) = re.findall(r'<link rel="stylesheet" href="([^"]*)">', (folder / "index.html").read_text())
    assert [path.name for path in folder.rglob("*.css")] == [Path(link).name]
    return (folder / link).read_text("utf-8")


RULES = {
    ".there{& b{color:red}&:hover{top:0}@media print{left:0}}": "nested",
    "@scope(.there) to (b){i{color:red}}": "scope",
    ".there{@starting-style{opacity:0}}": "the start of a transition",
    "@layer one{.there{color:red}}@layer two{.there{color:#00f}}": "layers",
    "@container (width>3px){.there{color:red}}": "containers",
    "@supports (display:grid){.there{display:grid}}": "what is supported",
    "@page{margin:1cm;@bottom-center{content:counter(page)}}": "margins of paper",
    '@property --x{syntax:"<length>";inherits:false;initial-value:0}.there{--x:1px;top:var(--x)}': "properties",
    ".there:not(.gone),p:has(.gone,.there){color:red}": "what is not there, denied",
    '.there:before{content:"}.gone{"}': "strings",
    "::details-content{content-visibility:visible}": "parts",
}


@pytest.mark.parametrize("css", RULES, ids=RULES.get)
def test_whatever_css_can_say_is_carried_over(tmp_path, css):
    assert joined(tmp_path, {"a.css": css, "b.css": "h1{z-index:1}"}) == f"{css}h1{{z-index:1}}"


def test_what_nothing_on_the_site_is_called_goes_and_what_a_script_alone_names_stays(tmp_path):
    """Whatever the tags of the page are worth: a stray one loses no rule."""
    sheets = {
        "a.css": ":root{--read:1;--unread:2;--asked:3}.there{top:var(--read)}.gone,#gone{top:0}#here{top:1px}",
        "b.css": ".brought .there{top:2px}.there .gone{top:3px}[data-x=on]{top:4px}[data-x=off]{top:5px}.late{top:6px}",
    }
    page = """<p class="there" id="here"></i></p></div><b title='">' data-x=on></b></section><p class="&#108;ate">"""
    assert joined(tmp_path, sheets, page, 'one.className = "brought"; style.getPropertyValue("--asked")') == (
        ":root{--read:1;--asked:3}.there{top:var(--read)}#here{top:1px}"
        ".brought .there{top:2px}[data-x=on]{top:4px}.late{top:6px}"
    )


BAD = {
    "an import": ("@import 'c.css';", "@import cannot be joined; name that sheet in extra_css of mkdocs.yml"),
    "what is no CSS": (".there{{color:red}", "is not good CSS: "),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_joined_is_refused_by_the_name_of_its_sheet(tmp_path, case):
    css, message = BAD[case]
    with pytest.raises(BadRecords) as found:
        joined(tmp_path, {"theme/a.css": css, "b.css": ".there{top:0}"})
    assert str(found.value.problems[0]).startswith(f"a.css: {message}")


def test_a_sheet_of_another_folder_is_joined_into_that_of_the_last(tmp_path):
    css = joined(tmp_path, {"theme/a.css": ".there{mask:url(data:x)}", "own/b.css": "h1{background:url(x.svg)}"})
    assert css == ".there{mask:url(data:x)}h1{background:url(x.svg)}"
    assert list((tmp_path / "own").glob("site.*.css")), "the theme's loads nothing"
