"""Applying a scenario: one step, the same picture as the what-if, and undone without a trace."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.scenarios import ApplyScenario
from partnermap.document.document import Document
from partnermap.domain.errors import UserError
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.exchange.example import plan_example
from partnermap.network.build import network_on
from partnermap.network.scenario import scenario_names, with_scenario

NAME = "One trust for hospital and community"


@pytest.fixture
def example(document: Document) -> Document:
    document.execute(ApplyChanges("Example", plan_example(document.place).changes))
    return document


def _dump(document: Document, folder: Path) -> list[str]:
    copy = folder / "copy.pmap"
    copy.unlink(missing_ok=True)
    document.save_copy(copy, without=frozenset({"history"}))
    connection = sqlite3.connect(copy)
    try:
        lines = sorted(connection.iterdump())
    finally:
        connection.close()
    return [line for line in lines if line.startswith("INSERT")]


def test_applied_then_undone_is_the_same_file(example: Document, tmp_path: Path) -> None:
    before, steps = _dump(example, tmp_path), len(example.history())
    example.execute(ApplyScenario(NAME))
    assert len(example.history()) == steps + 1
    assert _dump(example, tmp_path) != before
    assert NAME in (example.undo_label or "")
    example.undo()
    assert _dump(example, tmp_path) == before


def test_applied_the_register_shows_what_the_scenario_showed(example: Document) -> None:
    laid = with_scenario(example.place, NAME)
    example.execute(ApplyScenario(NAME.upper()))
    for on in (dt.date(2026, 11, 1), dt.date(2028, 6, 1)):
        was, now = network_on(laid, on), network_on(example.place, on)
        assert (was.ties, was.waiting, was.organisation_ids) == (
            now.ties,
            now.waiting,
            now.organisation_ids,
        )
    assert NAME not in scenario_names(example.place)
    assert "County grants stop in December" in scenario_names(example.place)


def test_a_row_that_cannot_be_used_stays(example: Document) -> None:
    broken = ScenarioChange(id="broken", scenario=NAME, change="explode")
    from partnermap.document.commands.records import AddRecords

    example.execute(AddRecords("Add", (broken,)))
    example.execute(ApplyScenario(NAME))
    assert "broken" in example.place.of(ScenarioChange)


def test_an_unknown_scenario_changes_nothing(example: Document) -> None:
    version = example.version
    with pytest.raises(UserError, match="holds"):
        example.execute(ApplyScenario("Nowhere"))
    assert example.version == version
