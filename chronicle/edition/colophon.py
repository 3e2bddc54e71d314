"""What the edition is: title, makers, licence and the essay it retells, said once for pages, files and citations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from chronicle.edition.citations import references
from chronicle.records import dates
from chronicle.records.schema import Name, Source


@dataclass(frozen=True)
class Licence:
    """The terms of use: ``id`` as in the SPDX list, ``name`` as readers see it, and where the text stands."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class Original:
    """The essay that the edition retells; it keeps its own rights. ``byline`` is the author's name in its own order."""

    author: Name
    byline: str
    title: str
    subtitle: str
    publisher: str
    url: str
    language: str


@dataclass(frozen=True)
class Colophon:
    """The edition itself. ``id`` names it in files and never changes."""

    id: str
    title: str
    subtitle: str
    year: int
    publisher: str
    language: str
    licence: Licence
    original: Original


COLOPHON = Colophon(
    id="internationalism-in-china",
    title="Internationalism in China",
    subtitle="A scholarly edition of Sun Wei’s essay",
    year=2026,
    publisher="The makers of this edition",
    language="en",
    licence=Licence(
        "CC-BY-4.0", "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"
    ),
    original=Original(
        author=Name(family="Sun", given="Wei"),
        byline="Sun Wei",
        title="Internationalism in China: A Historical Snapshot",
        subtitle="From proletarian internationalism to the “Going Global Strategy”",
        publisher="Rosa-Luxemburg-Stiftung",
        url="https://www.rosalux.de/en/news/id/41634",
        language="en",
    ),
)


def as_source(address: str) -> Source:
    """The edition as a source that others can cite, at the address where it is published."""
    return Source(
        id=COLOPHON.id,
        type="webpage",
        standing="scholarly",
        author=(Name(literal=COLOPHON.publisher),),
        title=f"{COLOPHON.title}: {COLOPHON.subtitle}",
        issued=dates.parse(str(COLOPHON.year)),
        URL=address,
        language=COLOPHON.language,
    )


@lru_cache(maxsize=4)
def citation(address: str) -> str:
    """How to cite the edition that is published at ``address``, as plain text in the style of the bibliography."""
    return references({COLOPHON.id: as_source(address)})[COLOPHON.id].plain
