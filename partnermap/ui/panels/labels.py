"""Labels and frames that all panels are made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from partnermap.ui.theme import scaled

GRID = 8
"""Everything stands on a grid of 8 logical pixels."""


def heading(words: str, factor: float = 1.0) -> QLabel:
    """A bold line above what belongs to it."""
    label = plain(words)
    label.setFont(scaled(label.font(), factor, bold=True))
    return label


def plain(words: str = "") -> QLabel:
    """Words exactly as they are: text from files is never read as markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def small(words: str = "") -> QLabel:
    """Words that explain, in the colour of all words."""
    label = plain(words)
    label.setFont(scaled(label.font(), 0.92))
    return label


def muted(words: str = "") -> QLabel:
    """Words of the second rank."""
    label = small(words)
    label.setProperty("role", "muted")
    return label


def risk(words: str = "", *, bold: bool = False) -> QLabel:
    """Words about what is at risk."""
    label = plain(words)
    label.setProperty("role", "risk")
    label.setFont(scaled(label.font(), 1.0 if bold else 0.92, bold=bold))
    return label


def divider() -> QFrame:
    """A hairline between parts of a panel."""
    line = QFrame()
    line.setObjectName("divider")
    return line


def panel(parent: QWidget | None = None) -> QFrame:
    """An empty white panel with a hairline border."""
    frame = QFrame(parent)
    frame.setObjectName("panel")
    return frame


def column(parent: QWidget, margin: int = 2 * GRID, spacing: int = GRID) -> QVBoxLayout:
    """A vertical layout on the grid."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
