"""The finished site on paper: tagged PDFs of the whole edition, of each period and of each theme.

Chromium prints them, with the site's own styles, and pikepdf takes out what would differ on another day.
"""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pikepdf
from playwright.sync_api import Browser, Playwright, Route, sync_playwright

from chronicle.edition import Edition
from chronicle.finish import chapters, epub
from chronicle.finish.contents import Entry, places, state_of
from chronicle.finish.papers import Paper, document, papers

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
SHEET = "print.html"  # where the document to print stands, for the browser alone
_NODE = re.compile(rb"\(node\d{8}\)")  # what the browser calls an element, in the order of the document


def write(edition: Edition, root: Path, site: Path, folder: Path) -> list[Paper]:
    """Print the site in ``site`` into ``folder``; what was printed comes back."""
    pages, address = chapters.pages(site), epub.address_of(site)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(playwright), args=ARGUMENTS)
        made = list(papers(edition, root, pages))
        for paper in made:
            printed = _printed(browser, site, address, document(edition, address, paper, pages))
            (folder / paper.file).write_bytes(_settled(edition, paper, printed))
        browser.close()
    return made


def _executable(playwright: Playwright) -> str:
    """The path of a Chromium on this machine; LookupError where there is none."""
    paths = [*map(shutil.which, BROWSERS), playwright.chromium.executable_path]
    found = next((path for path in paths if path and Path(path).is_file()), None)
    if not found:
        raise LookupError(
            "No Chromium was found; install Chromium or Chrome, or run python -m playwright install chromium"
        )
    return found


def _printed(browser: Browser, site: Path, address: str, text: str) -> bytes:
    """The document as PDF; all that it names is taken from the site, and nothing from the network."""

    def answer(route: Route) -> None:
        file = site / unquote(route.request.url.partition("#")[0].partition("?")[0].removeprefix(address))
        if route.request.url == address + SHEET:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        elif route.request.url.startswith(address) and file.is_file():
            route.fulfill(path=file)
        else:
            route.abort()

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(address + SHEET)
    page.evaluate("document.fonts.ready")
    printed = page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
    page.close()
    return printed


def _settled(edition: Edition, paper: Paper, printed: bytes) -> bytes:
    """The PDF with its title and language said, its outline in order, and without the day on which it was printed."""
    day, target = state_of(edition).earliest, io.BytesIO()
    order = {name: place for place, name in enumerate(sorted(set(_NODE.findall(printed))))}
    printed = _NODE.sub(lambda found: b"(node%08d)" % order[found[0]], printed)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(Title=paper.title))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
            said.clear()
            said["dc:title"] = paper.title
            said["dc:language"] = [edition.colophon.language]
            said["dc:creator"] = edition.colophon.named
            said["dc:rights"] = f"{edition.colophon.licence.name}, {edition.colophon.licence.url}"
            said["xmp:CreateDate"] = f"{day}T00:00:00Z"
        _nest(pdf, paper.contents)
        pdf.Root.Lang = edition.colophon.language
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _nest(pdf: pikepdf.Pdf, listed: tuple[Entry, ...]) -> None:
    """Give the outline the order and the names of the contents, if each page of the site is one item of it."""
    with pdf.open_outline() as outline:
        items = dict(zip(places(listed), list(outline.root), strict=False))
        if len(items) == len(outline.root) == len(list(places(listed))):
            outline.root[:] = [_item(entry, items) for entry in listed]


def _item(entry: Entry, items: dict[str, pikepdf.OutlineItem]) -> pikepdf.OutlineItem:
    below = [_item(part, items) for part in entry.parts]
    item = pikepdf.OutlineItem(entry.title) if entry.place is None else items[entry.place]
    item.title = entry.title
    if entry.place is None and below:
        item.destination = below[0].destination
    item.children.extend(below)
    return item
