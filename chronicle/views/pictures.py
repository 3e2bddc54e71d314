"""The preview picture of each page, which a shared link shows: what stands in it, and the drawing as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from chronicle.edition import Edition
from chronicle.records import addresses
from chronicle.records.events import Event
from chronicle.records.outline import Period
from chronicle.views import strip
from chronicle.views.event_pages import years

WIDTH, MARGIN = 1200, 72
ROOM = WIDTH - 2 * MARGIN
LARGE = 240  # the size of years, where they have room
SIZES = {True: (64, 56, 50), False: (112, 96, 80, 68)}  # of a title below years, and of one alone
COVER = (128, 112, 96, 80)  # of the title of a book
LINES = 2
# How wide signs are, in parts of the size; all others are about half of it
_WIDTHS = {" '’": 0.2, ".,:;!|-/()[]fijltI": 0.29, "“”rszcJ?": 0.39, "wACDGHKNOQRTUVXY&": 0.65, "mMW": 0.86}


@dataclass(frozen=True)
class Picture:
    """A picture: ``large`` years, if any, a ``title``, a line of ``words``, and the ``events`` that stand out.

    Its ground has the colour of the ``period``, if it has one.
    """

    title: str
    words: str = ""
    large: str = ""
    period: Period | None = None
    events: tuple[Event, ...] = ()


def of_page(edition: Edition, path: str) -> Picture:
    """What the picture of the page with this path under ``docs`` holds."""
    records = edition.records
    if event := records.events.get(addresses.event_of(path)):
        place = records.places[event.place] if event.place else None
        where = f" · {place.name}, {place.country}" if place else ""
        return Picture(event.title, event.date.words() + where, years(event), records.periods[event.period], (event,))
    folder, _, name = path.removesuffix(".md").rpartition("/")
    if folder == "periods" and (period := records.periods.get(name)):
        return Picture(period.title, "", period.name, period, tuple(edition.events_of(name)))
    if folder == "themes" and (theme := records.themes.get(name)):
        return Picture(theme.name, theme.question, events=tuple(edition.mentions("themes", name).events))
    if path == "index.md":
        return Picture(edition.colophon.title, edition.colophon.subtitle)
    return Picture(edition.published.current[addresses.of_page(path)].name)


def shows(edition: Edition, picture: Picture) -> str:
    """The picture in words."""
    line = strip.of(edition)
    years = f"{picture.large}: " if picture.large else ""
    return f"{years}{picture.title}. Below it, all events on a line from {line.first.year} to {line.last.year}."


def svg(edition: Edition, picture: Picture) -> str:
    """The picture as SVG."""
    size, lines = _set(picture.title, SIZES[bool(picture.large)])
    return _template("picture.svg").render(
        picture=picture,
        size=size,
        lines=lines,
        large=round(min(LARGE, ROOM / (0.48 * max(len(picture.large), 1)))),
        small=round(min(30, ROOM / max(_width(picture.words), 1))),
        line=strip.of(edition),
        scale=ROOM / strip.LENGTH,
        margin=MARGIN,
        colophon=edition.colophon,
    )


def cover(edition: Edition) -> str:
    """The cover of the edition as a book, as SVG."""
    size, lines = _set(edition.colophon.title, COVER, 4)
    return _template("cover.svg").render(
        size=size, lines=lines, line=strip.of(edition), scale=ROOM / strip.LENGTH, margin=MARGIN, width=WIDTH,
        colophon=edition.colophon, words=_lines(edition.colophon.subtitle, ROOM / 44),
    )  # fmt: skip


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(text)


def _set(title: str, sizes: tuple[int, ...], most: int = LINES) -> tuple[int, list[str]]:
    """The largest of the sizes in which the title takes few enough lines, and the lines."""
    size = next((size for size in sizes if len(_lines(title, ROOM / size)) <= most), sizes[-1])
    room, number = ROOM / size, len(_lines(title, ROOM / size))
    while len(_lines(title, room - 0.5)) == number and room > 1:  # lines of one length look best
        room -= 0.5
    return size, _lines(title, room)


def _lines(text: str, room: float) -> list[str]:
    """The text in lines that are no wider than ``room``, given in parts of the size."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines[-1:] = [longer] if _width(longer) <= room or not lines[-1] else [lines[-1], word]
    return lines


def _width(text: str) -> float:
    """About how wide a text is, in parts of its size."""
    return sum(next((width for signs, width in _WIDTHS.items() if sign in signs), 0.5) for sign in text)
