"""``python .github/archive.py docs/data/sources.yml``: give each source on the web the address of a kept copy.

Asks the Wayback Machine for a copy of every address that has none in the records, has one made of those that it lacks,
and writes the new ``archive-URL`` lines. What it did goes to the standard output, in Markdown.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import requests
import savepagenow
from savepagenow.exceptions import BlockedByRobots, WaybackRuntimeError

AVAILABLE = "https://archive.org/wayback/available"
AGENT = "link check of a scholarly edition"
MOST = 150  # copies asked for in one run; the others wait for the next
PAUSE = 6  # seconds between two requests for a copy: the service takes some ten a minute
TIRED = 5  # failures in a row after which the service is left alone until the next run


def wanted(text: str) -> dict[str, str]:
    """The ids of the sources that have an address but no kept copy, each with its address; a DOI needs none."""
    found = {}
    for record in re.split(r"(?m)^(?=- id: )", text):
        name = re.match(r"- id: (\S+)", record)
        address = re.search(r"(?m)^  URL: (?:>-\s+)?(\S+)$", record)
        if name and address and "\n  archive-URL:" not in record and "://doi.org/" not in address[1]:
            found[name[1]] = address[1].strip("'\"")
    return found


def kept(address: str) -> str:
    """The newest copy that the service has of an address, or nothing."""
    answer = requests.get(AVAILABLE, params={"url": address}, headers={"User-Agent": AGENT}, timeout=60)
    answer.raise_for_status()
    closest = answer.json().get("archived_snapshots", {}).get("closest", {})
    found = closest.get("url", "") if closest.get("available") and closest.get("status") == "200" else ""
    return re.sub(r"^http://", "https://", found)


def copies(addresses: dict[str, str], wait: Callable[[float], None] = time.sleep) -> tuple[dict[str, str], list[str]]:
    """The copies of as many sources as one run may ask for, by id, and what went wrong, in words."""
    found, wrong, asked, failed = {}, [], 0, 0
    for name, address in addresses.items():
        if failed == TIRED:
            break
        try:
            found[name] = kept(address)
            if not found[name] and asked < MOST:
                wait(PAUSE)
                asked += 1
                found[name] = savepagenow.capture(address, user_agent=AGENT, accept_cache=True)
            failed = 0
        except (requests.RequestException, WaybackRuntimeError) as error:
            failed += not isinstance(error, BlockedByRobots)
            wrong.append(f"{name}: {address}: {type(error).__name__}")
    return {name: copy.replace("'", "%27") for name, copy in found.items() if copy}, wrong


def entered(text: str, found: dict[str, str]) -> str:
    """The records with the copies, each in a line behind the address."""
    for name, copy in found.items():
        text = re.sub(
            rf"(?ms)^(- id: {re.escape(name)}\n(?:(?!^- id: ).)*?^  URL: (?:>-\s+)?\S+\n)",
            lambda record, copy=copy: f"{record[1]}  archive-URL: {copy}\n",
            text,
        )
    return text


def main(path: Path) -> int:
    """Write the copies into the file of records, and say what was done."""
    text = path.read_text(encoding="utf-8")
    addresses = wanted(text)
    found, wrong = copies(addresses)
    path.write_text(entered(text, found), encoding="utf-8")
    print(f"Of {len(addresses)} addresses without a kept copy, {len(found)} have one now.\n")
    print("".join(f"- {line}\n" for line in wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
