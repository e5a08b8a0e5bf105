"""Timeline: lanes of reorganisations, agreements and posts, and the one line that sets the date.

Drawn with QPainter: pyqtgraph takes more than ten times the 50 ms that the window may stand still just to
be imported, and bars with words are not what its axes and curves are for.
"""

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from partnermap.domain.dates import add_months
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Lane, day_in_words, span_of
from partnermap.ui.canvas.timeline_drawing import (
    PAD,
    Axis,
    Placed,
    Strip,
    paint_date_line,
    paint_strip,
    paint_years,
    row_height,
    strips_of,
)
from partnermap.ui.theme import LIGHT, Theme, scaled

GRIP = 10.0
"""How near to the line the pointer takes hold of it, in pixels."""

_MONTHS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -12,
    Qt.Key.Key_PageDown: 12,
}


class Timeline(QAbstractScrollArea):
    """The timeline of a place; scrolls when its lanes need more height than there is.

    Signals:
        date_chosen: the date the line was moved to, while it moves.
        record_picked: About of the bar that was clicked.
    """

    date_chosen = Signal(object)
    record_picked = Signal(object)

    def __init__(self, on: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on = on
        self._theme: Theme = LIGHT
        self._lanes: tuple[Lane, ...] = ()
        self._strips: tuple[Strip, ...] = ()
        self._axis = Axis(*span_of((), on), 0.0, 1.0)
        self._dragging = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self._say_date()

    @property
    def on(self) -> dt.date:
        """Where the line stands."""
        return self._on

    @property
    def strips(self) -> tuple[Strip, ...]:
        """The lanes as laid out now."""
        return self._strips

    @property
    def axis(self) -> Axis:
        """Days to pixels as drawn now."""
        return self._axis

    def show_lanes(self, lanes: tuple[Lane, ...]) -> None:
        """Show other bars; the years shown follow them."""
        self._lanes = lanes
        self._arrange()

    def set_date(self, on: dt.date) -> None:
        """Move the line without telling anybody."""
        self._on = on
        if not self._axis.first <= on <= self._axis.last:
            self._arrange()
        self._say_date()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self.viewport().update()

    def choose(self, day: dt.date) -> None:
        """Move the line and tell."""
        if day != self._on:
            self.set_date(day)
            self.date_chosen.emit(day)

    def _say_date(self) -> None:
        self.setAccessibleName(text("Timeline, shown on {date}", date=day_in_words(self._on)))
        self.setAccessibleDescription(
            text("Left and Right move the date by a month, Page Up and Page Down by a year.")
        )

    def _head(self) -> float:
        return row_height(QFontMetricsF(self.font())) + 2 * PAD

    def _arrange(self) -> None:
        titles = QFontMetricsF(scaled(self.font(), 1.0, bold=True))
        gutter = (
            max((titles.horizontalAdvance(lane.title) for lane in self._lanes), default=0.0) + 4 * PAD
        )
        first, last = span_of(self._lanes, self._on)
        self._axis = Axis(first, last, gutter, max(self.viewport().width() - 2 * PAD, gutter + 1))
        self._strips = strips_of(self._lanes, self._axis, self._head(), self.font())
        bottom = self._strips[-1].bottom + PAD if self._strips else self._head()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(row_height(QFontMetricsF(self.font()))))
        bar.setRange(0, max(0, round(bottom) - self.viewport().height()))
        self.viewport().update()

    def _placed_at(self, at: QPointF) -> Placed | None:
        point = QPointF(at.x(), at.y() + self.verticalScrollBar().value())
        if at.y() < self._head():
            return None
        for strip in self._strips:
            for placed in strip.placed:
                if any(box.contains(point) for box in (*placed.boxes, placed.words)):
                    return placed
        return None

    def _grips(self, at: QPointF) -> bool:
        near = abs(at.x() - self._axis.x(self._on)) <= GRIP
        return near or (at.y() < self._head() and at.x() >= self._axis.left)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.viewport().size()
        small = scaled(self.font(), 0.92)
        painter.setFont(small)
        paint_years(painter, self._axis, self._theme, self._head() - PAD * 1.5, size.height())
        painter.save()
        painter.setClipRect(0, round(self._head() - PAD / 2), size.width(), size.height())
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_lanes(painter)
        painter.restore()
        painter.setFont(scaled(self.font(), 0.92, bold=True))
        edges = (self._axis.left - 4 * PAD, float(size.width()))
        x = self._axis.x(self._on)
        paint_date_line(painter, x, day_in_words(self._on), self._theme, 2.0, size.height(), edges)

    def _paint_lanes(self, painter: QPainter) -> None:
        for strip in self._strips:
            painter.setFont(scaled(self.font(), 1.0, bold=True))
            painter.setPen(self._theme.ink)
            metrics = QFontMetricsF(painter.font())
            painter.drawText(QPointF(2 * PAD, strip.top + metrics.ascent() + 2), strip.lane.title)
            painter.setFont(scaled(self.font(), 0.92, bold=True))
            paint_strip(painter, strip, self._theme)

    def _move_date(self, at: QPointF) -> None:
        self.choose(self._axis.day(at.x()))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(600, round(self._head() + 7 * (row_height(metrics) + 8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, round(self._head() + 2 * row_height(QFontMetricsF(self.font()))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        placed = None if self._grips(event.position()) else self._placed_at(event.position())
        if placed is not None:
            self.record_picked.emit(placed.bar.about)
        elif event.position().x() >= self._axis.left - GRIP:
            self._dragging = True
            self._move_date(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move_date(event.position())
        else:
            grips = self._grips(event.position())
            shape = Qt.CursorShape.SizeHorCursor if grips else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        months = _MONTHS.get(Qt.Key(event.key()))
        if months is not None:
            self.choose(add_months(self._on, months))
        elif event.key() == Qt.Key.Key_Home:
            self.choose(dt.date.today())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            placed = self._placed_at(QPointF(event.pos()))
            if placed is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), placed.bar.hint, self)
            return True
        return super().viewportEvent(event)
