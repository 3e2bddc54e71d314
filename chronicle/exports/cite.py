"""The ready citations as small files beside the pages: ``cite/<id>.txt``, ``.bib``, ``.ris`` and ``.json``."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from chronicle.edition import Edition
from chronicle.edition.citable import Item, offered
from chronicle.edition.processor import Reference, rendered
from chronicle.exports import bibtex, ris

FOLDER = "cite"


def csl_json(item: Item) -> str:
    """The item as CSL-JSON: a list of one, which is what reference managers open."""
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"bib": bibtex.entry, "ris": ris.entry, "json": csl_json}
NAMES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def path(key: str, ending: str) -> str:
    """Where a citation lies under the site's address."""
    return f"{FOLDER}/{key}.{ending}"


@lru_cache(maxsize=1)
def ready(edition: Edition, site: str) -> dict[str, tuple[Item, Reference]]:
    """All that the pages offer a citation of, by id: the item and its reference."""
    items = offered(edition, site)
    references = rendered(items)
    return {key: (item, references[key]) for key, item in items.items()}


def write(edition: Edition, folder: Path, site: str) -> int:
    """Write the files of all citations into the built site in ``folder``; their number comes back."""
    files = {path(key, "txt"): reference.plain + "\n" for key, (_, reference) in ready(edition, site).items()}
    for key, (item, _) in ready(edition, site).items():
        files |= {path(key, ending): form(item) for ending, form in FORMATS.items()}
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(files)
