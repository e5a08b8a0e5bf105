"""How wide columns are: as the words of the first rows, measured once for each.

Qt's own way asks the model five times for every cell, which a window with several tables feels.
"""

from collections.abc import Iterable

from PySide6.QtWidgets import QTableView

from partnermap.ui.tables.cell_editor import CELL_PADDING

ROWS_MEASURED = 40


def fit_column(
    table: QTableView, column: int, words: Iterable[str], widest: int, narrowest: int = 0
) -> None:
    """Make a column as wide as its words and its title want; bounds are in letters of the font."""
    metrics, header = table.fontMetrics(), table.horizontalHeader()
    letter = metrics.averageCharWidth()
    cut = {line[: 2 * widest] for line in words}
    wide = max(map(metrics.horizontalAdvance, cut), default=0) + CELL_PADDING
    wide = max(wide, header.sectionSizeHint(column)) + letter
    table.setColumnWidth(column, min(max(wide, narrowest * letter), widest * letter))
