"""DateTitle: the date in large type, which a click changes."""

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QAccessible, QEnterEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import make_accessible
from partnermap.ui.panels.labels import GRID
from partnermap.ui.panels.link_label import LinkLabel
from partnermap.ui.theme import scaled

_MARK = GRID + 2
"""Width of the triangle that says there is more to choose from."""


class DateTitle(LinkLabel):
    """A title that is a flat button: no wider than its words, underlined under the mouse."""

    def __init__(self, factor: float, parent: QWidget | None = None) -> None:
        make_accessible(DateTitle, lambda widget: QAccessibleWidget(widget, QAccessible.Role.Button))
        super().__init__("", parent)
        self.setFont(scaled(self.font(), factor, bold=True))
        self.setContentsMargins(0, 0, _MARK + GRID, 0)
        self.setToolTip(text("Go to a date… (Ctrl+G)"))

    def setText(self, words: str) -> None:
        """Show another date, and say that it can be changed."""
        super().setText(words)
        self.setAccessibleName(text("Date shown: {date}; change it", date=words))

    def sizeHint(self) -> QSize:
        """All words on one line: where there is less room they wrap."""
        margins = self.contentsMargins()
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, metrics.height() + margins.top() + margins.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the triangle behind them."""
        super().paintEvent(event)
        inside = self.contentsRect()
        left, middle = inside.right() + GRID * 0.75, inside.center().y() + 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().windowText().color())
        painter.setBrush(self.palette().windowText())
        points = ((left, middle - 2), (left + _MARK - 2, middle - 2), (left + _MARK / 2 - 1, middle + 3))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self._underline(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Be a plain title again."""
        self._underline(False)
        super().leaveEvent(event)

    def _underline(self, is_under: bool) -> None:
        font = self.font()
        font.setUnderline(is_under)
        self.setFont(font)
