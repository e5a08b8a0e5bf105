"""ScrolledColumn: rows below each other that scroll; other rows are made unseen, then shown at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from partnermap.ui.panels.labels import column


class ScrolledColumn(QScrollArea):
    """A column in a panel.

    Its next content is put together in `begin`'s layout while the present one stays in view.
    """

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._shown: QWidget | None = None
        self._next: QWidget | None = None
        self._prepared = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It stays while columns come and go: what a scroll area gives back is styled anew at once.
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._holder)

    def begin(self) -> QVBoxLayout:
        """An empty column for other rows; one that was begun before is given up."""
        if self._next is not None:
            self._next.deleteLater()
        # A child of the holder from the start: the style of what stands in it depends on that.
        self._next = QWidget(self._holder)
        self._next.hide()
        self._prepared = 0
        return column(self._next, spacing=self._spacing)

    def prepare(self, within: QWidget | None = None) -> None:
        """Style and measure what was added, rows or a part of one, so that to show them is quick."""
        rows = self._next.layout() if self._next is not None else None
        if rows is None:
            return
        added = [rows.itemAt(number) for number in range(self._prepared, rows.count())]
        self._prepared = rows.count()
        for part in [within, *(item.widget() for item in added if item is not None)]:
            if part is not None:
                for one in (part, *part.findChildren(QWidget)):
                    one.ensurePolished()
                    if isinstance(one, QLabel):
                        # It keeps the answer, which takes long words several attempts at breaking them.
                        one.sizeHint()

    def show_begun(self, *, stays: bool) -> None:
        """Show what was begun; `stays` keeps the place that the reader had scrolled to."""
        if self._next is None:
            return
        bar = self.verticalScrollBar()
        scrolled = bar.value() if stays else 0
        before, focused = self._shown, QApplication.focusWidget()
        if before is not None:
            if focused is not None and before.isAncestorOf(focused):
                self.setFocus()
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._place.addWidget(self._next)
        self._next.show()
        self._shown, self._next = self._next, None
        bar.setValue(scrolled)
