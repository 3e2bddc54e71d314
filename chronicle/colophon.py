"""What the edition is, who made it, and what it is based on: stated here once, for citations, metadata and files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colophon:
    """The facts of the edition and of the original essay; ``year`` is the year of this edition."""

    title: str
    subtitle: str
    author_family: str
    author_given: str
    original_title: str
    original_subtitle: str
    original_publisher: str
    original_url: str
    language: str
    year: int
    licence: str
    licence_url: str
    publisher: str


COLOPHON = Colophon(
    title="Internationalism in China",
    subtitle="A scholarly edition of Sun Wei’s essay",
    author_family="Sun",
    author_given="Wei",
    original_title="Internationalism in China: A Historical Snapshot",
    original_subtitle="From proletarian internationalism to the ‘Going Global Strategy’",
    original_publisher="Rosa-Luxemburg-Stiftung",
    original_url="https://www.rosalux.de/en/news/id/41634",
    language="en",
    year=2026,
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    publisher="The makers of this edition",
)
