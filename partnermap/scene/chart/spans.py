"""Bars over time: one row for each record, its states told apart by hatch, outline and words."""

import datetime as dt
from dataclasses import dataclass

from partnermap.domain.dates import ONE_DAY
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.scene.chart.drawing import NOTHING, Drawing, first_rows, left_over, rectangle
from partnermap.scene.chart.look import Look, State
from partnermap.scene.chart.model import ChartScene, Twin
from partnermap.scene.chart.years import DateMark, TimeGrid, TimeScale

_LABELS = 0.32


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a row, first and last day included; None runs on to the edge."""

    start: dt.date | None
    end: dt.date | None
    state: State
    words: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One row; `note` is written behind it and says what the bar cannot."""

    title: str
    spans: tuple[Span, ...]
    note: str = ""
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeBars:
    """Rows over the days from `first` to `last`; `on` is the date of the data.

    Attributes:
        states: what each state that occurs means here, as the legend says it.
        rows_are: what a row is: the heading of the table's first column.
    """

    title: str
    rows: tuple[TimeRow, ...]
    states: tuple[tuple[State, str], ...]
    first: dt.date
    last: dt.date
    on: dt.date
    rows_are: str
    empty: str
    dates: tuple[DateMark, ...] = ()
    note: str = ""


def time_bars(chart: TimeBars, look: Look) -> ChartScene:
    """The rows under a scale of years, with dated lines over them."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    if not chart.rows:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    shades = drawing.palette.states
    used = {span.state for row in chart.rows for span in row.spans}
    drawing.legend([(words, shades[state]) for state, words in chart.states if state in used])
    pad = 0.8 * drawing.size
    left = drawing.column([row.title for row in chart.rows], _LABELS) + pad
    notes = drawing.column([row.note for row in chart.rows], 0.22)
    right = look.width - (notes + pad if notes > 1 else 0.0) - 2
    scale = TimeScale(chart.first, chart.last, left, right)
    grid = TimeGrid(drawing, scale, chart.on, chart.dates)
    grid.key()
    grid.head()
    top = drawing.y
    drawn = _draw_rows(drawing, chart, scale)
    grid.rule(top)
    drawing.note(" ".join(filter(None, (left_over(drawn, len(chart.rows)), chart.note))))
    return drawing.done(f"Bars over time. {chart.title}. {first_rows(twin.rows)}", twin)


def _draw_rows(drawing: Drawing, chart: TimeBars, scale: TimeScale) -> int:
    pad = 0.8 * drawing.size
    for number, row in enumerate(chart.rows):
        titles = drawing.folded(row.title, scale.left - pad)
        room = drawing.look.width - scale.right - pad
        notes = drawing.folded(row.note, room) if row.note and room > 0 else ()
        height = max(drawing.bar, max(len(titles), len(notes)) * drawing.row) + 5
        if number and drawing.is_full(height):
            return number
        middle = drawing.y + (height - 5) / 2
        whole = drawing.mark(_said(row), row.about)
        top = middle - len(titles) * drawing.row / 2
        drawing.block(titles, 0.0, top, mark=whole)
        top = middle - len(notes) * drawing.row / 2
        drawing.block(notes, scale.right + pad, top, colour=drawing.style.muted)
        for span in row.spans:
            _draw_span(drawing, row, span, scale, middle)
        drawing.y += height
    return len(chart.rows)


def _draw_span(drawing: Drawing, row: TimeRow, span: Span, scale: TimeScale, middle: float) -> None:
    left = scale.left if span.start is None else scale.x(span.start)
    right = scale.right if span.end is None else scale.x(min(span.end, scale.last) + ONE_DAY)
    if (span.end or scale.first) < scale.first or (span.start or scale.last) > scale.last:
        return
    mark = drawing.mark(f"{row.title}: {_span_words(span)}", span.about or row.about)
    half = drawing.bar / 2
    box = (left, middle - half, max(right, left + 3.0), middle + half)
    shade = drawing.palette.states[span.state]
    drawing.shaded(rectangle(*box), shade, mark)
    drawing.inside(span.words, box, shade, mark)


def _span_words(span: Span) -> str:
    since = f"from {day_in_words(span.start)}" if span.start else ""
    until = f"to {day_in_words(span.end)}" if span.end else ""
    when = " ".join(filter(None, (since, until))) or "no dates recorded"
    return f"{span.words}, {when}" if span.words else when


def _said(row: TimeRow) -> str:
    return f"{row.title}: {row.note}" if row.note else row.title


def _twin(chart: TimeBars) -> Twin:
    rows = [
        (row.title, "; ".join(_span_words(span) for span in row.spans) or NOTHING, row.note)
        for row in chart.rows
    ]
    if any(row.note for row in chart.rows):
        return Twin((chart.rows_are, "When", "Notes"), tuple(rows))
    return Twin((chart.rows_are, "When"), tuple(row[:2] for row in rows))
