"""History, the choice of a partnership, the import preview, and what comes for a dialog too late."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from partnermap.document.history import Step
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan, SelectionNeeded, Unmatched
from partnermap.report.audience import Audience
from partnermap.report.paper import MapForm
from partnermap.ui import file_tasks
from partnermap.ui.dialogs.crash import CrashDialog
from partnermap.ui.dialogs.history import HistoryDialog, steps_table
from partnermap.ui.dialogs.import_preview import (
    ImportPreview,
    kinds_words,
    unmatched_table,
    unmatched_words,
)
from partnermap.ui.dialogs.keys import KeysDialog
from partnermap.ui.dialogs.paper_options import (
    AUDIENCES,
    FORMS,
    PaperChoice,
    PaperOptions,
    Shown,
)
from partnermap.ui.dialogs.selection import SelectionBox
from partnermap.ui.dialogs.showing import show_once, while_open
from partnermap.ui.main_window import MainWindow
from partnermap.ui.tables.figures import FigureTable

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]

NEEDED = SelectionNeeded(
    "two partnerships", "partnership", {"QA1": "North and South", "QB2": "East and West"}
)


def words(table: FigureTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def test_history_lists_steps_with_what_they_take_back() -> None:
    when = dt.datetime(2026, 6, 1, 9, 30, tzinfo=dt.UTC)
    steps = (Step(1, when, "Rename Age Well", None, True), Step(2, when, "Undo: Rename Age Well", 1))
    rows = words(steps_table(steps))
    assert [row[0] for row in rows] == ["2", "1"]
    assert rows[0][2:] == ["Undo: Rename Age Well", "step 1: Rename Age Well", ""]
    assert rows[1][3:] == ["", "folded"]
    assert rows[0][1].startswith("01 June 2026, ")


def test_history_of_the_open_file_is_shown(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    window.tasks.show_history()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    assert [row[2] for row in words(dialog.table.shown)] == ["Fill"]
    dialog.close()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is None, timeout=PATIENCE_MS)


def test_what_comes_for_a_closed_dialog_is_left_out(qtbot: QtBot) -> None:
    dialog = QDialog()
    said: list[str] = []
    tell = while_open(dialog, said.append)
    show_once(dialog)
    tell("in time")
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=PATIENCE_MS)
    tell("too late")
    assert said == ["in time"]


def test_a_bug_in_reading_a_file_is_shown_and_not_swallowed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, opened: Opener, small_file: Path
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(file_tasks, "_plan", fail)
    window = opened(small_file)
    window.tasks.import_paths((Path("bodies.csv"),))
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    assert "ZeroDivisionError: planted" in dialog.details.toPlainText()
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(ImportPreview) is None, timeout=PATIENCE_MS)


def test_one_partnership_is_searched_and_chosen(qtbot: QtBot) -> None:
    dialog = ImportPreview([Path("stps.xlsx")])
    qtbot.addWidget(dialog)
    dialog.show_fault(NEEDED)
    box = dialog.findChild(SelectionBox)
    assert box is not None
    assert not box.go.isEnabled()
    box.words.setText("qb2")
    with qtbot.waitSignal(dialog.selection_wanted, timeout=PATIENCE_MS) as wanted:
        box.go.click()
    assert wanted.args == [{"partnership": "QB2"}]
    dialog.show_plan(ImportPlan("Import", 3, Changes(create=(Organisation(id="n", name="N"),))))
    assert dialog.go.isEnabled()


def test_a_hidden_option_cannot_be_chosen(qtbot: QtBot) -> None:
    box = SelectionBox("Choose", NEEDED.options)
    qtbot.addWidget(box)
    box.options.setCurrentRow(0)
    assert box.go.isEnabled()
    box.words.setText("nothing like it")
    assert not box.go.isEnabled()


def test_the_real_workbook_asks_for_its_partnership(shared_data: Path) -> None:
    source = shared_data / "openprescribing-org_codes" / "stps.xlsx"
    with pytest.raises(SelectionNeeded) as needed:
        plan_import(Place(), (source,))
    assert needed.value.key == "partnership"
    assert "QR1" in needed.value.options


def test_unmatched_names_show_their_share_of_the_money() -> None:
    unmatched = (
        Unmatched("SMALL CO", 2, 5000),
        Unmatched("BIG CO", 1, 15_000),
        Unmatched("BACK", 1, -5000),
    )
    assert words(unmatched_table(unmatched)) == [
        ["BIG CO", "1", "£150", "75.0%"],
        ["SMALL CO", "2", "£50", "25.0%"],
        ["BACK", "1", "−£50", ""],
    ]
    assert unmatched_words(unmatched).startswith("3 names with £200 between them")
    assert unmatched_words((Unmatched("A", 1),)).startswith("1 name. Add the organisation")


def test_a_map_is_asked_for_by_date_and_paper(qtbot: QtBot) -> None:
    dialog = PaperOptions("Export map", dt.date(2026, 6, 1), for_map=True)
    qtbot.addWidget(dialog)
    assert dialog.date.text() == "2026-06-01"
    dialog.date.setText("31 February 2027")
    dialog.go.click()
    assert dialog.words.text() == "Date: the date 31 February 2027 does not exist; correct it."
    dialog.date.setText("2027-04")
    dialog.paper.setCurrentText("A2")
    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE_MS) as chosen:
        dialog.go.click()
    assert chosen.args == [PaperChoice(dt.date(2027, 4, 1), "A2", "board")]


def test_a_map_is_looked_over_whenever_its_options_change(qtbot: QtBot) -> None:
    dialog = PaperOptions("Export map", dt.date(2026, 6, 1), for_map=True)
    qtbot.addWidget(dialog)
    asked: list[PaperChoice] = []
    dialog.check_wanted.connect(asked.append)
    dialog.ask_check()
    dialog.paper.setCurrentText("A3")
    dialog.form.setCurrentText(FORMS[MapForm.SECTORS])
    assert [(choice.paper, choice.form) for choice in asked] == [
        (None, MapForm.ONE_PAGE),
        ("A3", MapForm.ONE_PAGE),
        ("A3", MapForm.SECTORS),
    ]
    dialog.show_check(asked[0], ["Of what was chosen before."])
    assert "before" not in dialog.advice.text()
    dialog.show_check(asked[-1], ["74 organisations read well on A3.", "Two names are cut off."])
    assert dialog.advice.text().splitlines() == [
        "74 organisations read well on A3.",
        "Two names are cut off.",
    ]


def test_two_maps_are_offered_only_where_two_dates_are_compared(qtbot: QtBot) -> None:
    for compares in (False, True):
        dialog = PaperOptions("Export map", dt.date(2026, 6, 1), for_map=True, shown=Shown(compares))
        qtbot.addWidget(dialog)
        forms = [dialog.form.itemData(row) for row in range(dialog.form.count())]
        assert (MapForm.SIDE_BY_SIDE in forms) is compares
        assert set(forms) | {MapForm.SIDE_BY_SIDE} == set(MapForm)


def test_a_report_looks_back_a_quarter_or_to_the_date_given(qtbot: QtBot) -> None:
    dialog = PaperOptions("Report", dt.date(2026, 6, 1), for_map=False)
    qtbot.addWidget(dialog)
    assert dialog.since.text() == "2026-03-01"
    dialog.since.setText("soon")
    dialog.go.click()
    assert dialog.words.text().startswith("Changes since: ")
    dialog.since.setText("2026-01-15")
    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE_MS) as chosen:
        dialog.go.click()
    since = dt.date(2026, 1, 15)
    assert chosen.args == [PaperChoice(dt.date(2026, 6, 1), None, "board", since)]


def test_every_audience_is_offered() -> None:
    assert set(AUDIENCES) == set(Audience)


def test_the_preview_says_what_kinds_of_record_an_import_makes() -> None:
    one, other = Organisation(id="a", name="A"), Organisation(id="b", name="B")
    changes = Changes(create=(one, other), update=(one,), delete=(("ties", "t"),))
    assert kinds_words(changes) == "Created: 2 organisations. Changed: 1 organisation. Removed: 1 tie."


def test_a_bug_that_no_log_can_hold_is_shown_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("PARTNERMAP_HOME", str(blocked))
    dialog = CrashDialog(ZeroDivisionError("planted"))
    qtbot.addWidget(dialog)
    assert dialog.words.text().count("could not be written to a file") == 1
    assert "ZeroDivisionError: planted" in dialog.details.toPlainText()


def test_the_list_of_keys_scrolls_where_the_screen_is_low(qtbot: QtBot) -> None:
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    dialog.resize(dialog.width(), 300)
    assert dialog.height() == 300
    (close,) = dialog.findChildren(QPushButton)
    assert dialog.rect().contains(close.mapTo(dialog, close.rect().bottomRight()))
    (area,) = dialog.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)


def test_the_list_of_keys_ends_with_its_last_row(qtbot: QtBot) -> None:
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.resize(dialog.width(), 300)
    dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    labels = content.findChildren(QLabel)
    last = max(label.mapTo(content, label.rect().bottomLeft()).y() for label in labels)
    assert content.height() - last < 4 * dialog.fontMetrics().height()
