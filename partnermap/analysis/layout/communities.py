"""Communities: who works more with each other than with the rest; the lobes of the layout by groups."""

from collections.abc import Sequence

import numpy as np

from partnermap.analysis.layout.layout import Ints
from partnermap.domain.place import Place

PART_OF_WEIGHT = 3.0
"""Weight of belonging to a larger body, against one of being tied."""

SEED = 1


def communities(place: Place, pairs: Ints) -> tuple[int, ...]:
    """The number of every organisation's community, the largest 0, in the order of the place.

    Louvain's method (Blondel and others 2008) on the ties; a body and what is part of it stay together
    where ties do not speak strongly against it.
    """
    from networkx import Graph
    from networkx.algorithms.community import louvain_communities

    ids = sorted(place.organisations)
    row = {organisation_id: i for i, organisation_id in enumerate(place.organisations)}
    names = tuple(place.organisations)
    graph: Graph[str] = Graph()
    graph.add_nodes_from(ids)
    graph.add_weighted_edges_from(sorted((*sorted((names[a], names[b])), 1.0) for a, b in pairs))
    for organisation in place.organisations.values():
        if organisation.part_of_id in row:
            graph.add_edge(organisation.id, organisation.part_of_id, weight=PART_OF_WEIGHT)
    found = louvain_communities(graph, seed=SEED)
    return _numbers(sorted(found, key=lambda group: (-len(group), min(group))), row)


def _numbers(groups: Sequence[set[str]], row: dict[str, int]) -> tuple[int, ...]:
    numbers = np.zeros(len(row), dtype=np.int32)
    for number, group in enumerate(groups):
        numbers[[row[organisation_id] for organisation_id in group]] = number
    return tuple(numbers.tolist())
