"""Teaching graphs with published values (MEASURES A1 to A18), and agreement with plain networkx."""

from collections.abc import Callable
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure import centrality, holes, sectors, structure
from partnermap.analysis.measure.brokerage import Brokerage, brokerage
from partnermap.analysis.measure.link_arrays import links_of
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.robustness import robustness
from partnermap.analysis.measure.sampling import sampled_betweenness
from partnermap.analysis.measure.steps import closeness, distances, harmonic_closeness


def _numbered(graph: "nx.Graph[str] | nx.Graph[int]") -> "tuple[nx.Graph[int], dict[object, int]]":
    place = {name: number for number, name in enumerate(graph)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(place.values())
    plain.add_edges_from((place[one], place[other]) for one, other in graph.edges())
    return plain, dict(place)


def _florentine(isolated: bool) -> "tuple[nx.Graph[int], dict[object, int]]":
    graph = nx.florentine_families_graph()
    if isolated:
        graph.add_node("Pucci")
    return _numbered(graph)


def _kite() -> "nx.Graph[int]":
    return _numbered(nx.krackhardt_kite_graph())[0]


def _karate() -> "nx.Graph[int]":
    return _numbered(nx.karate_club_graph())[0]


def _defined(value: object) -> list[float]:
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize(
    ("make", "density"),
    [
        (lambda: _florentine(False)[0], 0.1905),
        (lambda: _florentine(True)[0], 0.1667),
        (_kite, 0.4),
        (_karate, 0.1390),
    ],
)
def test_density(make: "Callable[[], nx.Graph[int]]", density: float) -> None:
    found = structure.density(make())
    assert isinstance(found, float)
    assert round(found, 4) == density


def test_florentine_pieces_and_points() -> None:
    graph, place = _florentine(True)
    pieces = structure.pieces(graph)
    assert pieces.sizes == (15, 1)
    assert pieces.isolates == (place["Pucci"],)
    points = {place[name] for name in ("Albizzi", "Guadagni", "Medici", "Salviati")}
    assert set(structure.articulation_points(graph)) == points
    assert len(structure.bridges(graph)) == 5


def test_kite_and_karate_points() -> None:
    assert structure.articulation_points(_kite()) == (7, 8)  # Heather, Ike
    assert structure.bridges(_kite()) == ((7, 8), (8, 9))
    assert structure.articulation_points(_karate()) == (0,)
    assert len(structure.bridges(_karate())) == 1


def test_medici() -> None:
    graph, place = _florentine(False)
    medici = place["Medici"]
    steps = distances(graph)
    assert round(_defined(centrality.betweenness(graph))[medici], 4) == 0.5220
    assert round(_defined(closeness(steps))[medici], 4) == 0.56
    assert round(_defined(centrality.eigenvector(graph))[medici], 4) == 0.4303
    assert round(holes.constraint(links_of(graph))[medici] or 0, 4) == 0.2099
    assert round(holes.effective_sizes(links_of(graph))[medici] or 0, 3) == 5.667
    assert round(_defined(structure.fragmentation_without(graph))[medici], 4) == 0.3846


def test_an_isolate_dilutes_betweenness_and_stops_closeness() -> None:
    graph, place = _florentine(True)
    assert round(_defined(centrality.betweenness(graph))[place["Medici"]], 4) == 0.4524
    assert isinstance(closeness(distances(graph)), NotDefined)
    assert holes.constraint(links_of(graph))[place["Pucci"]] is None
    vector = centrality.eigenvector(graph)
    assert isinstance(vector, list)
    assert vector[place["Pucci"]] is None


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (_kite, (0.3333, 0.2963, 0.2704)),
        (_karate, (0.3996, 0.4056, 0.2982)),
        (lambda: nx.star_graph(5), (1, 1, 1)),
        (lambda: nx.cycle_graph(6), (0, 0, 0)),
        (lambda: nx.complete_graph(5), (0, 0, 0)),
    ],
)
def test_centralisation(make: "Callable[[], nx.Graph[int]]", values: tuple[float, ...]) -> None:
    graph = make()
    steps = distances(graph)
    found = centrality.centralisation(
        centrality.degrees(graph),
        centrality.betweenness(graph),
        closeness(steps),
        graph.number_of_edges(),
    )
    assert found.degree == pytest.approx(values[0], abs=5e-5)
    assert found.betweenness == pytest.approx(values[1], abs=5e-5)
    assert found.closeness == pytest.approx(values[2], abs=5e-5)


@pytest.mark.parametrize(
    ("make", "low", "high"),
    [
        (lambda: nx.star_graph(4), 0.16, 0.16),
        (lambda: nx.complete_graph(5), 0.40, 0.40),
        (lambda: _florentine(False)[0], 0.164, 0.178),
        (_karate, 0.125, 0.142),
    ],
)
def test_robustness(make: "Callable[[], nx.Graph[int]]", low: float, high: float) -> None:
    found = robustness(make())
    assert not isinstance(found, NotDefined)
    assert round(found.low, 3) >= low
    assert round(found.high, 3) <= high
    assert found.low <= found.mean <= found.high


def test_robustness_is_the_same_again() -> None:
    assert robustness(_karate()) == robustness(_karate())


def _clubs() -> sectors.Labels:
    graph = nx.karate_club_graph()
    return ["NHS" if graph.nodes[node]["club"] == "Mr. Hi" else "VCSE" for node in graph]


KITE_LABELS: sectors.Labels = [*["NHS"] * 3, *["local authority"] * 4, *["VCSE"] * 3]


def test_e_i_of_karate_by_permutation() -> None:
    found = sectors.e_i_index(_karate(), _clubs())
    assert isinstance(found, sectors.EIIndex)
    assert round(found.value, 4) == -0.7179
    assert round(found.expected, 4) == 0.0303
    assert found.p_low < 0.001
    assert found.p_high > 0.999


def test_e_i_of_the_kite_by_counting_out() -> None:
    found = sectors.e_i_index(_kite(), KITE_LABELS)
    assert isinstance(found, sectors.EIIndex)
    assert found.value == 0
    assert round(found.expected, 4) == 0.4667
    assert round(found.p_low, 4) == 0.0095


def test_assortativity_and_mixing() -> None:
    assert sectors.assortativity(_karate(), _clubs()) == pytest.approx(0.7175, abs=5e-5)
    assert sectors.assortativity(_kite(), KITE_LABELS) == pytest.approx(0.1671, abs=5e-5)
    mixing = sectors.mixing_matrix(_kite(), KITE_LABELS)
    assert mixing["NHS"]["NHS"] == pytest.approx(2 / 3)
    assert mixing["NHS"]["local authority"] == pytest.approx(7 / 12)
    assert mixing["NHS"]["VCSE"] == 0
    assert mixing["local authority"]["local authority"] == pytest.approx(5 / 6)
    assert mixing["VCSE"]["local authority"] == pytest.approx(2 / 12)


def test_brokerage_of_karate() -> None:
    roles = brokerage(_karate(), _clubs())
    assert roles[0] == Brokerage(coordinator=87, gatekeeper_representative=15)
    assert roles[2] == Brokerage(coordinator=5, gatekeeper_representative=23, consultant=6)
    assert roles[33] == Brokerage(coordinator=78, gatekeeper_representative=40, consultant=3)


def test_one_sector_is_all_within_and_has_no_assortativity() -> None:
    labels: sectors.Labels = ["NHS"] * 10
    found = sectors.e_i_index(_kite(), labels)
    assert isinstance(found, sectors.EIIndex)
    assert (found.value, found.expected, found.p_low, found.p_high) == (-1, -1, 1, 1)
    assert isinstance(sectors.assortativity(_kite(), labels), NotDefined)


def test_unknown_sectors_are_left_out() -> None:
    labels: sectors.Labels = [*KITE_LABELS]
    labels[0] = None
    graph = _kite()
    found = sectors.e_i_index(graph, labels)
    graph.remove_node(0)
    rest = nx.relabel_nodes(graph, {node: node - 1 for node in range(1, 10)})
    assert found == sectors.e_i_index(rest, labels[1:])
    assert brokerage(_kite(), labels)[0] is None


@st.composite
def graphs(draw: st.DrawFn) -> "nx.Graph[int]":
    n = draw(st.integers(3, 14))
    graph: nx.Graph[int] = nx.gnp_random_graph(
        n, draw(st.floats(0, 1)), seed=draw(st.integers(0, 10_000))
    )
    return graph


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_agreement_with_plain_networkx(graph: "nx.Graph[int]") -> None:
    n = graph.number_of_nodes()
    between = nx.betweenness_centrality(graph)
    assert centrality.betweenness(graph) == pytest.approx([between[node] for node in range(n)])
    assert sampled_betweenness(links_of(graph)) == pytest.approx([between[node] for node in range(n)])
    harmonic = nx.harmonic_centrality(graph)
    steps = distances(graph)
    assert harmonic_closeness(steps) == pytest.approx([harmonic[node] / (n - 1) for node in range(n)])
    if nx.is_connected(graph):
        close = nx.closeness_centrality(graph)
        assert closeness(steps) == pytest.approx([close[node] for node in range(n)])
    pieces = nx.number_connected_components(graph)
    assert set(structure.bridges(graph)) == {
        (min(one, other), max(one, other))
        for one, other in graph.edges()
        if nx.number_connected_components(nx.restricted_view(graph, [], [(one, other)])) > pieces
    }
    linked = [node for node in range(n) if graph.degree[node]]
    constraint, size = nx.constraint(graph), nx.effective_size(graph)
    assert [holes.constraint(links_of(graph))[node] for node in linked] == pytest.approx(
        [constraint[node] for node in linked]
    )
    assert [holes.effective_sizes(links_of(graph))[node] for node in linked] == pytest.approx(
        [size[node] for node in linked]
    )


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_fragmentation_is_what_removing_each_shows(graph: "nx.Graph[int]") -> None:
    n = graph.number_of_nodes()
    expected = []
    for node in range(n):
        rest = nx.restricted_view(graph, [node], [])
        reach = sum(len(part) * (len(part) - 1) for part in nx.connected_components(rest))
        expected.append(1 - reach / ((n - 1) * (n - 2)))
    assert structure.fragmentation_without(graph) == pytest.approx(expected)


@settings(max_examples=30, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_names_do_not_matter(graph: "nx.Graph[int]", random: Random) -> None:
    n = graph.number_of_nodes()
    order = list(range(n))
    random.shuffle(order)
    moved: nx.Graph[int] = nx.Graph()
    moved.add_nodes_from(range(n))
    moved.add_edges_from((order[one], order[other]) for one, other in graph.edges())
    labels: sectors.Labels = [("NHS", "VCSE", "private")[node % 3] for node in range(n)]
    moved_labels: sectors.Labels = [labels[order.index(node)] for node in range(n)]
    between, after = centrality.betweenness(graph), centrality.betweenness(moved)
    assert isinstance(between, list)
    assert isinstance(after, list)
    assert [after[order[node]] for node in range(n)] == pytest.approx(between)
    assert structure.density(moved) == structure.density(graph)
    assert sectors.mixing_matrix(moved, moved_labels) == sectors.mixing_matrix(graph, labels)
    first, second = sectors.assortativity(graph, labels), sectors.assortativity(moved, moved_labels)
    assert isinstance(first, NotDefined) == isinstance(second, NotDefined)


@settings(max_examples=30, deadline=None)
@given(graphs())
def test_an_isolate_more_changes_only_what_it_should(graph: "nx.Graph[int]") -> None:
    n = graph.number_of_nodes()
    larger = graph.copy()
    larger.add_node(n)
    assert structure.bridges(larger) == structure.bridges(graph)
    assert structure.articulation_points(larger) == structure.articulation_points(graph)
    assert centrality.core_numbers(larger) == [*centrality.core_numbers(graph), 0]
    assert holes.constraint(links_of(larger))[:n] == pytest.approx(holes.constraint(links_of(graph)))
    assert len(structure.pieces(larger).sizes) == len(structure.pieces(graph).sizes) + 1


def test_one_eigenvector_alone_is_the_one_of_the_whole_spectrum(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _defined(centrality.eigenvector(_karate()))
    monkeypatch.setattr(centrality, "WHOLE_SPECTRUM_LIMIT", 0)
    assert _defined(centrality.eigenvector(_karate())) == pytest.approx(whole)
