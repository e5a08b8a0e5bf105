"""Photographs of the window: for the self-test, which must see it drawn, and for the README."""

from pathlib import Path

from PySide6.QtCore import QTimer

from partnermap.domain.errors import UserError
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application

PATIENCE_MS = 60_000


def photograph(file: Path, picture: Path) -> None:
    """Open a file in the window, wait until its map is drawn, and save what is seen as PNG.

    Raises:
        UserError: the map was not drawn in time, or the picture could not be written.
    """
    application = make_application()
    window = MainWindow()
    seen: list[bool] = []

    def take(_result: object) -> None:
        if not seen:
            seen.append(window.grab().save(str(picture)))
            window.close()

    def follow_rooms() -> None:
        if window.rooms is not None:
            window.rooms.map.drawn.connect(take)
        window.bridge.open(file)

    window.rooms_ready.connect(follow_rooms)
    window.finished.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    window.show()
    window.load_rooms()
    QTimer.singleShot(PATIENCE_MS, window, window.close)
    application.exec()
    if seen != [True]:
        raise UserError(
            f"The window did not draw {file.name} in time, or {picture} could not be written."
        )
