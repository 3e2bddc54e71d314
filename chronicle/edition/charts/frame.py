"""What charts over time share: the plane, the line of years, and thin lines for events."""

from __future__ import annotations

from collections.abc import Sequence

from chronicle.edition.charts.plot import (
    MANY,
    Label,
    Mark,
    Plane,
    line,
    named_years,
    steps,
    width_of,
    year_of,
)
from chronicle.records.events import Event
from chronicle.records.figures import Figure
from chronicle.records.numbers import numbers

Moments = list[tuple[float, str]]  # a place in time, and what is written there
Drawn = tuple[list[Mark], list[Label]]


def moments(figure: Figure, events: Sequence[Event]) -> Moments:
    """The events that the chart can show, as exactly as its own dates are; columns show none beside their years."""
    dates = [row.date for row in figure.rows if row.date]
    whole = all(date.start.month is None for date in dates)
    found = []
    for event in sorted(events, key=lambda event: event.date.earliest):
        place = event.date.earliest.year if whole or event.date.start.month is None else _fraction(event)
        text = f"{event.date.earliest.year} {event.short or ''}".strip()
        if figure.chart == "line" or year_of(dates[0]) <= place <= year_of(dates[-1]):
            found.append((float(place), text))
    return found


def _fraction(event: Event) -> float:
    day = event.date.earliest
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 2)


def plane_of(figure: Figure, width: int, size: int, right: float, marked: Moments) -> Plane:
    """The plane of a chart over time, below a line of text for each event."""
    times = [year_of(row.date) for row in figure.rows if row.date] + [place for place, _ in marked]
    amounts = [float(value) for row in figure.rows for value in numbers(row.values) if value is not None]
    single = len(figure.columns) == 1
    height = round(width * (0.4 if width > 400 else 0.62 if single else 0.85))
    left = 14.0 if single else 26.0
    if figure.chart == "columns":
        left = right = width / (max(times) - min(times) + 1) / 2
    over = len(marked) * (size + 5)
    return Plane(left, width - right, size + 12 + over, height + over, (min(times), max(times)), max(amounts))


def frame(plane: Plane, width: int, size: int, figure: Figure) -> Drawn:
    """The base line with its years, and lines at round amounts where the values are not all written out."""
    marks = [Mark(line([(0, plane.bottom), (width, plane.bottom)]), "base")]
    labels = []
    for year in named_years(*plane.years, room=(plane.right - plane.left) / width_of("1965  ", size)):
        anchor = "end" if plane.x(year) + size * 1.2 > width else "middle" if plane.x(year) > size * 1.2 else "start"
        x = {"start": 0, "middle": plane.x(year), "end": width}[anchor]
        labels.append(Label(x, plane.bottom + size + 5, str(year), "tick", anchor))
        marks.append(Mark(line([(plane.x(year), plane.bottom), (plane.x(year), plane.bottom + 4)]), "base"))
    if len(figure.columns) > 1 or len(figure.rows) > MANY:
        for amount in steps(plane.most)[1:]:
            marks.append(Mark(line([(0, plane.y(amount)), (width, plane.y(amount))]), "grid"))
            labels.append(Label(0, plane.y(amount) - 4, f"{amount:,}", "tick"))
    return marks, labels


def lines_of(marked: Moments, plane: Plane, width: int, size: int) -> Drawn:
    """A thin line for each event, from its words down to the base; the words of the first stand highest."""
    marks, labels = [], []
    for number, (place, text) in enumerate(marked):
        x, y = plane.x(place), number * (size + 5) + size
        marks.append(Mark(line([(x, y - size + 2), (x, plane.bottom)]), "event"))
        room = width_of(text, size)
        if x + 5 + room <= width or x < room + 5:
            labels.append(Label(min(x + 5, max(width - room, 0)), y, text, "event"))
        else:
            labels.append(Label(x - 5, y, text, "event", "end"))
    return marks, labels
