"""Ratings by domain and round: what is shown, what stays hidden, and what counts as a change."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.profile.opinion import Agreement, Direction
from partnermap.analysis.profile.rounds import OTHERS, Rated, rated_on
from partnermap.domain.evidence import Rating
from partnermap.domain.place import Place
from partnermap.domain.words import Sector

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

Rate = Callable[..., None]
ON = dt.date(2026, 11, 1)
OWN = "We would miss the village hall"


def goals(build: "PlaceBuilder", on: dt.date = ON) -> Rated:
    """What is known of the first domain."""
    return rated_on(build.build(), on)[0][1]


def test_median_counts_range_and_agreement(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([4, 4, 5, 4, 3])
    (opinion,) = goals(place_builder).history
    assert opinion.answers.median == 4
    assert opinion.answers.counts == (0, 0, 1, 3, 1)
    assert (opinion.answers.n, opinion.answers.low, opinion.answers.high) == (5, 3, 5)
    assert opinion.r_wg == pytest.approx(0.75)
    assert opinion.deviation == pytest.approx(0.40)
    assert opinion.agreement is Agreement.EARLY_SIGN


def test_an_even_number_of_answers_has_a_half_between(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([2, 3])
    assert goals(place_builder).history[0].answers.median == 2.5


def test_one_answer_is_shown_without_agreement(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([5])
    (opinion,) = goals(place_builder).history
    assert isinstance(opinion.r_wg, NotDefined)
    assert opinion.agreement is Agreement.TOO_FEW


def test_spellings_of_one_statement_are_one_question(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([4], "we work to the  same few GOALS")
    rate([2], "Common goals and shared targets")
    rate([3], "1")
    rate([1], OWN)
    rate([2], f" {OWN.upper()}.")
    domains, own = rated_on(place_builder.build(), ON)
    assert domains.keys() == {1}
    assert domains[1].history[0].answers.n == 3
    assert [(item.statement, item.history[0].answers.n) for item in own] == [(OWN, 2)]


def test_rounds_stand_by_date_and_none_of_the_future(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([3], name="Now", day="2026-10-07")
    rate([2], name="Then", day="2025-05")
    rate([1], name="Some day", day=None)
    rate([5], name="Next", day="2026-11-02")
    history = goals(place_builder).history
    assert [item.round for item in history] == ["Some day", "Then", "Now"]
    assert [item.day for item in history] == [None, dt.date(2025, 5, 1), dt.date(2026, 10, 7)]
    assert [item.round for item in goals(place_builder, dt.date(2026, 11, 2)).history][-1] == "Next"


def test_no_sector_of_fewer_than_five_is_shown(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([3] * 12, sectors=[Sector.NHS] * 4 + [Sector.LOCAL_AUTHORITY] * 4 + [Sector.VCSE] * 4)
    assert goals(place_builder).history[0].by_sector == ()


def test_no_sector_is_shown_where_the_rest_would_be_fewer_than_five(
    place_builder: "PlaceBuilder", rate: Rate
) -> None:
    rate([3] * 10, sectors=[Sector.NHS] * 6 + [Sector.VCSE] * 4)
    assert goals(place_builder).history[0].by_sector == ()


def test_small_sectors_hide_among_the_others(place_builder: "PlaceBuilder", rate: Rate) -> None:
    sectors = [Sector.NHS] * 6 + [Sector.VCSE] * 3 + [Sector.COMMUNITY] * 3 + [Sector.PRIVATE, None]
    rate([5] * 6 + [1] * 6 + [3, 3], sectors=sectors)
    shown = dict(goals(place_builder).history[0].by_sector)
    # With the six VCSE answers shown too the rest would be two people.
    assert {name: part.n for name, part in shown.items()} == {"NHS": 6, OTHERS: 8}
    assert shown["NHS"].counts == (0, 0, 0, 0, 6)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from([None, *Sector]), st.integers(1, 5)), min_size=1, max_size=40))
def test_nobody_can_be_singled_out(answers: list[tuple[Sector | None, int]]) -> None:
    rows = {
        str(at): Rating(id=str(at), round="R", sector=sector, statement="1", score=score)
        for at, (sector, score) in enumerate(answers)
    }
    opinion = rated_on(Place(tables={Rating.TABLE: rows}), ON)[0][1].history[0]
    parts = [part for _, part in opinion.by_sector]
    assert all(part.n >= 5 for part in parts)
    assert sum(part.n for part in parts) in {0, opinion.answers.n}
    assert len(parts) != 1


def test_a_whole_step_is_a_change(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([3] * 9, name="Then", day="2025-05-14")
    rate([4] * 8, name="Now")
    movement = goals(place_builder).movement
    assert movement is not None
    assert movement.direction is Direction.UP
    assert movement.since == "Then"
    assert movement.text == "Up since Then: the median was 3 and is 4."


def test_half_a_step_is_none(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([3, 3, 3, 2, 2, 2], name="Then", day="2025-05-14")
    rate([2] * 6, name="Now")
    movement = goals(place_builder).movement
    assert movement is not None
    assert movement.direction is Direction.SAME
    assert movement.change == -0.5


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ([Sector.NHS] * 4, [Sector.NHS] * 4, "fewer than five people answered"),
        ([Sector.NHS] * 12, [Sector.NHS] * 7, "12 people answered then and 7 now"),
        ([Sector.NHS] * 8, [Sector.VCSE] * 3 + [Sector.NHS] * 5, "other sectors answered than now"),
    ],
)
def test_unlike_rounds_are_not_compared(
    place_builder: "PlaceBuilder",
    rate: Rate,
    before: list[Sector],
    after: list[Sector],
    why: str,
) -> None:
    rate([2] * len(before), name="Then", day="2025-05-14", sectors=before)
    rate([5] * len(after), name="Now", sectors=after)
    movement = goals(place_builder).movement
    assert movement is not None
    assert movement.direction is Direction.NOT_COMPARABLE
    assert movement.text == f"Not compared with Then: {why}."


def test_rounds_of_similar_size_and_mix_are_compared(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([2] * 12, name="Then", day="2025-05-14", sectors=[Sector.NHS] * 6 + [Sector.VCSE] * 6)
    rate([1] * 8, name="Now", sectors=[Sector.NHS] * 6 + [Sector.COMMUNITY] * 2)
    movement = goals(place_builder).movement
    assert movement is not None
    assert movement.direction is Direction.DOWN


def test_one_round_alone_has_not_moved(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([2] * 6)
    assert goals(place_builder).movement is None
