"""Organisations in three tiers instead of ranks, which would say more than so few figures know."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from partnermap.analysis.measure.centrality import betweenness, degrees
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.rank_tiers import RankTier, tiers
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.structure import fragmentation_without
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.network.build import network_on
from partnermap.report.content import Field, Grid
from partnermap.report.network.response import Response

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

_Values = Sequence[float] | NotDefined

_MEASURES: tuple[tuple[str, str, Callable[["Graph"], _Values]], ...] = (
    ("per_organisation.degree", "Most partners", degrees),
    ("per_organisation.betweenness", "Most often on the shortest way between two others", betweenness),
    (
        "per_organisation.fragmentation_without",
        "Without it, most others lose each other",
        fragmentation_without,
    ),
)


def tier_table(place: Place, on: dt.date, response: Response) -> Grid:
    """The top three by name and how many are in the middle and at the edge, for three measures."""
    network = network_on(place, on)
    graph = simple_graph(network)
    names = [place.name_of(key) for key in network.organisation_ids]
    rows = [_row(graph, names, response, *measure) for measure in _MEASURES]
    return Grid(
        (
            Field("What is looked at", 0.3),
            Field("Top three", 0.46),
            Field("In the middle", 0.12, right=True),
            Field("At the edge", 0.12, right=True),
        ),
        tuple(rows),
        "The organisations of the top tier for three measures, and how many are in the others.",
    )


def _row(
    graph: "Graph",
    names: Sequence[str],
    response: Response,
    key: str,
    title: str,
    measure: Callable[["Graph"], _Values],
) -> tuple[str, str, str, str]:
    if response.hides(key):
        return title, response.printed(key, ""), "–", "–"
    found = measure(graph)
    if isinstance(found, NotDefined):
        return title, f"Not defined. {found.reason}", "–", "–"
    placed = tiers(found)
    top = [name for name, tier in zip(names, placed, strict=True) if tier is RankTier.TOP]
    told = response.printed(key, joined(sorted(top, key=str.casefold)) or "None stands out")
    return title, told, f"{placed.count(RankTier.MIDDLE):,}", f"{placed.count(RankTier.EDGE):,}"
