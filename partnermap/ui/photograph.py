"""Photographs of the window: for the self-test, which must see it drawn, and for the README."""

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QTimer

from partnermap.domain.errors import UserError
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application, take_down

PATIENCE_MS = 60_000
LOOK_MS = 20
"""How often the window is looked at."""

CALM_MS = 400
"""How long nothing must have moved: longer than any rest after which the window asks for more."""


def photograph(file: Path, picture: Path) -> None:
    """Open a file in the window, wait until everything in it is drawn, and save what is seen as PNG.

    Raises:
        UserError: it was not drawn in time, or the picture could not be written.
    """
    application = make_application()
    window = MainWindow()
    window.rooms_ready.connect(lambda: window.bridge.open(file))
    window.finished.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    seen: list[bool] = []
    calm = QElapsedTimer()
    calm.start()

    def look() -> None:
        if not is_drawn(window):
            calm.restart()
        elif calm.hasExpired(CALM_MS):
            watch.stop()
            seen.append(window.grab().save(str(picture)))
            window.close()

    watch = QTimer(window)
    watch.setInterval(LOOK_MS)
    watch.timeout.connect(look)
    watch.start()
    QTimer.singleShot(PATIENCE_MS, window, window.close)
    window.show()
    window.load_rooms()
    application.exec()
    take_down(window)
    if seen != [True]:
        raise UserError(
            f"The window did not draw {file.name} in time, or {picture} could not be written."
        )


def is_drawn(window: MainWindow) -> bool:
    """Whether a map is shown and nothing more is on its way."""
    return window.is_quiet and window.rooms is not None and window.rooms.map.layout_shown is not None
