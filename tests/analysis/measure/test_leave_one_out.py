"""How far figures move without one link or one body, and tiers instead of ranks (MEASURES A25)."""

import datetime as dt
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.leave_one_out import (
    RANKED,
    TOO_LARGE,
    RankSpan,
    Span,
    e_i_span,
    if_one_link_changed,
    rank_spans,
)
from partnermap.analysis.measure.rank_tiers import RankTier, tiers
from partnermap.analysis.measure.result import NO_TIES, NOT_CONNECTED, TOO_FEW_FOR_PATHS, NotDefined
from partnermap.analysis.measure.shape import Pairs
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph


def _pairs(graph: "Graph") -> Pairs:
    return np.array(sorted(graph.edges()), dtype=np.intp).reshape(-1, 2)


def _span(found: object) -> Span:
    assert isinstance(found, Span)
    return found


def _centralised(graph: "Graph", values: dict[int, float], most: float) -> float:
    return sum(max(values.values()) - value for value in values.values()) / most


@st.composite
def graphs(draw: st.DrawFn) -> "Graph":
    n = draw(st.integers(3, 9))
    graph: Graph = nx.gnp_random_graph(n, draw(st.floats(0.2, 1)), seed=draw(st.integers(0, 999)))
    return graph


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_spans_are_the_extremes_of_every_graph_without_one_pair(graph: "Graph") -> None:
    n, pairs = graph.number_of_nodes(), _pairs(graph)
    found = if_one_link_changed(n, pairs)
    if not len(pairs):
        assert set(found.values()) == {NO_TIES}
        return
    degrees, betweens = [], []
    for left_out in [None, *graph.edges()]:
        rest = graph.copy()
        rest.remove_edges_from([left_out] if left_out else [])
        degrees.append(_centralised(rest, dict(rest.degree), (n - 1) * (n - 2)))
        if rest.number_of_edges():
            betweens.append(_centralised(rest, nx.betweenness_centrality(rest), n - 1))
    degree, between = _span(found["degree"]), _span(found["betweenness"])
    assert [degree.low, degree.high] == pytest.approx([min(degrees), max(degrees)])
    assert [between.low, between.high] == pytest.approx([min(betweens), max(betweens)])


def test_closeness_needs_a_connected_map_and_skips_bridges() -> None:
    path: Graph = nx.path_graph(4)
    found = if_one_link_changed(4, _pairs(path))
    # Without any pair of a path it falls apart, so the figure itself is all there is.
    span = _span(found["closeness"])
    assert span.low == span.high
    path.add_node(4)
    assert if_one_link_changed(5, _pairs(path))["closeness"] is NOT_CONNECTED


def test_too_few_none_and_too_many() -> None:
    none = np.empty((0, 2), dtype=np.intp)
    assert set(if_one_link_changed(2, none).values()) == {TOO_FEW_FOR_PATHS}
    assert set(if_one_link_changed(3, none).values()) == {NO_TIES}
    assert rank_spans(2, none) is TOO_FEW_FOR_PATHS
    large: Graph = nx.cycle_graph(400)
    found = if_one_link_changed(400, _pairs(large))
    assert found["betweenness"] is TOO_LARGE
    assert _span(found["degree"]).low == 0
    assert rank_spans(400, _pairs(large)) is TOO_LARGE


@pytest.mark.parametrize(
    ("external", "internal", "low", "high"),
    [(5, 4, 0.0, 0.25), (1, 0, 1, 1), (0, 3, -1, -1), (3, 0, 1, 1), (1, 1, -1, 1)],
)
def test_e_i_span(external: int, internal: int, low: float, high: float) -> None:
    assert e_i_span(external, internal) == Span(low, high)


def test_no_pairs_have_no_e_i_span() -> None:
    assert e_i_span(0, 0) is NO_TIES


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_rank_spans_are_those_of_every_graph_without_one_body(graph: "Graph") -> None:
    n = graph.number_of_nodes()
    found = rank_spans(n, _pairs(graph))
    assert not isinstance(found, NotDefined)
    assert set(found) == set(RANKED)
    for node in graph:
        ranks = []
        for other in set(graph) - {node}:
            rest = graph.copy()
            rest.remove_node(other)
            ranks.append(1 + sum(rest.degree[one] > rest.degree[node] for one in rest))
        own = 1 + sum(graph.degree[one] > graph.degree[node] for one in graph)
        assert found["degree"][node] == RankSpan(own, min(ranks), max(ranks))


def test_equal_bodies_share_a_rank_whatever_the_last_digit() -> None:
    ring: Graph = nx.cycle_graph(7)
    found = rank_spans(7, _pairs(ring))
    assert not isinstance(found, NotDefined)
    assert {span.rank for span in found["betweenness"]} == {1}


def test_testbridge_rests_on_its_busiest(testbridge_place: Place) -> None:
    network = network_on(testbridge_place, dt.date(2026, 1, 1))
    found = rank_spans(8, network.pairs.astype(np.intp))
    assert not isinstance(found, NotDefined)
    by_name = dict(zip(network.organisation_ids, found["betweenness"], strict=True))
    assert by_name["D"].rank == 1
    assert by_name["E"].rank == 2
    # Without H nobody needs E to reach anybody.
    assert by_name["E"].worst > 2


def test_both_can_be_cancelled_and_report() -> None:
    shares: list[float] = []
    token = Token(lambda share, _: shares.append(share))
    pairs = _pairs(nx.cycle_graph(6))
    if_one_link_changed(6, pairs, token)
    rank_spans(6, pairs, token)
    assert len(shares) == 12
    token.cancel()
    for work in (if_one_link_changed, rank_spans):
        with pytest.raises(Cancelled):
            work(6, pairs, token)


TOP, MIDDLE, EDGE = RankTier.TOP, RankTier.MIDDLE, RankTier.EDGE


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([None], [None]),
        ([1], [MIDDLE]),
        ([2, 2, 2], [MIDDLE] * 3),
        ([0, 0], [MIDDLE] * 2),
        ([9, 8, 7, 6, 5, 4, 3, 2, 1], [TOP] * 3 + [MIDDLE] * 3 + [EDGE] * 3),
        # The third and the fourth are equal, so neither is among the top.
        ([9, 8, 7, 7, 5, 4], [TOP, TOP, MIDDLE, MIDDLE, EDGE, EDGE]),
        # The lowest third begins among equals, which are not torn apart.
        ([9, 8, 7, 6, 2, 2, 2, 2, 2], [TOP] * 3 + [MIDDLE] * 6),
        # Nought is at the edge, however many have it.
        ([5, 0, 0, 0, 0, 0], [TOP] + [EDGE] * 5),
        ([5, None, 4, 3, 2, 1], [TOP, None, TOP, TOP, MIDDLE, EDGE]),
    ],
)
def test_tiers(values: list[float | None], expected: list[RankTier | None]) -> None:
    assert tiers(values) == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=15))
def test_tiers_follow_values(values: list[int | None]) -> None:
    found = tiers(values)
    order = [RankTier.EDGE, RankTier.MIDDLE, RankTier.TOP]
    assert [tier is None for tier in found] == [value is None for value in values]
    assert found.count(RankTier.TOP) <= 3
    for one, first in zip(values, found, strict=True):
        for other, second in zip(values, found, strict=True):
            if one is not None and other is not None and first is not None and second is not None:
                assert one != other or first is second
                assert one <= other or order.index(first) >= order.index(second)
