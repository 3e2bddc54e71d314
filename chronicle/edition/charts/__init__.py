"""Figures as drawings: pure geometry. Colours and strokes are the stylesheet's.

Each figure is drawn twice, for wide and for narrow places, so that its text is never smaller than the text around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chronicle.edition.charts import counted, related, timed
from chronicle.edition.charts.plot import SIZES, Drawing, Parts
from chronicle.records.events import Event
from chronicle.records.figures import Figure

__all__ = ["CHARTS", "TIMED", "Drawing", "drawings"]

CHARTS: dict[str, Callable[[Figure, int, int], Parts]] = {
    "units": counted.units,
    "bars": counted.bars,
    "pairs": related.pairs,
    "presence": related.presence,
    "words": related.words,
}
TIMED = {"columns": timed.columns, "line": timed.lines}


def drawings(figure: Figure, events: Mapping[str, Event]) -> list[Drawing]:
    """The figure's drawings, one for each of ``SIZES``; none where it is a table alone."""
    if figure.chart not in CHARTS and figure.chart not in TIMED:
        return []
    own = [events[name] for name in figure.events]
    found = []
    for name, (width, size) in SIZES.items():
        timed_chart = TIMED.get(figure.chart)
        parts = timed_chart(figure, own, width, size) if timed_chart else CHARTS[figure.chart](figure, width, size)
        height, marks, labels = parts
        found.append(Drawing(name, width, round(height, 1), size, tuple(marks), tuple(labels)))
    return found
