"""The last step of a build: files beside the pages, lighter pages, and what holds for all pages once they are there."""

from __future__ import annotations

from pathlib import Path

from chronicle import citefiles, exports, lean, policy, stylesheets, traces
from chronicle.edition import Edition


def write(edition: Edition, site: Path, address: str, *, preview: bool = False) -> None:
    """Finish the built site in ``site``, which will stand at ``address``.

    A preview is not made lighter, so that it comes at once; and it gets no policy, since it has a script of its own.
    """
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    traces.wipe(site)
    if not preview:
        stylesheets.write(site)
        lean.write(site)
        policy.write(site, address)
