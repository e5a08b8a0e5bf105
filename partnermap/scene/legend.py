"""The legend: one row for every pen, symbol and hatch that is drawn, with how many there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from partnermap.scene.fit import Box
from partnermap.scene.model import Hatch, Ints, LegendEntry, LineBatch, Pen, SymbolBatch
from partnermap.scene.text import text_width
from partnermap.scene.widths import ORDER, WidthClass

SIZE = 8.5
ROW = 16.0
SAMPLE = 26.0
TEXT_GAP = 8.0
COLUMN_GAP = 18.0
"""Measures of the legend on a page of ordinary size; see `page.furniture_scale`."""

SAMPLE_COLOUR = "#767C86"
"""Samples of widths and numbers are grey in every look: they stand for lines of any colour."""

SEVERAL, NUMBERED = "Several links in one line", "Several links, with their number"
"""What lines say that stand for several links, without letters and with them."""

SEVERAL_WIDTH = 2.2


def legend_entries(
    lines: Sequence[LineBatch],
    symbols: Sequence[SymbolBatch],
    hatches: Sequence[Hatch],
    at_risk: Pen,
    counts: Ints,
    widths: Sequence[WidthClass | None] = (),
) -> tuple[LegendEntry, ...]:
    """Rows without a place: ties that will end, kinds of tie by weight, widths, symbols, the hatch.

    Links are counted, not lines: where organisations are drawn together one line stands for several.

    Args:
        lines: of the ties.
        symbols: of the organisations.
        hatches: behind those being reorganised.
        at_risk: the pen that shows what a broken line looks like.
        counts: how many links every drawn tie stands for, shape (m,).
        widths: the step of every drawn tie, where widths say more than the kind.
    """
    marks = [
        LegendEntry(batch.title, len(batch.organisations), 0.0, 0.0, symbol=batch) for batch in symbols
    ]
    hits = [
        LegendEntry(hatch.title, len(hatch.organisations), 0.0, 0.0, hatch=True, gap=hatch.gap)
        for hatch in hatches
    ]
    ties = (*_risk_row(lines, at_risk, counts), *_kind_rows(lines, counts), *_width_rows(widths))
    return (*ties, *_several_row(lines, counts), *marks, *hits)


def _links(batch: LineBatch, counts: Ints) -> int:
    return int(counts[np.union1d(batch.ties, batch.merged)].sum())


def _risk_row(lines: Sequence[LineBatch], at_risk: Pen, counts: Ints) -> Iterator[LegendEntry]:
    # Where the legend shows a broken pen itself, as a map of two dates does, it has its own row.
    hit = [batch for batch in lines if batch.pen.broken and batch.kind != batch.pen]
    broken = sum(_links(batch, counts) for batch in hit)
    if broken:
        yield LegendEntry(at_risk.title, broken, 0.0, 0.0, pen=at_risk)


def _kind_rows(lines: Sequence[LineBatch], counts: Ints) -> Iterator[LegendEntry]:
    """One row for each kind, with all its ties, also those that will end."""
    links: Counter[Pen] = Counter()
    for batch in lines:
        if batch.kind is not None:
            links[batch.kind] += _links(batch, counts)
    for pen in sorted(links, key=lambda pen: (-pen.width, pen.key)):
        yield LegendEntry(pen.title, links[pen], 0.0, 0.0, pen=pen)


def _several_row(lines: Sequence[LineBatch], counts: Ints) -> Iterator[LegendEntry]:
    """What a number beside a letter means, shown by the shortest drawn, and on how many lines."""
    if not (counts > 1).any():
        return
    letters = sorted((batch.pen.letter for batch in lines), key=lambda letter: (len(letter), letter))
    letter = next((one for one in letters if len(one) > 1), "")
    title = NUMBERED if letter else SEVERAL
    pen = Pen(title, title, SAMPLE_COLOUR, SEVERAL_WIDTH, letter=letter)
    yield LegendEntry(title, int((counts > 1).sum()), 0.0, 0.0, pen=pen)


def _width_rows(widths: Sequence[WidthClass | None]) -> Iterator[LegendEntry]:
    for step in ORDER:
        if step in widths:
            pen = Pen(step.title, step.title, SAMPLE_COLOUR, step.width)
            yield LegendEntry(step.title, widths.count(step), 0.0, 0.0, pen=pen)


def without_letters(entries: Sequence[LegendEntry]) -> tuple[LegendEntry, ...]:
    """The same rows for a map whose lines carry no letters."""
    return tuple(
        replace(
            entry,
            title=SEVERAL if entry.title == NUMBERED else entry.title,
            pen=replace(entry.pen, letter=""),
        )
        if entry.pen is not None
        else entry
        for entry in entries
    )


def groups(entries: Sequence[LegendEntry]) -> tuple[tuple[str, tuple[LegendEntry, ...]], ...]:
    """The rows under their headings: links, then organisations; a heading without rows is left out."""
    ties = tuple(entry for entry in entries if entry.pen is not None)
    marks = tuple(entry for entry in entries if entry.pen is None)
    return tuple((title, rows) for title, rows in (("Links", ties), ("Organisations", marks)) if rows)


def words(entry: LegendEntry) -> str:
    """What stands beside the sample."""
    return f"{entry.title} ({entry.count})"


def row_width(entries: Sequence[LegendEntry], family: str, scale: float) -> float:
    """Width of the widest row."""
    widest = max((text_width(words(entry), SIZE, family) for entry in entries), default=0.0)
    return scale * (SAMPLE + TEXT_GAP + widest)


def legend_height(entries: Sequence[LegendEntry], width: float, family: str, scale: float) -> float:
    """How high the legend is in columns of equal width."""
    gap = COLUMN_GAP * scale
    columns = max(1, int((width + gap) // (row_width(entries, family, scale) + gap)))
    return -(-len(entries) // columns) * ROW * scale


def placed(
    entries: Sequence[LegendEntry], box: Box, family: str, scale: float
) -> tuple[LegendEntry, ...]:
    """The rows in columns from the box's top left corner, filled downwards."""
    high = max(1, int(box.height / (ROW * scale) + 1e-6))
    step = row_width(entries, family, scale) + COLUMN_GAP * scale
    rows = []
    for place, entry in enumerate(entries):
        x = box.left + (place // high) * step
        y = box.top + (place % high + 0.5) * ROW * scale
        sample, text_x = SAMPLE * scale, x + (SAMPLE + TEXT_GAP) * scale
        rows.append(replace(entry, x=x, y=y, sample_width=sample, text_x=text_x, size=SIZE * scale))
    return tuple(rows)
