"""Charts of words: two lists joined by lines, where something stands and where it does not, words set large."""

from __future__ import annotations

from chronicle.edition.charts.plot import Label, Mark, Parts, dot, line, wrapped
from chronicle.records.figures import GAP, Figure

Texts = list[list[str]]  # items, each in lines
SAID = {"yes": "yes", "no": "no", GAP: "not known"}  # any other value is said as it is


def pairs(figure: Figure, width: int, size: int) -> Parts:
    """The rows at the left, the other list at the right, and a line for each pair: full, or broken where it is near."""
    one, two = round(width * 0.39), round(width * 0.55)
    left = [wrapped(row.name, one - 10, size) for row in figure.rows]
    right = [wrapped(f"{n} {text}", width - two - 10, size) for n, text in enumerate(figure.right, start=1)]
    heads = [wrapped(figure.head, one - 10, size), wrapped(figure.columns[0], width - two - 10, size)]
    labels = _lines(heads[0], one - 10, size, size, "name", "end") + _lines(heads[1], two + 10, size, size, "name")
    top = max(map(len, heads)) * (size + 3) + 10
    height = max(_height(left, size, 8), _height(right, size, 8))
    starts, middles = _spread(left, top, height, size), _spread(right, top, height, size)
    for texts, ys, x, anchor in ((left, starts, one - 10, "end"), (right, middles, two + 10, "start")):
        for item, y in zip(texts, ys, strict=True):
            labels += _lines(item, x, y - (len(item) - 1) * (size + 3) / 2 + size * 0.35, size, "words", anchor)
    marks, joined = [], set()
    for row, y in zip(figure.rows, starts, strict=True):
        for kind, places in (("pair", row.same), ("pair near", row.near)):
            marks += [Mark(line([(one, y), (two, middles[int(place) - 1])]), kind) for place in places]
        joined |= {*row.same, *row.near}
    ends = [(one, y, bool(row.same or row.near)) for row, y in zip(figure.rows, starts, strict=True)]
    ends += [(two, y, str(n) in joined) for n, y in enumerate(middles, start=1)]
    marks += [Mark(dot(x, y, 3.2), "point first" if full else "point second") for x, y, full in ends]
    return _pairs_key(top + height + 8, width, size, marks, labels)


def _pairs_key(y: float, width: int, size: int, marks: list[Mark], labels: list[Label]) -> Parts:
    """The drawing with what its lines mean below it."""
    for number, (kind, words) in enumerate((("pair", "the same matter"), ("pair near", "near to it"))):
        x = number * width * 0.56
        marks.append(Mark(line([(x, y + size * 0.65), (x + 22, y + size * 0.65)]), kind))
        labels.append(Label(round(x + 28, 1), round(y + size, 1), words, "tick"))
    marks.append(Mark(dot(11, y + 2 * size + 1, 3.2), "point second"))
    labels.append(Label(28, round(y + 2 * size + 5, 1), "joined to none", "tick"))
    return y + 2 * size + 10, marks, labels


def presence(figure: Figure, width: int, size: int) -> Parts:
    """A mark for each row: filled for yes, hollow for no, a dash where nothing is known, half for another word."""
    labels, y = _lines(wrapped(figure.columns[0], width, size), 0, size, size, "name"), 0.0
    y = len(labels) * (size + 3) + 8
    marks = []
    for row in figure.rows:
        value, middle = row.values[0], y + size * 0.65
        marks += _sign(value, 6, middle)
        name = wrapped(row.name, width - 24, size)
        labels += _lines(name, 24, y + size, size, "words")
        y += len(name) * (size + 3)
        said = wrapped(SAID.get(value, value), width - 24, size)
        labels += _lines(said, 24, y + size, size)
        y += len(said) * (size + 3) + 8
    return y - 6, marks, labels


def _sign(value: str, x: float, y: float) -> list[Mark]:
    if value == GAP:
        return [Mark(line([(x - 5, y), (x + 5, y)]), "gap")]
    inner = [] if value in SAID else [Mark(dot(x, y, 2.4), "point first")]
    return [Mark(dot(x, y, 5), "point first" if value == "yes" else "point second"), *inner]


def words(figure: Figure, width: int, size: int) -> Parts:
    """The first value of each row large, and below it what the row is called, and the other values."""
    labels, y = [], 0.0
    for row in figure.rows:
        y += size * 2.2
        labels.append(Label(0, round(y, 1), row.values[0], "words", size=size * 2))
        y += 8
        for text, kind in [(row.name, "name"), *((value, "") for value in row.values[1:])]:
            lines = wrapped(text, width, size)
            labels += _lines(lines, 0, y + size, size, kind)
            y += len(lines) * (size + 4)
        y += size
    return y - size + 4, [], labels


def _lines(texts: list[str], x: float, y: float, size: int, kind: str = "", anchor: str = "start") -> list[Label]:
    return [Label(x, round(y + n * (size + 3), 1), text, kind, anchor) for n, text in enumerate(texts)]


def _height(items: Texts, size: int, gap: int) -> float:
    return sum(len(item) * (size + 3) + gap for item in items)


def _spread(items: Texts, top: float, height: float, size: int) -> list[float]:
    """The middles of the items, spread over the height."""
    spare, middles, y = (height - _height(items, size, 0)) / len(items), [], top
    for item in items:
        room = len(item) * (size + 3) + spare
        middles.append(round(y + room / 2, 1))
        y += room
    return middles
