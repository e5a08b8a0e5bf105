"""Figures of each organisation: how well linked, how central, how hard to do without."""

from collections.abc import Sequence
from dataclasses import asdict

from partnermap.analysis.measure import centrality, holes, structure
from partnermap.analysis.measure.answer import Answer, Columns, Plain
from partnermap.analysis.measure.brokerage import (
    Brokerage,
    DirectedBrokerage,
    brokerage,
    directed_brokerage,
    expected_brokerage,
)
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.link_arrays import is_large
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.sampling import BETWEENNESS_SAMPLED
from partnermap.analysis.measure.steps import harmonic_closeness

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="per_organisation.degree",
        title="Partners",
        board="How many partners each organisation works with directly.",
        direction=Direction.NONE,
        formula="pairs it is in",
        source="A2, Freeman",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.strength",
        title="Strength",
        board="How much joint work each organisation is part of.",
        direction=Direction.NONE,
        formula="sum of the strengths of all its ties",
        source="A2",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.betweenness",
        title="Betweenness",
        board="How often it sits on the shortest route between two others.",
        direction=Direction.NONE,
        formula="mean share of the shortest routes between two others that pass it",
        source="A3, Freeman",
        cost=Cost.SECONDS,
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.closeness",
        title="Closeness",
        board="How few steps it takes to reach everyone else.",
        direction=Direction.HIGHER,
        formula="others over the sum of steps to them; only where all can be reached",
        source="A4, Freeman",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.harmonic_closeness",
        title="Harmonic closeness",
        board="How few steps it takes to reach the others, out of reach counted as nought.",
        direction=Direction.HIGHER,
        formula="mean of one over the steps to each other",
        source="A4",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.eigenvector",
        title="Eigenvector centrality",
        board="Linked to organisations that are themselves well linked.",
        direction=Direction.NONE,
        formula="principal eigenvector of the largest piece, of length one",
        source="A5",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.core_number",
        title="Core number",
        board="How many links everyone in its inner group has at least.",
        direction=Direction.HIGHER,
        formula="largest k of a group in which each has k partners",
        source="A10",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.constraint",
        title="Constraint",
        board="How boxed in it is by partners who all know each other.",
        direction=Direction.LOWER,
        formula="sum over partners of the squared share of its links held directly and through others",
        source="A13, Burt",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.effective_size",
        title="Effective size",
        board="How many genuinely separate circles it reaches.",
        direction=Direction.HIGHER,
        formula="partners less twice the ties among them over their number",
        source="A14, Burt and Borgatti",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.brokerage",
        title="Brokerage roles",
        board="Who links sectors that would otherwise not meet, and in which role.",
        direction=Direction.NONE,
        formula="pairs of its partners that are not tied, by the sectors of all three",
        source="A15, Gould and Fernandez 1989",
        needs=(
            Need.TIES,
            Need.SECTORS,
        ),
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.fragmentation_without",
        title="Fragmentation after its loss",
        board="Without it, this share of the remaining pairs could no longer reach each other.",
        direction=Direction.LOWER,
        formula="one less the share of pairs that can reach each other without it",
        source="A9, Borgatti",
    ),
    Measure(
        key="per_organisation.degree_centrality",
        title="Share of possible partners",
        board="With what share of the others it works directly.",
        direction=Direction.NONE,
        formula="partners over all others",
        source="A2, Freeman",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="per_organisation.weighted_betweenness",
        title="Betweenness by strength",
        board="How often it sits on the shortest route between two others when strong ties are short.",
        direction=Direction.NONE,
        formula="betweenness with one over the combined strength of a pair as its length",
        source="A3 and section 0",
        cost=Cost.SECONDS,
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.weighted_constraint",
        title="Constraint by strength",
        board="How boxed in it is by partners who all know each other, strong ties counting more.",
        direction=Direction.LOWER,
        formula="constraint with shares of the combined strength",
        source="A13, Burt",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.weighted_effective_size",
        title="Effective size by strength",
        board="How many genuinely separate circles it reaches, strong overlaps counting more.",
        direction=Direction.HIGHER,
        formula="partners less their overlap, by shares of the combined strength",
        source="A14, Burt",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.efficiency",
        title="Efficiency",
        board="What share of its partners are genuinely separate circles.",
        direction=Direction.HIGHER,
        formula="effective size over partners",
        source="A14, Burt",
        shown=Shown.ANALYST,
    ),
    Measure(
        key="per_organisation.fragmentation_rise",
        title="Rise of fragmentation after its loss",
        board="Without it, so much more of the remaining pairs could no longer reach each other.",
        direction=Direction.LOWER,
        formula="fragmentation without it less fragmentation now",
        source="A9, Borgatti",
    ),
    Measure(
        key="per_organisation.directed_brokerage",
        title="Brokerage roles by direction",
        board="Who passes what from one sector to another, and in which role.",
        direction=Direction.NONE,
        formula="ordered pairs of its partners that it leads from one to the other and no tie does, by "
        "the sectors of all three",
        source="A15, Gould and Fernandez 1989",
        needs=(Need.TIES, Need.SECTORS),
        shown=Shown.ANALYST,
    ),
    Measure(
        key="brokerage_expected",
        title="Brokerage by chance",
        board="What an organisation of each sector would link if as many ties fell at random.",
        direction=Direction.NONE,
        formula="squared density times one less density times the pairs of each role",
        source="A15, Gould and Fernandez 1989",
        needs=(Need.TIES, Need.SECTORS),
        shown=Shown.ANALYST,
    ),
)

_LONELY = NotDefined("An organisation with no link has none.")
_NO_SECTOR = NotDefined("An organisation without a recorded sector has none.")
_NO_DIRECTION = NotDefined("No tie is recorded with a direction.")
_WITHOUT = {
    "constraint": _LONELY,
    "effective_size": _LONELY,
    "weighted_constraint": _LONELY,
    "weighted_effective_size": _LONELY,
    "efficiency": _LONELY,
    "eigenvector": NotDefined("Only organisations in the largest piece of the map have one."),
    "brokerage": _NO_SECTOR,
    "directed_brokerage": _NO_SECTOR,
}
"""Why some rows of a figure have no value although others have."""


def figures(question: Question, answer: Answer) -> Plain:
    """What brokerage is compared with, and who is left out of it."""
    labels = zip(question.names, question.labels, strict=True)
    answer.missing["without_sector"] = [name for name, label in labels if label is None]
    expected = expected_brokerage(question.graph, question.labels)
    return {"brokerage_expected": {name: asdict(roles) for name, roles in expected.items()}}


def columns(question: Question, answer: Answer) -> Columns:
    """Every figure of each organisation; roles of brokerage as an object of their own."""
    n = len(question.names)
    if is_large(n):
        answer.sampled["per_organisation.betweenness"] = BETWEENNESS_SAMPLED
    found = {**_centrality(question), **_holes(question), **_brokerage(question), **_loss(question)}
    return {name: answer.column(name, values, n, _WITHOUT.get(name)) for name, values in found.items()}


def _centrality(question: Question) -> dict[str, object]:
    graph, degree = question.graph, question.degree
    return {
        "degree": degree,
        "degree_centrality": centrality.degree_centrality(degree),
        "strength": centrality.strengths(question.network),
        "betweenness": _isolates_nought(question.betweenness, degree),
        "weighted_betweenness": _isolates_nought(centrality.weighted_betweenness(graph), degree),
        "closeness": question.closeness,
        "harmonic_closeness": _isolates_nought(harmonic_closeness(question.steps), degree),
        "eigenvector": centrality.eigenvector(graph),
        "core_number": centrality.core_numbers(graph),
    }


def _holes(question: Question) -> dict[str, object]:
    links, weighted = question.links, question.weighted_links
    return {
        "constraint": holes.constraint(links),
        "effective_size": holes.effective_sizes(links),
        "efficiency": holes.efficiencies(links),
        "weighted_constraint": holes.constraint(weighted),
        "weighted_effective_size": holes.effective_sizes(weighted),
    }


def _brokerage(question: Question) -> dict[str, object]:
    network, labels = question.network, question.labels
    directed: object = _NO_DIRECTION
    if any(tie.directed for tie in network.ties):
        directed = _plain(directed_brokerage(network, labels))
    return {
        "brokerage": _plain(brokerage(question.graph, labels)),
        "directed_brokerage": directed,
    }


def _plain(roles: Sequence[Brokerage | DirectedBrokerage | None]) -> list[Plain | None]:
    return [None if each is None else asdict(each) for each in roles]


def _loss(question: Question) -> dict[str, object]:
    return {
        "fragmentation_without": structure.fragmentation_without(question.graph),
        "fragmentation_rise": structure.fragmentation_rise(question.graph),
    }


def _isolates_nought(
    values: "list[float] | NotDefined", degree: list[int]
) -> "list[float] | NotDefined":
    """Nought for everybody where nobody has a partner: an isolate has a value in any map."""
    return [0.0] * len(degree) if isinstance(values, NotDefined) and not any(degree) else values


FAMILY = Family(MEASURES, figures, columns)
