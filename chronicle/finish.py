"""The last step of a build: files beside the pages, written from the records, and a lighter site."""

from __future__ import annotations

from pathlib import Path

from chronicle import citefiles, exports, lean, stylesheets
from chronicle.edition import Edition


def write(edition: Edition, site: Path, address: str) -> None:
    """Write citations and data into the built ``site``, which will stand at ``address``, and make it lighter."""
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    stylesheets.write(site)
    lean.write(site)
