"""Key-person dependency: MEASURES C5, against the book's checks and an independent count."""

import datetime as dt
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.dependency import Dependency, dependencies
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import PostPartnerRole, TieKind
from partnermap.network.build import network_on
from partnermap.network.network import Network, NetworkTie

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def _of_pair(place: Place, kind: TieKind, pair: tuple[str, str]) -> Dependency:
    network = network_on(place, ON)
    (origin,) = [tie.origin for tie in network.ties if tie.kind is kind and tie.pair == pair]
    (found,) = dependencies(network, [origin])
    return found


def test_the_appointment_of_testbridge(testbridge_place: Place) -> None:
    found = _of_pair(testbridge_place, TieKind.JOINT_APPOINTMENT, ("A", "D"))
    assert (found.lost_pairs, found.reachable_pairs, found.cut_off) == (0, 28, ())
    assert (found.lost_strength, found.strength) == (2, 17)
    assert found.strength_share == pytest.approx(0.118, abs=5e-4)
    assert found.pair_share == 0


def test_the_team_of_testbridge(testbridge_place: Place) -> None:
    found = _of_pair(testbridge_place, TieKind.JOINT_TEAM, ("E", "H"))
    assert found.cut_off == ("H",)
    assert (found.lost_pairs, found.pair_share) == (7, 0.25)
    assert found.strength_share == pytest.approx(2 / 17)


def test_a_post_that_alone_ties_two_others(place_builder: "PlaceBuilder") -> None:
    for name in "ABC":
        place_builder.add_organisation(name)
    partners = dict.fromkeys("BC", PostPartnerRole.FUNDS)
    post = About("posts", place_builder.add_post("Lead", "A", partners, strength=3))
    (whole,) = dependencies(network_on(place_builder.build(), ON), [post])
    assert (whole.ties, whole.lost_pairs, whole.pair_share, whole.strength_share) == (2, 3, 1, 1)
    assert whole.cut_off == ("B", "C")
    place_builder.add_tie("A", "C", TieKind.JOINT_APPOINTMENT, strength=2)
    (rest,) = dependencies(network_on(place_builder.build(), ON), [post])
    assert (rest.cut_off, rest.lost_pairs) == (("B",), 2)
    assert rest.strength_share == pytest.approx(6 / 8)


def test_what_makes_no_tie_has_no_figure(testbridge_place: Place) -> None:
    assert dependencies(network_on(testbridge_place, ON), [About("posts", "x")]) == ()
    assert dependencies(Network(1, ON, (), ()), [About("posts", "x")]) == ()


@st.composite
def _networks(draw: st.DrawFn) -> Network:
    ids = tuple("ABCDEF")
    made = draw(
        st.lists(st.tuples(st.sampled_from(list(combinations(ids, 2))), st.integers(0, 3)), max_size=12)
    )
    ties = tuple(
        NetworkTie(
            id=str(number),
            from_id=pair[0],
            to_id=pair[1],
            kind=TieKind.OTHER,
            strength=1 + number % 3,
            directed=False,
            start=None,
            end=None,
            origin=About("posts", str(post)),
        )
        for number, (pair, post) in enumerate(made)
    )
    return Network(1, ON, ids, ties)


def _reachable(ids: tuple[str, ...], ties: list[NetworkTie]) -> int:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(tie.pair for tie in ties)
    return sum(nx.has_path(graph, *pair) for pair in combinations(ids, 2))


@given(network=_networks())
@settings(max_examples=50, deadline=None)
def test_any_network_against_a_plain_count(network: Network) -> None:
    ids, origins = network.organisation_ids, {tie.origin for tie in network.ties}
    for found in dependencies(network, origins):
        left = [tie for tie in network.ties if tie.origin != found.origin]
        before, after = _reachable(ids, list(network.ties)), _reachable(ids, left)
        assert (found.reachable_pairs, found.lost_pairs) == (before, before - after)
        assert bool(found.cut_off) == (before != after)
        gone = sum(tie.strength for tie in network.ties if tie.origin == found.origin)
        assert found.strength_share == gone / sum(tie.strength for tie in network.ties)
