"""What a page calls between double braces, checked before the site generator runs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from chronicle.records.load import KINDS
from chronicle.records.manuscript import Manuscript
from chronicle.records.pages import Page
from chronicle.records.problems import Problem, nearest


@dataclass(frozen=True)
class Macro:
    """What a page may call: the pages on which it has something to show (``essay``, ``period`` or, empty, all).

    ``takes`` is the kind of name that it takes, if any: ``kind`` of record, or an id of that kind.
    """

    on: str = ""
    takes: str = ""


MACROS: dict[str, Macro] = {}  # filled where they are written, in ``views.macros``
VARIABLES = ("config", "page")


def run(manuscript: Manuscript) -> list[Problem]:
    """The problems with what the pages call."""
    return [problem for page in manuscript.pages.values() for problem in _calls(page, manuscript)]


def _calls(page: Page, manuscript: Manuscript) -> Iterator[Problem]:
    try:
        tree = Environment().parse(page.text)
    except TemplateSyntaxError as error:
        yield Problem(
            page.name, f"line {error.lineno}", "", f"{{{{ … }}}} or {{% … %}} is out of form: {error.message}"
        )
        return
    except RecursionError:
        yield Problem(page.name, "", "", "holds too many brackets inside one another between its braces")
        return
    unknown = meta.find_undeclared_variables(tree) - {*MACROS, *VARIABLES}
    called = {id(call.node): call for call in tree.find_all(nodes.Call)}
    for name in tree.find_all(nodes.Name):
        mend = ""
        if name.name in unknown:
            mend = f"nothing is called that{nearest(name.name, MACROS)}"
        elif name.name in MACROS:
            mend = _wrong(name, called.get(id(name)), page, manuscript)
        if mend:
            yield Problem(page.name, f"line {name.lineno}", f"{{{{ {name.name} }}}}", mend)


def _wrong(name: nodes.Name, call: nodes.Call | None, page: Page, manuscript: Manuscript) -> str:
    """Why a macro cannot be called as it is, or nothing."""
    essay = {passage.path: passage.page for passage in manuscript.passages.values()}
    if call is None:
        return f"needs brackets; write {{{{ {name.name}() }}}}"
    macro = MACROS[name.name]
    if macro.takes:
        return _misnamed(name.name, macro.takes, call, manuscript)
    if call.args or call.kwargs:
        return "takes nothing between its brackets"
    if macro.on == "essay" and page.path not in essay and not manuscript.passages.unread:
        return "stands on the pages of the essay alone"
    if macro.on == "period" and not page.path.startswith("periods/"):
        return "stands on the pages of the periods alone"
    return ""


def _misnamed(macro: str, takes: str, call: nodes.Call, manuscript: Manuscript) -> str:
    words = [part.value for part in call.args if isinstance(part, nodes.Const)]
    known = set(KINDS) if takes == "kind" else manuscript.records.ids(takes) if takes in KINDS else set()
    if len(words) != 1 or len(call.args) != 1 or call.kwargs or not isinstance(words[0], str):
        return f'takes one name in quotes, like {{{{ {macro}("{min(known, default="name")}") }}}}'
    (word,) = words
    if takes == "kind":
        return "" if word in known else f"'{word}' is not one of {', '.join(KINDS)}{nearest(word, known)}"
    lacking = takes in KINDS and manuscript.records.lacks(takes, word)
    return f"'{word}' is not in {takes}.yml{nearest(word, known)}" if lacking else ""
