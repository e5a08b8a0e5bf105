"""Starts the window: application, font, theme, faults; then loads the rooms and opens the file."""

import gc
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from partnermap.ui.main_window import MainWindow
from partnermap.ui.theme import use_bundled_font
from resources import resource_path

SWITCH_S = 0.0001
"""Seconds after which a worker that computes in Python lets the window have its turn.

One event asks for it many times, a painted table once for each cell.
"""

FONTS = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


def run(path: Path | None) -> int:
    """Show the window, open a file in it, and return the exit code when it is closed."""
    application = make_application()
    window = MainWindow()
    window.finished.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    _catch_faults(window)
    window.show()
    window.load_rooms()
    if path is not None:
        window.bridge.open(path)
    else:
        window.offer_leftovers()
    code = application.exec()
    take_down(window)
    return code


def take_down(window: MainWindow) -> None:
    """Delete a closed window while Qt and Python both stand; its threads have ended before.

    Left to the end of the interpreter, Qt's objects would be deleted in any order, the menu bar after
    the window that it watches.
    """
    sys.excepthook = sys.__excepthook__
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    delete(window)
    gc.collect()


def make_application() -> QApplication:
    """The Qt application with Partnermap's name and font."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    sys.setswitchinterval(SWITCH_S)
    # Read by the linear algebra when it is loaded: its threads would leave the window no processor.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    application.setApplicationName("Partnermap")
    application.setApplicationDisplayName("Partnermap")
    application.setStyle("Fusion")
    folder = resource_path("fonts")
    files = [folder / name for name in FONTS]
    use_bundled_font(application, [file for file in files if file.is_file()])
    return application


def _catch_faults(window: MainWindow) -> None:
    """Nothing that goes wrong is swallowed: a fault in a slot is shown like one in a worker."""

    def show(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        window.tasks.show_crash(fault.with_traceback(trace))

    sys.excepthook = show
