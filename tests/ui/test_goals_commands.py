"""Commands of the page for shared goals: what they write, and that the workbook keeps all of it."""

import datetime as dt
from pathlib import Path

import pytest

from partnermap.analysis.profile.framing import Changer, Framing, Scale
from partnermap.analysis.profile.goals import goal_matrix
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.programmes import programmes_of
from partnermap.analysis.profile.voices import Priority
from partnermap.document.command import Command
from partnermap.document.document import Document
from partnermap.domain.apply import applied
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.exchange.workbook.planning import plan
from partnermap.exchange.workbook.writing import export_workbook
from partnermap.jobs.token import Token
from partnermap.ui.goals.commands import (
    countered,
    filled,
    new_goal,
    owned,
    prioritised,
    tagged,
    with_horizon,
)

TODAY = dt.date(2026, 6, 1)


def after(place: Place, command: Command | None) -> Place:
    assert command is not None
    return applied(place, command.changes(place))


@pytest.fixture
def goal(small_place: Place) -> tuple[Place, str]:
    command = new_goal(small_place, "  Fewer   falls ", TODAY)
    return after(small_place, command), command.records[0].id


def test_a_goal_needs_a_name_of_its_own(goal: tuple[Place, str]) -> None:
    place, goal_id = goal
    assert place.of(Programme)[goal_id].name == "Fewer falls"
    assert place.of(Programme)[goal_id].source == "Workshop, 1 June 2026"
    with pytest.raises(BadValue, match="Say what the goal is called"):
        new_goal(place, "  ", TODAY)
    with pytest.raises(BadValue, match="called “fewer falls” already"):
        new_goal(place, "fewer falls", TODAY)


def test_tags_stand_in_one_column_and_own_words_stay(goal: tuple[Place, str]) -> None:
    place, goal_id = goal
    place = after(place, filled(place, goal_id, "framing", "not stated"))
    place = after(place, tagged(place, goal_id, Changer, [Changer.SERVICES, Changer.POLICY]))
    place = after(place, tagged(place, goal_id, Framing, [Framing.ACCESS]))
    place = after(place, tagged(place, goal_id, Scale, [Scale.GRADIENT]))
    assert place.of(Programme)[goal_id].framing == "access; gradient; services; policy"
    assert tagged(place, goal_id, Scale, [Scale.GRADIENT]) is None
    place = after(place, with_horizon(place, goal_id, Horizon.LONG))
    assert with_horizon(place, goal_id, Horizon.LONG) is None
    place = after(place, with_horizon(place, goal_id, None))
    assert place.of(Programme)[goal_id].horizon is None
    assert filled(place, goal_id, "sponsor", "  ") is None


def test_an_owner_comes_and_goes(goal: tuple[Place, str]) -> None:
    place, goal_id = goal
    command = owned(place, goal_id, "charity", owns=True)
    assert command is not None
    assert command.label == "Age Together owns Fewer falls"
    place = after(place, command)
    assert owned(place, goal_id, "charity", owns=True) is None
    assert len(place.of(ProgrammeOwner)) == 1
    place = after(place, owned(place, goal_id, "charity", owns=False))
    assert not place.of(ProgrammeOwner)


def test_a_priority_is_changed_in_place_and_keeps_its_reason(goal: tuple[Place, str]) -> None:
    place, goal_id = goal

    def now() -> Command | None:
        said = goal_matrix(place, TODAY).cell(goal_id, "charity").said
        return prioritised(place, goal_id, "charity", said, wanted, TODAY)

    wanted: Priority | None = Priority.HIGH
    place = after(place, now())
    (row,) = place.of(Statement).values()
    assert (row.kind, row.stage, row.owner) == ("framing", "priority", "Age Together")
    assert row.text == "High priority for Age Together"
    assert now() is None
    wanted = Priority.NONE
    place = after(place, now())
    assert [row.text for row in place.of(Statement).values()] == ["Not a priority for Age Together"]
    wanted = None
    place = after(place, now())
    assert not place.of(Statement)
    assert now() is None


def test_a_counter_voice_needs_words(goal: tuple[Place, str]) -> None:
    place, goal_id = goal
    place = after(place, countered(place, goal_id, " The treasurer ", TODAY))
    (record,) = (item for item in programmes_of(place).records if item.id == goal_id)
    assert [row.text for row in record.counter_voices] == ["The treasurer"]
    with pytest.raises(BadValue, match="Say who may push back"):
        countered(place, goal_id, "", TODAY)


def test_the_workbook_brings_all_of_it_back(goal: tuple[Place, str], tmp_path: Path) -> None:
    place, goal_id = goal
    for command in (
        tagged(place, goal_id, Framing, [Framing.POWER]),
        with_horizon(place, goal_id, Horizon.SHORT),
        owned(place, goal_id, "charity", owns=True),
        prioritised(place, goal_id, "charity", None, Priority.LOW, TODAY),
        prioritised(place, goal_id, "trust", None, Priority.LOW, TODAY),
        countered(place, goal_id, "The treasurer; over money", TODAY),
    ):
        place = after(place, command)
    out = tmp_path / "goals.xlsx"
    export_workbook(place, out)
    with Document.create(tmp_path / "again.pmap", "Again") as document:
        found = plan(document.place, out, {}, Token())
        again = applied(document.place, found.changes)
    first, second = programmes_of(place).records[0], programmes_of(again).records[0]
    assert (second.tags, second.horizon) == (first.tags, first.horizon)
    assert [row.text for row in second.counter_voices] == ["The treasurer; over money"]
    said = goal_matrix(again, TODAY).goals[0].priorities
    assert {again.name_of(key): word for key, word in said.items()} == {
        "Age Together": Priority.LOW,
        "Community Trust": Priority.LOW,
    }
