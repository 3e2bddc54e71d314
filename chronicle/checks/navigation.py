"""The navigation in ``mkdocs.yml`` lists every page, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronicle.checks.published import Promises
from chronicle.records.addresses import of_page, unknown
from chronicle.records.manuscript import Around
from chronicle.records.problems import Problem, nearest
from chronicle.records.yamltext import read_text

FILE = "mkdocs.yml"


def problems(around: Around, promises: Promises) -> Iterator[Problem]:
    """What the navigation lacks, and what it lists in vain; pages whose loss is told elsewhere are left out."""
    text, wrong = read_text(around.docs.parent / FILE, FILE)
    yield from wrong
    nav = re.search(r"^nav:\n(.*?)(?=^\S|\Z)", re.sub(r"^#.*", "", text, flags=re.M), re.S | re.M)
    if not nav:
        return  # a nav in another form is for the site generator to judge
    listed = re.findall(r"([^\s:\"']+\.md)\b", nav[1])
    told = unknown(around) | (promises.published - set(promises.moved))
    for path in listed:
        if not (around.docs / path).is_file() and of_page(path) not in told:
            yield Problem(FILE, "nav", path, f"is not a page{nearest(path, set(around.pages) - set(listed))}")
    for path in set(around.pages) - set(listed):
        yield Problem(FILE, "nav", path, "is missing; add a line for this page where readers should find it")
