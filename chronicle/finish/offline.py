"""The site as one zip that is read from disk, by opening its ``index.html``, without a server and without the network.

A browser that reads files finds no ``index.html`` by itself, lets no page fetch a file, and starts no worker from one.
So links name the file, and the search gets its index and its worker in scripts. The pages lose their policy: what is
``'self'`` for a file, browsers do not agree, and there is no host from which it could keep them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from chronicle.edition import Edition
from chronicle.finish import archive, policy

INDEX = "search/search_index.json"
SCRIPT = "assets/javascripts/disk.js"
LEFT_OUT = {
    "404.html",
    "robots.txt",
    "sitemap.xml",
    INDEX,
}  # for servers and search engines, or in a script
_HREF = re.compile(r'(?<=href=")([^"#?:]*)(?=["#?])')
_AHEAD = re.compile(r'\s*<link rel="preload"[^>]*>')  # no page may ask for a file ahead, either


def write(edition: Edition, site: Path, target: Path) -> int:
    """Write the built site in ``site`` as a zip to ``target``; the number of files in it comes back."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files = {name: path.read_bytes() for name, path in paths.items() if name not in LEFT_OUT and path != target}
    pages = [name for name in files if name.endswith(".html")]
    files |= {name: page(files[name].decode(), name.count("/")).encode() for name in pages}
    files |= {name: text.encode() for name, text in _search(site).items()}
    archive.write(target, {f"{edition.colophon.id}/{name}": content for name, content in files.items()})
    return len(files)


def page(text: str, depth: int) -> str:
    """A page that stands ``depth`` folders below the home page, as it is read from disk."""
    script = f'<script src="{"../" * depth}{SCRIPT}"></script>'
    text = _AHEAD.sub("", policy.META.sub("", text))
    text = _HREF.sub(lambda found: file_of(found[0]), text)
    return policy.first_in_head(text, script)


def file_of(path: str) -> str:
    """The file that a server shows at a relative path: ``../people/`` is ``../people/index.html``."""
    folder = path.rpartition("/")[2] in {"", ".", ".."} and path and not path.startswith("/")
    return f"{path.rstrip('/')}/index.html" if folder else path


def _search(site: Path) -> dict[str, str]:
    """The index and the worker of the search as scripts that any page can load."""
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    for entry in index["docs"]:
        path, mark, anchor = entry["location"].partition("#")
        entry["location"] = f"{path}index.html{mark}{anchor}"
    (worker,) = site.glob("assets/javascripts/workers/search.*.js")
    source = json.dumps(worker.read_text(encoding="utf-8"))
    return {
        INDEX.replace(".json", ".js"): f"var __index = {json.dumps(index, ensure_ascii=False)}\n",
        SCRIPT: f"{{\n  const source = new Blob([{source}]), Plain = Worker\n"
        "  Worker = function () { return new Plain(URL.createObjectURL(source)) }\n}\n",
    }
