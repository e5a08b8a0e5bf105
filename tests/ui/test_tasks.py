"""Files in and out of the window: exports, drops, the start with a file, closing when saving fails."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QPalette
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from partnermap.document.commands.pins import PinOrganisations
from partnermap.document.document import Document
from partnermap.domain.errors import DocumentError
from partnermap.domain.words import Sector
from partnermap.report.map import MapOrder
from partnermap.scene.map_choice import Filter
from partnermap.ui.dialogs.crash import CrashDialog
from partnermap.ui.dialogs.import_preview import ImportPreview
from partnermap.ui.dialogs.paper_options import PaperOptions
from partnermap.ui.file_tasks import MAPS, FileTasks, with_ending
from partnermap.ui.main_window import MainWindow
from partnermap.ui.theme import theme_from

PATIENCE_MS = 60_000
Opener = Callable[[Path], MainWindow]


@pytest.mark.parametrize(
    ("name", "signature", "task"),
    [
        ("map.pdf", b"%PDF-", FileTasks.export_map),
        ("map.png", b"\x89PNG", FileTasks.export_map),
        ("map.svg", b"<", FileTasks.export_map),
        ("report.pdf", b"%PDF-", FileTasks.report),
        ("book.xlsx", b"PK", FileTasks.export_workbook),
        ("network.gexf", b"<?xml", FileTasks.export_network),
        ("network.graphml", b"<?xml", FileTasks.export_network),
        ("network.json", b"{", FileTasks.export_network),
    ],
)
def test_what_the_menu_exports_is_written(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    opened: Opener,
    small_file: Path,
    tmp_path: Path,
    name: str,
    signature: bytes,
    task: Callable[[FileTasks], None],
) -> None:
    window = opened(small_file)
    target = tmp_path / name
    monkeypatch.setattr(FileTasks, "_ask_target", lambda *_: target)
    said: list[str] = []
    window.bridge.done.connect(said.append)
    task(window.tasks)
    accept_options(window)
    qtbot.waitUntil(lambda: f"Wrote {name}." in said, timeout=PATIENCE_MS)
    assert target.read_bytes().startswith(signature)


@pytest.mark.parametrize(
    ("writer", "task"),
    [
        ("partnermap.report.map.write_map", FileTasks.export_map),
        ("partnermap.report.printing.write_place_report", FileTasks.report),
    ],
)
def test_what_is_printed_has_the_layout_of_the_screen(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    opened: Opener,
    small_file: Path,
    tmp_path: Path,
    writer: str,
    task: Callable[[FileTasks], None],
) -> None:
    window = opened(small_file)
    given: dict[str, object] = {}

    def remember(_place: object, order: object, *_: object, **more: object) -> None:
        given.update(more)
        if isinstance(order, MapOrder):
            given.update(layout=order.layout, choice=order.choice)

    monkeypatch.setattr(writer, remember)
    window.view.set_filter(Filter(sectors=frozenset({Sector.NHS})))
    monkeypatch.setattr(FileTasks, "_ask_target", lambda *_: tmp_path / "out.pdf")
    with qtbot.waitSignal(window.bridge.done, timeout=PATIENCE_MS):
        task(window.tasks)
        accept_options(window)
    qtbot.waitUntil(lambda: bool(given), timeout=PATIENCE_MS)
    assert window.rooms is not None
    assert given["layout"] is window.rooms.map.layout_shown is not None
    assert given["choice"] == window.view.choice


def test_an_export_that_fails_is_said_in_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: Opener, small_file: Path, tmp_path: Path
) -> None:
    window = opened(small_file)
    monkeypatch.setattr(FileTasks, "_ask_target", lambda *_: tmp_path / "no folder" / "map.pdf")
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
        window.tasks.export_map()
        accept_options(window)
    assert "no folder does not exist" in window.banner.words


def accept_options(window: MainWindow) -> None:
    for dialog in window.findChildren(PaperOptions):
        dialog.go.click()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_place_is_opened(qtbot: QtBot, window: MainWindow, small_file: Path) -> None:
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        drop(window, small_file)
    assert window.bridge.place is not None
    assert window.bridge.place.title == "Small place"
    assert window.preferences.recent[0] == str(small_file)


def test_other_dropped_files_are_previewed(
    qtbot: QtBot, opened: Opener, small_file: Path, tmp_path: Path
) -> None:
    window = opened(small_file)
    unknown = tmp_path / "notes.txt"
    unknown.write_text("nothing of use", encoding="utf-8")
    drop(window, unknown)
    dialog = window.findChild(ImportPreview)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.words.text() == "Nothing was imported.", timeout=PATIENCE_MS)
    dialog.reject()


def test_a_fault_is_shown_with_its_details(qtbot: QtBot, window: MainWindow) -> None:
    def fail(_token: object) -> None:
        raise ZeroDivisionError("planted")

    window.runner.submit(fail, lambda _: None)
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    assert "ZeroDivisionError: planted" in dialog.details.toPlainText()
    window.tasks.show_crash(KeyError("another"))
    assert window.findChildren(CrashDialog) == [dialog]
    dialog.reject()


def test_a_clean_copy_leaves_the_history_out(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: Opener, small_file: Path, tmp_path: Path
) -> None:
    window = opened(small_file)
    target = tmp_path / "copy.pmap"
    monkeypatch.setattr(FileTasks, "_ask_target", lambda *_: target)
    with qtbot.waitSignal(window.bridge.done, timeout=PATIENCE_MS):
        window.actions_.clean_copy.trigger()
    with Document.open(target) as copy:
        assert len(copy.history()) == 0
        assert len(copy.place.organisations) == 4
    assert window.bridge.state is not None
    assert window.bridge.state.path == small_file


def test_a_file_that_cannot_be_saved_keeps_the_window_open_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(PinOrganisations((("trust", 1.0, 2.0),)))

    def refuse(_document: Document, save: bool) -> None:
        raise DocumentError("small.pmap was changed by somebody else: save a copy.")

    with monkeypatch.context() as patch:
        patch.setattr(Document, "close", refuse)
        patch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
        with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
            window.close()
        assert window.isVisible()
        assert window.banner.words == "small.pmap was changed by somebody else: save a copy."
        with qtbot.waitSignal(window.finished, timeout=PATIENCE_MS):
            window.close()
    left = window.bridge._document
    assert left is not None
    left.close(save=False)


def test_high_contrast_takes_the_colours_of_the_system() -> None:
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    theme = theme_from(palette)
    assert (theme.panel, theme.ink, theme.risk) == ("#000000", "#ffff00", "#ffff00")
    assert theme.key == "contrast-dark"
    assert theme.accent_soft == "#404000"
    palette.setColor(QPalette.ColorRole.Window, QColor("#fffaef"))
    assert theme_from(palette).key == "contrast-light"


def test_starting_with_a_file_opens_it_and_ends_cleanly(small_file: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from partnermap.ui import run\n"
        "def look():\n"
        "    for window in QApplication.topLevelWidgets():\n"
        "        rooms = getattr(window, 'rooms', None)\n"
        "        if rooms and rooms.map.canvas.picture:\n"
        "            print(window.bridge.place.title)\n"
        "            window.close()\n"
        "            return\n"
        "    QTimer.singleShot(50, look)\n"
        "run.make_application()\n"
        "QTimer.singleShot(50, look)\n"
        f"sys.exit(run.run(Path({str(small_file)!r})))\n"
    )
    environment = os.environ | {"PARTNERMAP_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "Small place"
    assert "Traceback" not in done.stderr


def test_what_a_dead_window_left_is_offered_back(
    qtbot: QtBot, small_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os\n"
        "from pathlib import Path\n"
        "from partnermap.document.commands.pins import PinOrganisations\n"
        "from partnermap.document.document import Document\n"
        f"document = Document.open(Path({str(small_file)!r}))\n"
        "document.execute(PinOrganisations((('trust', 1.0, 2.0),)))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False)
    window = MainWindow()
    window.show()
    window.offer_leftovers()
    qtbot.waitUntil(lambda: "Small place" in window.banner.words, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        window.banner.accept()
    assert window.bridge.state is not None
    assert not window.bridge.state.is_saved
    with qtbot.waitSignal(window.finished, timeout=PATIENCE_MS):
        window.close()
    window.deleteLater()


@pytest.mark.parametrize(
    ("chosen", "kind", "name"),
    [
        ("St. Ann", "PDF (*.pdf)", "St. Ann.pdf"),
        ("map.SVG", "PDF (*.pdf)", "map.SVG"),
        ("map", "PNG (*.png)", "map.png"),
        ("map.pdf", "", "map.pdf"),
    ],
)
def test_a_name_gets_the_ending_of_its_kind(chosen: str, kind: str, name: str) -> None:
    assert with_ending(Path(chosen), kind, MAPS).name == name
