"""A scenario on the map: chosen in the strip, alone or beside the register, in every view and file."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.report.map import MapOrder, drawn, map_title
from partnermap.scene.chosen import chosen, laid
from partnermap.scene.map_choice import Filter, MapChoice
from partnermap.scene.matrix import MatrixOrder
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.dialogs.paper_options import PaperOptions, Shown
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.inspection import Subject, inspect
from partnermap.ui.panels.map_panel import MapPanel
from partnermap.ui.tables.matrix_page import MatrixFound, MatrixRequest, find_matrix
from partnermap.ui.view_state import ViewState
from partnermap.ui.writing import write_chosen_report
from tests.report.invented import with_scenario

ON, LATER = dt.date(2026, 4, 1), dt.date(2028, 4, 1)
NAME = "No council"


@pytest.fixture
def place() -> Place:
    return with_scenario(NAME)


def map_of(place: Place, choice: MapChoice, maker: MapMaker | None = None) -> MapResult:
    request = MapRequest(
        *(place, ON, choice.hidden_kinds, choice.wanted, Wish(), 900.0, 600.0, 1.0, 11.0, "light"),
        other=choice.other,
        scenario=choice.scenario,
        what_if=choice.what_if,
    )
    return (maker or MapMaker()).make(request, Token())


def matrix_of_choice(place: Place, choice: MapChoice) -> MatrixFound:
    return find_matrix(MatrixRequest(place, ON, choice, MatrixOrder.NAME), Token())


def test_the_strip_shows_a_scenario_beside_the_register_then_alone_then_not(
    qtbot: QtBot, place: Place
) -> None:
    view = ViewState(ON)
    bar = FilterBar(view)
    qtbot.addWidget(bar)
    bar.show_place(place)
    actions = bar.scenario_menu().actions()
    assert [action.text() for action in actions] == ["The register alone", NAME]
    assert [action.isChecked() for action in actions] == [True, False]
    actions[1].trigger()
    assert (view.choice.scenario, view.choice.what_if) == (NAME, None)
    assert [chip.text() for chip in bar.chips] == [
        f"Scenario: {NAME}  ×",
        "Compared with the register  ×",
    ]
    bar.chips[1].click()
    assert (view.choice.scenario, view.choice.what_if) == (None, NAME)
    bar.chips[0].click()
    assert (view.choice.scenario, view.choice.what_if) == (None, None)
    assert bar.chips == []


def test_there_is_one_comparison_at_a_time() -> None:
    view = ViewState(ON)
    view.set_scenario(NAME)
    view.set_other(LATER)
    assert (view.choice.scenario, view.choice.what_if, view.choice.other) == (None, NAME, LATER)
    view.set_scenario(NAME)
    assert (view.choice.scenario, view.choice.what_if, view.choice.other) == (NAME, None, None)


@pytest.mark.parametrize(
    "choice", [MapChoice(scenario=NAME), MapChoice(what_if=NAME), MapChoice(other=LATER, what_if=NAME)]
)
def test_map_matrix_list_and_paper_show_the_same(qtbot: QtBot, place: Place, choice: MapChoice) -> None:
    result, found = map_of(place, choice), matrix_of_choice(place, choice)
    assert set(result.network.organisation_ids) == set(found.matrix.organisation_ids)
    assert len(result.network.ties) == found.links == len(found.lists.links.rows)
    assert result.summary.badge == found.badge
    panel = MapPanel(ViewState(ON))
    qtbot.addWidget(panel)
    panel.show_summary(result.summary)
    assert panel.head.title == found.title
    assert NAME in found.title
    paper = drawn(place, MapOrder(ON, choice)).scenes[0]
    assert set(paper.organisation_ids) == set(found.matrix.organisation_ids)


def test_a_scenario_alone_is_named_on_paper_and_changes_the_network(place: Place) -> None:
    choice = MapChoice(what_if=NAME)
    what_if = laid(place, choice)
    assert NAME in map_title(what_if, ON, chosen(what_if, ON, choice))
    register = map_of(place, MapChoice()).network.organisation_ids
    assert "council" in register
    assert "council" not in map_of(place, choice).network.organisation_ids


def test_nobody_moves_when_a_scenario_comes_and_goes(place: Place) -> None:
    maker = MapMaker()
    before = map_of(place, MapChoice(), maker).layout
    beside = map_of(place, MapChoice(scenario=NAME), maker).layout
    after = map_of(place, MapChoice(), maker).layout
    for key in before.organisation_ids:
        assert before.position(key) == pytest.approx(beside.position(key), abs=0.05)
        assert before.position(key) == pytest.approx(after.position(key), abs=0.05)


def test_the_inspector_says_what_a_scenario_changes(place: Place) -> None:
    found = inspect(Subject(place, ON, "council", scenario=NAME), Token())
    assert found.title == "Vale County Council"
    assert any("Vale County Council" in words for words in found.changes)
    alone = inspect(Subject(place, ON, "council", what_if=NAME), Token())
    assert alone.headline != found.headline
    assert alone.changes == ()


def test_a_filter_hides_the_same_in_a_comparison_everywhere(place: Place) -> None:
    choice = MapChoice(wanted=Filter(around="trust", steps=1), scenario=NAME)
    result, found = map_of(place, choice), matrix_of_choice(place, choice)
    assert result.summary.badge == found.badge
    assert found.badge is not None
    assert set(result.network.organisation_ids) == set(found.matrix.organisation_ids)


def test_the_report_takes_the_scenario_that_is_shown(
    qtbot: QtBot, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(scenario=NAME, scenarios=("Another", NAME))
    dialog = PaperOptions("Report", ON, for_map=False, shown=shown)
    qtbot.addWidget(dialog)
    assert dialog.scenario.currentText() == NAME
    with qtbot.waitSignal(dialog.chosen) as answer:
        dialog.go.click()
    given: dict[str, Any] = {}
    monkeypatch.setattr(
        "partnermap.report.printing.write_place_report", lambda *_args, **named: given.update(named)
    )
    write_chosen_report(answer.args[0], None, None, place, ON, tmp_path / "r.pdf")
    assert given["scenario"] == NAME
    dialog.scenario.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.chosen) as answer:
        dialog._choose()
    assert answer.args[0].scenario is None


def test_a_scenario_is_named_once_in_every_title(place: Place) -> None:
    beside = chosen(place, ON, MapChoice(scenario=NAME))
    assert beside.groups.place.title.count(NAME) == 0
    assert map_title(place, ON, beside).count(NAME) == 1
    what_if = laid(place, MapChoice(what_if=NAME))
    two_dates = chosen(what_if, ON, MapChoice(other=LATER, what_if=NAME))
    assert map_title(what_if, ON, two_dates).count(NAME) == 1
    told = inspect(Subject(place, ON, other=LATER, what_if=NAME), Token())
    assert told.subtitle == f"1 April 2026 and 1 April 2028, what if: {NAME}"


def test_the_inspector_leads_to_the_day_on_which_a_scenario_is_whole(place: Place) -> None:
    early = inspect(Subject(place, dt.date(2025, 6, 1), scenario=NAME), Token())
    assert early.day == dt.date(2026, 1, 1)
    assert "1 January 2026" in early.details[0]
    assert inspect(Subject(place, ON, scenario=NAME), Token()).day is None
