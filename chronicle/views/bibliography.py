"""The bibliography on its pages: which sources stand where, under which heading."""

from __future__ import annotations

from chronicle.edition import Edition
from chronicle.edition.citations import initial
from chronicle.records.sources import STANDINGS, Source


def shelf(edition: Edition, page: str) -> list[tuple[str, str, dict[str, str], list[Source]]]:
    """The sources that stand on a page, by standing: its id, its heading, the first source of each letter, all."""
    sources = [source for key in edition.references if (source := edition.records.sources[key]).shelf == page]
    rows = []
    for standing, kind in STANDINGS.items():
        here = [source for source in sources if source.standing == standing]
        first = {initial(edition.references[source.id].plain): source.id for source in reversed(here)}
        if here:
            rows.append((standing, kind.heading, dict(reversed(first.items())), here))
    return rows
