"""Agreement with plain networkx and with counting by hand, on random graphs."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations, product
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure import brokerage, centrality, communities, holes, link_arrays, steps
from partnermap.analysis.measure.cutting import cuts_of
from partnermap.analysis.measure.graph import STRENGTH
from partnermap.analysis.measure.link_arrays import Links, links_of
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.robustness import largest_left, removal_order, robustness
from partnermap.analysis.measure.sampling import sampled_betweenness
from partnermap.analysis.measure.structure import fragmentation, fragmentation_rise
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

SECTORS = ("NHS", "VCSE", "police", None)


@st.composite
def weighted_graphs(draw: st.DrawFn) -> "nx.Graph[int]":
    """3 to 14 organisations, pairs with a strength of 1 to 9."""
    n, seed = draw(st.integers(3, 14)), draw(st.integers(0, 10_000))
    graph: nx.Graph[int] = nx.gnp_random_graph(n, draw(st.floats(0, 1)), seed=seed)
    random = Random(seed)
    for one, other in graph.edges():
        graph.edges[one, other][STRENGTH] = float(random.randint(1, 9))
    return graph


def _labels(n: int, seed: int) -> list[str | None]:
    random = Random(seed)
    return [random.choice(SECTORS) for _ in range(n)]


@settings(max_examples=40, deadline=None)
@given(weighted_graphs())
def test_weighted_measures_agree_with_networkx(graph: "nx.Graph[int]") -> None:
    weighted = links_of(graph, weighted=True)
    linked = [node for node in graph if graph.degree[node]]
    constraint = nx.constraint(graph, weight=STRENGTH)
    # Asked for all nodes at once, networkx divides by the wrong partner's strongest tie.
    size = nx.effective_size(graph, nodes=linked, weight=STRENGTH)
    found = holes.constraint(weighted)
    assert [found[node] for node in linked] == pytest.approx([constraint[node] for node in linked])
    sizes = holes.effective_sizes(weighted)
    assert [sizes[node] for node in linked] == pytest.approx([size[node] for node in linked])
    # 2,520 is divisible by every strength drawn: whole numbers tie where fractions do.
    lengths = {edge: round(2520 / graph.edges[edge][STRENGTH]) for edge in graph.edges()}
    nx.set_edge_attributes(graph, lengths, "length")
    between = nx.betweenness_centrality(graph, weight="length")
    assert centrality.weighted_betweenness(graph) == pytest.approx([between[node] for node in graph])


@settings(max_examples=40, deadline=None)
@given(weighted_graphs())
def test_isolates_have_no_structural_holes(graph: "nx.Graph[int]") -> None:
    lonely = [node for node in graph if not graph.degree[node]]
    for weighted in (False, True):
        found = links_of(graph, weighted=weighted)
        for values in (holes.constraint(found), holes.effective_sizes(found), holes.efficiencies(found)):
            assert [node for node, value in enumerate(values) if value is None] == lonely


@settings(max_examples=30, deadline=None)
@given(weighted_graphs())
def test_triangles_are_found_once_each_however_few_at_a_time(graph: "nx.Graph[int]") -> None:
    expected = sorted(
        trio
        for trio in combinations(graph, 3)
        if all(graph.has_edge(*pair) for pair in combinations(trio, 2))
    )
    found = links_of(graph)
    whole = list(link_arrays.triangles(found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link_arrays, "_WEDGES_AT_ONCE", 1)
        parts = list(link_arrays.triangles(found))
    for batches in (whole, parts):
        trios = [tuple(sorted(row)) for batch in batches for row in batch.nodes.tolist()]
        assert sorted(trios) == expected
    for batch in whole:
        for one, other in combinations(range(3), 2):
            ends = np.sort(batch.nodes[:, [one, other]], axis=1)
            assert (found.pairs[batch.pair(one, other)] == ends).all()


def test_steps_do_not_depend_on_how_many_searches_run_side_by_side() -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(200, 260, seed=5)
    whole = steps.distances(graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "_WORDS_AT_ONCE", 1)
        parts = steps.distances(graph)
    for name in ("reached", "total", "inverse"):
        assert getattr(parts, name).tolist() == pytest.approx(getattr(whole, name).tolist())
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    assert whole.total.tolist() == [sum(lengths[node].values()) for node in range(200)]
    assert whole.reached.tolist() == [len(lengths[node]) - 1 for node in range(200)]


@pytest.mark.parametrize("size", [centrality.IN_PARTS - 1, centrality.IN_PARTS, 320])
def test_betweenness_in_one_piece_and_in_parts_is_the_same(size: int) -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(size, 2 * size, seed=6)
    expected = nx.betweenness_centrality(graph)
    whole, parts = centrality.betweenness(graph), centrality.betweenness(graph, Token())
    assert whole == pytest.approx([expected[node] for node in range(size)])
    assert parts == pytest.approx(whole, abs=1e-11)


def test_betweenness_of_a_large_map_can_be_stopped() -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        centrality.betweenness(nx.path_graph(centrality.IN_PARTS), token)


def test_a_sample_comes_near_and_leans_to_no_side() -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(300, 900, seed=7)
    exact = np.array(centrality.betweenness(graph))
    sampled = np.array(sampled_betweenness(links_of(graph), 150))
    assert np.corrcoef(exact, sampled)[0, 1] > 0.95
    assert sampled.sum() == pytest.approx(exact.sum(), rel=0.05)


@settings(max_examples=40, deadline=None)
@given(weighted_graphs())
def test_cuts_agree_with_networkx(graph: "nx.Graph[int]") -> None:
    cuts = cuts_of(graph)
    assert sorted(cuts.left) == sorted(nx.articulation_points(graph))
    assert sorted(cuts.order) == list(graph)
    for (one, other), bridge in cuts.bridges.items():
        rest = nx.restricted_view(graph, [], [(one, other)])
        beyond = set(cuts.order[bridge.beyond])
        sides = [nx.node_connected_component(rest, end) for end in (one, other)]
        assert beyond in sides
        assert set(cuts.order[bridge.piece]) == sides[0] | sides[1]


@settings(max_examples=40, deadline=None)
@given(weighted_graphs())
def test_a_rise_is_the_difference_of_two_fragmentations(graph: "nx.Graph[int]") -> None:
    rises, now = fragmentation_rise(graph), fragmentation(graph)
    assert isinstance(rises, list)
    assert isinstance(now, float)
    for node, rise in enumerate(rises):
        rest = nx.convert_node_labels_to_integers(nx.restricted_view(graph, [node], []))
        assert fragmentation(rest) == pytest.approx(now + rise)


@settings(max_examples=30, deadline=None)
@given(weighted_graphs(), st.randoms(use_true_random=False))
def test_the_busiest_always_goes_next(graph: "nx.Graph[int]", random: Random) -> None:
    def shuffled(nodes: list[int]) -> list[int]:
        random.shuffle(nodes)
        return nodes

    neighbours = [list(graph[node]) for node in graph]
    order = removal_order(neighbours, shuffled)
    assert sorted(order) == list(graph)
    left, rest = largest_left(neighbours, order).tolist(), graph.copy()
    for node, size in zip(order, left, strict=False):
        assert size == max(len(piece) for piece in nx.connected_components(rest))
        assert rest.degree[node] == max(degree for _, degree in rest.degree)
        rest.remove_node(node)
    assert left[-1] == 0


def test_loss_curves_start_whole_and_end_empty() -> None:
    found = robustness(nx.karate_club_graph())
    assert not isinstance(found, NotDefined)
    for curve in (found.busiest, found.random):
        assert (len(curve), curve[0], curve[-1]) == (35, 1, 0)
        assert all(after <= before for before, after in pairwise(curve))
    assert sum(found.busiest) < sum(found.random)


@settings(max_examples=30, deadline=None)
@given(weighted_graphs(), st.integers(0, 99))
def test_modularity_agrees_with_networkx_and_moves_only_raise_it(
    graph: "nx.Graph[int]", seed: int
) -> None:
    if not graph.number_of_edges():
        return
    found = links_of(graph)
    groups = communities.louvain(found, np.random.default_rng(seed))
    parts = [set(np.flatnonzero(groups == number).tolist()) for number in set(groups.tolist())]
    value = communities.modularity(found, groups)
    assert value == pytest.approx(nx.community.modularity(graph, parts, weight=None))
    alone = communities.modularity(found, np.arange(found.n))
    assert value >= alone - 1e-9
    assert all(nx.is_connected(graph.subgraph(part)) for part in parts if len(part) < 3)


def test_two_cliques_on_a_thread_are_two_groups() -> None:
    graph = nx.barbell_graph(6, 0)
    found = communities.communities(graph)
    assert not isinstance(found, NotDefined)
    assert found.groups == (tuple(range(6)), tuple(range(6, 12)))
    assert found.low <= found.modularity <= found.high


def test_groups_are_hidden_on_small_and_thin_maps() -> None:
    assert isinstance(communities.communities(nx.complete_graph(9)), NotDefined)
    assert isinstance(communities.communities(nx.path_graph(12)), NotDefined)
    assert not isinstance(communities.communities(nx.cycle_graph(10)), NotDefined)


def test_nobody_is_put_into_a_group_by_accident() -> None:
    """A ring has no clusters: wherever it is cut, another run cuts it elsewhere."""
    found = communities.communities(nx.cycle_graph(30))
    assert not isinstance(found, NotDefined)
    assert sum(len(group) for group in found.groups) < 30


def _counted_by_hand(
    arcs: set[tuple[int, int]], labels: Sequence[str | None], node: int
) -> brokerage.DirectedBrokerage | None:
    own, counts = labels[node], Counter[str]()
    if own is None:
        return None
    for one, other in permutations(range(len(labels)), 2):
        if node in (one, other) or labels[one] is None or labels[other] is None:
            continue
        if (one, node) in arcs and (node, other) in arcs and (one, other) not in arcs:
            counts[_role(own, labels[one], labels[other])] += 1
    return brokerage.DirectedBrokerage(**counts)


def _role(own: str, one: str | None, other: str | None) -> str:
    if one == other:
        return "coordinator" if one == own else "consultant"
    if other == own:
        return "gatekeeper"
    return "representative" if one == own else "liaison"


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 9), st.floats(0, 1), st.integers(0, 10_000))
def test_directed_roles_agree_with_counting_by_hand(n: int, density: float, seed: int) -> None:
    arcs = set(nx.gnp_random_graph(n, density, seed=seed, directed=True).edges())
    pairs = sorted({(min(arc), max(arc)) for arc in arcs})
    ways = np.array([[pair in arcs, pair[::-1] in arcs] for pair in pairs], dtype=np.bool_)
    found = Links(n, np.array(pairs, dtype=np.intp).reshape(-1, 2), np.ones(len(pairs)))
    labels = _labels(n, seed)
    expected = [_counted_by_hand(arcs, labels, node) for node in range(n)]
    assert brokerage.roles_by_direction(found, ways.reshape(-1, 2), labels) == expected


@settings(max_examples=40, deadline=None)
@given(weighted_graphs(), st.integers(0, 10_000))
def test_undirected_roles_count_each_pair_once(graph: "nx.Graph[int]", seed: int) -> None:
    labels = _labels(len(graph), seed)
    for node, roles in enumerate(brokerage.brokerage(graph, labels)):
        partners = [partner for partner in graph[node] if labels[partner] is not None]
        apart = [pair for pair in combinations(partners, 2) if not graph.has_edge(*pair)]
        if labels[node] is None:
            assert roles is None
            continue
        assert roles is not None
        total = roles.coordinator + roles.gatekeeper_representative + roles.consultant + roles.liaison
        assert total == len(apart)
        same = sum(labels[one] == labels[other] for one, other in apart)
        assert roles.coordinator + roles.consultant == same


def test_expected_roles_are_the_mean_over_every_map() -> None:
    """All 1,024 maps of five organisations, each as likely as ties of density 0.3 make it."""
    labels: list[str | None] = ["NHS", "NHS", "VCSE", "police", "police"]
    pairs, density = list(combinations(range(5), 2)), 0.3
    mean = dict.fromkeys(("coordinator", "gatekeeper_representative", "consultant", "liaison"), 0.0)
    for drawn in product((False, True), repeat=len(pairs)):
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(5))
        graph.add_edges_from(pair for pair, is_tied in zip(pairs, drawn, strict=True) if is_tied)
        chance = density ** sum(drawn) * (1 - density) ** (len(pairs) - sum(drawn))
        roles = brokerage.brokerage(graph, labels)[0]
        for role in mean:
            mean[role] += chance * getattr(roles, role)
    half: nx.Graph[int] = nx.Graph()
    half.add_nodes_from(range(5))
    half.add_edges_from(pairs[:3])  # three of ten pairs: density 0.3
    expected = brokerage.expected_brokerage(half, labels)["NHS"]
    for role, value in mean.items():
        assert getattr(expected, role) == pytest.approx(value)


@settings(max_examples=30, deadline=None)
@given(weighted_graphs(), st.randoms(use_true_random=False), st.integers(0, 10_000))
def test_names_do_not_matter_to_any_figure_of_an_organisation(
    graph: "nx.Graph[int]", random: Random, seed: int
) -> None:
    n = len(graph)
    order = random.sample(range(n), n)
    moved: nx.Graph[int] = nx.Graph()
    moved.add_nodes_from(range(n))
    for one, other, held in graph.edges(data=True):
        moved.add_edge(order[one], order[other], **held)
    labels, moved_labels = _labels(n, seed), [""] * n
    for node, label in enumerate(labels):
        moved_labels[order[node]] = label or ""
    before = _figures(graph, labels)
    after = _figures(moved, [label or None for label in moved_labels])
    for name, values in before.items():
        assert [after[name][order[node]] for node in range(n)] == pytest.approx(values), name


def _figures(graph: "nx.Graph[int]", labels: list[str | None]) -> dict[str, list[float | None]]:
    plain, weighted, walked = links_of(graph), links_of(graph, weighted=True), steps.distances(graph)
    found: dict[str, object] = {
        "degree": centrality.degree_centrality(centrality.degrees(graph)),
        "betweenness": centrality.betweenness(graph),
        "weighted betweenness": centrality.weighted_betweenness(graph),
        "sampled betweenness": sampled_betweenness(plain),
        "harmonic closeness": steps.harmonic_closeness(walked),
        "core number": centrality.core_numbers(graph),
        "constraint": holes.constraint(plain),
        "weighted constraint": holes.constraint(weighted),
        "weighted effective size": holes.effective_sizes(weighted),
        "rise": fragmentation_rise(graph),
    }
    roles = brokerage.brokerage(graph, labels)
    columns = {name: values for name, values in found.items() if isinstance(values, list)}
    return columns | {
        "coordinator": [None if each is None else each.coordinator for each in roles],
        "liaison": [None if each is None else each.liaison for each in roles],
    }


def test_every_long_search_can_be_cancelled() -> None:
    token, graph = Token(), nx.karate_club_graph()
    token.cancel()
    for search in (
        lambda: steps.distances(graph, token),
        lambda: sampled_betweenness(links_of(graph), token=token),
        lambda: robustness(graph, token),
        lambda: communities.communities(graph, token),
    ):
        with pytest.raises(Cancelled):
            search()
