"""Multiplexity: kinds for each pair and the overlap of layers, against luck (MEASURES A20)."""

import datetime as dt
from collections.abc import Callable
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.chance import Luck
from partnermap.analysis.measure.multiplexity import Multiplexity, multiplexity, overlap_chances
from partnermap.analysis.measure.result import NO_TIES, NotDefined
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.network.network import Network

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
A, B = TieKind.GOVERNANCE, TieKind.REFERRAL


def _defined(network: Network) -> Multiplexity:
    found = multiplexity(network)
    assert isinstance(found, Multiplexity)
    return found


@pytest.fixture
def network_of(place_builder: "PlaceBuilder") -> "Callable[[int, str], Network]":
    """A network of n organisations from ties written as `ab:governance bc:trust`."""

    def build(n: int, text: str) -> Network:
        builder = type(place_builder)()
        for name in "abcdefghij"[:n]:
            builder.add_organisation(name)
        for tie in text.split():
            ends, kind = tie.split(":")
            builder.add_tie(ends[0], ends[1], TieKind(kind))
        return network_on(builder.build(), ON)

    return build


def test_testbridge(testbridge_place: Place) -> None:
    found = _defined(network_on(testbridge_place, ON))
    assert found.mean == pytest.approx(10 / 9)
    assert found.share_of_two == pytest.approx(1 / 9)
    assert found.single_kind == 8
    overlaps = {kinds: value for kinds, value in found.overlaps.items() if value}
    # A-D has joint funding and a joint appointment; joint funding holds three pairs.
    assert overlaps == {(TieKind.JOINT_FUNDING, TieKind.JOINT_APPOINTMENT): pytest.approx(1 / 3)}


def test_overlap_is_both_over_either(network_of: "Callable[[int, str], Network]") -> None:
    found = _defined(network_of(4, "ab:governance bc:governance ab:referral cd:referral ad:referral"))
    assert found.overlaps == {(A, B): pytest.approx(1 / 4)}
    assert found.mean == pytest.approx(5 / 4)


def test_doubles_directions_and_self_ties_count_once(
    network_of: "Callable[[int, str], Network]",
) -> None:
    found = _defined(network_of(3, "ab:referral ba:referral ab:referral aa:trust bc:referral"))
    assert (found.mean, found.single_kind, found.overlaps) == (1, 2, {})


def test_no_ties_and_one_kind(network_of: "Callable[[int, str], Network]") -> None:
    assert multiplexity(network_of(3, "")) is NO_TIES
    assert overlap_chances(network_of(3, "")) is NO_TIES
    found = overlap_chances(network_of(3, "ab:trust"))
    assert isinstance(found, NotDefined)
    assert found.reason == "All links are of one kind."


def test_equal_layers_are_no_accident(network_of: "Callable[[int, str], Network]") -> None:
    ends = "ab bc cd de ef fg gh hi ij ac"
    text = " ".join(f"{pair}:governance {pair}:referral" for pair in ends.split())
    found = overlap_chances(network_of(10, text))
    assert isinstance(found, dict)
    assert found[A, B].value == 1
    assert found[A, B].luck is Luck.UNLIKELY
    assert found[A, B].draws == 5_000
    assert found[A, B].p_high < 0.001


def test_drawn_overlaps_meet_those_counted_out(network_of: "Callable[[int, str], Network]") -> None:
    text = "ab:governance bc:governance cd:governance ab:referral bc:referral de:referral"
    found = overlap_chances(network_of(5, text))
    assert isinstance(found, dict)
    one, other = ({(0, 1), (1, 2), (2, 3)}, {(0, 1), (1, 2), (3, 4)})
    values = []
    for order in permutations(range(5)):
        moved = {tuple(sorted((order[a], order[b]))) for a, b in one}
        values.append(len(moved & other) / len(moved | other))
    assert found[A, B].value == pytest.approx(0.5)
    assert found[A, B].expected == pytest.approx(np.mean(values), abs=0.01)
    assert found[A, B].p_high == pytest.approx(np.mean(np.array(values) >= 0.5), abs=0.02)


def test_the_same_seed_gives_the_same_chances(testbridge_place: Place) -> None:
    network = network_on(testbridge_place, ON)
    assert overlap_chances(network, 1) == overlap_chances(network, 1) != overlap_chances(network, 2)


def test_it_can_be_cancelled_and_reports(testbridge_place: Place) -> None:
    network, shares = network_on(testbridge_place, ON), list[float]()
    token = Token(lambda share, _: shares.append(share))
    overlap_chances(network, token=token)
    assert shares == sorted(shares)
    assert len(shares) == 20
    token.cancel()
    with pytest.raises(Cancelled):
        overlap_chances(network, token=token)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(list(TieKind))),
        min_size=1,
        max_size=14,
    )
)
def test_it_is_what_sets_of_pairs_say(
    place_builder: "PlaceBuilder", ties: list[tuple[int, int, TieKind]]
) -> None:
    build = type(place_builder)()
    for number in range(7):
        build.add_organisation(f"O{number}")
    layers: dict[TieKind, set[frozenset[int]]] = {}
    for one, other, kind in ties:
        build.add_tie(f"O{one}", f"O{other}", kind)
        if one != other:
            layers.setdefault(kind, set()).add(frozenset((one, other)))
    found = multiplexity(network_on(build.build(), ON))
    pairs = set().union(*layers.values())
    if isinstance(found, NotDefined):
        assert not pairs
        return
    assert found.mean == pytest.approx(sum(map(len, layers.values())) / len(pairs))
    for (one_kind, other_kind), value in found.overlaps.items():
        first, second = layers[one_kind], layers[other_kind]
        assert value == pytest.approx(len(first & second) / len(first | second))
