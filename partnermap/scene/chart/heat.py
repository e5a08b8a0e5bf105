"""Heat tables: every cell written, its shade repeats the figure; long headings become numbers."""

from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.scene.chart.drawing import MIDDLE, NOTHING, Drawing, first_rows, left_over, rectangle
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import ChartScene, Twin

_LABELS = 0.3


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One figure: `share` from 0 to 1 shades it, None is not known or impossible and stays plain.

    `about` holds each record once, found out when the cell is made: it may stand for thousands, and the
    window draws it again for every width.
    """

    share: float | None
    words: str
    about: tuple[About, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "about", tuple(dict.fromkeys(self.about)))


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Rows and columns of cells; `cells[row][column]`."""

    title: str
    row_titles: tuple[str, ...]
    column_titles: tuple[str, ...]
    cells: tuple[tuple[HeatCell, ...], ...]
    rows_are: str
    empty: str
    note: str = ""


def heat_table(chart: HeatTable, look: Look) -> ChartScene:
    """The cells under their headings."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    if not chart.row_titles or not chart.column_titles:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    numbered = _is_numbered(drawing, chart)
    rows = [
        f"{number} {title}" if numbered else title for number, title in enumerate(chart.row_titles, 1)
    ]
    left = drawing.column(rows, _LABELS) + 0.8 * drawing.size
    wide = (look.width - left - 1) / len(chart.column_titles)
    if numbered and chart.row_titles != chart.column_titles:
        listed = (f"{number} {title}" for number, title in enumerate(chart.column_titles, 1))
        drawing.note(f"Columns: {'; '.join(listed)}.")
        drawing.y += 0.5 * drawing.size
    _headings(drawing, chart, left, wide, numbered=numbered)
    drawn = 0
    for number, title in enumerate(rows):
        if number and drawing.is_full(drawing.bar + 6):
            break
        _row(drawing, chart, number, title, left, wide)
        drawn += 1
    drawing.note(" ".join(filter(None, (left_over(drawn, len(rows)), chart.note))))
    return drawing.done(f"Table of shaded figures. {chart.title}. {first_rows(twin.rows)}", twin)


def _is_numbered(drawing: Drawing, chart: HeatTable) -> bool:
    """Whether a word of a heading is wider than its column."""
    left = drawing.column(chart.row_titles, _LABELS)
    room = (drawing.look.width - left) / len(chart.column_titles) - 0.8 * drawing.size
    words = [word for title in chart.column_titles for word in title.split()]
    return any(drawing.wide(word) > room for word in words)


def _headings(drawing: Drawing, chart: HeatTable, left: float, wide: float, *, numbered: bool) -> None:
    titles = [
        (str(number),) if numbered else drawing.folded(title, wide - 0.8 * drawing.size)
        for number, title in enumerate(chart.column_titles, 1)
    ]
    deepest = max(len(lines) for lines in titles)
    for number, lines in enumerate(titles):
        top = drawing.y + (deepest - len(lines)) * drawing.row
        drawing.block(lines, left + (number + 0.5) * wide, top, align="centre")
    drawing.y += deepest * drawing.row + 4


def _row(drawing: Drawing, chart: HeatTable, row: int, title: str, left: float, wide: float) -> None:
    lines = drawing.folded(title, left - 0.8 * drawing.size)
    high = max(len(lines) * drawing.row, drawing.bar) + 6
    middle = drawing.y + high / 2
    drawing.block(lines, 0.0, middle - len(lines) * drawing.row / 2)
    for column, cell in enumerate(chart.cells[row]):
        name = f"{chart.row_titles[row]}, {chart.column_titles[column]}: {cell.words}"
        mark = drawing.mark(name, cell.about, each_once=True)
        x = left + column * wide
        box = rectangle(x, drawing.y, x + wide, drawing.y + high)
        fill, ink = _shade(drawing, cell.share)
        drawing.area(box, fill, drawing.palette.grid, mark=mark)
        words = cell.words if drawing.wide(cell.words) < wide - 2 else NOTHING
        baseline = middle + MIDDLE * drawing.size
        drawing.write(words, x + wide / 2, baseline, align="centre", colour=ink, mark=mark)
    drawing.y += high


def _shade(drawing: Drawing, share: float | None) -> tuple[str, str]:
    if share is None:
        return drawing.style.background, drawing.style.ink
    heat = drawing.palette.heat
    return heat[min(int(min(max(share, 0.0), 1.0) * len(heat)), len(heat) - 1)]


def _twin(chart: HeatTable) -> Twin:
    rows = [
        (title, *(cell.words for cell in cells))
        for title, cells in zip(chart.row_titles, chart.cells, strict=True)
    ]
    return Twin((chart.rows_are, *chart.column_titles), tuple(rows))
