"""measures: every figure of a date as one object of plain values, the answer of the command line.

Community organisations count as VCSE in every grouping by sector. What is not defined is None, with a
sentence under `not_defined`; what is not known is counted under `not_known`. Money is in pounds.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from partnermap.analysis.measure import centrality, sectors, structure
from partnermap.analysis.measure.appointments import Appointments, appointments_on
from partnermap.analysis.measure.funding import Coverage, Funding, funding_by_sector, funding_on
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.result import NO_ORGANISATIONS, NotDefined, NotKnown
from partnermap.analysis.measure.robustness import robustness
from partnermap.analysis.measure.uncounted import uncounted
from partnermap.domain.place import Place
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.network.lookup import lookup_of
from partnermap.network.network import Network, TieMark

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

Plain = dict[str, object]

_LONELY = NotDefined("An organisation with no link has none.")
_WITHOUT = {
    "constraint": _LONELY,
    "effective_size": _LONELY,
    "eigenvector": NotDefined("Only organisations in the largest piece of the map have one."),
    "brokerage": NotDefined("An organisation without a recorded sector has none."),
}
"""Why some rows of a figure have no value although others have."""


@dataclass(frozen=True)
class Shared:
    """What several figures of one network stand on, each computed once."""

    network: Network

    @cached_property
    def graph(self) -> "Graph":
        """One edge per linked pair."""
        return simple_graph(self.network)

    @cached_property
    def degree(self) -> list[int]:
        """Partners of each organisation."""
        return centrality.degrees(self.graph)

    @cached_property
    def steps(self) -> centrality.Floats:
        """Steps between every two organisations."""
        return centrality.distances(self.graph)

    @cached_property
    def betweenness(self) -> list[float] | NotDefined:
        """Betweenness of each organisation."""
        return centrality.betweenness(self.graph)

    @cached_property
    def closeness(self) -> list[float] | NotDefined:
        """Closeness of each organisation."""
        return centrality.closeness(self.steps)


class Answer:
    """Collects values, and the sentence for each that is not defined or not known."""

    def __init__(self) -> None:
        self.not_defined: dict[str, str] = {}
        self.not_known: dict[str, str] = {}

    def take(self, key: str, value: object) -> object:
        """The value, or None with its reason kept under the dotted key."""
        if isinstance(value, NotDefined):
            self.not_defined[key] = value.reason
        if isinstance(value, NotKnown):
            self.not_known[key] = value.reason
        return None if isinstance(value, NotDefined | NotKnown) else value

    def fields(self, key: str, names: Sequence[str], value: object) -> Plain:
        """Several fields of one value, each None with the same reason when there is no value."""
        return {
            name: self.take(
                f"{key}.{name}", value if isinstance(value, NotDefined) else getattr(value, name)
            )
            for name in names
        }


def measures(
    place: Place, on: dt.date, kinds: frozenset[TieKind] | None = None, token: Token | None = None
) -> Plain:
    """Every measure of the place on a date.

    Args:
        place: the records.
        on: the date.
        kinds: kinds of tie that count in the network; None counts all. Money and posts are not filtered.
        token: to cancel by.

    Raises:
        Cancelled: the token was cancelled.
    """
    network, lookup, answer = network_on(place, on, kinds=kinds), lookup_of(place), Answer()
    labels = [sectors.sector_label(place.organisations[key]) for key in network.organisation_ids]
    funding, posts = funding_on(lookup, on), appointments_on(lookup, on)
    names, shared = [place.name_of(key) for key in network.organisation_ids], Shared(network)
    figures: Plain = {
        "on": on.isoformat(),
        **_network_figures(answer, shared, names, labels, token),
        "funding": {
            **_funding(answer, funding),
            "by_sector": {
                name: _funding(answer, item, f"funding.by_sector.{name}")
                for name, item in funding_by_sector(lookup, on, _sector_names(labels)).items()
            },
        },
        "appointments": _appointments(answer, posts),
        "per_organisation": _per_organisation(answer, place, shared, labels),
        **uncounted(place, network),
    }
    not_known = {**_not_known(network, labels, funding, posts), "figures": answer.not_known}
    return {**figures, "not_defined": answer.not_defined, "not_known": not_known}


def _sector_names(labels: sectors.Labels) -> list[str]:
    """Those present, and VCSE in any case: no figure for all stands without it."""
    return list(dict.fromkeys([*sectors.sectors_of(labels), Sector.VCSE.value]))


def _network_figures(
    answer: Answer,
    shared: Shared,
    names: list[str],
    labels: sectors.Labels,
    token: Token | None,
) -> Plain:
    graph = shared.graph
    pieces = structure.pieces(graph)
    return {
        "organisations": len(names),
        "ties": len(shared.network.ties),
        "pairs": shared.graph.number_of_edges(),
        "density": answer.take("density", structure.density(graph) if names else NO_ORGANISATIONS),
        "components": len(pieces.sizes),
        "isolates": [names[node] for node in pieces.isolates],
        "articulation_points": [names[node] for node in structure.articulation_points(graph)],
        "bridges": [[names[one], names[other]] for one, other in structure.bridges(graph)],
        "centralisation": _centralisation(answer, shared),
        "e_i_index": answer.fields(
            "e_i_index", ("value", "expected", "p_low", "p_high"), sectors.e_i_index(graph, labels)
        ),
        "sector_assortativity": answer.take(
            "sector_assortativity", sectors.assortativity(graph, labels)
        ),
        "mixing_matrix": {
            one: {
                other: answer.take(f"mixing_matrix.{one}.{other}", cell) for other, cell in row.items()
            }
            for one, row in sectors.mixing_matrix(graph, labels).items()
        },
        "robustness": answer.fields("robustness", ("mean", "low", "high"), robustness(graph, token)),
    }


def _centralisation(answer: Answer, shared: Shared) -> Plain:
    found = centrality.centralisation(
        shared.degree, shared.betweenness, shared.closeness, shared.graph.number_of_edges()
    )
    return answer.fields("centralisation", ("degree", "betweenness", "closeness"), found)


def _funding(answer: Answer, funding: Funding, key: str = "funding") -> Plain:
    figures = {
        "total": funding.total(),
        "herfindahl": funding.herfindahl(),
        "contribution_balance": funding.balance(),
        "pooled_share": funding.pooled_share(),
        "additional_pooling_share": funding.additional_pooling_share(),
        "short_term_share": funding.short_term_share(),
        "recurrent_share": funding.recurrent_share(),
        "ending_12_months": funding.ending_share(12),
        "ending_24_months": funding.ending_share(24),
        "yearly_by_rule": funding.yearly_by_rule(),
        "secured_horizon_months": funding.secured_horizon_months(),
        "vcse_share": funding.vcse_share(),
    }
    return {name: answer.take(f"{key}.{name}", figure) for name, figure in figures.items()}


def _appointments(answer: Answer, posts: Appointments) -> Plain:
    return answer.fields(
        "appointments", ("posts", "wte", "vacancy_rate", "interim_wte", "statutory"), posts
    )


def _per_organisation(
    answer: Answer, place: Place, shared: Shared, labels: sectors.Labels
) -> list[Plain]:
    graph, degree = shared.graph, shared.degree
    columns: dict[str, object] = {
        "degree": degree,
        "strength": centrality.strengths(shared.network),
        "betweenness": _isolates_nought(shared.betweenness, degree),
        "closeness": shared.closeness,
        "harmonic_closeness": _isolates_nought(centrality.harmonic_closeness(shared.steps), degree),
        "eigenvector": centrality.eigenvector(graph),
        "core_number": centrality.core_numbers(graph),
        "constraint": centrality.constraint(graph),
        "effective_size": centrality.effective_sizes(graph),
        "brokerage": [
            None if roles is None else asdict(roles) for roles in sectors.brokerage(graph, labels)
        ],
        "fragmentation_without": structure.fragmentation_without(graph),
    }
    organisations = [place.organisations[key] for key in shared.network.organisation_ids]
    filled = {key: _column(answer, key, values, len(labels)) for key, values in columns.items()}
    return [
        {
            "organisation": item.name,
            "sector": item.sector.value if item.sector is not None else None,
            **{key: values[node] for key, values in filled.items()},
        }
        for node, item in enumerate(organisations)
    ]


def _isolates_nought(
    values: "list[float] | NotDefined", degree: list[int]
) -> "list[float] | NotDefined":
    """Nought for everybody where nobody has a partner: an isolate has a value in any map."""
    return [0.0] * len(degree) if isinstance(values, NotDefined) and not any(degree) else values


def _column(answer: Answer, key: str, values: object, n: int) -> list[object]:
    if not isinstance(values, list):
        answer.take(f"per_organisation.{key}", values)
        return [None] * n
    if key in _WITHOUT and None in values:
        answer.take(f"per_organisation.{key}", _WITHOUT[key])
    return values


def _not_known(network: Network, labels: sectors.Labels, funding: Funding, posts: Appointments) -> Plain:
    marks = [tie.marks for tie in network.ties]
    coverage: Coverage = funding.coverage
    return {
        "starts": sum(TieMark.START_NOT_KNOWN in mark for mark in marks),
        "strengths": sum(TieMark.STRENGTH_NOT_KNOWN in mark for mark in marks),
        "sectors": labels.count(None),
        "amounts": {"known": coverage.known, "of": coverage.of},
        "ends": funding.ends_not_known,
        "recurrent": funding.recurrent_not_known,
        "wte": posts.wte_not_known,
        "post_status": posts.status_not_known,
    }
