"""The appendix: a few figures of the network and its money, each with a sentence on what it says."""

import datetime as dt
from collections.abc import Callable, Sequence

from partnermap.analysis.measure import structure
from partnermap.analysis.measure.centrality import betweenness, centralisation, degrees
from partnermap.analysis.measure.chance import luck_of, seed_of
from partnermap.analysis.measure.funding import Funding, funding_by_sector, funding_on
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.money import joint_agreements
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.measure.robustness import Robustness, robustness
from partnermap.analysis.measure.sectors import EIRange, e_i_index, e_i_range, sector_label
from partnermap.domain.place import Place
from partnermap.domain.sentences import first_few
from partnermap.domain.words import Sector
from partnermap.network.build import network_on
from partnermap.network.lookup import lookup_of
from partnermap.report.audience import Audience
from partnermap.report.content import Block, Field, Grid, Section, Subheading, Words
from partnermap.report.network.response import Response, response_on
from partnermap.report.network.tiers import tier_table


def figures_section(place: Place, on: dt.date, audience: Audience = Audience.BOARD) -> Section:
    """The shape of the network, then the joint money for all sectors and for the VCSE."""
    blocks: list[Block] = []
    if network_on(place, on).organisation_ids:
        response = response_on(place, on, audience)
        if response.sentence:
            blocks.append(Words(response.sentence))
        blocks += [_network(place, on, response), Subheading("Organisations in three tiers")]
        blocks += [tier_table(place, on, response), Words(_TIER_WORDS, quiet=True)]
    if joint_agreements(lookup_of(place), on):
        blocks += [Subheading("Joint money"), _money(place, on)]
    if not blocks:
        return Section("Appendix: nothing is recorded that figures could describe", ())
    return Section("Appendix: the network and its money in figures", tuple(blocks))


MOST_NAMED = 8
"""Names in a cell at most."""

_TIER_WORDS = (
    "Tiers and no ranks: in a map of this size one link more or less can move an organisation. Being in "
    "the top tier is no merit and no fault; it says on whom much hangs."
)


def _network(place: Place, on: dt.date, response: Response) -> Grid:
    fields = (Field("Figure", 0.26), Field("Value", 0.3), Field("What it says", 0.44))
    summary = "Figures of the network, each with its value and what it says."
    return Grid(fields, (*_network_rows(place, on), *_concentration(place, on, response)), summary)


def _network_rows(place: Place, on: dt.date) -> list[tuple[str, str, str]]:
    network = network_on(place, on)
    graph, names = simple_graph(network), [place.name_of(key) for key in network.organisation_ids]
    pieces = len(structure.pieces(graph).sizes)
    points = [names[node] for node in structure.articulation_points(graph)]
    pairs = [f"{names[one]} – {names[other]}" for one, other in structure.bridges(graph)]
    return [
        (
            "Share of possible pairs",
            shown(structure.density(graph), percent),
            "How many of all possible pairs of organisations are linked; larger places have less.",
        ),
        (
            "Separate pieces",
            f"{pieces:,}",
            "In one piece everybody can reach everybody through recorded links.",
        ),
        (
            "Organisations that hold parts together",
            first_few(points, MOST_NAMED) or "None",
            "Without any one of them, others would lose their way to the rest.",
        ),
        (
            "Single links that hold parts together",
            _pairs(pairs) or "None",
            "Nothing else joins what lies on their two sides.",
        ),
        ("Links across sectors (E-I index)", _mixing(place, on), _MIXING_WORDS),
    ]


def _pairs(pairs: Sequence[str]) -> str:
    """The first pairs and how many more there are: hundreds would fill pages."""
    rest = len(pairs) - MOST_NAMED
    if rest <= 0:
        return "; ".join(pairs)
    return f"{'; '.join(pairs[:MOST_NAMED])}; and {rest:,} more"


def _concentration(place: Place, on: dt.date, response: Response) -> list[tuple[str, str, str]]:
    """How much hangs on few, as far as the answers allow."""
    graph = simple_graph(network_on(place, on))
    hidden = response.hides("centralisation.betweenness")
    between = NotDefined("") if hidden else betweenness(graph)
    spread = centralisation(degrees(graph), between, NotDefined(""), graph.number_of_edges())
    routes = "" if hidden else shown(spread.betweenness, percent)
    lasting = "" if response.hides("robustness") else _lasting(robustness(graph))
    return [
        (
            "Partners gathered on one",
            shown(spread.degree, percent),
            "0% where all have equally many partners, 100% where all are linked to one only.",
        ),
        (
            "Shortest ways gathered on one",
            response.printed("centralisation.betweenness", routes),
            "0% where no way between others depends on one organisation, 100% where all do.",
        ),
        (
            "What holds when the busiest drop out",
            response.printed("robustness", lasting),
            "The mean share still in one piece while the busiest drop out in turn; at most 50%.",
        ),
    ]


def _lasting(found: Robustness | NotDefined) -> str:
    if isinstance(found, NotDefined):
        return shown(found, percent)
    return f"{percent(found.mean)} ({percent(found.low)} to {percent(found.high)})"


_MIXING_WORDS = (
    "From −1, all linked pairs within one sector, to +1, all across sectors, beside what chance alone "
    "would give with these sectors."
)


def _mixing(place: Place, on: dt.date) -> str:
    network = network_on(place, on)
    labels = [sector_label(place.organisations[key]) for key in network.organisation_ids]
    graph = simple_graph(network)
    found, limits = e_i_index(graph, labels, seed_of(place)), e_i_range(graph, labels)
    if isinstance(found, NotDefined):
        return shown(found, percent)
    luck = luck_of(found.p_low, found.p_high)
    text = f"{_signed(found.value)}; by chance {_signed(found.expected)}, so this is {luck}"
    return f"{text}. {limits.sentence}" if isinstance(limits, EIRange) and limits.sentence else text


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _money(place: Place, on: dt.date) -> Grid:
    lookup = lookup_of(place)
    everything = funding_on(lookup, on)
    vcse = funding_by_sector(lookup, on, [Sector.VCSE.value])[Sector.VCSE.value]
    rows = [
        (title, shown(read(everything), form), shown(read(vcse), form), words)
        for title, read, form, words in _MONEY
    ]
    return Grid(
        (
            Field("Figure", 0.24),
            Field("All sectors", 0.16),
            Field("VCSE", 0.16),
            Field("What it says", 0.44),
        ),
        tuple(rows),
        "Figures of joint money for all sectors and for agreements that involve the VCSE.",
    )


def percent(value: float) -> str:
    """A share with two significant figures: `7.7%`, `56%`."""
    return f"{100 * value:.2g}%" if abs(value) < 0.995 else f"{100 * value:.0f}%"


def _months(value: float) -> str:
    return f"{value:.2g} of 60 months"


def _funders(value: float) -> str:
    return f"{1 / value:.2g}"


_MONEY: tuple[tuple[str, Callable[[Funding], Figure], Callable[[float], str], str], ...] = (
    (
        "In pooled funds",
        Funding.pooled_share,
        percent,
        "Of the money planned together, this share sits in one pot.",
    ),
    (
        "Equal funders",
        Funding.herfindahl,
        _funders,
        "The money behaves as if it came from so many equal funders.",
    ),
    (
        "Recurrent",
        Funding.recurrent_share,
        percent,
        "Of the money of which it is known, this share is permanent.",
    ),
    (
        "Secured",
        Funding.secured_horizon_months,
        _months,
        "The average joint pound is secured for so long; longer than 60 months counts as 60.",
    ),
)


def shown(value: Figure, form: Callable[[float], str]) -> str:
    """The value as text; what the mathematics or the record does not give says so."""
    if isinstance(value, NotDefined):
        return f"Not defined. {value.reason}"
    if isinstance(value, NotKnown):
        return f"Not known. {value.reason}"
    return form(value)
