"""The room for reorganisations: the board's sentence, every link's fate, the choice above all pages."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from partnermap.analysis.succession.comparison import compare_dates
from partnermap.analysis.succession.sentences import board_sentence
from partnermap.analysis.succession.totals import Heading
from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresPage, FiguresRequest
from partnermap.ui.reorganisation.room import ReorganisationPage
from partnermap.ui.reorganisation.what_becomes import WhatBecomes, links_table, what_becomes
from partnermap.ui.tables.figures import FigureTable

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
ONE_TRUST = "One trust for hospital and community"


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture
def room(opened: Opener, example_file: Path) -> ReorganisationPage:
    window = opened(example_file)
    assert window.rooms is not None
    return window.rooms.reorganisation


def words(table: FigureTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def found(place: Place, **wish: Any) -> WhatBecomes:
    return what_becomes(replace(FiguresRequest(place, ON), **wish), Token())


def look_at(qtbot: QtBot, room: ReorganisationPage, page: FiguresPage[Any]) -> None:
    """Bring a page of the room to the front and wait for its figures."""
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        room.tabs.setCurrentWidget(page)
        window = room.window()
        assert isinstance(window, MainWindow)
        window.tabs.setCurrentWidget(room)


def test_the_boards_sentence_comes_first_and_every_pair_has_one_row(example: Place) -> None:
    seen = found(example)
    comparison = compare_dates(example, ON, dt.date(2028, 6, 1))
    assert seen.sentences[0] == board_sentence(comparison)
    counts = Counter(row.heading for row in seen.links)
    assert {key: counts[key] for key in Heading} == comparison.totals.pairs
    assert len(links_table(seen).rows) == len(comparison.fates.pairs)
    needs = words(links_table(seen, Heading.NEEDS_DECISION))
    assert {row[0] for row in needs} == {"Awaits a decision"}
    assert {row[8] for row in needs} == {"31 March 2028"}
    assert any("£30.0m a year" in row[4] for row in needs)


def test_links_can_be_narrowed_to_those_of_one_reorganisation(example: Place) -> None:
    seen = found(example)
    merger = next(item for item in seen.items if item.name == "ICBs merge")
    rows = links_table(seen, None, merger.organisation_ids).rows
    assert 0 < len(rows) < len(seen.links)
    for row in rows:
        assert merger.organisation_ids & {row.cells[1].organisation_id, row.cells[2].organisation_id}


def test_reorganisations_to_come_stand_first_and_those_without_equity_check_are_told(
    example: Place,
) -> None:
    seen = found(example)
    names = [item.name for item in seen.items]
    assert names[:2] == ["ICBs merge", "County becomes two unitary councils"]
    assert names[-1] == "Primary care trust abolished"
    told = " ".join(seen.missing_checks)
    assert "County becomes two unitary councils: no equity check is recorded." in told
    assert "Primary care trust" not in told
    assert words(seen.reorganisations)[1][5] == "18"
    assert words(seen.reorganisations)[-1][5:7] == ["–", "none recorded"]


def test_a_scenario_names_itself_in_the_boards_sentence(example: Place) -> None:
    seen = found(example, scenario=ONE_TRUST)
    assert f"what if: {ONE_TRUST}" in seen.sentences[0]
    assert "Community services join the hospitals" in [item.name for item in seen.items]
    assert found(example, scenario="gone").sentences == found(example).sentences


def test_a_place_without_reorganisations_says_so_in_one_sentence() -> None:
    seen = found(Place(1))
    assert seen.sentences == ("By 1 June 2028, there is no linked pair to follow.",)
    assert seen.items == ()


def test_the_rows_of_links_select_their_organisations(qtbot: QtBot, room: ReorganisationPage) -> None:
    page = room.what_becomes
    look_at(qtbot, room, page)
    row = page.links.shown.rows[0]
    for column in (1, 2):
        page.links.setCurrentIndex(page.links.model().index(0, column))
        assert page.view.selected == row.cells[column].organisation_id
    page.fate.setCurrentIndex(page.fate.findData(Heading.NEEDS_DECISION.value))
    assert {cells[0] for cells in words(page.links.shown)} == {"Awaits a decision"}


def test_horizon_and_scenario_are_chosen_once_for_every_page(
    qtbot: QtBot, room: ReorganisationPage
) -> None:
    page = room.what_becomes
    look_at(qtbot, room, page)
    assert "By 1 June 2028" in page.headline.text()
    assert page.what_if.isHidden()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        room.horizon.setCurrentIndex(0)
    assert "By 1 June 2027" in page.headline.text()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        room.scenario.setCurrentIndex(room.scenario.findData(ONE_TRUST))
    assert page.what_if.text() == f"What if: {ONE_TRUST}"
    assert not page.what_if.isHidden()


def test_a_reorganisation_chosen_in_the_table_is_told_in_full(
    qtbot: QtBot, room: ReorganisationPage
) -> None:
    page = room.what_becomes
    look_at(qtbot, room, page)
    page.items.setCurrentIndex(page.items.model().index(1, 0))
    told = page.details.text()
    assert told.startswith("County becomes two unitary councils\nSplit, ordered.")
    assert "Announced 17 March 2026, shadow from 10 May 2027" in told
    assert "18 await a decision" in told
