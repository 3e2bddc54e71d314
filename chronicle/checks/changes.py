"""A correction names an address that exists, so that readers find what was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from chronicle.checks.published import Published
from chronicle.records.addresses import page_of, unknown
from chronicle.records.load import DATA
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import Problem, nearest


def problems(manuscript: Manuscript, published: Published) -> Iterator[Problem]:
    """The corrections of something that is nowhere; pages that cannot be read are told of elsewhere."""
    told = unknown(manuscript)
    for change in manuscript.records.changes.values():
        there = published.resolve(change.address)
        if there not in published.current and page_of(there) not in told:
            mend = f"'{change.address}' does not exist{nearest(change.address, published.current)}"
            yield Problem(f"{DATA}/changes.yml", change.id, "address", mend)
