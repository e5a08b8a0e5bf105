"""Large components: steps, sweeps, the quick layout and the fine one; and the starts of tiny ones."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree, procrustes
from scipy.spatial.distance import pdist, squareform

from partnermap.analysis.layout import pivot, stress
from partnermap.analysis.layout.graph import (
    Anchors,
    Graph,
    components,
    distances,
    graph_of,
    links,
    steps_to,
)
from partnermap.analysis.layout.layout import Floats, Layout
from partnermap.analysis.layout.majorise import Majoriser
from partnermap.analysis.layout.start import classical_start
from partnermap.analysis.layout.stress import stress_layout
from partnermap.analysis.layout.sweeps import FarPulls, TiePulls, settled
from partnermap.analysis.layout.wanted import Wanted
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

Pairs = npt.NDArray[np.integer]
MakeNetwork = Callable[..., tuple[list[str], Pairs]]


class Tired(Token):
    """A token that is cancelled once it was asked often enough."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self.left = asked

    @property
    def is_cancelled(self) -> bool:
        """Whether it has been asked often enough."""
        self.left -= 1
        return self.left < 0


@pytest.fixture
def from_forty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks of more than forty take the way of large ones, with fewer pivots than organisations."""
    monkeypatch.setattr(stress, "EXACT_LIMIT", 40)
    monkeypatch.setattr(stress, "QUICK_LIMIT", 40)
    monkeypatch.setattr(pivot, "PIVOTS", 60)


def largest(n: int, seed: int = 1) -> Graph:
    """The main component of a network drawn at random."""
    random = np.random.default_rng(seed)
    weights = random.pareto(1.4, n) + 0.4
    graph = graph_of(n, random.choice(n, (2 * n, 2), p=weights / weights.sum()))
    return graph.part(components(graph)[0])


def stress_of(xy: Floats, graph: Graph) -> float:
    """Mean squared relative error of distances after the best scaling."""
    ratio = pdist(xy) / squareform(distances(graph))
    scale = ratio.sum() / (ratio**2).sum()
    return float(((scale * ratio - 1) ** 2).mean())


def ids_of(graph: Graph) -> list[str]:
    return [f"{row:05d}" for row in range(graph.n)]


def laid(graph: Graph, *, quick: bool = False, previous: Layout | None = None) -> Layout:
    return stress_layout(ids_of(graph), graph.pairs, quick=quick, previous=previous)


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 40), st.integers(0, 1000))
def test_steps_are_those_of_the_shortest_ways(n: int, seed: int) -> None:
    graph = largest(n, seed)
    if not len(graph.pairs):
        return
    targets = np.arange(0, graph.n, 2, dtype=np.int32)
    found = steps_to(graph, targets)
    assert np.array_equal(found, shortest_path(links(graph), unweighted=True)[:, targets])


def test_a_chain_may_be_longer_than_a_byte_counts() -> None:
    rows = np.arange(400, dtype=np.int32)
    chain = graph_of(400, np.column_stack([rows[:-1], rows[1:]]))
    assert np.array_equal(steps_to(chain, np.array([0], dtype=np.int32))[:, 0], rows)


@settings(max_examples=30, deadline=None)
@given(st.integers(4, 60), st.integers(0, 1000))
def test_the_stress_of_blocks_is_the_stress(n: int, seed: int) -> None:
    graph = largest(n, seed)
    if graph.n < 3:
        return
    everybody = np.arange(graph.n, dtype=np.int32)
    anchors = Anchors.none(graph.n)
    far = FarPulls(everybody, Wanted(graph, everybody, steps_to(graph, everybody), anchors).closeness)
    xy = np.random.default_rng(seed).normal(0, 3, (graph.n, 2))
    pairs = graph.n * (graph.n - 1)
    assert far.least_stress(xy) / pairs == pytest.approx(stress_of(xy, graph), rel=1e-3, abs=1e-5)


def test_sweeps_come_as_low_as_stress_majorisation() -> None:
    graph = largest(150, 3)
    everybody, anchors = np.arange(graph.n, dtype=np.int32), Anchors.none(graph.n)
    far = FarPulls(everybody, Wanted(graph, everybody, steps_to(graph, everybody), anchors).closeness)
    start = classical_start(distances(graph))
    exact = Majoriser(distances(graph), anchors).settled(start, 300, 1e-7)
    swept = settled(start, [far], anchors, 300)
    assert stress_of(swept, graph) <= 1.01 * stress_of(exact, graph)


def test_sweeps_do_not_run_away_from_a_chain() -> None:
    rows = np.arange(300, dtype=np.int32)
    chain = graph_of(300, np.column_stack([rows[:-1], rows[1:]]))
    anchors = Anchors.none(300)
    far = FarPulls(rows, Wanted(chain, rows, steps_to(chain, rows), anchors).closeness)
    line = np.column_stack([rows, np.zeros(300)]) + np.random.default_rng(0).normal(0, 2, (300, 2))
    assert far.least_stress(settled(line, [far], anchors, 200)) < 0.05 * far.least_stress(line)


def test_partners_pull_to_the_length_of_their_tie() -> None:
    pair = graph_of(2, np.array([(0, 1)]))
    near = TiePulls(pair, np.array([2.0]))
    xy = settled(np.array([[0.0, 0.0], [0.5, 0.0]]), [near], Anchors.none(2), 100)
    assert np.hypot(*(xy[1] - xy[0])) == pytest.approx(2.0, rel=0.01)


def test_the_way_of_large_networks_is_as_good_as_the_exact_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = largest(400, 5)
    exact = stress_of(laid(graph).xy, graph)
    monkeypatch.setattr(stress, "EXACT_LIMIT", 40)
    monkeypatch.setattr(stress, "QUICK_LIMIT", 40)
    monkeypatch.setattr(pivot, "PIVOTS", 100)
    quick, fine = laid(graph, quick=True), laid(graph)
    assert (quick.is_quick, fine.is_quick) == (True, False)
    assert stress_of(fine.xy, graph) <= 1.02 * exact
    assert stress_of(quick.xy, graph) <= 1.12 * exact


def test_large_maps_are_as_good_as_those_of_networkx() -> None:
    import networkx as nx

    graph = largest(220, 2)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(graph.n))
    plain.add_edges_from(graph.pairs.tolist())
    theirs = nx.kamada_kawai_layout(plain)
    reference = stress_of(np.array([theirs[row] for row in range(graph.n)]), graph)
    assert stress_of(laid(graph).xy, graph) <= 1.02 * reference


@pytest.mark.parametrize("seed", range(6))
def test_tiny_maps_are_as_good_as_the_best_of_many_tries(seed: int) -> None:
    graph = largest(16, seed)
    majoriser = Majoriser(distances(graph), Anchors.none(graph.n))
    random = np.random.default_rng(seed)
    tries = (majoriser.settled(random.normal(0, 1, (graph.n, 2)), 300, 1e-6) for _ in range(60))
    best = min(stress_of(xy, graph) for xy in tries)
    assert stress_of(laid(graph).xy, graph) <= 1.02 * best + 1e-4


def test_nobody_lies_over_another_on_a_quick_map() -> None:
    graph = largest(1600, 4)
    xy = laid(graph, quick=True).xy
    side = np.sqrt(np.prod(np.ptp(xy, axis=0)) / graph.n)
    assert len(cKDTree(xy).query_pairs(0.28 * side)) == 0


@pytest.mark.usefixtures("from_forty")
@pytest.mark.parametrize("quick", [True, False])
def test_order_does_not_matter_to_a_large_map_and_names_hardly(quick: bool) -> None:
    graph = largest(150, 6)
    ids, shuffled = ids_of(graph), np.random.default_rng(3).permutation(graph.n)
    place = np.argsort(shuffled)
    before = stress_layout(ids, graph.pairs, quick=quick)
    same = stress_layout([ids[i] for i in shuffled], place[graph.pairs][::-1, ::-1], quick=quick)
    assert np.allclose(same.xy[place], before.xy, atol=1e-9)
    renamed = stress_layout([ids[i] for i in shuffled], graph.pairs, quick=quick)
    inside = np.flatnonzero(graph.degrees > 1)
    _, _, difference = procrustes(before.xy[inside], renamed.xy[inside])
    assert difference < 0.12
    assert stress_of(renamed.xy, graph) == pytest.approx(stress_of(before.xy, graph), rel=0.03)


@pytest.mark.usefixtures("from_forty")
@pytest.mark.parametrize("quick", [True, False])
def test_a_large_map_hardly_moves_when_a_few_are_new(quick: bool) -> None:
    graph = largest(150, 7)
    before = laid(graph)
    more = np.vstack([graph.pairs, [(graph.n, 0), (graph.n, 1)]])
    after = stress_layout([*ids_of(graph), "newcomer"], more, previous=before, quick=quick)
    assert not after.is_quick
    moved = np.linalg.norm(after.xy[: graph.n] - before.xy, axis=1)
    assert moved.mean() < 0.01 * np.ptp(before.xy, axis=0).max()
    near = np.linalg.norm(after.xy[-1] - before.xy[:2], axis=1)
    assert near.max() < np.ptp(before.xy, axis=0).max() / 2


@pytest.mark.usefixtures("from_forty")
def test_quick_and_fine_keep_to_the_same_places_where_many_are_new() -> None:
    graph = largest(150, 8)
    half = graph_of(75, graph.pairs[(graph.pairs < 75).all(axis=1)])
    before = laid(half)
    pins = {"00003": (9.0, -4.0)}
    made = [
        stress_layout(ids_of(graph), graph.pairs, previous=before, pins=pins, quick=quick)
        for quick in (True, False)
    ]
    assert [one.is_quick for one in made] == [True, False]
    assert all(one.position("00003") == (9.0, -4.0) for one in made)
    width = np.ptp(before.xy, axis=0).max()
    rows = [row for row in range(75) if row != 3]
    for one in made:
        assert np.linalg.norm(one.xy[rows] - before.xy[rows], axis=1).mean() < 0.2 * width


@pytest.mark.usefixtures("from_forty")
def test_a_fine_map_is_the_same_every_time_and_stops_when_told_in_its_midst() -> None:
    graph = largest(150, 9)
    whole = Tired(10**9)
    first = stress_layout(ids_of(graph), graph.pairs, token=whole)
    assert first.xy.tobytes() == laid(graph).xy.tobytes()
    asked = 10**9 - whole.left
    assert asked > 50
    for share in (0.2, 0.5, 0.9):
        with pytest.raises(Cancelled):
            stress_layout(ids_of(graph), graph.pairs, token=Tired(int(share * asked)))


def test_few_pairs_of_a_network_too_large_for_all_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stress, "EXACT_LIMIT", 40)
    monkeypatch.setattr(stress, "QUICK_LIMIT", 40)
    monkeypatch.setattr(pivot, "ALL_LIMIT", 100)
    graph = largest(150, 2)
    quick, fine = laid(graph, quick=True), laid(graph)
    assert not quick.is_quick
    assert np.array_equal(quick.xy, fine.xy)


@pytest.mark.usefixtures("from_forty")
def test_groups_of_a_large_map_become_lobes() -> None:
    graph = largest(120, 3)
    groups = [int(one) for one in np.arange(graph.n) % 4]
    for quick in (True, False):
        xy = stress_layout(ids_of(graph), graph.pairs, groups=groups, quick=quick).xy
        plain = stress_layout(ids_of(graph), graph.pairs, quick=quick).xy
        assert _together(xy, np.array(groups)) > _together(plain, np.array(groups)) + 0.2


def _together(xy: Floats, groups: npt.NDArray[np.integer]) -> float:
    """Share of the five nearest neighbours that are of the same group."""
    near = np.asarray(cKDTree(xy).query(xy, k=6)[1])
    return float((groups[near[:, 1:]] == groups[:, None]).mean())
