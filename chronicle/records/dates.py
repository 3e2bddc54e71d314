"""Dates as historians write them: a part of EDTF levels 0 and 1, in and out of words.

Understood: ``1920``, ``1920-08``, ``1920-08-13``, a decade ``192X``, each with ``~`` (about), ``?``
(uncertain) or ``%`` (both) behind it, and two of them with a slash between, the later of which may be ``..``
(still going on).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = tuple(calendar.month_name)[1:]
PREFIX = {"": "", "~": "c. ", "?": "perhaps ", "%": "perhaps c. "}
FORMS = "1920, 1920-08, 1920-08-13, 192X, 1924~ or two of them with a slash between"
_MOMENT = re.compile(r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%])?", re.A)


@dataclass(frozen=True)
class Moment:
    """One end of a date, no more precise than it was written.

    ``year`` is the first year of the decade where ``decade`` is true; ``month`` and ``day`` are None where
    they are not known; ``mark`` is one of the keys of ``PREFIX``.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""
    decade: bool = False

    @property
    def earliest(self) -> date:
        """The first day that the moment can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that the moment can mean."""
        year = self.year + 9 if self.decade else self.year
        month = self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    @property
    def html(self) -> str:
        """The value of a ``datetime`` attribute, or nothing where HTML has no form for it."""
        if self.decade or self.mark:
            return ""
        return "-".join(f"{part:0{width}}" for part, width in self._parts())

    def words(self) -> str:
        """The moment in English: ``13 August 1920``, ``c. 1924``, ``1920s``."""
        year = f"{self.year}s" if self.decade else str(self.year)
        month = MONTHS[self.month - 1] if self.month else ""
        day = str(self.day) if self.day else ""
        return PREFIX[self.mark] + " ".join(part for part in (day, month, year) if part)

    def _parts(self) -> list[tuple[int, int]]:
        known = [(self.year, 4), (self.month, 2), (self.day, 2)]
        return [(part, width) for part, width in known if part]


@dataclass(frozen=True)
class Date:
    """A moment, or a span of two; ``end`` is None for a moment and for a span still going on (``open``)."""

    edtf: str
    start: Moment
    end: Moment | None = None
    open: bool = False

    @property
    def earliest(self) -> date:
        """The first day that the date can mean."""
        return self.start.earliest

    @property
    def latest(self) -> date:
        """The last day that the date can mean; ``date.max`` while it is going on."""
        return date.max if self.open else (self.end or self.start).latest

    def words(self) -> str:
        """The date in English: ``2–6 March 1919``, ``July–November 1929``, ``since 2013``."""
        return "".join(text for text, _ in self.parts())

    def parts(self) -> list[tuple[str, str]]:
        """The words, cut into pieces, each with its ``datetime`` value (empty for a dash)."""
        if self.open:
            return [("since ", ""), (self.start.words(), self.start.html)]
        if self.end is None:
            return [(self.start.words(), self.start.html)]
        first, dash = _shortened(self.start, self.end)
        return [(first, self.start.html), (dash, ""), (self.end.words(), self.end.html)]


def parse(text: str) -> Date:
    """Read a date from its EDTF text; ValueError says in words what is wrong and what is allowed."""
    first, slash, second = text.partition("/")
    start = _moment(first)
    if not slash:
        return Date(text, start)
    if second == "..":
        return Date(text, start, open=True)
    end = _moment(second)
    if end.latest < start.earliest or end.earliest < start.earliest:
        raise ValueError(f"ends on {second}, before it starts on {first}; put the earlier day first")
    return Date(text, start, end)


def _moment(text: str) -> Moment:
    found = _MOMENT.fullmatch(text)
    if not found or ("X" in found["year"] and found["month"]):
        raise ValueError(f"'{text}' is not a date; write {FORMS}")
    year = int(found["year"].replace("X", "0"))
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"'{text}' is not a day of the calendar; write a real one") from None
    return Moment(year, month, day, found["mark"] or "", "X" in found["year"])


def _shortened(start: Moment, end: Moment) -> tuple[str, str]:
    """The words of a span's start, less what its end says anyway, and the dash that fits."""
    if start.mark or end.mark or start.year != end.year:
        close = start.month is None and end.month is None and not (start.mark or end.mark)
        return start.words(), "–" if close else " – "
    if start.month == end.month and start.day and end.day:
        return str(start.day), "–"
    if start.day or end.day:
        words = f"{start.day} {MONTHS[start.month - 1]}" if start.day else start.words().rsplit(" ", 1)[0]
        return words, " – "
    return (MONTHS[start.month - 1], "–") if start.month else (start.words(), "–")
