"""What pydantic finds wrong with a record, in an editor's words."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from chronicle.problems import Problem, nearest

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
