"""Figures of each organisation: how well linked, how central, how hard to do without."""

from dataclasses import asdict

from partnermap.analysis.measure import centrality, sectors, structure
from partnermap.analysis.measure.answer import Answer, Columns
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotDefined

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
        board="The inner group where everyone has at least so many links.",
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
)

_LONELY = NotDefined("An organisation with no link has none.")
_WITHOUT = {
    "constraint": _LONELY,
    "effective_size": _LONELY,
    "eigenvector": NotDefined("Only organisations in the largest piece of the map have one."),
    "brokerage": NotDefined("An organisation without a recorded sector has none."),
}
"""Why some rows of a figure have no value although others have."""


def columns(question: Question, answer: Answer) -> Columns:
    """Every figure of each organisation; roles of brokerage as an object of their own."""
    graph, degree, n = question.graph, question.degree, len(question.names)
    found: dict[str, object] = {
        "degree": degree,
        "strength": centrality.strengths(question.network),
        "betweenness": _isolates_nought(question.betweenness, degree),
        "closeness": question.closeness,
        "harmonic_closeness": _isolates_nought(centrality.harmonic_closeness(question.steps), degree),
        "eigenvector": centrality.eigenvector(graph),
        "core_number": centrality.core_numbers(graph),
        "constraint": centrality.constraint(graph),
        "effective_size": centrality.effective_sizes(graph),
        "brokerage": [
            None if roles is None else asdict(roles)
            for roles in sectors.brokerage(graph, question.labels)
        ],
        "fragmentation_without": structure.fragmentation_without(graph),
    }
    return {name: answer.column(name, values, n, _WITHOUT.get(name)) for name, values in found.items()}


def _isolates_nought(
    values: "list[float] | NotDefined", degree: list[int]
) -> "list[float] | NotDefined":
    """Nought for everybody where nobody has a partner: an isolate has a value in any map."""
    return [0.0] * len(degree) if isinstance(values, NotDefined) and not any(degree) else values


FAMILY = Family(MEASURES, columns=columns)
