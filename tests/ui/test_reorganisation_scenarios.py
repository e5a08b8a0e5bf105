"""Scenarios in the window: made, renamed, removed, applied, compared; maps on locked positions."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.ranking import chance_worse
from partnermap.document.commands.scenarios import RemoveScenario, RenameScenario
from partnermap.domain.apply import applied
from partnermap.domain.errors import BadValue, UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation, ScenarioChange
from partnermap.domain.words import ScenarioChangeKind
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.network.scenario import scenario_names, with_scenario
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.before_after import MapsRequest, before_after, maps
from partnermap.ui.reorganisation.options import OptionsRequest, compare_options
from partnermap.ui.reorganisation.room import ReorganisationPage
from partnermap.ui.reorganisation.scenarios import SUBJECTS, TITLES, Draft, drafted, scenarios_overview
from partnermap.ui.reorganisation.scenarios_page import ScenariosPage
from partnermap.ui.tables.figures import FigureTable

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
ONE_TRUST = "One trust for hospital and community"


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


def words(table: FigureTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def grants_in(place: Place) -> str:
    """The scenario of the example that only ends records."""
    return next(name for name in scenario_names(place) if name != ONE_TRUST)


def about(place: Place, name: str) -> About:
    for kind in (Organisation, Post, Reorganisation):
        for record in place.of(kind).values():
            if name in (getattr(record, "name", None), getattr(record, "title", None)):
                return About(kind.TABLE, record.id)
    raise LookupError(name)


def later(place: Place, months: str = "6", scenario: str = "Later") -> Draft:
    return Draft(scenario, ScenarioChangeKind.DELAY, about(place, "ICBs merge"), months)


def test_every_scenario_stands_there_with_its_changes(example: Place) -> None:
    seen = scenarios_overview(FiguresRequest(example, ON), Token())
    assert seen.names == scenario_names(example)
    grants = grants_in(example)
    recorded = [row for row in example.of(ScenarioChange).values() if row.scenario == grants]
    rows = words(seen.changes[grants])
    assert [row[0] for row in rows] == ["an agreement, post, team or link ends"] * len(recorded)
    dates = {row.date.in_words() for row in recorded if row.date is not None}
    assert {row[3] for row in rows} == dates
    assert set(seen.wrong.values()) == {0}
    assert set(SUBJECTS) == set(TITLES) == set(ScenarioChangeKind)


def test_what_is_wrong_is_told_at_the_row_and_the_rest_still_counts(example: Place) -> None:
    grants = grants_in(example)
    row = next(row for row in example.of(ScenarioChange).values() if row.scenario == grants)
    tables = {**example.tables[ScenarioChange.TABLE]}
    tables[row.id] = ScenarioChange(id=row.id, scenario=grants, change="end", date=row.date)
    place = example.with_tables({ScenarioChange.TABLE: tables}, 2)
    seen = scenarios_overview(FiguresRequest(place, ON), Token())
    assert seen.wrong[grants] == 1
    told = [cells[4] for cells in words(seen.changes[grants]) if cells[4]]
    assert len(told) == 1
    assert "delete the row" in told[0]


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (("", ScenarioChangeKind.DELAY, "ICBs merge", "6", ""), "Give the scenario a name."),
        (("X", ScenarioChangeKind.DELAY, "", "6", ""), "Choose what changes."),
        (("X", ScenarioChangeKind.DELAY, "ICBs merge", "soon", ""), "is no number of months"),
        (("X", ScenarioChangeKind.MERGE, "Calderbeck CVS", "Big", ""), "date on which it takes effect"),
        (("X", ScenarioChangeKind.MERGE, "Calderbeck CVS", "", "2028"), "Name the one organisation"),
        (("X", ScenarioChangeKind.SPLIT, "Calderbeck CVS", "A | 80%; B | 40%", "2028"), "add up to"),
    ],
)
def test_what_cannot_be_is_refused_before_it_is_written(
    example: Place, draft: tuple[str, ScenarioChangeKind, str, str, str], says: str
) -> None:
    scenario, kind, name, value, date = draft
    subject = about(example, name) if name else None
    with pytest.raises(BadValue) as caught:
        drafted(example, Draft(scenario, kind, subject, value, date))
    assert says in str(caught.value)


def test_a_change_is_added_changed_renamed_and_removed(example: Place) -> None:
    added = applied(example, drafted(example, later(example)).changes(example))
    made = next(row for row in added.of(ScenarioChange).values() if row.scenario == "Later")
    changed = applied(added, drafted(added, later(added, "12"), made.id).changes(added))
    assert changed.of(ScenarioChange)[made.id].value == "12"
    merger = with_scenario(changed, "Later").reorganisations[about(changed, "ICBs merge").id]
    assert merger.effective is not None
    assert merger.effective.first_day == dt.date(2028, 4, 1)
    renamed = applied(changed, RenameScenario("Later", "Much  later").changes(changed))
    assert "Much later" in scenario_names(renamed)
    assert "Later" not in scenario_names(renamed)
    gone = applied(renamed, RemoveScenario("Much later").changes(renamed))
    assert gone.tables[ScenarioChange.TABLE] == example.tables[ScenarioChange.TABLE]


def test_a_scenario_with_its_own_reorganisation_is_renamed_and_removed_whole(example: Place) -> None:
    renamed = applied(example, RenameScenario(ONE_TRUST, "Together").changes(example))
    assert scenario_names(renamed)[0] == "Together"
    gone = applied(renamed, RemoveScenario("Together").changes(renamed))
    assert scenario_names(gone) == (grants_in(example),)
    assert len(gone.reorganisations) == len(example.reorganisations) - 1
    with pytest.raises(UserError, match="Another scenario is called"):
        RenameScenario(ONE_TRUST, grants_in(example).upper()).changes(example)
    with pytest.raises(UserError, match="is empty"):
        RenameScenario(ONE_TRUST, "  ").changes(example)


def test_options_stand_side_by_side_with_the_chance_that_one_is_worse(example: Place) -> None:
    asked, grants = FiguresRequest(example, ON), grants_in(example)
    found = compare_options(OptionsRequest(asked, (None, ONE_TRUST, grants)), Token())
    table = {row[0]: row[1:] for row in words(found.table)}
    assert [heading.title for heading in found.table.headings[1:]] == ["The register", ONE_TRUST, grants]
    assert all(len(row) == 3 for row in table.values())
    until = dt.date(2031, 6, 1)
    one, other = (disruption(place, ON, until) for place in (example, with_scenario(example, ONE_TRUST)))
    assert f"in {chance_worse(one, other):.0%} of the draws" in found.sentences[0]
    assert len(found.sentences) >= 6
    assert any("turn" in sentence for sentence in found.sentences)


def test_maps_stand_on_the_same_positions_before_and_after(example: Place) -> None:
    found = before_after(FiguresRequest(example, ON, scenario=ONE_TRUST), Token())
    drawn = maps(MapsRequest(found, None, Wish(), 500, 400, 1.0, 11, "light"), Token())
    before, after = drawn.before.scene, drawn.after.scene
    both = set(before.organisation_ids) & set(after.organisation_ids)
    assert len(both) > 40
    spots = [
        {key: tuple(scene.positions[row]) for row, key in enumerate(scene.organisation_ids)}
        for scene in (before, after)
    ]
    assert all(spots[0][key] == spots[1][key] for key in both)
    assert drawn.titles[1].endswith(f"what if: {ONE_TRUST}")


def test_flows_lose_nothing_and_show_where_nobody_has_decided(example: Place) -> None:
    found = before_after(FiguresRequest(example, ON), Token())
    assert "No home yet" in [end.title for end in found.bodies.after if end.is_missing]
    table = words(found.bodies_table)
    assert len(table) == len(found.bodies.flows)
    assert sum(float(row[2]) for row in table) == sum(flow.amount for flow in found.bodies.flows)
    assert ["Calderbeck County Council", "Awaits a decision"] in [row[:2] for row in table]


def shown_scenario(room: ReorganisationPage) -> str | None:
    return room.choice.now.scenario


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, example_file: Path) -> ScenariosPage:
    window = opened(example_file)
    assert window.rooms is not None
    room = window.rooms.reorganisation
    with qtbot.waitSignal(room.scenarios.shown, timeout=PATIENCE_MS):
        room.tabs.setCurrentWidget(room.scenarios)
        window.tabs.setCurrentWidget(room)
    return room.scenarios


def test_a_scenario_is_made_in_the_form_shown_everywhere_applied_and_undone(
    qtbot: QtBot, page: ScenariosPage
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.rooms is not None
    page.add.click()
    form = page.form
    assert form is not None
    form.scenario.setCurrentText("Merger later")
    form.kind.setCurrentIndex(form.kind.findData(ScenarioChangeKind.DELAY.value))
    form.about.setCurrentText("ICBs merge")
    form.value.setCurrentText("soon")
    form.go.click()
    assert "is no number of months" in form.told.text()
    assert form.date.isHidden()
    form.value.setCurrentText("6")
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        form.go.click()
    assert page.current == "Merger later"
    assert words(page.changes.shown)[0][:3] == [
        "a reorganisation comes later, by months",
        "ICBs merge",
        "6",
    ]
    room = window.rooms.reorganisation
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page.look.click()
    assert shown_scenario(room) == "Merger later"
    assert all(other.what_if.text() == "What if: Merger later" for other in room.pages)
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page.apply.click()
    place = window.bridge.place
    assert place is not None
    assert "Merger later" not in scenario_names(place)
    assert shown_scenario(room) is None
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.bridge.undo()
    assert window.bridge.place is not None
    assert "Merger later" in scenario_names(window.bridge.place)


def test_names_are_edited_in_place_and_ticks_compare(qtbot: QtBot, page: ScenariosPage) -> None:
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page.names.item(1).setText("One trust")
    assert page.current == "One trust"
    for row in (1, 2):
        page.names.item(row).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: len(page.options.shown.headings) == 4, timeout=PATIENCE_MS)
    assert "of the draws" in page.sentences.text()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page.remove.click()
    assert page.names.count() == 2


def test_a_name_that_is_taken_is_refused_and_the_old_one_stays(
    qtbot: QtBot, page: ScenariosPage
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    taken = page.names.item(2).text()
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS) as told:
        page.names.item(1).setText(taken.upper())
    assert told.args == [f"Another scenario is called “{taken}”; give another name."]
    assert page.names.item(1).text() == ONE_TRUST


def test_the_map_asks_what_if_of_a_body(qtbot: QtBot, opened: Opener, example_file: Path) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    room, place = window.rooms.reorganisation, window.bridge.place
    assert place is not None
    body = about(place, "Calderbeck CVS")
    qtbot.waitUntil(lambda: room.scenarios.place is place, timeout=PATIENCE_MS)
    window.rooms.map.what_if_wanted.emit(ScenarioChangeKind.MERGE, body)
    assert window.tabs.currentWidget() is room
    assert room.tabs.currentWidget() is room.scenarios
    form = room.scenarios.form
    assert form is not None
    assert form.about.currentText() == "Calderbeck CVS"
    form.reject()
