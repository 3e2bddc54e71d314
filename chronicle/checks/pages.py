"""What must hold of the pages: small named checks, all of them run, as in ``checks``.

A check takes a page and all that it may refer to, and yields problems. What only the finished site can show, such as
a heading that a template makes, is left to the site generator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from chronicle.checks import links
from chronicle.records.manuscript import Manuscript
from chronicle.records.pages import Page
from chronicle.records.problems import Problem, nearest

_NOTE = re.compile(r"\[\^([\w-]+)\](:?)")
_TABS = re.compile(r"^\s*(===(?=[!+]* \")|/{3,} tab(?= ))", re.M)


Check = Callable[[Page, Manuscript], Iterator[Problem]]


def run(manuscript: Manuscript) -> list[Problem]:
    """The problems that any check finds on any page."""
    return [
        problem for page in manuscript.pages.values() for function in CHECKS for problem in function(page, manuscript)
    ]


def footnotes_are_written(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """A footnote that is called for is there; those of the essay are sources, which ``checks`` looks at."""
    found = list(_NOTE.finditer(page.prose))
    written = {item[1] for item in found if item[2]}
    if page.path in {item.path for item in manuscript.passages.values()}:
        return
    for item in found:
        if item[1] not in written:
            mend = f"'{item[1]}' is not written; add a line [^{item[1]}]: …{nearest(item[1], written)}"
            yield Problem(page.name, page.line(item.start()), "footnote", mend)


def references_are_written(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """A link by name, like ``[words][name]``, has its address on the page."""
    written = {name.lower() for name in re.findall(r"^\[([^\]^]+)\]:", page.prose, re.M)}
    for found in re.finditer(r"\]\[([^\]^]+)\]", page.prose):
        if found[1].lower() not in written:
            mend = f"'{found[1]}' is not written; write [words](address), or a line [{found[1]}]: address"
            yield Problem(page.name, page.line(found.start()), "link", mend)


def ids_stand_once(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """No id is given twice on a page."""
    for anchor, count in Counter(page.ids).items():
        if count > 1:
            yield Problem(page.name, "", f"#{anchor}", f"stands {count} times; give each place an id of its own")
    if len({kind.lstrip("/") for kind in _TABS.findall(page.prose)}) > 1:
        mend = "are written with === and with /// tab, which gives them the same ids; write all of a page in one way"
        yield Problem(page.name, "", "tabs", mend)


def files_of_the_head_exist(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    """A script or a stylesheet that the head of a page names is a file."""
    for field, kind in (("scripts", "*.js"), ("styles", "*.css")) if page.head else ():
        for name in getattr(page.head, field):
            if not (manuscript.docs / name).is_file():
                known = [file.relative_to(manuscript.docs).as_posix() for file in manuscript.docs.rglob(kind)]
                yield Problem(page.name, "head", field, f"'{name}' is not a file{nearest(name, known)}")


CHECKS: list[Check] = [
    *links.CHECKS,
    footnotes_are_written,
    references_are_written,
    ids_stand_once,
    files_of_the_head_exist,
]
