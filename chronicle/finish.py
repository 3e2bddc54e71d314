"""The last step of a build: the files that stand beside the pages, written from the records."""

from __future__ import annotations

import shutil
from pathlib import Path

from chronicle import citefiles, exports, redirects
from chronicle.edition import Edition


def clear(site: Path) -> None:
    """Empty the folder of a site whose build has failed, so that nobody publishes a part of it, or an old one."""
    for path in site.glob("[!.]*"):  # what is hidden is not the site's
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def write(edition: Edition, site: Path, address: str) -> None:
    """Write citations, data and redirects into the built site in ``site``, which will stand at ``address``."""
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    redirects.write(edition.promises, site, address)
