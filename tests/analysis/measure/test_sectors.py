"""Mixing of sectors and what luck gives: published values, properties, edges (MEASURES A16 to A18)."""

import datetime as dt
import math
from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure import sectors
from partnermap.analysis.measure.chance import Chance, Luck
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.analysis.measure.sector_chance import ONE_SECTOR, SectorChances, sector_chances
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

ON = dt.date(2026, 1, 1)
KITE_LABELS: sectors.Labels = [*["NHS"] * 3, *["local authority"] * 4, *["VCSE"] * 3]


def _kite() -> "Graph":
    graph: Graph = nx.krackhardt_kite_graph()
    return graph


def _karate() -> "tuple[Graph, sectors.Labels]":
    club = nx.karate_club_graph()
    labels: sectors.Labels = ["NHS" if club.nodes[node]["club"] == "Mr. Hi" else "VCSE" for node in club]
    return nx.Graph(club.edges()), labels


def _testbridge(place: Place) -> "tuple[Graph, sectors.Labels]":
    network = network_on(place, ON)
    labels = [sectors.sector_label(place.organisations[key]) for key in network.organisation_ids]
    return simple_graph(network), labels


def _chances(graph: "Graph", labels: sectors.Labels) -> SectorChances:
    found = sector_chances(graph, labels)
    assert isinstance(found, SectorChances)
    return found


def test_testbridge(testbridge_place: Place) -> None:
    graph, labels = _testbridge(testbridge_place)
    found = sectors.e_i_index(graph, labels)
    assert isinstance(found, sectors.EIIndex)
    assert round(found.value, 4) == 0.1111
    assert round(found.expected, 4) == 0.6429
    assert round(found.p_low, 3) == 0.029
    assert sectors.assortativity(graph, labels) == pytest.approx(0.1892, abs=5e-5)
    chances = _chances(graph, labels)
    assert (chances.e_i_index.draws, chances.e_i_index.exact) == (1680, True)
    assert chances.e_i_index.expected == pytest.approx(found.expected)
    assert chances.e_i_index.p_low == found.p_low
    assert chances.e_i_index.luck is Luck.UNLIKELY
    assert sectors.empty_cells(graph, labels) == [
        ("NHS", "other public"),
        ("VCSE", "other public"),
    ]


def test_karate_by_club() -> None:
    graph, labels = _karate()
    found = sectors.e_i_index(graph, labels)
    assert isinstance(found, sectors.EIIndex)
    assert (round(found.value, 4), round(found.expected, 4)) == (-0.7179, 0.0303)
    assert found.p_low < 0.001
    chances = _chances(graph, labels)
    assert chances.e_i_index.deviation == pytest.approx(0.097, abs=0.004)
    assert chances.e_i_index.expected == pytest.approx(0.0303, abs=0.006)
    assert isinstance(chances.assortativity, Chance)
    assert round(chances.assortativity.value, 4) == 0.7175
    assert chances.assortativity.p_high < 0.001


def test_kite_by_counting_out() -> None:
    chances = _chances(_kite(), KITE_LABELS)
    assert (chances.e_i_index.value, chances.e_i_index.draws) == (0, 4200)
    assert round(chances.e_i_index.p_low, 4) == 0.0095
    assert isinstance(chances.assortativity, Chance)
    assert round(chances.assortativity.value, 4) == 0.1671
    cells = {cell: chance.value for cell, chance in chances.cells.items()}
    assert cells == pytest.approx(
        {
            ("NHS", "NHS"): 2 / 3,
            ("NHS", "local authority"): 7 / 12,
            ("NHS", "VCSE"): 0,
            ("local authority", "local authority"): 5 / 6,
            ("local authority", "VCSE"): 2 / 12,
            ("VCSE", "VCSE"): 2 / 3,
        }
    )
    # Dealing out anew, every cell is expected to be as dense as the whole map.
    assert [chance.expected for chance in chances.cells.values()] == pytest.approx([0.4] * 6)
    assert sectors.empty_cells(_kite(), KITE_LABELS) == [("NHS", "VCSE")]


def test_a_sector_of_one_has_no_cell_of_its_own(testbridge_place: Place) -> None:
    graph, labels = _testbridge(testbridge_place)
    assert isinstance(sectors.mixing_matrix(graph, labels)["other public"]["other public"], NotDefined)
    assert ("other public", "other public") not in _chances(graph, labels).cells


def test_the_range_of_testbridge_is_narrowed(testbridge_place: Place) -> None:
    found = sectors.e_i_range(*_testbridge(testbridge_place))
    assert isinstance(found, sectors.EIRange)
    # Five pairs fit within sectors, so at least four of the nine cross them.
    assert found.lowest == pytest.approx(-1 / 9)
    assert found.highest == 1
    assert found.rescaled == pytest.approx(-0.6)
    assert found.is_narrowed
    assert "between −0.11 and 1.00; rescaled to −1 to +1 it is −0.60" in found.sentence


def test_the_range_narrows_at_the_top_too_when_ties_exceed_possible_external_pairs() -> None:
    labels: sectors.Labels = ["NHS", "NHS", "NHS", "NHS", "VCSE"]
    complete: Graph = nx.complete_graph(5)
    found = sectors.e_i_range(complete, labels)
    assert isinstance(found, sectors.EIRange)
    assert found.lowest == found.highest == pytest.approx(-0.2)
    assert isinstance(found.rescaled, NotDefined)
    complete.remove_edge(0, 1)
    found = sectors.e_i_range(complete, labels)
    assert isinstance(found, sectors.EIRange)
    assert found.lowest == pytest.approx((6 - 9) / 9)
    assert found.highest == pytest.approx(-1 / 9)
    assert found.rescaled == 1


def test_a_range_that_is_whole_needs_no_words() -> None:
    found = sectors.e_i_range(*_karate())
    assert isinstance(found, sectors.EIRange)
    assert (found.lowest, found.highest, found.sentence) == (-1, 1, "")
    assert found.rescaled == pytest.approx(-0.7179, abs=5e-5)


def test_one_sector_says_so() -> None:
    labels: sectors.Labels = ["NHS"] * 10
    found = sectors.e_i_range(_kite(), labels)
    assert isinstance(found, sectors.EIRange)
    assert found.sentence == "Only one sector is recorded, so every link is within it."
    assert sector_chances(_kite(), labels) is ONE_SECTOR
    assert sectors.empty_cells(_kite(), labels) == []


def test_nobody_one_and_no_ties() -> None:
    empty: Graph = nx.empty_graph(0)
    alone: Graph = nx.empty_graph(1)
    apart: Graph = nx.empty_graph(3)
    cases: list[tuple[Graph, sectors.Labels, NotDefined]] = [
        (empty, [], TOO_FEW_FOR_PAIRS),
        (alone, ["NHS"], TOO_FEW_FOR_PAIRS),
        (apart, ["NHS", "NHS", "VCSE"], NO_TIES),
        (apart, [None, None, None], TOO_FEW_FOR_PAIRS),
    ]
    for graph, labels, why in cases:
        assert sectors.e_i_index(graph, labels) is why
        assert sectors.e_i_range(graph, labels) is why
        assert sector_chances(graph, labels) is why
    assert sectors.empty_cells(apart, ["NHS", "NHS", "VCSE"]) == [("NHS", "NHS"), ("NHS", "VCSE")]


def test_assortativity_needs_two_sectors_among_the_linked() -> None:
    graph: Graph = nx.path_graph(3)
    graph.add_node(3)
    labels: sectors.Labels = ["NHS", "NHS", "NHS", "VCSE"]
    found = _chances(graph, labels)
    assert isinstance(found.assortativity, NotDefined)
    assert found.e_i_index.value == -1


def test_it_can_be_cancelled() -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        sector_chances(_kite(), KITE_LABELS, token=token)
    with pytest.raises(Cancelled):
        sectors.e_i_index(_kite(), KITE_LABELS, token=token)


@st.composite
def labelled(draw: st.DrawFn) -> "tuple[Graph, sectors.Labels]":
    n = draw(st.integers(2, 9))
    graph: Graph = nx.gnp_random_graph(n, draw(st.floats(0.1, 1)), seed=draw(st.integers(0, 10_000)))
    words = st.sampled_from([None, *(sector.value for sector in (Sector.NHS, Sector.VCSE))])
    return graph, draw(st.lists(words, min_size=n, max_size=n))


@settings(max_examples=40, deadline=None)
@given(labelled())
def test_assortativity_agrees_with_networkx(case: "tuple[Graph, sectors.Labels]") -> None:
    graph, labels = case
    known = graph.subgraph([node for node in graph if labels[node] is not None])
    nx.set_node_attributes(graph, dict(enumerate(labels)), "sector")
    found = sectors.assortativity(graph, labels)
    if isinstance(found, NotDefined):
        linked = {labels[node] for edge in known.edges() for node in edge}
        assert len(linked) < 2
    else:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(known, "sector"))


@settings(max_examples=40, deadline=None)
@given(labelled())
def test_mixing_agrees_with_networkx(case: "tuple[Graph, sectors.Labels]") -> None:
    graph, labels = case
    nx.set_node_attributes(graph, dict(enumerate(labels)), "sector")
    counts = nx.attribute_mixing_dict(graph, "sector")
    for one, row in sectors.mixing_matrix(graph, labels).items():
        for other, cell in row.items():
            if not isinstance(cell, NotDefined):
                sizes = labels.count(one), labels.count(other)
                pairs = math.comb(sizes[0], 2) if one == other else sizes[0] * sizes[1]
                doubled = counts.get(one, {}).get(other, 0)
                assert cell * pairs == pytest.approx(doubled / (2 if one == other else 1))


@settings(max_examples=30, deadline=None)
@given(labelled())
def test_counted_out_expectation_is_the_formula(case: "tuple[Graph, sectors.Labels]") -> None:
    graph, labels = case
    index, found = sectors.e_i_index(graph, labels), sector_chances(graph, labels)
    if isinstance(found, SectorChances) and isinstance(index, sectors.EIIndex):
        assert found.e_i_index.expected == pytest.approx(index.expected)
        assert (found.e_i_index.p_low, found.e_i_index.p_high) == (index.p_low, index.p_high)
        assert found.e_i_index.value == pytest.approx(index.value)


@settings(max_examples=30, deadline=None)
@given(labelled(), st.randoms(use_true_random=False))
def test_relabelling_and_renaming_change_nothing(
    case: "tuple[Graph, sectors.Labels]", random: Random
) -> None:
    graph, labels = case
    order = list(range(len(labels)))
    random.shuffle(order)
    moved: Graph = nx.relabel_nodes(graph, dict(enumerate(order)))
    turned = {"NHS": "VCSE", "VCSE": "NHS", None: None}
    moved_labels: sectors.Labels = [turned[labels[order.index(node)]] for node in range(len(order))]
    first, second = sector_chances(graph, labels), sector_chances(moved, moved_labels)
    if isinstance(first, SectorChances) and isinstance(second, SectorChances):
        assert first.e_i_index == second.e_i_index
        for cell, chance in first.cells.items():
            one, other = sorted((turned[cell[0]] or "", turned[cell[1]] or ""))
            assert second.cells[one, other].value == pytest.approx(chance.value)
            assert second.cells[one, other].p_high == chance.p_high
    else:
        assert first == second


@settings(max_examples=30, deadline=None)
@given(labelled())
def test_isolates_of_unknown_sector_change_nothing(case: "tuple[Graph, sectors.Labels]") -> None:
    graph, labels = case
    before = sectors.e_i_index(graph, labels), sectors.assortativity(graph, labels)
    graph.add_node(len(labels))
    assert before == (
        sectors.e_i_index(graph, [*labels, None]),
        sectors.assortativity(graph, [*labels, None]),
    )
