"""VCSE inclusion: the five numbers, none where nobody is recorded, and luck (MEASURES A19)."""

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.centrality import core_numbers
from partnermap.analysis.measure.chance import Chance
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.inclusion import (
    NONE_RECORDED,
    Inclusion,
    inclusion,
    inclusion_chances,
)
from partnermap.analysis.measure.result import NO_TIES, NotDefined, NotKnown
from partnermap.analysis.measure.sectors import sector_label
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def _found(place: Place) -> Inclusion | NotKnown:
    network = network_on(place, ON)
    labels = [sector_label(place.organisations[key]) for key in network.organisation_ids]
    return inclusion(network, labels, core_numbers(simple_graph(network)))


def _defined(place: Place) -> Inclusion:
    found = _found(place)
    assert isinstance(found, Inclusion)
    return found


def _chances(place: Place, token: Token | None = None) -> dict[str, Chance] | NotDefined | NotKnown:
    network = network_on(place, ON)
    labels = [sector_label(place.organisations[key]) for key in network.organisation_ids]
    return inclusion_chances(network, labels, core_numbers(simple_graph(network)), token=token)


def test_testbridge(testbridge_place: Place) -> None:
    found = _defined(testbridge_place)
    assert (found.organisations, found.share) == (2, 0.25)
    assert found.representation_ratio == pytest.approx((4 / 18) / 0.25)
    assert (found.funded, found.governed, found.in_core) == (1, 0, 1)


def test_testbridge_against_luck(testbridge_place: Place) -> None:
    found = _chances(testbridge_place)
    assert isinstance(found, dict)
    # Two VCSE bodies among eight can be dealt out in 28 ways.
    assert {chance.draws for chance in found.values()} == {28}
    assert found["representation_ratio"].expected == pytest.approx(1)
    # A, D, F and G have a funded tie: 6 of the 28 ways give both VCSE bodies one.
    assert found["funded"].p_high == pytest.approx(6 / 28)
    # A and B alone share a governance tie: 15 of 28 ways give the VCSE none, as it is.
    assert found["governed"].p_low == pytest.approx(15 / 28)
    # All but E and H are in the core.
    assert found["in_core"].p_high == pytest.approx(15 / 28)


def test_none_recorded_is_not_nought(place_builder: "PlaceBuilder") -> None:
    assert _found(place_builder.build()) is NONE_RECORDED
    place_builder.add_organisation("A")
    place_builder.add_organisation("B", None)
    place_builder.add_tie("A", "B")
    assert _found(place_builder.build()) is NONE_RECORDED
    assert _chances(place_builder.build()) is NONE_RECORDED
    assert NONE_RECORDED.reason.startswith("None recorded")


def test_without_ties_only_the_share_is_defined(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("V", Sector.VCSE)
    found = _defined(place_builder.build())
    assert (found.organisations, found.share) == (1, 0.5)
    assert {found.representation_ratio, found.funded, found.governed, found.in_core} == {NO_TIES}
    assert _chances(place_builder.build()) is NO_TIES


def test_community_counts_and_unknown_sectors_do_not(place_builder: "PlaceBuilder") -> None:
    for name, sector in (("A", Sector.NHS), ("C", Sector.COMMUNITY), ("U", None)):
        place_builder.add_organisation(name, sector)
    place_builder.add_tie("A", "C", TieKind.GOVERNANCE)
    place_builder.add_tie("A", "U", TieKind.CONTRACT)
    found = _defined(place_builder.build())
    assert found.share == 0.5
    assert found.representation_ratio == 1
    assert (found.funded, found.governed) == (0, 1)


@pytest.mark.parametrize("kind", [TieKind.JOINT_FUNDING, TieKind.CONTRACT, TieKind.PAYMENT])
def test_any_money_is_in_the_budget(place_builder: "PlaceBuilder", kind: TieKind) -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("V", Sector.VCSE)
    place_builder.add_organisation("W", Sector.VCSE)
    place_builder.add_tie("A", "V", kind)
    place_builder.add_tie("V", "W", TieKind.REFERRAL)
    assert _defined(place_builder.build()).funded == 0.5


def test_many_ties_of_one_pair_count_once(place_builder: "PlaceBuilder") -> None:
    for name, sector in (("A", Sector.NHS), ("B", Sector.NHS), ("V", Sector.VCSE)):
        place_builder.add_organisation(name, sector)
    place_builder.add_tie("A", "B")
    for _ in range(5):
        place_builder.add_tie("A", "V")
    place_builder.add_tie("V", "V")
    assert _defined(place_builder.build()).representation_ratio == pytest.approx((1 / 4) / (1 / 3))


def test_it_can_be_cancelled(testbridge_place: Place) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        _chances(testbridge_place, token)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([None, *Sector]), max_size=7),
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(list(TieKind))), max_size=9
    ),
    st.randoms(use_true_random=False),
)
def test_order_of_records_changes_nothing_and_shares_are_shares(
    place_builder: "PlaceBuilder",
    found: list[Sector | None],
    ties: list[tuple[int, int, TieKind]],
    random: Random,
) -> None:
    order = list(range(len(found)))
    values = []
    for _ in range(2):
        build = type(place_builder)()
        for number in order:
            build.add_organisation(f"O{number}", found[number])
        for one, other, kind in ties:
            if max(one, other) < len(found):
                build.add_tie(f"O{one}", f"O{other}", kind)
        values.append(_found(build.build()))
        random.shuffle(order)
    first, second = values
    if isinstance(first, NotKnown) or isinstance(second, NotKnown):
        assert first == second
        return
    for name in ("share", "representation_ratio", "funded", "governed", "in_core"):
        one, other = getattr(first, name), getattr(second, name)
        assert one == other if isinstance(one, NotDefined) else one == pytest.approx(other)
        assert isinstance(one, NotDefined) or name == "representation_ratio" or 0 <= one <= 1 + 1e-12
