"""HTML that is put by whole before Markdown is read, because there is no Markdown in it.

The templates mark it with the comments below. Python-Markdown would leave it as it is, too, but only after reading it
tag by tag, which takes most of the time that the long pages need. So the pages are the same without this.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_MARKED = re.compile(r"^<!-- as is -->$(.*?)^<!-- to here -->$", re.MULTILINE | re.DOTALL)


class AsIs(Extension):
    """Puts the marked HTML by after MkDocs has looked for ids (21), and before other HTML is read (20)."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the step to a reader of Markdown."""
        md.preprocessors.register(_PutBy(md), "as-is", 20.5)


class _PutBy(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return _MARKED.sub(self._kept, "\n".join(lines)).split("\n")

    def _kept(self, found: re.Match[str]) -> str:
        return f"\n{self.md.htmlStash.store(found[1].strip())}\n"
