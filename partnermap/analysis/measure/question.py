"""What `measures` is asked, and what several of its figures stand on, each computed once."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from partnermap.analysis.measure import centrality
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.link_arrays import Links, links_of
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.sectors import Labels, sector_label, sectors_of
from partnermap.analysis.measure.steps import Steps, closeness, distances
from partnermap.domain.place import Place
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import Network

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph


@dataclass(frozen=True)
class Question:
    """A place on a date.

    Attributes:
        kinds: kinds of tie that count in the network; None counts all.
        token: to cancel by.
    """

    place: Place
    on: dt.date
    kinds: frozenset[TieKind] | None = None
    token: Token | None = None

    @cached_property
    def network(self) -> Network:
        """The network of the date, of the kinds asked for."""
        return network_on(self.place, self.on, kinds=self.kinds)

    @cached_property
    def lookup(self) -> Lookup:
        """The rows of the place by the record they belong to."""
        return lookup_of(self.place)

    @cached_property
    def names(self) -> list[str]:
        """Name of each organisation, by position."""
        return [self.place.name_of(key) for key in self.network.organisation_ids]

    @cached_property
    def labels(self) -> Labels:
        """Sector of each organisation, by position; community counts as VCSE."""
        ids = self.network.organisation_ids
        return [sector_label(self.place.organisations[key]) for key in ids]

    @cached_property
    def sectors(self) -> list[str]:
        """Those present, and VCSE in any case: no figure for all stands without it."""
        return list(dict.fromkeys([*sectors_of(self.labels), Sector.VCSE.value]))

    @cached_property
    def graph(self) -> "Graph":
        """One edge per linked pair."""
        return simple_graph(self.network)

    @cached_property
    def degree(self) -> list[int]:
        """Partners of each organisation."""
        return centrality.degrees(self.graph)

    @cached_property
    def links(self) -> Links:
        """The graph as arrays, every pair weighing one."""
        return links_of(self.graph)

    @cached_property
    def weighted_links(self) -> Links:
        """The graph as arrays, every pair weighing its combined strength."""
        return links_of(self.graph, weighted=True)

    @cached_property
    def steps(self) -> Steps:
        """Steps from every organisation to the others."""
        return distances(self.graph, self.token)

    @cached_property
    def betweenness(self) -> list[float] | NotDefined:
        """Betweenness of each organisation."""
        return centrality.betweenness(self.graph, self.token)

    @cached_property
    def closeness(self) -> list[float] | NotDefined:
        """Closeness of each organisation."""
        return closeness(self.steps)
