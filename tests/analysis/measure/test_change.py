"""Network change between two dates, successors in place of bodies that closed (MEASURES A22)."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.change import Change, change_between
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

THEN, NOW = dt.date(2024, 1, 1), dt.date(2026, 1, 1)


def _change(place: Place) -> Change:
    return change_between(place, THEN, NOW)


@pytest.fixture
def five(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """Organisations a to e, no ties."""
    for name in "abcde":
        place_builder.add_organisation(name)
    return place_builder


def test_two_of_four(five: "PlaceBuilder") -> None:
    five.add_tie("a", "b")
    five.add_tie("b", "c")
    five.add_tie("c", "d", end="2025-01-01")
    five.add_tie("e", "c", start="2025-01-01")
    found = _change(five.build())
    assert found.jaccard == 0.5
    assert found.kept == (("a", "b"), ("b", "c"))
    assert (found.gained, found.lost) == ((("c", "e"),), (("c", "d"),))
    assert (found.waiting, found.internal) == ((), ())


def test_the_order_of_dates_does_not_matter(five: "PlaceBuilder") -> None:
    five.add_tie("a", "b", end="2025-01-01")
    place = five.build()
    assert change_between(place, NOW, THEN) == change_between(place, THEN, NOW)


def test_no_ties_at_both_dates(five: "PlaceBuilder") -> None:
    assert _change(five.build()).jaccard == NotDefined("No ties are recorded on either date.")


def test_a_link_that_goes_on_under_another_record_is_kept(five: "PlaceBuilder") -> None:
    five.add_tie("a", "b", TieKind.CONTRACT, end="2024-12-31")
    five.add_tie("b", "a", TieKind.TRUST, start="2025-01-01")
    assert _change(five.build()).jaccard == 1
    only = frozenset({TieKind.TRUST})
    assert change_between(five.build(2), THEN, NOW, only).gained == (("a", "b"),)


def test_successors_carry_links_on(five: "PlaceBuilder") -> None:
    five.add_reorganisation(
        "Merger",
        moves=[("a", "c"), ("b", "c")],
        status=ReorganisationStatus.ORDERED,
        effective="2025-04-01",
    )
    five.add_tie("a", "d")
    five.add_tie("b", "d")
    five.add_tie("a", "b")
    found = _change(five.build())
    # Both links to d are one now; the one between a and b has become internal.
    assert found.kept == (("c", "d"),)
    assert found.internal == (("a", "b"),)
    assert (found.lost, found.gained, found.jaccard) == ((), (), 1)


def test_what_waits_for_a_decision_is_not_lost(five: "PlaceBuilder") -> None:
    five.add_reorganisation(
        "Split",
        kind=ReorganisationKind.SPLIT,
        moves=[("a", "b"), ("a", "c")],
        status=ReorganisationStatus.DECIDED,
        effective="2025-04-01",
    )
    five.add_tie("a", "d")
    five.add_tie("d", "e")
    found = _change(five.build())
    assert found.waiting == (("a", "d"),)
    assert found.lost == ()
    assert found.jaccard == 0.5


def test_an_abolished_body_without_a_successor_waits_too(five: "PlaceBuilder") -> None:
    five.add_reorganisation(
        "End",
        kind=ReorganisationKind.ABOLITION,
        affects={"a": Effect.ABOLISHED},
        status=ReorganisationStatus.IN_FORCE,
        effective="2025-04-01",
    )
    five.add_tie("a", "d")
    five.add_tie("a", "e", end="2024-06-30")
    found = _change(five.build())
    assert found.waiting == (("a", "d"),)
    assert found.lost == (("a", "e"),)


def test_proposed_reorganisations_count_only_where_asked_for(five: "PlaceBuilder") -> None:
    five.add_reorganisation(
        "Idea", moves=[("a", "b")], status=ReorganisationStatus.PROPOSED, effective="2025-04-01"
    )
    five.add_tie("a", "c")
    place = five.build()
    assert _change(place).kept == (("a", "c"),)
    assert change_between(place, THEN, NOW, with_proposed=True).kept == (("b", "c"),)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["both", "then", "now"])),
        max_size=10,
    )
)
def test_it_is_what_sets_of_pairs_say(
    place_builder: "PlaceBuilder", ties: list[tuple[int, int, str]]
) -> None:
    build = type(place_builder)()
    for number in range(5):
        build.add_organisation(f"O{number}")
    before, after = set(), set()
    for one, other, when in ties:
        start = "2025-01-01" if when == "now" else None
        end = "2025-01-01" if when == "then" else None
        build.add_tie(f"O{one}", f"O{other}", start=start, end=end)
        if one != other:
            pair = f"O{min(one, other)}", f"O{max(one, other)}"
            before |= {pair} if when != "now" else set()
            after |= {pair} if when != "then" else set()
    found = _change(build.build())
    assert (set(found.kept), set(found.gained), set(found.lost)) == (
        before & after,
        after - before,
        before - after,
    )
    if before | after:
        assert found.jaccard == len(before & after) / len(before | after)
