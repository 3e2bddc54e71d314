"""The ready citations as small files beside the pages: ``cite/<id>.txt``, and ``.bib``, ``.ris`` and ``.json``.

The text is the citation alone; the others, for reference managers, have the sources as well, where there are any.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from chronicle.edition import Edition
from chronicle.edition.citable import Item, offered
from chronicle.edition.processor import Reference, rendered
from chronicle.exports import bibtex, ris, sources
from chronicle.exports.imprint import as_json

FOLDER = "cite"


FORMATS = {"bib": bibtex.entries, "ris": ris.entries, "json": as_json}
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
    cited = _cited(edition)
    for key, (item, _) in ready(edition, site).items():
        files |= {path(key, ending): form([item, *cited.get(key, [])]) for ending, form in FORMATS.items()}
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(files)


def _cited(edition: Edition) -> dict[str, list[Item]]:
    """The sources of each event, note and figure, by the id of its citation."""
    items = {item["id"]: item for item in sources.items(edition)}
    kinds = {"event": edition.events, "note": edition.notes, "figure": edition.records.figures.values()}
    return {
        f"{kind}-{record.id}": [items[source] for source in record.cited]
        for kind, records in kinds.items()
        for record in records
    }
