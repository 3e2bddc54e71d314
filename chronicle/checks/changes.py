"""A correction, a step of a reading path and a proof name an address that exists, so that readers arrive there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chronicle.checks.published import Published
from chronicle.records.addresses import page_of
from chronicle.records.load import Records, file_of
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import Problem, nearest
from chronicle.records.sitemap import unknown


def problems(manuscript: Manuscript, published: Published) -> Iterator[Problem]:
    """The addresses that lead nowhere; pages that cannot be read are told of elsewhere."""
    told = unknown(manuscript)
    for kind, record, field, address in _named(manuscript.records):
        page = page_of(published.resolve(address))
        if published.resolve(address) in published.current:
            continue
        if not {page, posixpath.dirname(page.rstrip("/")) + "/"} & told:
            mend = f"'{address}' does not exist{nearest(address, published.current)}"
            yield Problem(file_of(kind), record, field, mend)


def _named(records: Records) -> Iterator[tuple[str, str, str, str]]:
    """The addresses that records name, each with the kind and the id of its record and the field."""
    for change in records.changes.values():
        yield "changes", change.id, "address", change.address
    for path in records.paths.values():
        for number, step in enumerate(path.steps, start=1):
            yield "paths", path.id, f"steps {number} at", step.at
    for one in records.criteria.values():
        if one.proof:
            yield "criteria", one.id, "proof", one.proof
