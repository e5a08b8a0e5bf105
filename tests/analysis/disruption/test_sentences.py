"""What boards are told about strain, exposure and churn."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.disruption.churn import Churn
from partnermap.analysis.disruption.disruption import Disruption, disruption
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.sentences import (
    board_sentences,
    churn_in_words,
    drivers_in_words,
    exposure_in_words,
    most_exposed,
)
from partnermap.domain.words import Effect, ReorganisationStatus

if TYPE_CHECKING:
    from tests.analysis.disruption.conftest import Settle, Strain
    from tests.conftest import PlaceBuilder


@pytest.fixture
def found(strained: "Strain", settled: "Settle", horizon: tuple[dt.date, dt.date]) -> Disruption:
    return disruption(strained(), *horizon, assumptions=settled())


def test_without_ranges_one_figure_is_told_and_nothing_turns_the_answer(found: Disruption) -> None:
    told = board_sentences(found)
    assert "about 160 months of one ordinary link at a standstill, about 32% of" in told[1]
    assert "highest about 1 April 2028" in told[2]
    assert not any("turns on" in each for each in told)
    assert "forecast" in told[-1]


def test_the_most_exposed_come_first_with_their_own_events_apart(found: Disruption) -> None:
    exposed = most_exposed(found, 3)
    assert [(item.organisation_id, item.share) for item in exposed] == [
        ("H", 1),
        ("D", pytest.approx(6 / 9)),
        ("A", 5 / 8),
    ]
    own = next(item for item in most_exposed(found, 8) if item.organisation_id == "E")
    told = exposure_in_words(found, own)
    assert told == ("E: 33% of its joint work is with bodies being reorganised; it is itself in “R2”.")


@pytest.mark.parametrize(
    ("since", "not_known_before", "words"),
    [
        ("2015-07-01", None, "In the last ten years “A” has had three calm years."),
        ("2020-04-01", None, "Since it opened on 1 April 2020 “A” has had three calm years."),
        (
            "2018-01-01",
            2018,
            "Since 2018 “A” has had three calm years; what happened before is not known.",
        ),
    ],
)
def test_calm_years(found: Disruption, since: str, not_known_before: int | None, words: str) -> None:
    item = Churn("A", dt.date.fromisoformat(since), not_known_before, 2, 20.0, 0.5, 0.2, 40.0, 3)
    assert churn_in_words(found, item) == words


def test_what_is_missing_outside_the_horizon_is_not_told(place_builder: "PlaceBuilder") -> None:
    for name in "AB":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B")
    for name, effective in (("Long ago", "1999-04-01"), ("Soon", "2026-04-01")):
        place_builder.add_reorganisation(
            name,
            affects={"A": Effect.MERGED},
            status=ReorganisationStatus.IN_FORCE,
            effective=effective,
        )
    found = disruption(place_builder.build(), dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    assert [item.about.id for item in found.not_known] == ["Soon"]
    assert [event.name for event in found.model.events] == ["Soon"]


def test_the_drivers_are_told_with_what_their_ends_come_to(
    strained: "Strain", settled: "Settle", horizon: tuple[dt.date, dt.date]
) -> None:
    assumed = replace(settled(), fade=Range(18, 24))
    found = disruption(strained(), *horizon, assumptions=assumed)
    assert drivers_in_words(found) == (
        "How long the strain lasts after a change: about 31% at 18 months, about 35% at 24 months.",
    )
    assert board_sentences(found)[3] == (
        "The answer turns on how long the strain lasts after a change: at 18 months about 31% of the "
        "joint working time, strength counted, is lost, at 24 months about 35%."
    )
