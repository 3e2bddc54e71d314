"""What stands on paper: the text of a PDF, sheet by sheet, as the reader that Chromium has finds it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page


def sheets(pdf: bytes | Path) -> list[str]:
    """The text of each sheet of a PDF, its lines and the hyphens at their ends as they are written."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [sheet.get_textpage().get_text_bounded().translate({13: "", 2: "-"}) for sheet in document]


def squeezed(text: str) -> str:
    """Text without white space, ligatures and twin apostrophes, to compare paper with records."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("ʼ", "’"))


def on_paper(page: Page) -> str:
    """The squeezed text of the page as it prints on A4."""
    return squeezed("".join(sheets(page.pdf(format="A4"))))
