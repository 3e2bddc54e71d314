"""HTML that is put by before Markdown is read comes out as Markdown would have left it."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from chronicle.views import templates as views
from chronicle.views import themes
from chronicle.views.asis import AsIs

READ = ["abbr", "attr_list", "footnotes", "md_in_html", "toc"]


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", "", page)).replace("> <", "><").strip()


@pytest.mark.parametrize("name", ["notes", "people", "figures", "themes", "sources", "threads"])
def test_a_page_is_the_same_without_it(edition, root, name):
    values = {
        "themes": {"rows": themes.grid(edition)},
        "sources": {"shelf": views.shelf(edition, "sources.md")},
        "threads": {"rows": views.threads(edition, "1949-1978")},
    }
    text = views.view(edition, root, "page.md", f"{name}.md", site="https://example.org/", **values.get(name, {}))
    assert "<!-- as is -->" in text
    quick = Markdown(extensions=[*READ, AsIs()]).convert(text)
    assert plain(quick) == plain(Markdown(extensions=READ).convert(text))


def test_only_what_is_marked_is_put_by():
    text = "*one*\n\n<!-- as is -->\n<p>*two*</p>\n<!-- to here -->\n\n*three*"
    page = Markdown(extensions=[AsIs()]).convert(text)
    assert page == "<p><em>one</em></p>\n<p>*two*</p>\n<p><em>three</em></p>"
