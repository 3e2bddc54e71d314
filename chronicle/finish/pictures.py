"""The preview pictures of all pages, drawn from their SVG: the same bytes at every build."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import fontpkg_source_serif_4
from resvg import render, usvg

from chronicle.edition import Edition
from chronicle.records.addresses import handout_of, picture
from chronicle.views import pictures

FAMILY = "Source Serif 4"
FONT = Path(fontpkg_source_serif_4.__file__).parent / "files" / "SourceSerif4[opsz,wght].ttf"
AS_IT_IS = (1, 0, 0, 0, 1, 0)


def write(edition: Edition, site: Path) -> int:
    """Draw the picture of every page into the built site; their number comes back. A hand-out has its subject's."""
    pages = [place.target for place in edition.published.current.values() if "#" not in place.target]
    pages = [path for path in pages if not handout_of(path)]
    for path in pages:
        target = site / picture(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(png(pictures.svg(edition, pictures.of_page(edition, path))))
    return len(pages)


def png(svg: str) -> bytes:
    """The drawing as PNG."""
    return bytes(render(usvg.Tree.from_str(svg, _options()), AS_IT_IS))


@lru_cache(maxsize=1)
def _options() -> usvg.Options:
    options = usvg.Options.default()
    options.load_font_file(str(FONT))
    options.font_family = FAMILY
    return options
