"""What is wrong with the records: one clear line for each mistake, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

LONGEST = 400  # letters of one part of a message, whatever an editor has pasted into a field


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file it is in (as seen from the repository), the record, the field, and the mend.

    ``follows`` is true of what may only be the consequence of another mistake, such as a record that nothing uses.
    """

    file: str
    record: str
    field: str
    mend: str
    follows: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return ": ".join(_line(part) for part in (self.file, self.record, self.field, self.mend) if part)


class BadRecords(Exception):
    """Raised once, with every problem found; its text is ready to be shown to an editor."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(_causes(set(problems)))
        count = len(self.problems)
        noun = "mistake" if count == 1 else "mistakes"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} {noun} in the records or the pages:\n{lines}")


def _causes(problems: set[Problem]) -> set[Problem]:
    """The problems without those that are gone when a reference to their record is spelt as another one suggests."""
    meant = {name for problem in problems for name in re.findall(r"did you mean '(?:[^']*#)?([^']*)'", problem.mend)}
    return {problem for problem in problems if not (problem.follows and problem.record in meant)}


def _line(text: str) -> str:
    """The text on one line, of bearable length, and without what a screen cannot show."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} …"


def nearest(word: str, words: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the closest of the words, or nothing."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


MISSING = "is missing; add it"
NO_FIELDS = "is not a record; write its fields as 'name: value' lines"
NO_LIST = "must be a list; write [one, two], or a line '- …' for each"


def in_words(name: str, label: str, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Pydantic's findings, as problems that an editor can mend: one for each mistake.

    ``name`` is the file, ``label`` the record, ``model`` its kind. A field that is missing because it is misspelt is
    one mistake, and so is a list that is too short because one of its items is wrong.
    """
    details = error.errors()
    inside = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    counted = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]
    found = [_in_words(name, label, model, detail) for detail in counted]
    misspelt = {field for problem in found for field in re.findall(r"did you mean '([^']*)'", problem.mend)}
    return [item for item in found if item.mend != MISSING or item.field.split(" ")[-1] not in misspelt]


def _in_words(name: str, label: str, model: type[BaseModel], detail: Any) -> Problem:
    place = " ".join(str(part + 1) if isinstance(part, int) else str(part) for part in detail["loc"])
    context = detail.get("ctx", {})
    mends = {
        "missing": MISSING,
        "extra_forbidden": f"is not a field here{_known(model, detail['loc'])}",
        "model_type": NO_FIELDS,
        "model_attributes_type": NO_FIELDS,
        "tuple_type": NO_LIST,
        "too_short": _too_few(context),
        "too_long": f"holds {context.get('actual_length')}; it takes at most {context.get('max_length')}",
        "less_than_equal": f"'{detail['input']}' is out of range; at most {context.get('le')}",
        "greater_than_equal": f"'{detail['input']}' is out of range; at least {context.get('ge')}",
        "literal_error": _one_of(str(detail["input"]), re.findall(r"'([^']*)'", str(context.get("expected")))),
    }
    mend = str(context["error"]) if "error" in context else mends.get(detail["type"], detail["msg"])
    return Problem(name, label, place, mend)


def fields(model: type[BaseModel]) -> list[str]:
    """The names of a model's fields, as an editor writes them."""
    return [field.alias or key for key, field in model.model_fields.items()]


def inner(annotation: Any) -> type[BaseModel] | None:
    """The model that a field of this type holds, in a list or alone; None where it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner(part))), None)


def _known(model: type[BaseModel], place: tuple[int | str, ...]) -> str:
    """The nearest field to the last part of ``place``, or all fields that may stand there."""
    *way, wrong = place or ("",)
    for part in way:
        if isinstance(part, str):
            field = next(field for key, field in model.model_fields.items() if part in (key, field.alias))
            model = inner(field.annotation) or model
    known = fields(model)
    return nearest(str(wrong), known) or f"; it takes {', '.join(known)}"


def _too_few(context: dict[str, Any]) -> str:
    if context.get("min_length") == 1:
        return "is empty; it needs at least one"
    return f"holds {context.get('actual_length')}; it needs at least {context.get('min_length')}"


def _one_of(value: str, choices: list[str]) -> str:
    return f"'{value}' is not one of {', '.join(choices)}{nearest(value, choices)}"
