"""Tie age and shared history: unions of spells, successors, unknown starts (MEASURES A21)."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.result import NO_TIES
from partnermap.analysis.measure.tie_age import NO_STARTS, Ages, days_in, pair_histories, tie_ages
from partnermap.domain.place import Place
from partnermap.domain.words import (
    AgreementKind,
    LegalBasis,
    PostPartnerRole,
    ReorganisationStatus,
    TieKind,
)
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def _ages(place: Place) -> Ages:
    found = tie_ages(network_on(place, ON))
    assert isinstance(found, Ages)
    return found


def _history(place: Place, kinds: frozenset[TieKind] | None = None) -> Ages:
    found = pair_histories(place, network_on(place, ON, kinds=kinds), kinds)
    assert isinstance(found, Ages)
    return found


def _years(first: str, last: str = "2026-01-01") -> float:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days / 365.25


@pytest.fixture
def pair(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """Two organisations that are still to be linked."""
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    return place_builder


def test_testbridge(testbridge_place: Place) -> None:
    found = _ages(testbridge_place)
    assert (found.known, found.not_known) == (9, 1)
    assert found.median == pytest.approx(4.25, abs=0.005)
    assert found.five_years_share == pytest.approx(3 / 9)
    assert found.under_one_year_share == 0
    # The pair A-D has two ties; the older one is its history.
    history = _history(testbridge_place)
    assert (history.known, history.not_known) == (8, 1)
    assert history.five_years_share == pytest.approx(3 / 8)


def test_a_start_of_lower_precision_is_its_first_day(pair: "PlaceBuilder") -> None:
    pair.add_tie("A", "B", start="2020")
    assert _ages(pair.build()).median == pytest.approx(_years("2020-01-01"))


def test_young_and_old(pair: "PlaceBuilder") -> None:
    for start in ("2025-06-01", "2025-01-01", "2024-12-31", "2019-01-01"):
        pair.add_tie("A", "B", start=start)
    found = _ages(pair.build())
    # 365 days are less than a year of 365.25 days.
    assert found.under_one_year_share == 0.5
    assert found.five_years_share == 0.25


def test_no_ties_and_no_starts(pair: "PlaceBuilder") -> None:
    network = network_on(pair.build(), ON)
    assert tie_ages(network) is NO_TIES
    assert pair_histories(pair.build(), network) is NO_TIES
    pair.add_tie("A", "B")
    pair.add_tie("A", "B", start="not known")
    place = pair.build(2)
    assert tie_ages(network_on(place, ON)) is NO_STARTS
    assert pair_histories(place, network_on(place, ON)) is NO_STARTS


def test_an_ended_spell_counts_and_a_gap_does_not(pair: "PlaceBuilder") -> None:
    pair.add_tie("A", "B", start="2010-01-01", end="2011-12-31")
    pair.add_tie("A", "B", TieKind.TRUST, start="2020-01-01")
    place = pair.build()
    assert _ages(place).median == pytest.approx(_years("2020-01-01"))
    two_years = _years("2010-01-01", "2012-01-01")
    assert _history(place).median == pytest.approx(two_years + _years("2020-01-01"))
    # Of trust alone there is only the second spell.
    only = frozenset({TieKind.TRUST})
    assert _history(place, only).median == pytest.approx(_years("2020-01-01"))


def test_spells_that_overlap_count_once(pair: "PlaceBuilder") -> None:
    pair.add_tie("A", "B", start="2010-01-01", end="2020-12-31")
    pair.add_tie("B", "A", start="2015-01-01")
    assert _history(pair.build()).median == pytest.approx(_years("2010-01-01"))


def test_an_end_in_a_year_that_has_not_passed_is_not_over(pair: "PlaceBuilder") -> None:
    pair.add_tie("A", "B", start="2020-01-01", end="2026")
    assert _history(pair.build()).median == pytest.approx(_years("2020-01-01"))


def test_ended_agreements_posts_and_teams_count(pair: "PlaceBuilder") -> None:
    pair.add_agreement(
        "Old",
        pays={"A": 1},
        host_id="B",
        kind=AgreementKind.FUNDING,
        legal_basis=LegalBasis.GRANT,
        start="2010-01-01",
        end="2010-12-31",
    )
    pair.add_post("Lead", "A", {"B": PostPartnerRole.FUNDS}, start="2012-01-01", end="2012-12-31")
    pair.add_team("Hub", ["A", "B"], start="2014-01-01", end="2014-12-31")
    pair.add_tie("A", "B", start="2025-01-01")
    years = (365 + 366 + 365 + 365) / 365.25
    assert _history(pair.build()).median == pytest.approx(years)


def test_a_member_who_left_has_a_history(pair: "PlaceBuilder") -> None:
    team = pair.add_team("Hub", ["A"], start="2010-01-01")
    pair.add_member(team, "B", start="2012-01-01", end="2012-12-31")
    pair.add_tie("A", "B", start="2025-01-01")
    assert _history(pair.build()).median == pytest.approx((366 + 365) / 365.25)


def test_ties_of_predecessors_count_for_their_successors(pair: "PlaceBuilder") -> None:
    pair.add_organisation("Old A")
    pair.add_reorganisation(
        "Merger",
        moves=[("Old A", "A")],
        status=ReorganisationStatus.IN_FORCE,
        effective="2020-01-01",
    )
    pair.add_tie("Old A", "B", start="2010-01-01", end="2011-12-31")
    pair.add_tie("A", "B", start="2024-01-01")
    known = _years("2010-01-01", "2012-01-01") + _years("2024-01-01")
    assert _history(pair.build()).median == pytest.approx(known)


def test_pairs_that_are_no_longer_linked_have_no_history(pair: "PlaceBuilder") -> None:
    pair.add_organisation("C")
    pair.add_tie("A", "C", start="2000-01-01", end="2019-12-31")
    pair.add_tie("A", "B", start="2025-01-01")
    found = _history(pair.build())
    assert (found.known, found.not_known) == (1, 0)
    assert found.median == pytest.approx(365 / 365.25)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), max_size=8))
def test_days_in_spells_are_the_days_of_their_union(found: list[tuple[int, int]]) -> None:
    first = dt.date(2020, 1, 1)
    spells = [
        (first + dt.timedelta(days=start), first + dt.timedelta(days=start + length))
        for start, length in found
    ]
    days = {start + day for start, length in found for day in range(length)}
    assert days_in(spells) == len(days)
