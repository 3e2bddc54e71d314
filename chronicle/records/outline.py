"""The frame of an edition: its periods, lanes and themes, its maps."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chronicle.records.model import Part, Record
from chronicle.records.values import (
    Colour,
    Dated,
    Ids,
    Number,
    PassageRef,
    PassageRefs,
    Projection,
    Side,
    Sign,
    Text,
    To,
)


class Period(Record):
    """One of the essay's periods; ``covers`` is the span its events must start in, ``colours`` those of its marks."""

    class Colours(Part):
        """On the light page and on the dark one."""

        light: Colour
        dark: Colour

    name: Text
    title: Text
    question: Text
    covers: Dated
    colours: Colours


class Lane(Record):
    """Where events happen: a row of the drawing, labelled, above or below its axis, with a sign for its marks."""

    name: Text
    label: Text
    side: Side
    sign: Sign
    says: Text


class Theme(Record):
    """A thread through the essay: the passages that carry it, what changed between the periods, what to ask of it."""

    class Passage(Part):
        """A paragraph on the theme, and in a few words what it says there."""

        at: PassageRef
        says: Text

    class Change(Part):
        """A paragraph on what changed, with the records that it rests on."""

        text: Text
        passages: PassageRefs = ()
        events: Annotated[Ids, To("events")] = ()
        notes: Annotated[Ids, To("notes")] = ()

    name: Text
    question: Text
    passages: tuple[Passage, ...] = Field(min_length=1)
    change: tuple[Change, ...] = Field(min_length=2, max_length=3)
    questions: tuple[Text, ...] = Field(min_length=3, max_length=3)


class Sheet(Record):
    """A map between two meridians and two parallels, in degrees; the first shows all places, the others parts of it."""

    name: Text
    west: Number
    south: Number
    east: Number
    north: Number
    projection: Projection
    grid: Number
