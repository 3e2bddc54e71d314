"""The bibliography on its pages: which sources stand where, what they can be chosen by, how many there are a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chronicle.edition import Edition
from chronicle.edition.citations import initial
from chronicle.records.sources import ACCESS, STANDINGS, Source, Standing

UNDATED = "undated"


@dataclass(frozen=True)
class Kind:
    """A kind of source in the drawing: how many sources of it are of each year, and how many have no year."""

    standing: str
    kind: Standing
    years: Counter[int]
    undated: int

    @property
    def count(self) -> int:
        """How many there are."""
        return self.years.total() + self.undated

    def outline(self, first: int, height: int) -> str:
        """The columns of the years as a path from the year ``first`` on, upwards from ``height``."""
        path, at = f"M{first} {height}", first
        for year, count in sorted(self.years.items()):
            path += f"h{year - at}v-{count}h1v{count}"
            at = year + 1
        return path

    @property
    def decades(self) -> list[tuple[int, int]]:
        """How many are of each decade that has some."""
        found: Counter[int] = Counter()
        for year, count in self.years.items():
            found[year // 10 * 10] += count
        return sorted(found.items())


def values(edition: Edition, page: str) -> dict[str, Any]:
    """What a page of the bibliography shows: its sources, what they can be chosen by, and the drawing of all."""
    kinds = histogram(edition)
    years = [year for kind in kinds for year in kind.years]
    here = [source for source in edition.records.sources.values() if source.shelf == page]
    return {
        "shelf": shelf(edition, page),
        "about": about,
        "choices": choices(here),
        "kinds": kinds,
        "first": min(years, default=0) // 10 * 10,
        "last": max(years, default=0) // 10 * 10 + 10,
        "most": max((count for kind in kinds for count in kind.years.values()), default=1),
        "here": page,
    }


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


def about(source: Source) -> tuple[str, str, str, str]:
    """What a source can be chosen by: its standing, language and year, and how it was seen."""
    year = str(source.issued.start.year) if source.issued else UNDATED
    return source.standing, source.language, year, source.access or ""


def choices(sources: Iterable[Source]) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """The choices for these sources: for each field its name and label; for each choice its id, text and number."""
    standing, language, year, access = (Counter(column) for column in zip(*map(about, sources), strict=True))
    decades: Counter[str] = Counter()
    for name, count in year.items():
        decades[name if name == UNDATED else f"{name[:3]}0"] += count
    spoken = [(name, name, count) for name, count in language.most_common()]
    found = [
        ("kind", "Kind", [(name, STANDINGS[name].heading, standing[name]) for name in STANDINGS if standing[name]]),
        ("language", "Language", spoken),
        ("decade", "Published", [(key, key if key == UNDATED else f"{key}s", n) for key, n in sorted(decades.items())]),
        ("seen", "How seen", [(name, ACCESS[name][1], access[name]) for name in ACCESS if access[name]]),
    ]
    return [(name, label, some) for name, label, some in found if len(some) > 1]


def histogram(edition: Edition) -> list[Kind]:
    """The kinds of sources that the edition has, with their years."""
    sources = edition.records.sources.values()
    found = []
    for standing, kind in STANDINGS.items():
        dates = [source.issued for source in sources if source.standing == standing]
        years = Counter(date.start.year for date in dates if date)
        if dates:
            found.append(Kind(standing, kind, years, dates.count(None)))
    return found
