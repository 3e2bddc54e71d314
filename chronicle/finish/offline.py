"""The site as one zip that is read from disk, by opening its ``index.html``, without a server and without the network.

A browser that reads files finds no ``index.html`` by itself, and lets no page fetch a file.
So links name the file, and the search gets its index in a script. The pages lose their policy: what is
``'self'`` for a file, browsers do not agree, and there is no host from which it could keep them.
"""

from __future__ import annotations

import re
from pathlib import Path

from chronicle.edition import Edition
from chronicle.finish import archive, policy, search

LEFT_OUT = {
    "404.html",
    "robots.txt",
    "sitemap.xml",
    search.INDEX,
}  # for servers and search engines, or in a script
_HREF = re.compile(r'(?<=href=")([^"#?:]*)(?=["#?])')
_AHEAD = re.compile(r'\s*<link rel="(?:preload|related)"[^>]*>')  # for servers and for copies of the site


def write(edition: Edition, site: Path, target: Path, *beside: Path) -> int:
    """Write the built site in ``site`` as a zip to ``target``, with the files ``beside`` next to its folder.

    The number of the site's files comes back.
    """
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files = {name: path.read_bytes() for name, path in paths.items() if name not in LEFT_OUT and path != target}
    pages = [name for name in files if name.endswith(".html")]
    files |= {name: page(files[name].decode()).encode() for name in pages}
    index = (site / search.INDEX).read_bytes()
    files[search.INDEX.replace(".json", ".js")] = b"var __index = " + index + b"\n"
    whole = {f"{edition.colophon.id}/{name}": content for name, content in files.items()}
    archive.write(target, whole | {path.name: path.read_bytes() for path in beside})
    return len(files)


def page(text: str) -> str:
    """A page as it is read from disk."""
    text = _AHEAD.sub("", policy.META.sub("", text))
    return _HREF.sub(lambda found: file_of(found[0]), text)


def file_of(path: str) -> str:
    """The file that a server shows at a relative path: ``../people/`` is ``../people/index.html``."""
    folder = path.rpartition("/")[2] in {"", ".", ".."} and path and not path.startswith("/")
    return f"{path.rstrip('/')}/index.html" if folder else path
