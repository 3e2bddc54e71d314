"""The last step of a build: files beside the pages, one stylesheet, and a policy for every page."""

from __future__ import annotations

import shutil
from pathlib import Path

from chronicle import exports
from chronicle.edition import Edition
from chronicle.exports import cite
from chronicle.finish import markdown, pictures, policy, redirects, search, stylesheet, tidy


def clear(site: Path) -> None:
    """Empty the folder of a site whose build has failed, so that nobody publishes a part of it, or an old one."""
    for path in site.glob("[!.]*"):  # what is hidden is not the site's
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def write(edition: Edition, site: Path, address: str, *, preview: bool = False) -> None:
    """Finish the built site in ``site``, which will stand at ``address``.

    A preview is not minified and gets neither pictures nor Markdown, so that it comes at once; and no policy, since it
    has a script of its own.
    """
    cite.write(edition, site, address)
    exports.write(edition, site, address)
    tidy.remove_traces(site)
    tidy.mend_markup(site)
    search.write(edition, site)
    tidy.name_for_copies(site, "data/index.html")
    redirects.write(edition.published, site, address)
    if not preview:
        pictures.write(edition, site)
        markdown.write(edition, site, address)
        tidy.minify(site)
        stylesheet.write(site)
        policy.write(site, address)
