"""The equity check of every reorganisation: stages, actions, and those without one."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from partnermap.analysis.health.equity import equity_checks
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.words import EquityStage, ReorganisationStatus

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 11, 1)
ABOUT: dict[str, Any] = {"about_table": "reorganisations", "about_id": "Merger"}


def _say(build: "PlaceBuilder", number: int, stage: str | None, kind: str = "equity check") -> None:
    build.add(Statement(id=str(number), kind=kind, text="…", stage=stage, **ABOUT))


def test_stages_are_read_in_their_order(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("Merger", effective="2027-04-01")
    _say(place_builder, 1, "Review")
    _say(place_builder, 2, "assess", kind="Equity  check")
    _say(place_builder, 3, "later")
    _say(place_builder, 4, "prepare", kind="risk")
    (check,) = equity_checks(place_builder.build())
    assert list(check.stages) == list(EquityStage)
    assert check.stages_missing == (EquityStage.PREPARE, EquityStage.APPLY)
    assert [row.id for row in check.unstaged] == ["3"]
    assert not check.is_missing
    assert check.text(ON) == (
        "Merger: an equity check is recorded for assess and review; nothing for prepare and apply."
    )


def test_one_without_it_is_listed_even_with_an_action(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("Merger", effective="2027-04-01")
    place_builder.add_reorganisation("Never", status=ReorganisationStatus.NOT_PROCEEDING)
    place_builder.add_reorganisation("Option", scenario="S")
    due = PartialDate.parse("2026-10")
    place_builder.add(Action(id="done", action="Done", due=due, done=due, **ABOUT))
    place_builder.add(Action(id="open", action="Check", due=due, **ABOUT))
    (check,) = equity_checks(place_builder.build())
    assert check.is_missing
    assert [action.id for action in check.actions] == ["open", "done"]
    assert check.overdue(dt.date(2026, 10, 31)) == ()
    assert check.text(ON) == (
        "Merger: no equity check is recorded. One action is overdue, since 31 October 2026."
    )


def test_all_four_stages(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("Merger")
    for number, stage in enumerate(EquityStage):
        _say(place_builder, number, stage.value)
    place = place_builder.build()
    (check,) = equity_checks(place)
    assert not check.is_missing
    assert check.text(ON).endswith("all four stages of the equity check are recorded.")
