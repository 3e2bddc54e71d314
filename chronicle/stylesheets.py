"""Two stylesheets instead of many: what the pages of the built site use, and what only the theme's script adds to them.

The theme's stylesheet is made for every site; most of its rules match nothing here. A rule stays if every class, id,
attribute and element that its selector names occurs on a page or in a script. The second stylesheet comes with the
theme's script, which ``docs/assets/javascripts/start.js`` holds back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

HELD = '<template id="held">'  # in overrides/main.html
LARGE = 20_000  # characters: a script as long as this is the theme's
_LINK = re.compile(r'\s*<link rel="stylesheet" href="(?!https?:)([^"?#]+)">')
_TAG = re.compile(r"<([a-z][\w-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_OF_THEME = re.compile(r"\b(?:md-[\w-]+|(?:js-)?focus-visible)\b")  # what the theme's script puts on a page
_WITHOUT = ("md-annotation", "md-clipboard", "md-code", "md-consent", "md-select", "md-source", "md-status", "md-tag",
            "md-version")  # parts of the theme that this site has not  # fmt: skip
_GROUPS = {"media", "supports", "layer", "container"}
_VALUE = r"""(?:[^;{}"'()]|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\))*"""
_VARIABLE = re.compile(rf"(?<=[{{;])(--[\w-]+):{_VALUE}(?:;|(?=}}))")


def write(site: Path) -> None:
    """Put the stylesheets into the built site and let every page of it refer to them."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    scripts = _texts(sorted(site.glob("assets/javascripts/**/*.js")))
    sheets = shared(site, pages)
    css = combined(_texts(sheets), tuple(pages.values()), scripts)
    names = [_keep(text, sheets[-1].parent) for text in css]
    for path, text in pages.items():
        path.write_text(_linked(site, path, text, sheets, names), encoding="utf-8")
    for sheet in sheets:
        sheet.unlink()


def shared(site: Path, pages: dict[Path, str]) -> tuple[Path, ...]:
    """The stylesheets of every page, in their order."""
    lists = [[_file(site, path, link[1]) for link in _links(text)] for path, text in pages.items()]
    return tuple(sheet for sheet in lists[0] if all(sheet in found for found in lists))


def _links(text: str) -> list[re.Match[str]]:
    """The links of a page to its stylesheets; not those that are held."""
    held = range(text.find(HELD), text.find("</template>"))
    return [link for link in _LINK.finditer(text) if link.start() not in held]


def _file(site: Path, page: Path, href: str) -> Path:
    """The file of an address, which is relative to the page or begins with the path of the site."""
    if not href.startswith("/"):
        return (page.parent / href).resolve()
    parts = href.strip("/").split("/")
    return next(path for start in range(len(parts)) if (path := site.resolve().joinpath(*parts[start:])).is_file())


def _texts(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in paths)


def _keep(css: str, folder: Path) -> str:
    """Write a stylesheet under a name that changes with its text; gives the name."""
    name = f"site.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css"
    (folder / name).write_text(css, encoding="utf-8")
    return name


def _linked(site: Path, page: Path, text: str, sheets: tuple[Path, ...], names: list[str]) -> str:
    """The page's text with the new stylesheets in the place of those that they replace."""
    links = [link for link in _links(text) if _file(site, page, link[1]) in sheets]
    folder = links[-1][1].rpartition("/")[0]
    first, later = (f'<link rel="stylesheet" href="{folder}/{name}">' for name in names)
    for link in links[:-1]:
        text = text.replace(link[0], "", 1)
    return text.replace(links[-1][0], f"\n{first}", 1).replace(HELD, HELD + later, 1)


@lru_cache(maxsize=4)
def combined(sheets: tuple[str, ...], pages: tuple[str, ...], scripts: tuple[str, ...]) -> tuple[str, str]:
    """What the pages and our scripts can use of the stylesheets, and what the theme's scripts can use besides."""
    ours = {word for script in scripts if len(script) < LARGE for word in _WORD.findall(script)}
    themes = {name for script in scripts if len(script) >= LARGE for name in _OF_THEME.findall(script)}
    used = ours.union(*(_names(page) for page in pages))
    more = used | {name for name in themes if not name.startswith(_WITHOUT)}
    nodes = [node for sheet in sheets for node in tinycss2.parse_stylesheet(sheet, True, True)]
    first, later = "".join(_rules(nodes, used, set())), "".join(_rules(nodes, more, used))
    while True:
        read = set(re.findall(r"--[\w-]+", "".join(re.findall(r"var\([^;{}]*", first + later))))
        read.update(name for page in pages for name in re.findall(r"(?<=[;\"])--[\w-]+", page))
        lean = tuple(_VARIABLE.sub(lambda m, read=read: m[0] if m[1] in read else "", css) for css in (first, later))
        if lean == (first, later):
            return lean
        first, later = lean


def _names(page: str) -> set[str]:
    """The elements and attributes of a page, with the attributes' values."""
    names = set()
    for element, attributes in _TAG.findall(page):
        names.add(element)
        for name, value in _ATTRIBUTE.findall(attributes):
            names.add(name)
            names.update(value.split() if name in ("class", "id") else (value,))
    return names


def _rules(nodes: Iterable[Node], used: set[str], had: set[str]) -> Iterator[str]:
    """The rules whose selectors name only what is used, and something that ``had`` has not; all others if it is empty."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            named = {_text(tokens): _named(tokens) for tokens in _alternatives(node.prelude)}
            wanted = [text for text, names in named.items() if names <= used and not (had and names <= had)]
            if wanted:
                yield f"{','.join(wanted)}{{{_declarations(node.content)}}}"
        elif isinstance(node, AtRule) and node.content is not None:
            if node.lower_at_keyword in _GROUPS:
                body = "".join(_rules(tinycss2.parse_rule_list(node.content, True, True), used, had))
            elif had:
                continue
            else:
                frames = "keyframes" in node.lower_at_keyword
                body = _text(node.content) if frames else _declarations(node.content)
            if body:
                yield f"@{node.at_keyword} {_text(node.prelude)}{{{body}}}"


def _alternatives(prelude: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, each as its tokens."""
    tokens: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def _named(tokens: list[Any]) -> set[str]:
    """What a selector names: classes, ids, elements, attributes and, where they must be equal, their values."""
    names: set[str] = set()
    before = None
    for token in tokens:
        after_colon = before is not None and before.type == "literal" and before.value == ":"
        if token.type == "hash" or (token.type == "ident" and not after_colon):
            names.add(token.value)
        elif token.type == "[] block":
            parts = [part.value for part in token.content if part.type in ("ident", "string")]
            exact = any(part.type == "literal" and part.value == "=" for part in token.content)
            names.update(parts if exact else parts[:1])
        before = token
    return names


def _declarations(content: list[Any]) -> str:
    return ";".join(
        f"{part.name}:{_text(part.value)}{'!important' if part.important else ''}"
        for part in tinycss2.parse_blocks_contents(content, True, True)
        if isinstance(part, Declaration)
    )


def _text(tokens: list[Any]) -> str:
    return re.sub(r"\s+", " ", tinycss2.serialize([token for token in tokens if token.type != "comment"])).strip()
