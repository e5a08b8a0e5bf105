"""CrashDialog: a bug, with what is needed to report it; nothing is sent."""

import platform
import traceback
from pathlib import Path

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
    """Says that something went wrong, that every edit is kept, and shows the details to copy.

    Attributes:
        words: what happened, and where the details are.
        details: the versions and the way to the fault.
    """

    def __init__(self, fault: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Something went wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.addWidget(heading(text("Something went wrong in Partnermap"), 1.2))
        self.words = muted(_told(record_fault(fault)))
        layout.addWidget(self.words)
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


def _told(log: Path | None) -> str:
    said = text("This is a fault of the program, not yours. Every edit so far is kept.")
    where = (
        text("The details below are in {file}; nothing is sent anywhere.", file=str(log))
        if log is not None
        else text(
            "The details below could not be written to a file, because the folder for logs cannot be "
            "written: copy them. Nothing is sent anywhere."
        )
    )
    return f"{said} {where}"


def fault_words(fault: BaseException) -> str:
    """Versions and the way to the fault."""
    where = f"Partnermap {VERSION}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([where, "", *traceback.format_exception(fault)])
