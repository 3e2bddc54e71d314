"""What is wrong with the records: one clear line for each mistake, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file it is in (as seen from the repository), the record, the field, and the mend."""

    file: str
    record: str
    field: str
    mend: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.record, self.field, self.mend) if part)


class BadRecords(Exception):
    """Raised once, with every problem found; its text is ready to be shown to an editor."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        noun = "mistake" if count == 1 else "mistakes"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} {noun} in the records or the essay:\n{lines}")


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the closest of the words, or nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
