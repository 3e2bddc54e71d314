"""Pages and scripts of the built site without what only their writers read, and with fewer files to ask for."""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL)
_SCRIPT = re.compile(r'\s*<script src="[^"]*/([\w-]+\.js)" defer></script>')
FOLDER = Path("assets/javascripts")


def scripts(site: Path) -> None:
    """Take comments and blanks out of the scripts of the built site."""
    for script in (site / FOLDER).glob("*.js"):
        if not script.name.endswith(".min.js"):
            script.write_text(str(rjsmin.jsmin(script.read_text(encoding="utf-8"))), encoding="utf-8")


def pages(site: Path) -> None:
    """Take blanks out of the pages of the built site, and put the scripts of their heads into them."""
    for page in sorted(site.rglob("*.html")):
        text = _joined(site / FOLDER, page.read_text(encoding="utf-8"))
        page.write_text(without_blanks(text), encoding="utf-8")


def without_blanks(page: str) -> str:
    """The page with one line break wherever there are line breaks and blanks beside them, but for preformatted text."""
    parts = _KEPT.split(page)
    parts[0::3] = (re.sub(r"\s*\n\s*", "\n", part) for part in parts[0::3])
    del parts[2::3]  # the names of the elements that are kept
    return "".join(parts).strip() + "\n"


def _joined(folder: Path, page: str) -> str:
    """A page with the text of the scripts that its head names at the end of its body, where nothing waits for them."""
    head, mark, body = page.partition("</head>")
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in _SCRIPT.findall(head))
    script = f"<script>{text}</script>\n</body>"
    return _SCRIPT.sub("", head) + mark + (body.replace("</body>", script, 1) if text else body)


TEMPLATES = "chronicle"
_DAY = re.compile(r"\s*<lastmod>.*?</lastmod>")


def wipe(site: Path) -> None:
    """Take them out of the built site in ``site``."""
    sitemap = site / "sitemap.xml"
    if sitemap.is_file():
        sitemap.write_bytes(_DAY.sub("", sitemap.read_bytes().decode()).encode())
    (site / "sitemap.xml.gz").unlink(missing_ok=True)  # holds the time, too; hosts compress by themselves
    for template in (site / TEMPLATES).glob("*.md"):
        template.unlink()
    if (site / TEMPLATES).is_dir():
        (site / TEMPLATES).rmdir()
