"""A JSON Schema for each file of records, by which an editor's program completes and checks what one types.

The fields and their forms come from the models, the explanations from the comments at the head of the file. What a
schema cannot say, such as whether an id exists or a span ends after it starts, ``python -m chronicle`` checks.
"""

from __future__ import annotations

import re
from inspect import getclosurevars
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel

from chronicle.exports.imprint import as_json
from chronicle.records.dates import FORMS, Date
from chronicle.records.load import KINDS
from chronicle.records.model import Record
from chronicle.records.problems import fields, inner
from chronicle.records.sources import Name
from chronicle.records.values import Ids, Isbn

FOLDER = "schemas"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAYS = "-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?|-(?:0[13-9]|1[0-2])-(?:29|30)|-(?:0[13578]|1[02])-31"
_MOMENT = f"(?!000[0X])(?:[0-9]{{4}}(?:{_DAYS})?|{_LEAP}-02-29|[0-9]{{3}}X)[~?%]?"
EDTF = f"^{_MOMENT}(?:/(?:{_MOMENT}|\\.\\.))?$"
# To this site every value is text; a program that reads YAML by the book takes some of it for numbers
_TEXT = ["string", "number", "boolean"]
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": _TEXT, "minLength": 1},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Date: {
        "type": ["string", "integer"],
        "pattern": EDTF,
        "patternErrorMessage": f"is not a date; write {FORMS}",
        "minimum": 1,
        "maximum": 9999,
        "examples": ["1920-08-13", "1920-08", "1920", "192X", "1924~", "1919-03-02/1919-03-06", "2013/.."],
    },
}
_CHECKED = {
    get_args(Ids)[-1]: {"uniqueItems": True},
    get_args(Isbn)[-1]: {"type": ["string", "integer"], "pattern": "^(?:[- ]*[0-9]){9}(?:[- ]*[0-9]){0,3}[- ]*[0-9X]$"},
}


def schemas(data: Path) -> dict[str, str]:
    """The schema of each file in the folder of records, as JSON, by its kind."""
    return {kind: as_json(_file(model, _head(data / f"{kind}.yml"))) for kind, model in KINDS.items()}


def write(data: Path) -> int:
    """Write the schemas into their folder beside the records; their number comes back."""
    texts = schemas(data)
    (data / FOLDER).mkdir(exist_ok=True)
    for kind, text in texts.items():
        (data / FOLDER / f"{kind}.json").write_text(text, encoding="utf-8", newline="\n")
    return len(texts)


def _head(path: Path) -> str:
    """The comments at the head of a file."""
    return re.match(r"(?:#.*\n|\n)*", path.read_text(encoding="utf-8-sig"))[0]


def _file(model: type[Record], head: str) -> dict[str, Any]:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Made by python -m chronicle schemas",
        "type": "array", "minItems": 0 if model.may_be_none else 1, "items": _part(model, head),
    }  # fmt: skip


def _part(model: type[BaseModel], head: str, indent: int = 3) -> dict[str, Any]:
    """The schema of a group of fields, which ``head`` explains in lines that are indented so far."""
    said = _explained(model, head, indent)
    properties = {}
    for key, info in model.model_fields.items():
        name = info.alias or key
        text, rest = said.get(name, ("", ""))
        properties[name] = _value(info.annotation, info.metadata, rest, indent)
        if text:
            properties[name]["description"] = text
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [info.alias or key for key, info in model.model_fields.items() if info.is_required()]
    if model is Name:  # a person or a body
        return found | {"oneOf": [{"required": ["family"]}, {"required": ["literal"]}]}
    return found | {"required": required}


def _explained(model: type[BaseModel], head: str, indent: int) -> dict[str, tuple[str, str]]:
    """What the head of a file says of each field, and the lines below that explain its parts."""
    one = rf"(?:{'|'.join(map(re.escape, fields(model)))})"
    head = re.sub(rf"(?<=[^#\s]) {{3,}}(?={one} {{2,}})", "\n#" + " " * indent, head)  # two in a line
    form = rf"^# {{{indent}}}({one}(?:,? {one})*)(?: {{2,}}(.*(?:\n# {{{indent + 4},}}.*)*))?$"
    rows = list(re.finditer(form, head, re.M))
    ends = [*(row.start() for row in rows[1:]), len(head)]
    return {
        name: (re.sub(r"\n#\s+", "\n", row[2] or ""), head[row.end() : end])
        for row, end in zip(rows, ends, strict=False)
        for name in re.split(",? ", row[1])
    }


def _value(annotation: Any, marks: Any, head: str, indent: int) -> dict[str, Any]:
    """The schema of a value of this type, under the checks that mark it."""
    origin, arguments = get_origin(annotation), [part for part in get_args(annotation) if part is not type(None)]
    if origin is Annotated:
        return _value(arguments[0], arguments[1:], head, indent)
    if origin in (Union, UnionType):
        return _value(arguments[0], marks, head, indent)
    if origin is tuple:
        found = {"type": "array", "items": _value(arguments[0], (), head, indent)}
    elif origin is Literal:
        found = {"enum": arguments}
    else:
        found = _part(annotation, head, indent + 2) if inner(annotation) else dict(_PLAIN[annotation])
    for mark in marks:
        found |= _checked(mark)
    return found


def _checked(mark: Any) -> dict[str, Any]:
    """What a check on a value is in a schema; nothing where it has no words for it."""
    match mark:
        case MinLen(least):
            return {"minItems": least}
        case MaxLen(most):
            return {"maxItems": most}
        case Ge(least):
            return {"minimum": least}
        case Le(most):
            return {"maximum": most}
        case AfterValidator(check) if mark not in _CHECKED:
            return _form(**getclosurevars(check).nonlocals)
    return _CHECKED.get(mark, {})


def _form(pattern: str = "", message: str = "", known: Any = (), **_: Any) -> dict[str, Any]:
    """A text that has a form, or is one of those that are known. Numbers have no form that ``1949`` has not."""
    if not pattern:
        return {"enum": list(known)} if known else {}
    plain = pattern.replace('\\"', '"')  # as Python needs it between quotes, and other programs refuse it
    found = {"pattern": f"^(?:{plain})$", "patternErrorMessage": message}
    return found if re.fullmatch(pattern, "1949") else found | {"type": "string"}
