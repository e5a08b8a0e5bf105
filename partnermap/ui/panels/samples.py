"""Small drawings beside words: a line of a kind, a symbol of a sector, the hatch of a reorganisation."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnermap.scene.lines import sample_lines
from partnermap.scene.marks import HATCH_STEPS
from partnermap.scene.model import Pen, TieLetter
from partnermap.scene.style import SymbolStyle
from partnermap.scene.symbols import hatch_box_lines
from partnermap.ui.canvas.painting import HATCH_WIDTH, paint_tie_letter, qt_pen, text_font
from partnermap.ui.canvas.symbols import paint_symbol


class Sample(QWidget):
    """The base: as high as a line of text, silent to screen readers because words stand beside it."""

    WIDTHS = 1.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The size that suits the font."""
        height = QFontMetrics(self.font()).height() + 2
        return QSize(round(height * self.WIDTHS), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the sample over the whole widget."""


class LineSample(Sample):
    """A stretch of line in a pen."""

    WIDTHS = 2.4

    def __init__(self, pen: Pen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pen = pen

    def paint(self, painter: QPainter) -> None:
        """A level line through the middle."""
        painter.setPen(qt_pen(self._pen))
        rows = sample_lines(self._pen, 1.0, self.width() - 1.0, self.height() / 2)
        painter.drawLines([QLineF(*row) for row in rows.tolist()])
        if not self._pen.letter:
            return
        size = QFontInfo(self.font()).pixelSize() * 0.8
        painter.setFont(text_font(self.font().family(), size, True))
        spot = (self.width() / 2, self.height() / 2)
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        letter = TieLetter(0, self._pen.letter, *spot, size, ink)
        background = self.palette().color(QPalette.ColorRole.Window).name()
        paint_tie_letter(painter, letter, background, QFontMetricsF(painter.font()))


class SymbolSample(Sample):
    """A sector's symbol with its letter."""

    WIDTHS = 1.15

    def __init__(self, style: SymbolStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style

    def paint(self, painter: QPainter) -> None:
        """The symbol in the middle."""
        radius = (min(self.width(), self.height()) / 2 - 1.0) / 1.15
        paint_symbol(painter, self._style, self.width() / 2, self.height() / 2, radius)


class HatchSample(Sample):
    """The hatch behind an organisation that is being reorganised, in all its steps of strain."""

    WIDTHS = 2.4

    def __init__(self, colour: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self._ground = ground
        self.setToolTip("\n".join(look.title for look in HATCH_STEPS))

    def paint(self, painter: QPainter) -> None:
        """A box hatched in all steps."""
        top, high = 2.0, self.height() - 4.0
        step = self.width() / len(HATCH_STEPS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        painter.drawRect(QRectF(0, top, self.width(), high))
        painter.setPen(QPen(QColor(self._colour), HATCH_WIDTH))
        for place, look in enumerate(HATCH_STEPS):
            rows = hatch_box_lines(place * step, top, step - 2.0, high, look.gap)
            painter.drawLines([QLineF(*row) for row in rows.tolist()])


class RiskSample(Sample):
    """A triangle that marks what is at risk beside its words."""

    WIDTHS = 0.8

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour

    def paint(self, painter: QPainter) -> None:
        """A filled triangle."""
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(self._colour))
        middle, side = self.height() / 2, self.width() * 0.42
        x = self.width() / 2
        painter.drawPolygon(
            [
                QPointF(x, middle - side),
                QPointF(x + side, middle + side),
                QPointF(x - side, middle + side),
            ]
        )
