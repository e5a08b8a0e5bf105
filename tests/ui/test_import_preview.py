"""The import preview: counts before anything is written, Import or Cancel, faults in a sentence."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from partnermap.domain.changes import Changes
from partnermap.domain.errors import SourceError
from partnermap.domain.organisation import Organisation
from partnermap.exchange.plan import ImportPlan, Skipped, Unmatched
from partnermap.ui.dialogs.import_preview import ImportPreview
from partnermap.ui.main_window import MainWindow
from partnermap.ui.tables.figures_view import FiguresView

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]

PLAN = ImportPlan(
    label="Import of bodies.csv",
    read=4,
    changes=Changes(create=(Organisation(id="n", name="New Body"),)),
    unchanged=1,
    skipped=(Skipped("bodies.csv", 3, "31 February does not exist."),),
    unmatched=(Unmatched("SMALL CO", 2, 5000), Unmatched("BIG CO", 1, 900_000)),
    warnings=("One name occurs twice.",),
)


def test_the_preview_counts_and_lists(qtbot: QtBot) -> None:
    dialog = ImportPreview([Path("bodies.csv")])
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog.show_progress(0.4, "bodies.csv")
    assert dialog.bar.value() == 40
    dialog.show_plan(PLAN)
    assert dialog.words.text() == (
        "4 rows read: 1 record would be created, 0 changed, 1 stay as they are, 1 row cannot be used. "
        "Nothing is written yet."
    )
    skipped, unmatched = dialog.findChildren(FiguresView)
    assert cells(skipped) == [["bodies.csv", "3", "31 February does not exist."]]
    assert cells(unmatched) == [["BIG CO", "1", "£9,000", "99.4%"], ["SMALL CO", "2", "£50", "0.6%"]]
    with qtbot.waitSignal(dialog.accepted_plan, timeout=PATIENCE_MS) as accepted:
        dialog.go.click()
    assert accepted.args == [PLAN]


def cells(table: FiguresView) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.shown.rows]


def test_a_file_that_cannot_be_read_is_said_in_the_preview(qtbot: QtBot) -> None:
    dialog = ImportPreview([Path("bad.xlsx")])
    qtbot.addWidget(dialog)
    dialog.show_fault(SourceError("bad.xlsx is protected by a password; save it without one."))
    assert dialog.words.text() == "Nothing was imported."
    assert not dialog.go.isEnabled()


def test_nothing_to_import_cannot_be_imported(qtbot: QtBot) -> None:
    dialog = ImportPreview([Path("same.csv")])
    qtbot.addWidget(dialog)
    dialog.show_plan(ImportPlan("Import", 3, Changes(), unchanged=3))
    assert not dialog.go.isEnabled()
    assert dialog.words.text() == "3 rows read; there is nothing to import."


def test_importing_files_goes_through_the_preview_into_one_step(
    qtbot: QtBot, opened: Opener, small_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "Organisations.csv").write_text("Name,Sector\nNew Charity,VCSE\n", encoding="utf-8")
    window = opened(small_file)
    window.tasks.import_paths((folder,))
    dialog = window.findChild(ImportPreview)
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()
    assert window.bridge.place is not None
    assert "New Charity" in {item.name for item in window.bridge.place.organisations.values()}
    assert window.actions_.undo.text() == "Undo: Import of sheets"


def test_another_way_to_take_the_file_in_is_a_button_and_reads_it_again(
    qtbot: QtBot, opened: Opener, small_file: Path, tmp_path: Path
) -> None:
    grant = {
        "id": "360G-x-1",
        "currency": "GBP",
        "amountAwarded": 5,
        "awardDate": "2024-06-01",
        "fundingOrganization": [{"id": "GB-CHC-900001", "name": "Invented Trust"}],
        "recipientOrganization": [{"id": "GB-CHC-900002", "name": "Far Away"}],
    }
    file = tmp_path / "given.json"
    file.write_text(json.dumps({"grants": [grant]}), encoding="utf-8")
    window = opened(small_file)
    window.tasks.import_paths((file,))
    dialog = window.findChild(ImportPreview)
    assert dialog is not None
    qtbot.waitUntil(lambda: button(dialog, "Add every funder and recipient") is not None)
    assert not dialog.go.isEnabled()
    everything = button(dialog, "Add every funder and recipient")
    assert everything is not None
    everything.click()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    assert button(dialog, "Add every funder and recipient") is None
    assert button(dialog, "Only grants to organisations here") is not None
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()
    assert window.bridge.place is not None
    assert "Far Away" in {item.name for item in window.bridge.place.organisations.values()}


def button(dialog: ImportPreview, words: str) -> QPushButton | None:
    found = dialog.findChildren(QPushButton)
    shown = (item for item in found if not item.isHidden())
    return next((item for item in shown if item.text().startswith(words)), None)
