"""The colours of the periods as rules of a stylesheet: periods are records, so no stylesheet names them."""

from __future__ import annotations

from collections.abc import Iterable

from chronicle.records.outline import Period


def rules(periods: Iterable[Period]) -> str:
    """The rules by which all that carries a period's id, and its page as a whole, has its colour."""
    found = list(periods)
    light = "".join(f"--of-{period.id}:{period.colours.light};" for period in found)
    dark = "".join(f"--of-{period.id}:{period.colours.dark};" for period in found)
    own = "".join(
        f'[data-period="{period.id}"],body:has(.masthead[data-period="{period.id}"]){{--period:var(--of-{period.id})}}'
        for period in found
    )
    return f':root{{{light}}}@media screen{{[data-md-color-scheme="slate"]{{{dark}}}}}{own}'


def map_rules(periods: Iterable[Period]) -> str:
    """The rules by which a period that is chosen on the map shows its marks alone, each at the size it then has."""
    own = "".join(
        f".atlas:has(#period-{period.id}:target) .mark{{--period:var(--of-{period.id});--shown:var(--in-{period.id})}}"
        f".atlas:has(#period-{period.id}:target) :is(.mark--shown,.sheet__marks li,.route):not("
        f'[data-in~="{period.id}"],:has([data-in~="{period.id}"])){{display:none}}'
        for period in periods
    )
    return f"@media screen{{{own}}}"  # paper shows all
