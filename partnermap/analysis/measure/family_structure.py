"""Structure of the whole network: counts, density, pieces, single points of failure, centralisation."""

from dataclasses import dataclass

from partnermap.analysis.measure import centrality, structure
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.communities import RUNS, communities, runs_for
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.link_arrays import is_large
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NO_ORGANISATIONS, NotDefined
from partnermap.analysis.measure.robustness import TIE_BREAKS, Robustness, robustness, tie_breaks
from partnermap.analysis.measure.sampling import BETWEENNESS_SAMPLED
from partnermap.network.network import TieMark

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="organisations",
        title="Organisations",
        board="How many organisations are on the map.",
        direction=Direction.NONE,
        formula="organisations open on the date",
        source="section 0",
    ),
    Measure(
        key="ties",
        title="Links",
        board="How many links are recorded or follow from agreements, posts and teams.",
        direction=Direction.NONE,
        formula="ties active on the date with both ends open, every one counted",
        source="section 0",
    ),
    Measure(
        key="pairs",
        title="Linked pairs",
        board="How many pairs of organisations are linked.",
        direction=Direction.NONE,
        formula="pairs with one tie or more",
        source="section 0",
    ),
    Measure(
        key="density",
        title="Density",
        board="Of all the links these organisations could have, this share exists.",
        direction=Direction.NONE,
        formula="linked pairs over possible pairs",
        source="A1, Freeman",
    ),
    Measure(
        key="components",
        title="Separate pieces",
        board="How many separate pieces the map is in.",
        direction=Direction.LOWER,
        formula="connected components, isolates included",
        source="A7, Freeman",
    ),
    Measure(
        key="isolates",
        title="Organisations with no link",
        board="These organisations have no recorded link.",
        direction=Direction.LOWER,
        formula="organisations in no pair",
        source="A7, Freeman",
    ),
    Measure(
        key="articulation_points",
        title="Single points of failure",
        board="If one of these organisations went quiet, others would be cut off.",
        direction=Direction.LOWER,
        formula="organisations whose removal raises the number of pieces",
        source="A8, Freeman",
    ),
    Measure(
        key="bridges",
        title="Bridges",
        board="If one of these links went quiet, others would be cut off.",
        direction=Direction.LOWER,
        formula="pairs whose removal raises the number of pieces",
        source="A8, Freeman",
    ),
    Measure(
        key="centralisation",
        title="Centralisation",
        board="From nought, links evenly spread, to one, everything through one organisation.",
        direction=Direction.NONE,
        formula="sum of the distances to the largest value over the largest possible sum",
        source="A6, Freeman",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="robustness",
        title="Robustness",
        board="How fast the partnership falls apart if its busiest members drop out one by one.",
        direction=Direction.HIGHER,
        formula=(
            "mean share in the largest piece while the busiest are removed, over 200 ways to break ties"
        ),
        source="A11, Schneider and others 2011",
        cost=Cost.SECONDS,
    ),
    Measure(
        key="largest_piece_share",
        title="Share in the largest piece",
        board="This share of the organisations hangs together in the largest piece of the map.",
        direction=Direction.HIGHER,
        formula="organisations in the largest connected component over all",
        source="A7",
    ),
    Measure(
        key="fragmentation",
        title="Fragmentation",
        board="This share of pairs of organisations cannot reach each other today.",
        direction=Direction.LOWER,
        formula="one less the share of pairs in the same piece",
        source="A9, Borgatti",
    ),
    Measure(
        key="thin_bridges",
        title="Thin bridges",
        board="Without this one link others would be cut off, and only one kind of tie carries it.",
        direction=Direction.LOWER,
        formula="bridges carried by ties of one kind, with the post where one post alone carries it",
        source="A8",
    ),
    Measure(
        key="loss_curves",
        title="Loss curves",
        board="How much still hangs together after each loss, when the busiest drop out first and when "
        "anybody may.",
        direction=Direction.HIGHER,
        formula="share in the largest piece after so many losses, mean over the orders drawn",
        source="A11",
        cost=Cost.SECONDS,
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="communities",
        title="Communities",
        board="Clusters that work mostly with each other.",
        direction=Direction.NONE,
        formula="groups of Louvain's method whose members fall together in 80% of 50 runs, and its "
        "modularity over the runs",
        source="A12, Newman and Girvan; Blondel and others 2008",
        cost=Cost.SECONDS,
        shown=Shown.ANALYST,
    ),
)

_POINTS = 101
"""Most points of a curve: a chart shows no more."""


def figures(question: Question, answer: Answer) -> Plain:
    """Figures of the whole network, and how many of its starts and strengths are not known."""
    graph, names = question.graph, question.names
    marks = [tie.marks for tie in question.network.ties]
    answer.missing["starts"] = sum(TieMark.START_NOT_KNOWN in mark for mark in marks)
    answer.missing["strengths"] = sum(TieMark.STRENGTH_NOT_KNOWN in mark for mark in marks)
    return {
        "organisations": len(names),
        "ties": len(question.network.ties),
        "pairs": graph.number_of_edges(),
        "density": answer.take("density", structure.density(graph) if names else NO_ORGANISATIONS),
        **_pieces(question, answer),
        **_single_points(question),
        "centralisation": _centralisation(question, answer),
        **_robustness(question, answer),
        "communities": _communities(question, answer),
    }


def _pieces(question: Question, answer: Answer) -> Plain:
    pieces = structure.pieces(question.graph)
    apart = structure.fragmentation(question.graph) if question.names else NO_ORGANISATIONS
    return {
        "components": len(pieces.sizes),
        "largest_piece_share": answer.take("largest_piece_share", pieces.largest_share),
        "isolates": [question.names[node] for node in pieces.isolates],
        "fragmentation": answer.take("fragmentation", apart),
    }


def _single_points(question: Question) -> Plain:
    graph, names = question.graph, question.names
    bridges = structure.bridges(graph)
    return {
        "articulation_points": [names[node] for node in structure.articulation_points(graph)],
        "bridges": [[names[one], names[other]] for one, other in bridges],
        "thin_bridges": [
            {
                "pair": [names[end] for end in thin.pair],
                "kind": thin.kind.value,
                "post": question.place.posts[thin.post_id].title if thin.post_id else None,
            }
            for thin in structure.thin_bridges(question.network, bridges)
        ],
    }


def _centralisation(question: Question, answer: Answer) -> Plain:
    found = centrality.centralisation(
        question.degree, question.betweenness, question.closeness, question.graph.number_of_edges()
    )
    if is_large(len(question.names)):
        answer.sampled["centralisation.betweenness"] = BETWEENNESS_SAMPLED
    return answer.fields("centralisation", ("degree", "betweenness", "closeness"), found)


def _robustness(question: Question, answer: Answer) -> Plain:
    found = robustness(question.graph, question.token)
    draws = tie_breaks(len(question.names))
    if draws < TIE_BREAKS and not isinstance(found, NotDefined):
        answer.sampled["robustness"] = f"From {draws} ways to break ties instead of {TIE_BREAKS}."
    return {
        "robustness": answer.fields("robustness", ("mean", "low", "high"), found),
        "loss_curves": answer.fields(
            "loss_curves",
            ("lost", "busiest", "random"),
            found if isinstance(found, NotDefined) else _curves(found),
        ),
    }


@dataclass(frozen=True, slots=True)
class _Curves:
    """Organisations lost, and the share left in the largest piece either way."""

    lost: list[int]
    busiest: list[float]
    random: list[float]


def _curves(found: Robustness) -> _Curves:
    """At most `_POINTS` points, the first and the last among them."""
    n = len(found.busiest) - 1
    lost = sorted({round(n * point / (_POINTS - 1)) for point in range(_POINTS)})
    return _Curves(
        lost, [found.busiest[point] for point in lost], [found.random[point] for point in lost]
    )


def _communities(question: Question, answer: Answer) -> Plain:
    found = communities(question.graph, question.token)
    if isinstance(found, NotDefined):
        return answer.fields("communities", ("groups", "modularity"), found)
    runs = runs_for(len(question.names))
    if runs < RUNS:
        answer.sampled["communities"] = f"From {runs} runs instead of {RUNS}."
    return {
        "groups": [[question.names[node] for node in group] for group in found.groups],
        "modularity": {"mean": found.modularity, "low": found.low, "high": found.high},
    }


FAMILY = Family(MEASURES, figures)
