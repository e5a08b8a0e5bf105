"""Lines of organisations over time: those ticked, never more than can be told apart, values in words."""

import datetime as dt
from collections.abc import Iterator
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsTextItem, QGraphicsView
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from partnermap.analysis.measure.over_time import Mark
from partnermap.domain.place import Place
from partnermap.ui.canvas.live_plot import day_of, said_on
from partnermap.ui.dialogs.over_time import KEYS, MOST, OverTimeDialog
from partnermap.ui.garbage import Garbage
from partnermap.ui.runner import Runner
from partnermap.ui.theme import LIGHT
from partnermap.ui.view_state import ViewState

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
PATIENCE_MS = 120_000


@pytest.fixture
def place(place_builder: "PlaceBuilder") -> Place:
    for number in range(8):
        place_builder.add_organisation(f"O{number}")
    place_builder.add_tie("O0", "O1", start="2020-01-01")
    place_builder.add_tie("O0", "O2", start="2026-02-01")
    return place_builder.build()


@pytest.fixture
def dialog(qtbot: QtBot, place: Place) -> Iterator[OverTimeDialog]:
    runner, view = Runner(1, "lines"), ViewState(ON)
    view.select("O0")
    dialog = OverTimeDialog(runner, view, place, LIGHT)
    qtbot.addWidget(dialog)
    Garbage(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.drawn, timeout=PATIENCE_MS):
        pass
    yield dialog
    runner.close()


def test_a_dialog_closed_before_its_plots_are_loaded_is_told_nothing(qtbot: QtBot, place: Place) -> None:
    runner = Runner(1, "lines")
    faults: list[object] = []
    runner.crashed.connect(faults.append)
    free = Event()
    runner.submit(lambda _: free.wait(), lambda _: None)
    dialog = OverTimeDialog(runner, ViewState(ON), place, LIGHT)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
    free.set()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=PATIENCE_MS)
    assert dialog.plot is None
    assert faults == []
    runner.close()


def tick(dialog: OverTimeDialog, name: str) -> None:
    (row,) = dialog.organisations.findItems(name, Qt.MatchFlag.MatchExactly)
    row.setCheckState(Qt.CheckState.Checked)


def column(dialog: OverTimeDialog, number: int) -> dict[str, str]:
    return {row.cells[0].words: row.cells[number].words for row in dialog.table.shown.rows}


def test_the_selected_organisation_is_drawn_and_told_in_a_table(dialog: OverTimeDialog) -> None:
    assert dialog.chosen == ("O0",)
    told = column(dialog, 1)
    assert told["1 January 2026"] == "1"
    assert set(told.values()) == {"1", "2"}
    assert dialog.table.shown.headings[1].title == "O0"


def test_more_organisations_are_drawn_up_to_what_can_be_told_apart(
    qtbot: QtBot, dialog: OverTimeDialog
) -> None:
    for number in range(1, MOST):
        with qtbot.waitSignal(dialog.drawn, timeout=PATIENCE_MS):
            tick(dialog, f"O{number}")
    tick(dialog, "O6")
    assert len(dialog.chosen) == MOST
    assert "six lines" in dialog._words.text()


def test_every_figure_offered_can_be_drawn(qtbot: QtBot, dialog: OverTimeDialog) -> None:
    for number in range(1, len(KEYS)):
        with qtbot.waitSignal(dialog.drawn, timeout=PATIENCE_MS):
            dialog.choice.setCurrentIndex(number)
    assert dialog.table.shown.name.endswith("by date")


def test_a_date_that_was_dragged_to_is_the_date_of_the_window(dialog: OverTimeDialog) -> None:
    assert dialog.plot is not None
    dialog.plot.date_chosen.emit(dt.date(2025, 5, 1))
    assert dialog._view.on == dt.date(2025, 5, 1)


def test_the_axis_is_read_as_days_and_words() -> None:
    dates = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    assert day_of(dt.date(2024, 1, 1).toordinal(), dates) == dates[0]
    assert day_of(dt.date(2025, 6, 1).toordinal() + 0.4, dates) == dt.date(2025, 6, 1)
    values: dict[str, list[float | None]] = {"A": [1.0, 0.25], "B": [None, 12345.0]}
    near = dt.date(2025, 11, 1).toordinal()
    assert said_on(near, dates, values) == "1 January 2026: A 0.25; B 12,345"
    assert said_on(0, dates, values) == "1 January 2025: A 1; B no value"
    assert said_on(0, dates, {}) == ""


def test_names_of_neighbouring_reorganisations_stand_at_different_heights(
    dialog: OverTimeDialog,
) -> None:
    plot = dialog.plot
    assert plot is not None
    days = (dt.date(2026, 4, 1), dt.date(2026, 7, 1))
    plot.draw((ON, *days), {}, [Mark(day, str(day), f"Merger of {day}") for day in days], ON)
    drawn = plot.findChildren(QGraphicsView)[0].items()
    names = [
        item for item in drawn if isinstance(item, QGraphicsTextItem) and "Merger" in item.toPlainText()
    ]
    assert len({item.mapToScene(0, 0).y() for item in names}) == 2
