"""How dialogs are shown, and how what comes for them too late is left out."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtWidgets import QDialog

from partnermap.jobs.token import Token

Told = ParamSpec("Told")


def show_once(dialog: QDialog) -> None:
    """Open a dialog that is deleted when it is closed, with the place and the plan that it knows."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def while_open(dialog: QDialog, tell: Callable[Told, None]) -> Callable[Told, None]:
    """A way to tell a dialog what was found out for it, which does nothing once it is closed."""
    closed = Token()
    dialog.finished.connect(closed.cancel)

    def told(*found: Told.args, **named: Told.kwargs) -> None:
        if not closed.is_cancelled:
            tell(*found, **named)

    return told
