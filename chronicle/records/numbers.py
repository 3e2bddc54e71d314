"""The numbers in figures: reading them, and writing them as readers see them."""

from __future__ import annotations

import re
from decimal import Decimal

from chronicle.records.figures import GAP

NUMBER = re.compile(r"\d+(\.\d+)?")


def numbers(values: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    """The values as numbers, None for a gap; for values that have been checked."""
    return tuple(None if value == GAP else Decimal(value) for value in values)


def shown(value: str) -> str:
    """A value as readers see it: thousands parted, decimals as written, a gap as a dash."""
    if value == GAP:
        return "–"
    return f"{Decimal(value):,}" if NUMBER.fullmatch(value) else value
