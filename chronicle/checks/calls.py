"""What a page calls between double braces, checked before the site generator runs it."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from chronicle.records.manuscript import Around
from chronicle.records.pages import Page
from chronicle.records.problems import Problem, nearest
from chronicle.records.schema import KINDS

# The macros of ``macros.define_env``, by the pages on which they have something to show
ESSAY = ("essay",)
PERIOD = ("masthead", "key_dates", "threads", "period_people", "period_drawing")
NAMED = ("count", "theme")  # they take a name; no other takes anything
ANYWHERE = (
    "world_map", "drawing", "small_drawing", "decades", "event_filters", "all_timeline", "all_themes", "all_people",
    "all_organisations", "all_glossary", "all_sources", "all_notes", "all_periods", "all_figures", "all_files",
)  # fmt: skip
MACROS = (*ESSAY, *PERIOD, *NAMED, *ANYWHERE)
VARIABLES = ("config", "page")


def run(around: Around) -> list[Problem]:
    """The problems with what the pages call."""
    return [problem for page in around.pages.values() for problem in _calls(page, around)]


def _calls(page: Page, around: Around) -> Iterator[Problem]:
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
            mend = _wrong(name, called.get(id(name)), page, around)
        if mend:
            yield Problem(page.name, f"line {name.lineno}", f"{{{{ {name.name} }}}}", mend)


def _wrong(name: nodes.Name, call: nodes.Call | None, page: Page, around: Around) -> str:
    """Why a macro cannot be called as it is, or nothing."""
    essay = {passage.path: passage.page for passage in around.passages.values()}
    if call is None:
        return f"needs brackets; write {{{{ {name.name}() }}}}"
    if name.name in NAMED:
        return _misnamed(name.name, call, around)
    if call.args or call.kwargs:
        return "takes nothing between its brackets"
    if name.name in ESSAY and page.path not in essay and not around.passages.unread:
        return "stands on the pages of the essay alone"
    if name.name in PERIOD and not page.path.startswith("periods/"):
        return "stands on the pages of the periods alone"
    return ""


def _misnamed(macro: str, call: nodes.Call, around: Around) -> str:
    words = [part.value for part in call.args if isinstance(part, nodes.Const)]
    if len(words) != 1 or len(call.args) != 1 or call.kwargs or not isinstance(words[0], str):
        return f'takes one name in quotes, like {{{{ {macro}("{"events" if macro == "count" else "diplomacy"}") }}}}'
    if macro == "count":
        return "" if words[0] in KINDS else f"'{words[0]}' is not one of {', '.join(KINDS)}{nearest(words[0], KINDS)}"
    known = around.records.ids("themes")
    return (
        f"'{words[0]}' is not in themes.yml{nearest(words[0], known)}"
        if around.records.lacks("themes", words[0])
        else ""
    )
