"""What the edition offers a class: hand-outs with their tasks, and paths through the pages."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from chronicle.records.model import Part, Record
from chronicle.records.values import AddressText, Id, Ids, Level, Number, Text, To

Minutes = Annotated[Number, Field(ge=1, le=60)]


class Task(Part):
    """A task, how long it takes, and what a good answer holds."""

    minutes: Minutes
    task: Text
    answer: Text


class Handout(Record):
    """One sheet on an event or a theme, whose id it has: a note, two sources, and three tasks."""

    may_be_none: ClassVar[bool] = True
    level: Level
    note: Annotated[Id | None, To("notes")] = None
    sources: Annotated[Ids, To("sources")]
    find: Task
    compare: Task
    judge: Task

    @property
    def tasks(self) -> dict[str, Task]:
        """The tasks by their kind, the easiest first."""
        return {"find": self.find, "compare": self.compare, "judge": self.judge}

    @property
    def minutes(self) -> int:
        """How long all three tasks take."""
        return round(sum(task.minutes for task in self.tasks.values()))


class ReadingPath(Record):
    """A way through the edition for a lesson: the addresses on it, and what to look for at each."""

    class Step(Part):
        """A stop on the way: an address of this site, as in ``published.txt``."""

        at: AddressText
        minutes: Minutes
        look: Text

    may_be_none: ClassVar[bool] = True
    name: Text
    aim: Text
    steps: tuple[Step, ...] = Field(min_length=2)

    @property
    def minutes(self) -> int:
        """How long the whole path takes."""
        return round(sum(step.minutes for step in self.steps))
