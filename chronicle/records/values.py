"""What a field may hold: each kind of value, and what an editor is told who writes another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from chronicle.records import dates
from chronicle.records.problems import nearest

_MARKUP = re.compile(r"<[A-Za-z/!?]|\]\(|\{[{%#]|\[\^|\*|`|~~|(?<!\S)_\S[^_]*_(?!\w)|&#?\w+;|^#+ ")
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def plain_text(value: Any) -> str:
    """The text without needless spaces; ValueError where it is none, or more than plain text."""
    if not isinstance(value, str):
        raise ValueError("must be one value, not a list or a group of fields")
    text = " ".join(value.split())
    if not text:
        raise ValueError("is empty; fill it in, or take the line out")
    if found := _MARKUP.search(text):
        raise ValueError(f"holds markup; write plain text, without '{found[0]}'")
    if not text.isprintable():
        sign = next(sign for sign in text if not sign.isprintable())
        raise ValueError(f"holds a sign that cannot be seen (U+{ord(sign):04X}); take it out")
    return text


def _number(value: Any) -> float:
    if isinstance(value, float):
        return value
    text = plain_text(value)
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ValueError(f"'{text}' is not a number; write it like 39.9")
    return float(text)


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = plain_text(value)
    if text not in ("true", "false"):
        raise ValueError(f"'{text}' is neither true nor false")
    return text == "true"


def is_id(text: str) -> bool:
    """Whether the text has the form of an id."""
    return re.fullmatch(_ID, text) is not None


def form(pattern: str, message: str) -> AfterValidator:
    """A check that the whole text has a form; the message is what an editor reads behind the text in quotes."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"'{value}' {message}")
        return value

    return AfterValidator(check)


def one_of(known: Iterable[str]) -> AfterValidator:
    """A check that a text is one of these."""

    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"'{value}' is not one of {', '.join(known)}{nearest(value, known)}")
        return value

    return AfterValidator(check)


def _isbn(value: str) -> str:
    digits = value.replace("-", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{9}[0-9X]|[0-9]{13}", digits):
        raise ValueError(f"'{value}' is not an ISBN; it has 13 digits, or 10 in old books")
    return value


def _date(value: Any) -> dates.Date:
    return value if isinstance(value, dates.Date) else dates.parse(plain_text(value))


def _ids(value: Any) -> Any:
    if not isinstance(value, list):
        raise ValueError("must be a list; write [one, two], or a line '- …' for each")
    doubled = sorted({item for item in value if isinstance(item, str) and value.count(item) > 1})
    if doubled:
        raise ValueError(f"names {', '.join(doubled)} twice; once is enough")
    return value


@dataclass(frozen=True)
class To:
    """Marks a field as naming records of a kind, or, for ``passages``, paragraphs of the essay."""

    kind: str


Text = Annotated[str, BeforeValidator(plain_text)]
Id = Annotated[Text, form(_ID, "is not an id; use small letters, digits and single hyphens")]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_ids)]
Hanzi = Annotated[Text, form(r"[\u3400-\u9fff·（）、]+", "is not written in Chinese characters alone")]
Link = Annotated[
    Text,
    form(
        r"https?://[!#-&(-;=?-~]+",
        "is not a web address; it starts with https://, has no spaces, and letters not of English as %…",
    ),
]
Doi = Annotated[
    Text,
    form(r"10\.[0-9]{4,9}/\S+", "is not a DOI; it starts with 10. and stands here without https://doi.org/"),
]
Orcid = Annotated[Text, form(r"(\d{4}-){3}\d{3}[\dX]", "is not an ORCID; write it like 0000-0002-1825-0097")]
Contact = Annotated[
    Text,
    form(r"[^\s@]+@[^\s@]+\.[^\s@]+|https://\S+", "is no address to write to; give an e-mail or a web address"),
]
Isbn = Annotated[Text, AfterValidator(_isbn)]
Language = Annotated[
    Text,
    form(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "is not the code of a language; write it like en, zh, fr or ru"),
]
Pinyin = Annotated[
    Text,
    form(r"[^\u3400-\u9fff]+", "holds Chinese characters; write it in Latin letters with tone marks"),
]
Dated = Annotated[dates.Date, BeforeValidator(_date)]
Number = Annotated[float, BeforeValidator(_number)]
Truth = Annotated[bool, BeforeValidator(_yes_or_no)]
PassageRef = Annotated[
    Text,
    form(r"[a-z0-9-]+#p[1-9][0-9]*", "is not a passage; write the page and the paragraph, like introduction#p2"),
    To("passages"),
]
PassageRefs = Annotated[tuple[PassageRef, ...], To("passages")]
Colour = Annotated[Text, form(r"#[0-9a-f]{6}", "is not a colour; write it like #b3261e")]
Projection = Annotated[Literal["equal-earth", "mercator"], BeforeValidator(plain_text)]
Feature = Annotated[Literal["A", "H", "L", "P", "R", "S", "T"], BeforeValidator(plain_text)]
Side = Annotated[Literal["above", "below"], BeforeValidator(plain_text)]
Sign = Annotated[Literal["full", "hollow", "half"], BeforeValidator(plain_text)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_ids)]
Certainty = Annotated[Literal["high", "medium", "low"], BeforeValidator(plain_text)]
Verdict = Annotated[Literal["differs", "shortened", "not checkable"], BeforeValidator(plain_text)]
AddressText = Annotated[
    Text,
    form(
        r"/(?:[a-z0-9-]+/)*(?:#[\w-]+)?",
        "is not an address; write it from the first slash, like /people/ or /people/#an-id",
    ),
]
Level = Annotated[Literal["secondary", "university", "both"], BeforeValidator(plain_text)]
Nature = Annotated[Literal["fact", "judgement", "question"], BeforeValidator(plain_text)]
Chart = Annotated[
    Literal["units", "bars", "columns", "line", "pairs", "presence", "words", "none"], BeforeValidator(plain_text)
]
Place = Annotated[Text, form(r"[1-9][0-9]*", "is not a place in a list; write 1 for the first, 2 for the second …")]
Places = Annotated[tuple[Place, ...], BeforeValidator(_ids)]
CslType = Literal[
    "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "collection", "dataset", "document",
    "entry-encyclopedia", "graphic", "interview", "legislation", "personal_communication", "report", "speech",
    "thesis", "treaty", "webpage",
]  # fmt: skip
CslKind = Annotated[CslType, BeforeValidator(plain_text)]
