"""The navigation in ``mkdocs.yml`` lists every page, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chronicle.checks.published import Published
from chronicle.records.addresses import of_page
from chronicle.records.manuscript import Manuscript
from chronicle.records.problems import Problem, nearest
from chronicle.records.sitemap import unknown
from chronicle.records.yaml_text import read_text

FILE = "mkdocs.yml"


def listed(root: Path) -> list[str]:
    """The pages that the navigation lists, in its order."""
    return _listed(read_text(root / FILE, FILE)[0])


def _listed(text: str) -> list[str]:
    nav = re.search(r"^nav: *\n(.*?)(?=^\S|\Z)", re.sub(r"^#.*", "", text, flags=re.M), re.S | re.M)
    return re.findall(r"([^\s:\"']+\.md)\b", nav[1]) if nav else []


def problems(manuscript: Manuscript, published: Published) -> Iterator[Problem]:
    """What the navigation lacks, and what it lists in vain; pages whose loss is told elsewhere are left out."""
    text, wrong = read_text(manuscript.docs.parent / FILE, FILE)
    yield from wrong
    listed = _listed(text)
    if not listed:
        return  # a nav in another form is for the site generator to judge
    told = unknown(manuscript) | (published.listed - set(published.redirects))
    for path in listed:
        if not (manuscript.docs / path).is_file() and of_page(path) not in told:
            yield Problem(FILE, "nav", path, f"is not a page{nearest(path, set(manuscript.pages) - set(listed))}")
    for path in set(manuscript.pages) - set(listed):
        yield Problem(FILE, "nav", path, "is missing; add a line for this page where readers should find it")
