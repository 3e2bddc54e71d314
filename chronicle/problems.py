"""What is wrong with the records: one clear line for each mistake, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

LONGEST = 400  # letters of one part of a message, whatever an editor has pasted into a field


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file it is in (as seen from the repository), the record, the field, and the mend.

    ``follows`` is true of what may only be the consequence of another mistake, such as a record that nothing uses.
    """

    file: str
    record: str
    field: str
    mend: str
    follows: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return ": ".join(_line(part) for part in (self.file, self.record, self.field, self.mend) if part)


class BadRecords(Exception):
    """Raised once, with every problem found; its text is ready to be shown to an editor."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(_causes(set(problems)))
        count = len(self.problems)
        noun = "mistake" if count == 1 else "mistakes"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} {noun} in the records or the pages:\n{lines}")


def _causes(problems: set[Problem]) -> set[Problem]:
    """The problems without those that are gone when a reference to their record is spelt as another one suggests."""
    meant = {name for problem in problems for name in re.findall(r"did you mean '(?:[^']*#)?([^']*)'", problem.mend)}
    return {problem for problem in problems if not (problem.follows and problem.record in meant)}


def _line(text: str) -> str:
    """The text on one line, of bearable length, and without what a screen cannot show."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} …"


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the closest of the words, or nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
