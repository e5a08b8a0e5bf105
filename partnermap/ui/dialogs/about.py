"""AboutDialog: what this is, which version, and that nothing leaves the computer."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from partnermap.shell.version import VERSION
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted


class AboutDialog(QDialog):
    """A few sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("About Partnermap"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.addWidget(heading(text("Partnermap {version}", version=VERSION), 1.2))
        for sentence in (
            text(
                "Maps a health and care partnership: who works with whom, what holds each link "
                "together, "
                "and what the next reorganisation will break."
            ),
            text("It never calls a network: what you enter stays in your files on this computer."),
            text("Under the MIT licence. The fonts are under the SIL Open Font License."),
        ):
            layout.addWidget(muted(sentence))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())
