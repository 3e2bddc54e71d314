"""What every record has, and how the parts of one are declared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from chronicle.records.values import Id, To


class Part(BaseModel):
    """A group of fields inside a record, with no field that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)

    def references(self, field: str = "") -> Iterator[tuple[str, str, str]]:
        """All that it names, parts of parts included: the field as an editor calls it, the kind, the id."""
        for key, info in type(self).model_fields.items():
            value, name = getattr(self, key), f"{field} {info.alias or key}".strip()
            kinds = [mark.kind for mark in info.metadata if isinstance(mark, To)]
            for one in (value if isinstance(value, tuple) else (value,)) if value and kinds else ():
                yield name, kinds[0], one
            for number, part in enumerate(value if isinstance(value, tuple) else (), start=1):
                if isinstance(part, Part):
                    yield from part.references(f"{name} {number}")


class Record(Part):
    """A record: a part with an id. Of a kind that ``may_be_none`` there need be no record yet."""

    may_be_none: ClassVar[bool] = False

    id: Id
