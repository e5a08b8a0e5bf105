"""The end of the window: what is deleted when, and what is left to the end of the interpreter."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

LOOK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from partnermap.ui import run
from partnermap.ui.photograph import is_drawn
log = []
def look():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, run.MainWindow) and {when}:
            window.destroyed.connect(lambda: log.append(threads()))
            window.close()
            return
    QTimer.singleShot(20, look)
def threads():
    import threading
    return [one.name for one in threading.enumerate()]
run.make_application()
QTimer.singleShot(20, look)
code = run.run(Path(sys.argv[1]))
left = [type(one).__name__ for one in QApplication.allWidgets()]
print(code, log, left, sys.excepthook is sys.__excepthook__)
"""


def ended(file: Path, home: Path, when: str) -> str:
    environment = os.environ | {"PARTNERMAP_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", LOOK.replace("{when}", when), str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.strip()


def test_threads_end_first_then_the_window_then_the_interpreter(
    small_file: Path, tmp_path: Path
) -> None:
    said = ended(small_file, tmp_path / "home", "is_drawn(window)")
    assert said == "0 [['MainThread']] [] True"


def test_a_window_closed_while_it_starts_ends_in_the_same_order(
    small_file: Path, tmp_path: Path
) -> None:
    said = ended(small_file, tmp_path / "home", "window.isVisible()")
    assert said == "0 [['MainThread']] [] True"


def test_a_photograph_is_taken_when_every_panel_is_filled(example_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from partnermap.ui.photograph import photograph\n"
        "photograph(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    environment = os.environ | {"PARTNERMAP_HOME": str(tmp_path / "home")}
    subprocess.run(
        [sys.executable, "-c", code, str(example_file), str(picture)], env=environment, check=True
    )
    image = QImage(str(picture))
    for left, right in ((0.02, 0.15), (0.35, 0.6), (0.8, 0.98)):
        colours = {
            image.pixel(x, y)
            for x in range(round(left * image.width()), round(right * image.width()), 2)
            for y in range(round(0.3 * image.height()), round(0.6 * image.height()), 2)
        }
        assert len(colours) > 40, (left, len(colours))
