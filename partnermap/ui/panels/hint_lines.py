"""HintLines: what marks mean, each a sample with its words, on as many lines as the width needs."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnermap.ui.panels.elided_label import ElidedLabel
from partnermap.ui.panels.flow_layout import FlowLayout
from partnermap.ui.panels.labels import GRID


class HintLines(QWidget):
    """Samples and words side by side; wants one line, and gives way to several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=GRID)

    def show_hints(self, hints: Iterable[tuple[QWidget, str]]) -> None:
        """Show other samples with their words."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sample, words in hints:
            self._flow.addWidget(_pair(sample, words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All of them on one line."""
        items = [self._flow.itemAt(number) for number in range(self._flow.count())]
        sizes = [item.sizeHint() for item in items if item is not None]
        high = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() + GRID for size in sizes), high)


def _pair(sample: QWidget, words: str) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    row.addWidget(sample)
    row.addWidget(ElidedLabel(words))
    return pair
