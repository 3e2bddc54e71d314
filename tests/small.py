"""A small edition of an essay that nobody wrote, made of ``second/`` and this repository's code: quick to build."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from conftest import ROOT

ADDRESS = "https://canal.example/edition/"
TITLE = "The Nethermere Canal"
PARTS = Path(__file__).parent / "second"
LAND = {"made": "by hand", "norland": [[9, 9, 15, 9, 15, 13, 9, 13]]}


def read(name: str) -> dict[str, Any]:
    """What one of its two files holds."""
    return yaml.load((PARTS / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def write(path: Path, text: str) -> None:
    """A file, with the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def configured(text: str, pages: dict[str, Any]) -> str:
    """The repository's mkdocs.yml, with the small edition's name, description, rights and pages in it."""
    nav = "".join(f"  - {path}\n" for path in pages)
    mine = {"site_name": TITLE, "site_description": "A small edition.", "copyright": "Essay © Ada Lockwood."}
    for key, value in {**mine, "nav": f"\n{nav}"}.items():
        text, count = re.subn(rf"^{key}:.*\n(?: .*\n)*", f"{key}: {value.rstrip()}\n", text, flags=re.M)
        assert count == 1, key
    return text


def lay_out(root: Path, **first: Any) -> Path:
    """Write the small edition into ``root``, beside a copy of the code; ``root`` comes back.

    ``first`` are fields of its first event that shall have another value.
    """
    for part in ("chronicle", "overrides", "docs/assets"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for kind, records in read("records.yml").items():
        if kind == "events":
            records[0] |= first
        write(root / f"docs/data/{kind}.yml", yaml.safe_dump(records, allow_unicode=True))
    pages = read("pages.yml")
    for path, page in pages.items():
        text = page.pop("text")
        head = yaml.safe_dump({**page, "description": f"{page['title']} of the small edition."}, allow_unicode=True)
        write(root / "docs" / path, f"---\n{head}---\n\n{text}\n")
    write(root / "docs/assets/maps/land.json", json.dumps(LAND))
    for name in ("published.txt", "redirects.yml"):
        write(root / "docs/addresses" / name, "# None yet\n")
    write(root / "mkdocs.yml", configured((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), pages))
    return root
