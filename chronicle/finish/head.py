"""What has to come first in a page: its place is right behind the name of its letters."""

from __future__ import annotations

import re

_CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.I)


def first(page: str, markup: str) -> str:
    """The page with ``markup`` before all else in its head but the charset; as it is where it names no charset."""
    return _CHARSET.sub(lambda charset: charset[0] + markup, page, count=1)
