"""Minified scripts and pages, and a site without what generators leave in it and no reader needs.

That is the day of the build, which alone makes two builds of one commit differ, and the templates of the records, which
Zensical copies. What Markdown extensions write for some readers only is mended for all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import rjsmin

from chronicle.records.problems import BadRecords
from chronicle.records.yaml_text import read_text

TEMPLATES = "chronicle"
_DAY = re.compile(rb"\s*<lastmod>.*?</lastmod>")
_INDENT = re.compile(rb"(<pre\b.*?</pre>)|\n\s+(?=<)", re.S)
_MENDS = {
    re.compile(rb'<img alt="([^"]*)" class="twemoji[^>]*>'): rb"\1",
    re.compile(rb'(?<=<span class="twemoji)(?=[ "])(?![^>]* aria-)([^>]*)(?=><svg)'): rb'\1 aria-hidden="true"',
    re.compile(rb'(?<=<label class="md-nav__title") for="__toc"'): b"",  # the list has no switch
    re.compile(rb'(?<=<input type="checkbox" disabled)(?= checked)'): b' aria-label="done"',
    re.compile(rb'(?<=<input type="checkbox" disabled)(?=/?>)'): b' aria-label="to do"',
}


def minify(site: Path) -> None:
    """Take comments and whitespace out of the scripts of the built site, and the indentation out of its pages.

    BadRecords names a script that is not UTF-8.
    """
    for script in (site / "assets/javascripts").glob("*.js"):
        if not script.name.endswith(".min.js"):
            text, wrong = read_text(script, script.name)
            if wrong:
                raise BadRecords(wrong)
            script.write_text(str(rjsmin.jsmin(text)), encoding="utf-8", newline="\n")
    for path in site.rglob("*.html"):
        path.write_bytes(_INDENT.sub(lambda found: found[1] or b"\n", path.read_bytes()))


def remove_traces(site: Path) -> None:
    """Take out of the built site what depends on the day or the generator."""
    sitemap = site / "sitemap.xml"
    if sitemap.is_file():
        sitemap.write_bytes(_DAY.sub(b"", sitemap.read_bytes()))
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # holds the time, too; hosts compress by themselves
    shutil.rmtree(site / TEMPLATES, ignore_errors=True)


def name_for_copies(site: Path, page: str) -> None:
    """Name in the head of one page what only scripts ask for, so that programs that copy a site find it."""
    found = [*site.glob("assets/javascripts/find.js"), *site.glob("search/search_index.json")]
    names = sorted(path.relative_to(site).as_posix() for path in [*found, *site.glob("sitemap.xml")])
    up = "../" * page.count("/")
    links = "".join(f'<link rel="related" href="{up}{name}">' for name in names).encode()
    path = site / page
    text = path.read_bytes().replace(links, b"")  # a site may be finished twice
    path.write_bytes(text.replace(b"</head>", links + b"</head>", 1))


def mend_markup(site: Path) -> None:
    """Emoji as characters, not as pictures from another host; no icon and every task read aloud as what it is."""
    for path in site.rglob("*.html"):
        page = mended = path.read_bytes()
        for wrong, right in _MENDS.items():
            mended = wrong.sub(right, mended)
        if mended != page:
            path.write_bytes(mended)
