"""What generators leave in a site and no reader needs.

That is the day of the build, which alone makes two builds of one commit differ, and the templates of the records, which
Zensical copies.
"""

from __future__ import annotations

import re
from pathlib import Path

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
