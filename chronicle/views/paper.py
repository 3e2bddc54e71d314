"""What stands at the head of every printed sheet: the edition, its date, and the page's address."""

from __future__ import annotations

import re


def head(edition: str, issued: str, address: str) -> str:
    """The rules that write it into the margin of the paper."""
    left, right = (_quoted(text) for text in (f"{edition}, {issued}", address))
    return f"@page{{@top-left{{content:{left}}}@top-right{{content:{right}}}@bottom-right{{content:counter(page)}}}}"


def _quoted(text: str) -> str:
    """Text as a string of CSS that can stand in a ``style`` element."""
    return '"' + re.sub(r'[\\"<\n]', lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'
