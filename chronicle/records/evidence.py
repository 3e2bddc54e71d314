"""What bears a record out, and what about it could not be established."""

from __future__ import annotations

from typing import Annotated

from chronicle.records.model import Part, Record
from chronicle.records.values import Id, Ids, Language, Text, To


class Evidence(Part):
    """A statement that a reader may want to follow, with the place in a source that bears it out.

    ``after`` are words of the record behind which the number of this evidence stands. ``quote`` holds the words of the
    source in their own ``language``, with a ``translation`` where that is not the edition's.
    """

    claim: Text
    after: Text | None = None
    source: Annotated[Id, To("sources")]
    locator: Text | None = None
    quote: Text | None = None
    language: Language | None = None
    translation: Text | None = None


class Unsettled(Part):
    """A question that could not be answered, and the kind of source that would ``settle`` it."""

    question: Text
    settle: Text


class Supported(Record):
    """A record that shows what bears it out, and what is ``open`` about it."""

    sources: Annotated[Ids, To("sources")] = ()
    evidence: tuple[Evidence, ...] = ()
    open: tuple[Unsettled, ...] = ()

    @property
    def borne_out(self) -> tuple[str, ...]:
        """The texts that its evidence bears out."""
        return ()

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources of the whole and of its evidence, each once."""
        return tuple(dict.fromkeys((*self.sources, *(item.source for item in self.evidence))))
