"""``python -m chronicle.finish.fonts`` cuts the site's fonts anew, to the characters that the site uses.

``make fonts`` runs it, with the tools that it needs. It is not part of a build: the fonts are kept in
``docs/assets/fonts``, and a test says when they lack a character.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from chronicle.records.load import DATA, load

FOLDER = Path("docs/assets/fonts")
TEXTS = ("docs/**/*.md", "docs/data/*.yml", "overrides/**/*.md", "overrides/**/*.html", "chronicle/**/*.py")
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")  # Debian's package fonts-noto-cjk
SIMPLIFIED = 2  # the place of the simplified Chinese face in that collection
ALWAYS = {*map(chr, range(0x20, 0x7F)), *"\N{NO-BREAK SPACE}©·–—‘’“”…āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜç"}
LATIN, CYRILLIC = (*range(0x20, 0x400), *range(0x1E00, 0x2100)), range(0x400, 0x500)
CHINESE = (*range(0x2E80, 0xA000), *range(0xFF00, 0xFFF0))
SIGNS = {*"·—‘’“”…"}  # of Chinese, as wide as its characters in a Chinese font
WORDS = ("glossary", "organisations", "places", "events", "notes")
NUMERALS = {*"0123456789s"}  # of years and decades; the names of the periods are set in them, too


@dataclass(frozen=True)
class Cut:
    """A font file: its name, what it is cut from, its axes, its characters and its typographic features."""

    name: str
    source: str
    axes: dict[str, float]
    characters: frozenset[str]
    features: tuple[str, ...]


def used(root: Path, *patterns: str) -> frozenset[str]:
    """The characters in the texts and records that the patterns name; in all of the site's if none is named."""
    texts = (path.read_text(encoding="utf-8") for pattern in patterns or TEXTS for path in root.glob(pattern))
    return frozenset().union(*texts)


def cuts(root: Path) -> list[Cut]:
    """All font files of the site that have a character to show.

    The Chinese ones are asked for in this order, each only for what those before it lack, and only where the reader's
    system has no Chinese font.
    """
    roman, italic = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
    text = {"opsz": 14, "wght": 400}
    marks = used(root) | ALWAYS
    latin, cyrillic = (frozenset(m for m in marks if ord(m) in block) for block in (LATIN, CYRILLIC))
    chinese = frozenset(m for m in used(root, "docs/**/*.md", "docs/data/*.yml") if ord(m) in CHINESE)
    records, _ = load(root / DATA)
    numerals = NUMERALS.union(*(period.name for period in records.periods.values()))
    names = chinese & used(root, "docs/data/people.yml") | (SIGNS if chinese else frozenset())
    words = chinese & used(root, "docs/**/*.md", *(f"docs/data/{kind}.yml" for kind in WORDS)) - names
    found = [
        Cut("source-serif-4", roman, text, latin, ("kern", "liga", "onum")),
        Cut("source-serif-4-italic", italic, text, latin, ("kern", "liga", "onum")),
        Cut("source-serif-4-cyrillic", roman, text, cyrillic, ("kern",)),
        Cut("source-serif-4-numerals", roman, {"opsz": 60, "wght": 700}, frozenset(numerals), ("kern",)),
        Cut("noto-serif-sc-names", "", {}, names, ()),
        Cut("noto-serif-sc-words", "", {}, words, ()),
        Cut("noto-serif-sc-titles", "", {}, chinese - names - words, ()),
    ]
    return [cut for cut in found if cut.characters]


def write(cut: Cut, folder: Path) -> int:
    """Write a font file into the folder; gives its size in bytes."""
    import fontpkg_source_serif_4
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    shelf = Path(fontpkg_source_serif_4.__file__).parent / "files"
    font = TTFont(shelf / cut.source) if cut.source else TTFont(NOTO, fontNumber=SIMPLIFIED)
    options = Options(layout_features=list(cut.features), hinting=False, desubroutinize=True, name_IDs=[0, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(mark) for mark in cut.characters])
    subsetter.subset(font)
    if cut.axes:
        font = instancer.instantiateVariableFont(font, cut.axes)
    font.flavor = "woff2"
    path = folder / f"{cut.name}.woff2"
    font.save(path)
    return path.stat().st_size


def main(root: Path) -> int:
    """Cut all fonts; the exit status is 1 where the Chinese font is needed and not installed."""
    found = cuts(root)
    if not (NOTO.is_file() or all(cut.source for cut in found)):
        print(f"{NOTO} is not there: install the package fonts-noto-cjk", file=sys.stderr)
        return 1
    for cut in found:
        print(f"{cut.name}: {write(cut, root / FOLDER):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
