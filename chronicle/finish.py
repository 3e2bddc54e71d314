"""The last step of a build: the files that stand beside the pages, and what holds for all pages once they are there."""

from __future__ import annotations

from pathlib import Path

from chronicle import citefiles, exports, policy, traces
from chronicle.edition import Edition


def write(edition: Edition, site: Path, address: str, *, guarded: bool = True) -> None:
    """Finish the built site in ``site``, which will stand at ``address``.

    Without ``guarded`` the pages get no policy, for a preview that puts scripts of its own into them.
    """
    citefiles.write(edition, site, address)
    exports.write(edition, site, address)
    traces.wipe(site)
    if guarded:
        policy.write(site, address)
