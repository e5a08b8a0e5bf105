"""Random graphs to compare with: what they keep, that they are fair, and that they can be stopped."""

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure import shape
from partnermap.analysis.measure.chance import Chance, Luck
from partnermap.analysis.measure.communities import TOO_FEW
from partnermap.analysis.measure.null_models import COMMUNITIES, null_models
from partnermap.analysis.measure.random_graphs import (
    KEYS,
    Rewired,
    modularity_chance,
    random_pairs,
    shape_chances,
)
from partnermap.analysis.measure.result import NO_TIES, NOT_CONNECTED, TOO_FEW_FOR_PATHS, NotDefined
from partnermap.analysis.measure.shape import Pairs
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

FEW = 60


def _pairs(graph: "Graph") -> Pairs:
    return np.array(sorted(graph.edges()), dtype=np.intp).reshape(-1, 2)


def _chance(found: object) -> Chance:
    assert isinstance(found, Chance)
    return found


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 40), st.floats(0, 1), st.integers(0, 1_000))
def test_random_pairs_are_different_pairs_of_two(n: int, share: float, seed: int) -> None:
    m = round(share * n * (n - 1) / 2)
    found = random_pairs(n, m, np.random.default_rng(seed))
    assert found.shape == (m, 2)
    assert len({tuple(pair) for pair in found.tolist()}) == m
    assert (found[:, 0] < found[:, 1]).all()
    assert m == 0 or (found.min() >= 0 and found.max() < n)


def test_every_set_of_pairs_is_equally_likely() -> None:
    random = np.random.default_rng(1)
    counts = Counter(frozenset(map(tuple, random_pairs(4, 2, random).tolist())) for _ in range(6_000))
    assert len(counts) == 15
    assert max(abs(count - 400) for count in counts.values()) < 100


def test_pairs_of_a_large_place_stay_in_range() -> None:
    found = random_pairs(50_000, 20_000, np.random.default_rng(2))
    assert (found[:, 0] < found[:, 1]).all()
    assert found.max() < 50_000
    assert found.min() >= 0


@settings(max_examples=30, deadline=None)
@given(st.integers(4, 15), st.floats(0.1, 0.9), st.integers(0, 1_000))
def test_rewiring_keeps_everybodys_number_of_partners(n: int, share: float, seed: int) -> None:
    graph: Graph = nx.gnp_random_graph(n, share, seed=seed)
    if not graph.number_of_edges():
        return
    rewired = Rewired(_pairs(graph), np.random.default_rng(seed))
    rewired.swap(200)
    after: Graph = nx.Graph(rewired.pairs.tolist())
    after.add_nodes_from(graph)
    assert dict(after.degree) == dict(graph.degree)
    assert nx.number_of_selfloops(after) == 0
    assert len(rewired.pairs) == graph.number_of_edges() == after.number_of_edges()


def test_rewiring_reaches_other_graphs() -> None:
    rewired = Rewired(_pairs(nx.cycle_graph(8)), np.random.default_rng(3))
    seen = set()
    for _ in range(50):
        rewired.swap(8)
        seen.add(frozenset(frozenset(pair) for pair in rewired.pairs.tolist()))
    assert len(seen) > 30


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 14), st.floats(0.1, 1), st.integers(0, 1_000))
def test_shapes_agree_with_networkx(n: int, share: float, seed: int) -> None:
    graph: Graph = nx.gnp_random_graph(n, share, seed=seed)
    pairs, close = _pairs(graph), shape.closeness(n, _pairs(graph))
    between, harmonic = nx.betweenness_centrality(graph), nx.harmonic_centrality(graph)
    assert shape.partners(n, pairs).tolist() == [graph.degree[node] for node in range(n)]
    assert shape.betweenness(n, pairs).tolist() == pytest.approx([between[node] for node in range(n)])
    assert (shape.harmonic_closeness(n, pairs) * (n - 1)).tolist() == pytest.approx(
        [harmonic[node] for node in range(n)]
    )
    if nx.is_connected(graph):
        assert not isinstance(close, NotDefined)
        found = nx.closeness_centrality(graph)
        assert close.tolist() == pytest.approx([found[node] for node in range(n)])
    else:
        assert close is NOT_CONNECTED


def test_a_star_is_no_accident() -> None:
    star: Graph = nx.star_graph(15)
    found = shape_chances(star, draws=FEW)
    assert list(found) == list(KEYS)
    degree = _chance(found["centralisation.degree"])
    assert (degree.value, degree.p_high) == (1, 1 / (FEW + 1))
    assert degree.luck is Luck.UNLIKELY
    assert _chance(found["robustness.mean"]).p_low == 1 / (FEW + 1)


def test_a_random_graph_is_one() -> None:
    graph: Graph = nx.gnm_random_graph(25, 60, seed=5)
    for key in ("centralisation.degree", "centralisation.betweenness", "robustness.mean"):
        assert _chance(shape_chances(graph, draws=FEW)[key]).luck is Luck.POSSIBLE


def test_closeness_counts_only_draws_in_which_it_is_defined() -> None:
    graph: Graph = nx.path_graph(8)
    found = _chance(shape_chances(graph, draws=FEW)["centralisation.closeness"])
    assert found.draws < FEW
    graph.add_node(8)
    assert shape_chances(graph, draws=FEW)["centralisation.closeness"] is NOT_CONNECTED


def test_two_cliques_fall_into_clusters_and_a_random_graph_does_not() -> None:
    cliques: Graph = nx.connected_caveman_graph(3, 6)
    assert _chance(modularity_chance(cliques, draws=FEW)).p_high == 1 / (FEW + 1)
    plain: Graph = nx.gnm_random_graph(20, 60, seed=6)
    found = _chance(modularity_chance(plain, draws=FEW))
    assert found.luck is Luck.POSSIBLE


def test_too_small_maps_have_none() -> None:
    nobody: Graph = nx.empty_graph(0)
    apart: Graph = nx.empty_graph(12)
    assert set(shape_chances(nobody).values()) == {TOO_FEW_FOR_PATHS}
    assert set(shape_chances(apart).values()) == {NO_TIES}
    assert modularity_chance(apart) is TOO_FEW
    assert modularity_chance(nobody) is TOO_FEW


def test_the_place_answers_with_its_seed_and_can_be_cancelled(testbridge_place: Place) -> None:
    on = dt.date(2026, 1, 1)
    shares: list[float] = []
    first = null_models(
        testbridge_place, on, token=Token(lambda share, _: shares.append(share)), draws=20
    )
    assert first == null_models(testbridge_place, on, draws=20)
    assert set(first) == {*KEYS, COMMUNITIES}
    assert round(_chance(first["centralisation.betweenness"]).value, 4) == 0.5215
    assert first[COMMUNITIES] is TOO_FEW
    assert len(shares) == 20
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        null_models(testbridge_place, on, token=token, draws=20)
