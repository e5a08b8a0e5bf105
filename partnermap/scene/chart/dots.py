"""Dot plots: every answer a dot at its step, the median a bar, what is observed a diamond below."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.analysis.profile.bands import Band
from partnermap.domain.record import About
from partnermap.scene import symbols
from partnermap.scene.chart.drawing import MIDDLE, NOTHING, Drawing, first_rows, left_over, rectangle
from partnermap.scene.chart.look import Look, Shade, State
from partnermap.scene.chart.model import ChartScene, Points, Twin
from partnermap.scene.model import Shape

STEPS = 5
_DOT, _DIAMOND, _BADGE = 0.25, 0.32, 0.78
_MOST_DEEP = 3
"""Dots above each other at one step; with more answers a dot stands for several."""

_NARROW = 56.0
"""Sheets of fewer font sizes write what stands beside the dots below the title instead."""


_ROOM = 2.6 * _BADGE
"""Width of the column of badges, in font sizes."""

_FILLS = {Shape.CIRCLE: 0.92, Shape.SQUARE: 0.85, Shape.TRIANGLE: 1.0}
"""Radius of each shape against that of a badge, so that a letter of 7 pt has room in it."""

_SHAPES = {"square": Shape.SQUARE, "triangle": Shape.TRIANGLE}
"""Of badges by the name of their shape; a ring is a circle without a fill of its own."""


@dataclass(frozen=True, slots=True)
class DotRow:
    """One question.

    Attributes:
        title: what was asked about, in bold where `below` says more.
        counts: answers at each step from 1 to 5.
        median: None where nobody answered.
        observed: the step that records show, None where they show none.
        words: written behind the dots.
        band: of the badge, which is plain unless `is_coloured`: too little may stand behind it.
        below: quiet words below the title.
        beside: what is observed, in words.
    """

    title: str
    counts: tuple[int, ...]
    median: float | None
    observed: int | None = None
    words: str = ""
    band: Band = Band.NOT_KNOWN
    is_coloured: bool = False
    below: str = ""
    beside: str = ""
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Rows of dots on one scale from 1 to 5; `beside_are` heads the column of what is observed."""

    title: str
    rows: tuple[DotRow, ...]
    rows_are: str
    empty: str
    beside_are: str = ""
    words_are: str = ""
    note: str = ""


class _Columns:
    """Where the columns stand, and how many answers a dot is."""

    def __init__(self, drawing: Drawing, chart: DotPlot) -> None:
        size, width = drawing.size, drawing.look.width
        self.pad = 0.9 * size
        self.beside_below = width < _NARROW * size
        self.title = (_ROOM + 0.5) * size
        has_beside = any(row.beside for row in chart.rows)
        free = width - self.title
        shares = (0.33, 0.0, 0.32)
        if has_beside:
            shares = (0.42, 0.0, 0.28) if self.beside_below else (0.27, 0.25, 0.23)
        self.title_wide = shares[0] * free - self.pad
        self.beside = self.title + shares[0] * free
        self.beside_wide = max(shares[1] * free - self.pad, 0.0)
        left = self.beside + shares[1] * free
        self.left, self.right = left, left + shares[2] * free
        self.words = self.right + self.pad
        self.words_wide = width - self.words
        self.dot = _DOT * size
        self._pitch = 2 * self.dot + 1.2
        step = (self.right - self.left) / STEPS
        self.across = max(int((step - 2) / self._pitch), 1)
        most = max((max(row.counts, default=0) for row in chart.rows), default=0)
        self.answers = max(-(-most // (self.across * _MOST_DEEP)), 1)
        self.has_observed = any(row.observed is not None for row in chart.rows)

    def x(self, step: float) -> float:
        """The middle of a step."""
        return self.left + (step - 0.5) / STEPS * (self.right - self.left)

    def deep(self, row: DotRow) -> int:
        """How many dots stand above each other, at least one for the line of the row."""
        dots = -(-max(row.counts, default=0) // self.answers)
        return max(-(-dots // self.across), 1)

    def high(self, row: DotRow, size: float) -> tuple[float, float]:
        """Height of the dots, and of the diamond below them."""
        return self.deep(row) * self._pitch + 0.35 * size, 0.85 * size if self.has_observed else 0.0

    def spots(self, count: int, step: int, foot: float) -> list[tuple[float, float]]:
        """The middles of the dots of one step, filled row by row from the line of the scale up."""
        dots = -(-count // self.answers)
        found = []
        for number in range(dots):
            level, place = divmod(number, self.across)
            beside = min(self.across, dots - level * self.across)
            x = self.x(step) + (place - (beside - 1) / 2) * self._pitch
            found.append((x, foot - (level + 0.5) * self._pitch))
        return found


def dot_plot(chart: DotPlot, look: Look) -> ChartScene:
    """A badge, the title, what is observed, the dots and their words, a row each."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    if not chart.rows:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    columns = _Columns(drawing, chart)
    _legend(drawing, chart, columns)
    _head(drawing, chart, columns)
    drawn = 0
    for row in chart.rows:
        lines = _Lines(drawing, columns, row)
        if drawn and drawing.is_full(lines.high):
            break
        _row(drawing, columns, row, lines)
        drawn += 1
    drawing.note(" ".join(filter(None, (left_over(drawn, len(chart.rows)), chart.note))))
    told = first_rows([(row.title, *_told(row)) for row in chart.rows])
    return drawing.done(f"Dots for answers from 1 to 5. {chart.title}. {told}", twin)


class _Lines:
    """The words of a row, folded into their columns, and how high the row is."""

    def __init__(self, drawing: Drawing, columns: _Columns, row: DotRow) -> None:
        is_bold = bool(row.below or row.beside)
        self.title = drawing.folded(row.title, columns.title_wide, bold=is_bold)
        self.is_bold = is_bold
        self.below = _folded(drawing, row.below, columns.title_wide)
        wide = columns.title_wide if columns.beside_below else columns.beside_wide
        self.beside = _folded(drawing, row.beside, wide)
        self.words = _folded(drawing, row.words, columns.words_wide)
        self.first = len(self.title) + len(self.below)
        self.first += len(self.beside) if columns.beside_below else 0
        deepest = max(self.first, len(self.beside), len(self.words))
        self.high = max(deepest * drawing.row, sum(columns.high(row, drawing.size))) + 0.6 * drawing.size


def _folded(drawing: Drawing, words: str, width: float) -> tuple[str, ...]:
    return drawing.folded(words, width) if words else ()


def _legend(drawing: Drawing, chart: DotPlot, columns: _Columns) -> None:
    """What dot, bar, diamond and badges mean, in rows that fit the width; only what is drawn."""
    entries: list[tuple[str, str | Band]] = []
    if any(sum(row.counts) for row in chart.rows):
        one = "one answer" if columns.answers == 1 else f"up to {columns.answers:,} answers"
        entries += [(one, "dot"), ("median", "median")]
    if columns.has_observed:
        entries.append(("step of the records", "observed"))
    entries += [(band.value, band) for band in Band if any(row.band is band for row in chart.rows)]
    x, box = 0.0, _ROOM * drawing.size
    for words, sign in entries:
        wide = box + 0.4 * drawing.size + drawing.wide(words)
        if x and x + wide > drawing.look.width:
            x, drawing.y = 0.0, drawing.y + 1.7 * drawing.row
        middle = drawing.y + drawing.row / 2
        _sign(drawing, sign, x + box / 2, middle)
        drawing.block((words,), x + box + 0.4 * drawing.size, drawing.y)
        x += wide + 1.4 * drawing.size
    drawing.y += 1.7 * drawing.row


def _sign(drawing: Drawing, sign: str | Band, x: float, y: float) -> None:
    if isinstance(sign, Band):
        _badge(drawing, sign, x, y, is_coloured=True)
    elif sign == "median":
        _median(drawing, x, y, 0.6 * drawing.size)
    elif sign == "observed":
        _diamond(drawing, x, y)
    else:
        _dot(drawing, x, y)


def _head(drawing: Drawing, chart: DotPlot, columns: _Columns) -> None:
    """The steps over the dots, and what the columns hold."""
    heads = (
        (chart.beside_are, columns.beside, columns.beside_wide),
        (chart.words_are, columns.words, columns.words_wide),
    )
    shown = [
        (_folded(drawing, words, wide), x)
        for words, x, wide in heads
        if words and (x != columns.beside or columns.beside_wide)
    ]
    deepest = max((len(lines) for lines, _ in shown), default=1)
    for lines, x in shown:
        top = drawing.y + (deepest - len(lines)) * drawing.row
        drawing.block(lines, x, top, colour=drawing.style.muted)
    for step in range(1, STEPS + 1):
        top = drawing.y + (deepest - 1) * drawing.row
        drawing.block((str(step),), columns.x(step), top, align="centre", colour=drawing.style.muted)
    drawing.y += deepest * drawing.row + 0.4 * drawing.size


def _row(drawing: Drawing, columns: _Columns, row: DotRow, lines: _Lines) -> None:
    top, bottom = drawing.y, drawing.y + lines.high
    mark = drawing.mark(_mark_name(row), row.about)
    sheet = rectangle(0.0, top, drawing.look.width, bottom)
    drawing.area(sheet, drawing.style.background, mark=mark)
    drawing.stroke(((0.0, top), (drawing.look.width, top)), drawing.palette.grid, 0.7)
    middle = (top + bottom) / 2
    _badge(drawing, row.band, _ROOM / 2 * drawing.size, middle, is_coloured=row.is_coloured)
    _words(drawing, columns, lines, middle, mark)
    _answers(drawing, columns, row, middle)
    drawing.y = bottom


def _words(drawing: Drawing, columns: _Columns, lines: _Lines, middle: float, mark: int) -> None:
    """Title and what stands below it, what is observed, and the words behind the dots."""
    y = middle - lines.first * drawing.row / 2
    drawing.block(lines.title, columns.title, y, bold=lines.is_bold, mark=mark)
    y += len(lines.title) * drawing.row
    drawing.block(lines.below, columns.title, y, colour=drawing.style.muted, mark=mark)
    if columns.beside_below:
        drawing.block(lines.beside, columns.title, y + len(lines.below) * drawing.row, mark=mark)
    else:
        y = middle - len(lines.beside) * drawing.row / 2
        drawing.block(lines.beside, columns.beside, y, mark=mark)
    drawing.block(lines.words, columns.words, middle - len(lines.words) * drawing.row / 2, mark=mark)


def _answers(drawing: Drawing, columns: _Columns, row: DotRow, middle: float) -> None:
    """The scale, the median behind the dots, the dots, and the diamond below them."""
    dots, lane = columns.high(row, drawing.size)
    y = middle - lane / 2
    drawing.stroke(
        ((columns.x(1), y + dots / 2), (columns.x(STEPS), y + dots / 2)), drawing.palette.grid, 0.7
    )
    for step in range(1, STEPS + 1):
        x = columns.x(step)
        drawing.stroke(((x, y + dots / 2 - 2), (x, y + dots / 2 + 2)), drawing.palette.grid, 0.7)
    if row.median is not None:
        _median(drawing, columns.x(row.median), y, dots / 2)
    for step, count in enumerate(row.counts, 1):
        for spot in columns.spots(count, step, y + dots / 2 - 1):
            _dot(drawing, *spot)
    if row.observed is not None:
        _diamond(drawing, columns.x(row.observed), y + dots / 2 + lane / 2)


def _median(drawing: Drawing, x: float, middle: float, half: float) -> None:
    """A bar with caps, so that dots that stand on it do not hide it."""
    cap = 0.32 * drawing.size
    for line in (
        ((x, middle - half), (x, middle + half)),
        ((x - cap, middle - half), (x + cap, middle - half)),
        ((x - cap, middle + half), (x + cap, middle + half)),
    ):
        drawing.stroke(line, drawing.style.ink, 2.0)


def _dot(drawing: Drawing, x: float, y: float) -> None:
    points = _corners(Shape.CIRCLE, x, y, _DOT * drawing.size)
    drawing.area(points, drawing.palette.series[0], drawing.style.background, width=0.6)


def _diamond(drawing: Drawing, x: float, y: float) -> None:
    points = _corners(Shape.DIAMOND, x, y, _DIAMOND * drawing.size)
    drawing.area(points, drawing.style.background, drawing.style.ink, width=1.4)


def _badge(drawing: Drawing, band: Band, x: float, y: float, *, is_coloured: bool) -> None:
    shape = _SHAPES.get(band.shape, Shape.CIRCLE)
    radius = _BADGE * drawing.size * _FILLS[shape]
    is_grey = band is Band.NOT_KNOWN
    shade = _shade(drawing, band) if is_coloured or is_grey else _plain(drawing)
    points = _corners(shape, x, y, radius)
    drawing.area(points, shade.fill, shade.outline, width=1.2, dash=shade.dash)
    lean = 0.12 * radius if shape is Shape.TRIANGLE else 0.0
    drawing.write(band.letter, x, y + lean + MIDDLE * drawing.size, align="centre", colour=shade.ink)


def _shade(drawing: Drawing, band: Band) -> Shade:
    series, style = drawing.palette.series, drawing.style
    if band is Band.STRONG:
        return Shade(series[0], style.background, style.ink)
    if band is Band.ATTENTION:
        return Shade(series[1], style.background, style.ink)
    if band is Band.MIXED:
        changing = drawing.palette.states[State.CHANGING]
        return Shade(changing.fill, changing.ink, changing.outline)
    return Shade(drawing.palette.grid, style.ink, style.muted)


def _plain(drawing: Drawing) -> Shade:
    return Shade(drawing.style.background, drawing.style.ink, drawing.style.muted, dash=(2.5, 1.5))


def _corners(shape: Shape, x: float, y: float, radius: float) -> Points:
    return tuple((float(a), float(b)) for a, b in symbols.outline(shape, x, y, radius))


def _mark_name(row: DotRow) -> str:
    parts = (row.title, *_told(row), row.beside, row.words)
    return ". ".join(part.rstrip(".") for part in parts if part)


def _told(row: DotRow) -> tuple[str, ...]:
    """Band, answers and the step of the records, for those who cannot see them."""
    step = f"the records show step {row.observed}" if row.observed is not None else ""
    return row.band.value, counts_in_words(row.counts), step


def counts_in_words(counts: Sequence[int]) -> str:
    """`2 at 3, 5 at 4`: how many answers stand at which step."""
    return ", ".join(f"{count:,} at {step}" for step, count in enumerate(counts, 1) if count)


def _twin(chart: DotPlot) -> Twin:
    rows = [
        (
            row.title,
            row.band.value,
            row.beside or (NOTHING if row.observed is None else f"step {row.observed}"),
            counts_in_words(row.counts) or NOTHING,
            NOTHING if row.median is None else f"{row.median:g}",
            row.words.removesuffix("."),
        )
        for row in chart.rows
    ]
    return Twin((chart.rows_are, "Band", "Observed", "Answers", "Median", "In words"), tuple(rows))
