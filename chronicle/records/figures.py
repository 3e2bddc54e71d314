"""Figures: tables of numbers or words, most of them drawn, that the edition adds to the essay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from chronicle.records.evidence import Supported
from chronicle.records.model import Part
from chronicle.records.values import Chart, Dated, Ids, PassageRefs, Places, Text, Texts, To, Truth

GAP = "gap"  # stands where no value is confirmed
NONE = "none"  # what is said of an item that is joined to no other


class Row(Part):
    """One line of the table; what its ``values`` may be, depends on the chart.

    ``names`` are those of the units counted. ``same`` and ``near`` are the places, in the list at the right, of the
    items that it is joined to.
    """

    label: Text | None = None
    date: Dated | None = None
    values: tuple[Text, ...] = ()
    names: Texts = ()
    same: Places = ()
    near: Places = ()
    note: Text | None = None
    sources: Annotated[Ids, To("sources")] = ()

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.label or (self.date.words() if self.date else "")


class Figure(Supported):
    """A table, drawn as its ``chart`` says, with the passages and events that it concerns.

    ``joined`` is false where nothing is known between the points of a line. ``right`` is the list that the rows of a
    chart of pairs are joined to.
    """

    finding: Text
    title: Text
    unit: Text
    summary: Text
    note: Text
    chart: Chart
    joined: Truth = True
    head: Text
    columns: tuple[Text, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    right: Texts = ()
    total: tuple[Text, ...] = ()
    passages: PassageRefs = ()
    events: Annotated[Ids, To("events")] = ()

    @property
    def borne_out(self) -> tuple[str, ...]:
        """The texts that its evidence bears out."""
        return self.summary, self.note

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources of the whole, of its rows and of its evidence, each once."""
        return tuple(dict.fromkeys((*self.sources, *(one for row in self.rows for one in row.sources), *super().cited)))

    @property
    def lines(self) -> tuple[Row, ...]:
        """The lines of the table as it is read: the rows, or, of a chart of pairs, what each item is joined to."""
        return tuple(self._pairs()) if self.chart == "pairs" else self.rows

    def _pairs(self) -> Iterator[Row]:
        for row in self.rows:
            texts = [f"{place} {self.right[int(place) - 1]}" for place in row.same]
            texts += [f"near to {place} {self.right[int(place) - 1]}" for place in row.near]
            yield row.model_copy(update={"values": ("; ".join(texts) or NONE,)})
        joined = {place for row in self.rows for place in (*row.same, *row.near)}
        for number, text in enumerate(self.right, start=1):
            if str(number) not in joined:
                yield Row(label=NONE, values=(f"{number} {text}",))
