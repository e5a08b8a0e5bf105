"""Timeline: lanes of reorganisations, strain, agreements and posts, and the line that sets the date.

Drawn with QPainter: importing pyqtgraph alone takes more than ten times the 50 ms that the window may
stand still, and bars with words are not what its axes and curves are for.
"""

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from partnermap.domain.dates import add_months
from partnermap.domain.sentences import day_in_words
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Lane, Reach, span_of
from partnermap.ui.canvas.timeline_drawing import (
    paint_bars,
    paint_date_line,
    paint_heading,
    paint_no_bars,
    paint_pill,
    paint_share,
    paint_strain,
    paint_words,
    paint_years,
    pill_box,
)
from partnermap.ui.canvas.timeline_layout import (
    PAD,
    Axis,
    Placed,
    Strip,
    gutter_of,
    row_height,
    strips_of,
)
from partnermap.ui.canvas.timeline_strain import share_in_words, strain_hint, strain_in_words
from partnermap.ui.plain_words import tip
from partnermap.ui.theme import LIGHT, Theme, scaled

GRIP = 10.0
"""How near to the line the pointer takes hold of it, in pixels."""

_MONTHS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -12,
    Qt.Key.Key_PageDown: 12,
}

STEP = 1.25
"""How many more years one wheel notch or key press shows."""

_LOOK = {Qt.Key.Key_Minus: STEP, Qt.Key.Key_Plus: 1 / STEP, Qt.Key.Key_Equal: 1 / STEP}


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
        self._middle = on
        self._reach = Reach()
        self._axis = Axis(*span_of((), on), 0.0, 1.0)
        self._dragging = False
        self._kept_free = 0.0
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
        self._say_date()

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
        keys = text("Left and Right move the date by a month, Page Up and Page Down by a year.")
        said = [strain_in_words(lane.strain, self._on) + "." for lane in self._lanes if lane.strain]
        self.setAccessibleDescription(" ".join([*said, keys]))

    def keep_free(self, width: float) -> None:
        """Let no year stand in so many pixels from the left, where buttons lie; this only grows."""
        if width + PAD > self._kept_free:
            self._kept_free = width + PAD
            self._arrange()
            self.viewport().update()

    def _head(self) -> float:
        return row_height(QFontMetricsF(self.font())) + 2 * PAD

    def _arrange(self) -> None:
        gutter = max(gutter_of(self._lanes, self.font()), self._kept_free)
        first, last = self._span()
        self._axis = Axis(first, last, gutter, max(self.viewport().width() - 2 * PAD, gutter + 1))
        self._strips = strips_of(self._lanes, self._axis, self._head(), self.font())
        bottom = self._strips[-1].bottom + PAD if self._strips else self._head()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(round(row_height(QFontMetricsF(self.font()))))
        bar.setRange(0, max(0, round(bottom) - self.viewport().height()))
        self.viewport().update()

    def _span(self) -> tuple[dt.date, dt.date]:
        """The years shown; they stay while the date moves within them."""
        first, last = span_of(self._lanes, self._middle, self._reach)
        if not first <= self._on <= last:
            self._middle = self._on
            first, last = span_of(self._lanes, self._middle, self._reach)
        return first, last

    def look(self, factor: float) -> None:
        """Show more years (above 1) or fewer, round the date."""
        self._middle = self._on
        self._reach = self._reach.zoomed(factor)
        self._arrange()

    def _placed_at(self, at: QPointF) -> tuple[Placed, QPointF] | None:
        """The bar under the pointer, and where that is among the lanes."""
        point = self._among_lanes(at)
        y = point.y()
        here = (item for strip in self._strips for item in strip.between(y, y) if item.holds(point))
        placed = next(here, None) if at.y() >= self._head() else None
        return None if placed is None else (placed, point)

    def _among_lanes(self, at: QPointF) -> QPointF:
        return QPointF(at.x(), at.y() + self.verticalScrollBar().value())

    def hint_at(self, at: QPointF) -> str:
        """What lies under the pointer, in words; nothing where nothing does."""
        found = self._placed_at(at)
        if found is not None:
            return found[0].record_at(found[1])[1]
        y = self._among_lanes(at).y()
        if at.y() >= self._head() and self._axis.left <= at.x() <= self._axis.right:
            for strip in self._strips:
                if strip.lane.strain is not None and strip.top <= y <= strip.bottom:
                    return strain_hint(strip.lane.strain, self._axis.day(at.x()))
        return ""

    def _grips(self, at: QPointF) -> bool:
        near = abs(at.x() - self._axis.x(self._on)) <= GRIP
        return near or (at.y() < self._head() and at.x() >= self._axis.left)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, head, words = self.viewport().size(), self._head(), day_in_words(self._on)
        bold = scaled(self.font(), 0.92, bold=True)
        edges = (self._axis.left - 4 * PAD, float(size.width()))
        pill = pill_box(QFontMetricsF(bold), self._axis, self._on, words, edges)
        painter.setFont(scaled(self.font(), 0.92))
        paint_years(painter, self._axis, self._theme, head - PAD * 1.5, size.height(), pill)
        painter.save()
        painter.setClipRect(0, round(head - PAD / 2), size.width(), size.height())
        scrolled = self.verticalScrollBar().value()
        painter.translate(0, -scrolled)
        self._paint_lanes(painter, scrolled, scrolled + size.height())
        painter.restore()
        if not self._lanes:
            painter.setFont(self.font())
            room = QRectF(self._axis.left, head, size.width() - self._axis.left, size.height() - head)
            paint_no_bars(painter, room, self._axis.x(self._on), self._theme)
        painter.setFont(bold)
        x = self._axis.x(self._on)
        paint_date_line(painter, x, pill.center().y(), head, self._theme)
        paint_pill(painter, pill, words, self._theme)

    def _paint_lanes(self, painter: QPainter, top: float, bottom: float) -> None:
        shown = [strip for strip in self._strips if strip.bottom >= top and strip.top <= bottom]
        painter.setFont(self.font())
        for strip in shown:
            paint_heading(painter, strip, self._theme)
            paint_strain(painter, strip, self._theme)
            paint_bars(painter, strip.between(top, bottom), self._theme)
        x = self._axis.x(self._on)
        paint_date_line(painter, x, 0.0, bottom, self._theme)
        painter.setFont(scaled(self.font(), 0.92, bold=True))
        for strip in shown:
            paint_words(painter, strip.between(top, bottom), self._theme)
            value = strip.lane.strain.on(self._on) if strip.lane.strain is not None else None
            if value is not None:
                paint_share(painter, strip, x, share_in_words(value), self._theme)

    def _move_date(self, at: QPointF) -> None:
        self.choose(self._axis.day(at.x()))

    def sizeHint(self) -> QSize:
        """The size that suits the font."""
        metrics = QFontMetricsF(self.font())
        return QSize(600, round(self._head() + 7 * (row_height(metrics) + 8)))

    def minimumSizeHint(self) -> QSize:
        """The years and the date, which can be moved there; the lanes show when there is room."""
        return QSize(300, round(self._head()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self.viewport())
        try:
            self._paint(painter)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl show more years or fewer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.look(STEP ** (-event.angleDelta().y() / 120.0))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of what lies under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = None if self._grips(event.position()) else self._placed_at(event.position())
        if found is not None:
            self.record_picked.emit(found[0].record_at(found[1])[0])
        elif event.position().x() >= self._axis.left - GRIP:
            self._dragging = True
            self._move_date(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what lies under the pointer."""
        if self._dragging:
            self._move_date(event.position())
        else:
            grips = self._grips(event.position())
            shape = Qt.CursorShape.SizeHorCursor if grips else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: a click, or the end of a drag."""
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys, see `dialogs.keys`."""
        months = _MONTHS.get(Qt.Key(event.key()))
        if months is not None:
            self.choose(add_months(self._on, months))
        elif event.key() in _LOOK:
            self.look(_LOOK[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.choose(dt.date.today())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hint = self.hint_at(QPointF(event.pos()))
            if hint:
                QToolTip.showText(event.globalPos(), tip(hint), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)
