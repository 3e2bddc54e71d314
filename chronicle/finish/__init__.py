"""The last step of a build: files beside the pages, lighter pages, and what holds for all pages once they are there."""

from __future__ import annotations

import shutil
from pathlib import Path

from chronicle import exports
from chronicle.edition import Edition
from chronicle.exports import cite as citefiles
from chronicle.finish import lean, policy, readingfont, redirects
from chronicle.finish import lean as traces
from chronicle.finish.styles import purge as stylesheets


def clear(site: Path) -> None:
    """Empty the folder of a site whose build has failed, so that nobody publishes a part of it, or an old one."""
    for path in site.glob("[!.]*"):  # what is hidden is not the site's
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def write(edition: Edition, site: Path, address: str, *, preview: bool = False) -> None:
    """Finish the built site in ``site``, which will stand at ``address``.

    A preview is not made lighter, so that it comes at once; and it gets no policy, since it has a script of its own.
    """
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    traces.wipe(site)
    if not preview:
        lean.scripts(site)
        stylesheets.write(site)
        lean.pages(site)
        readingfont.write(site)
    redirects.write(edition.promises, site, address)
    if not preview:
        policy.write(site, address)
