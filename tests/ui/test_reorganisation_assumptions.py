"""The page of assumptions: all listed, edited in place as one undoable step, and put back."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.domain.apply import applied
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.assumptions import (
    AssumptionRow,
    AssumptionsOverview,
    assumptions_overview,
    changed,
    reset,
)
from partnermap.ui.reorganisation.assumptions_page import AssumptionsPage
from partnermap.ui.reorganisation.assumptions_view import HIGH, LOW

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


def seen_in(place: Place) -> AssumptionsOverview:
    return assumptions_overview(FiguresRequest(place, ON), Token())


def row_of(place: Place, title: str) -> AssumptionRow:
    return next(row for row in seen_in(place).rows if row.title == title)


FADE = "How long the strain lasts after a change"
HARD = "How hard “ICBs merge” hits"


def test_every_listed_assumption_has_its_row_with_evidence(example: Place) -> None:
    rows = seen_in(example).rows
    listed = assumptions_of(example).listed()
    assert {item.name for item in listed} <= {row.key for row in rows}
    assert all(row.evidence and row.unit and row.default for row in rows)
    assert [row.title for row in rows if row.of_reorganisation] == [
        HARD,
        "How hard “County becomes two unitary councils” hits",
    ]
    assert all(row.is_fixed == row.key.startswith("peak:") for row in rows)


def test_a_change_holds_and_equal_ends_switch_the_draw_off(example: Place) -> None:
    seen = seen_in(example)
    assert seen.turns_on.startswith("The answer turns on ")
    assert FADE in [swing.title for swing in seen.tornado.swings]
    place = applied(
        example, changed(example, row_of(example, FADE), low="20", high="20").changes(example)
    )
    assert (assumptions_of(place).fade.low, assumptions_of(place).fade.high) == (20, 20)
    assert not row_of(place, FADE).is_drawn
    assert FADE not in [swing.title for swing in seen_in(place).tornado.swings]


def test_one_that_the_file_does_not_set_yet_gets_its_record_and_loses_it_again(example: Place) -> None:
    trust = row_of(example, "How far trust feels the strain")
    assert not trust.is_own
    place = applied(example, changed(example, trust, low="0.5", high="0.6").changes(example))
    own = row_of(place, trust.title)
    assert (own.is_own, own.low, own.high) == (True, "0.5", "0.6")
    back = reset(place, (own,))
    assert back is not None
    assert row_of(applied(place, back.changes(place)), trust.title) == trust
    assert reset(example, (trust,)) is None


def test_how_hard_one_reorganisation_hits_stands_on_it(example: Place) -> None:
    row = row_of(example, HARD)
    assert (row.low, row.high, row.is_own) == ("0.7", "0.9", True)
    place = applied(example, changed(example, row, low="0.2", high="0.3").changes(example))
    assert (row_of(place, HARD).low, row_of(place, HARD).high) == ("0.2", "0.3")
    back = reset(place, (row_of(place, HARD),))
    assert back is not None
    assert not row_of(applied(place, back.changes(place)), HARD).is_own


@pytest.mark.parametrize(
    ("title", "low", "high", "says"),
    [
        (FADE, "30", "24", "High: 24 is below Low 30; correct one of them."),
        (FADE, "long", "24", "Low: “long” is not a number; correct it."),
        (HARD, "0.7", "1.5", "High: 1.5 is outside 0 to 1."),
        (HARD, "0.9", "0.1", "High: 0.1 is below Low 0.9; correct one of them."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    example: Place, title: str, low: str, high: str, says: str
) -> None:
    with pytest.raises(BadValue) as caught:
        changed(example, row_of(example, title), low=low, high=high)
    assert str(caught.value) == says


def test_one_number_stands_in_both_columns(example: Place) -> None:
    row = row_of(example, "How many times the assumptions are drawn")
    place = applied(example, changed(example, row, low="500", high=row.high).changes(example))
    assert assumptions_of(place).draws == 500


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, example_file: Path) -> AssumptionsPage:
    window = opened(example_file)
    assert window.rooms is not None
    room = window.rooms.reorganisation
    with qtbot.waitSignal(room.assumptions.shown, timeout=PATIENCE_MS):
        room.tabs.setCurrentWidget(room.assumptions)
        window.tabs.setCurrentWidget(room)
    return room.assumptions


def test_edited_in_place_undone_and_refused(qtbot: QtBot, page: AssumptionsPage) -> None:
    window, model = page.window(), page.table.rows
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        model.setData(model.index(0, HIGH), "36")
    assert model.index(0, HIGH).data() == "36"
    assert window.bridge.state is not None
    assert window.bridge.state.undo_label == f"Set the assumption {FADE[0].lower()}{FADE[1:]}"
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.bridge.undo()
    assert model.index(0, HIGH).data() == "24"
    model.setData(model.index(0, LOW), "40")
    assert page.told.text() == "High: 24 is below Low 40; correct one of them."
    assert model.index(0, LOW).data() == "18"


def test_the_defaults_of_kinds_are_not_edited_here_and_delete_resets(
    qtbot: QtBot, page: AssumptionsPage
) -> None:
    model = page.table.rows
    last = model.rowCount() - 1
    assert not model.flags(model.index(last, LOW)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, LOW)) & Qt.ItemFlag.ItemIsEditable
    seed = next(n for n in range(last) if "drawing of chances" in str(model.index(n, 0).data()))
    page.table.setCurrentIndex(model.index(seed, LOW))
    assert "Any whole number" in page.evidence.text()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert model.index(seed, LOW).data() == "1"
