"""CrashDialog: a bug, with what is needed to report it; nothing is sent."""

import platform
import traceback

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from partnermap.shell.faults import record_fault
from partnermap.shell.version import VERSION
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted


class CrashDialog(QDialog):
    """Says that something went wrong, that every edit is kept, and shows the details to copy."""

    def __init__(self, fault: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        path = record_fault(fault)
        self.setWindowTitle(text("Something went wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.addWidget(heading(text("Something went wrong in Partnermap"), 1.2))
        layout.addWidget(
            muted(
                text(
                    "This is a fault of the program, not yours. Every edit so far is kept. The details "
                    "below "
                    "are in {file}; nothing is sent anywhere.",
                    file=str(path),
                )
            )
        )
        self.details = QPlainTextEdit(fault_words(fault))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(text("Details"))
        layout.addWidget(self.details, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(text("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.details.toPlainText()))
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(90 * letter.averageCharWidth(), 24 * letter.height())


def fault_words(fault: BaseException) -> str:
    """Versions and the way to the fault."""
    where = f"Partnermap {VERSION}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([where, "", *traceback.format_exception(fault)])
