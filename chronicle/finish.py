"""The last step of a build: the files that stand beside the pages, written from the records."""

from __future__ import annotations

from pathlib import Path

from chronicle import citefiles, exports, redirects
from chronicle.edition import Edition


def write(edition: Edition, site: Path, address: str) -> None:
    """Write citations, data and redirects into the built site in ``site``, which will stand at ``address``."""
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    redirects.write(edition.promises, site, address)
