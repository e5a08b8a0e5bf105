"""The legend: one row for every pen, symbol and hatch that is drawn, with how many there are."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from partnermap.scene.fit import Box
from partnermap.scene.model import Hatch, LegendEntry, LineBatch, SymbolBatch
from partnermap.scene.text import text_width

SIZE = 8.5
ROW = 14.0
SAMPLE = 26.0
TEXT_GAP = 8.0
COLUMN_GAP = 18.0
HATCH_TITLE = "Being reorganised"


def legend_entries(
    lines: Sequence[LineBatch], symbols: Sequence[SymbolBatch], hatches: Sequence[Hatch]
) -> tuple[LegendEntry, ...]:
    """Rows without a place: ties by how strongly they are drawn, then symbols, then the hatch."""
    ties = [
        LegendEntry(batch.pen.title, len(np.unique(batch.ties)), 0.0, 0.0, pen=batch.pen)
        for batch in reversed(lines)
    ]
    marks = [
        LegendEntry(batch.title, len(batch.organisations), 0.0, 0.0, symbol=batch) for batch in symbols
    ]
    hits = [
        LegendEntry(HATCH_TITLE, len(hatch.organisations), 0.0, 0.0, hatch=True) for hatch in hatches
    ]
    return (*ties, *marks, *hits)


def words(entry: LegendEntry) -> str:
    """What stands beside the sample."""
    return f"{entry.title} ({entry.count})"


def row_width(entries: Sequence[LegendEntry], family: str) -> float:
    """Width of the widest row."""
    widest = max((text_width(words(entry), SIZE, family) for entry in entries), default=0.0)
    return SAMPLE + TEXT_GAP + widest


def rows_high(entries: Sequence[LegendEntry], width: float, family: str) -> int:
    """How many rows high the legend is in columns of equal width."""
    columns = max(1, int((width + COLUMN_GAP) // (row_width(entries, family) + COLUMN_GAP)))
    return -(-len(entries) // columns)


def placed(entries: Sequence[LegendEntry], box: Box, family: str) -> tuple[LegendEntry, ...]:
    """The rows in columns from the box's top left corner, filled downwards."""
    high = max(1, int(box.height / ROW + 1e-6))
    step = row_width(entries, family) + COLUMN_GAP
    rows = []
    for place, entry in enumerate(entries):
        x = box.left + (place // high) * step
        y = box.top + (place % high + 0.5) * ROW
        text_x = x + SAMPLE + TEXT_GAP
        rows.append(replace(entry, x=x, y=y, sample_width=SAMPLE, text_x=text_x, size=SIZE))
    return tuple(rows)
