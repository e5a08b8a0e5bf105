"""Structure of the whole network: counts, density, pieces, single points of failure, centralisation."""

from partnermap.analysis.measure import centrality, structure
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NO_ORGANISATIONS
from partnermap.analysis.measure.robustness import robustness
from partnermap.network.network import TieMark

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="organisations",
        title="Organisations",
        board="So many organisations are on the map.",
        direction=Direction.NONE,
        formula="organisations open on the date",
        source="section 0",
    ),
    Measure(
        key="ties",
        title="Ties",
        board="So many links are recorded or follow from agreements, posts and teams.",
        direction=Direction.NONE,
        formula="ties active on the date with both ends open, every one counted",
        source="section 0",
    ),
    Measure(
        key="pairs",
        title="Linked pairs",
        board="So many pairs of organisations are linked.",
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
        board="The map is in so many separate pieces.",
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
)


def figures(question: Question, answer: Answer) -> Plain:
    """Figures of the whole network, and how many of its starts and strengths are not known."""
    graph, names = question.graph, question.names
    pieces = structure.pieces(graph)
    marks = [tie.marks for tie in question.network.ties]
    answer.missing["starts"] = sum(TieMark.START_NOT_KNOWN in mark for mark in marks)
    answer.missing["strengths"] = sum(TieMark.STRENGTH_NOT_KNOWN in mark for mark in marks)
    return {
        "organisations": len(names),
        "ties": len(question.network.ties),
        "pairs": graph.number_of_edges(),
        "density": answer.take("density", structure.density(graph) if names else NO_ORGANISATIONS),
        "components": len(pieces.sizes),
        "isolates": [names[node] for node in pieces.isolates],
        "articulation_points": [names[node] for node in structure.articulation_points(graph)],
        "bridges": [[names[one], names[other]] for one, other in structure.bridges(graph)],
        "centralisation": _centralisation(question, answer),
        "robustness": answer.fields(
            "robustness", ("mean", "low", "high"), robustness(graph, question.token)
        ),
    }


def _centralisation(question: Question, answer: Answer) -> Plain:
    found = centrality.centralisation(
        question.degree, question.betweenness, question.closeness, question.graph.number_of_edges()
    )
    return answer.fields("centralisation", ("degree", "betweenness", "closeness"), found)


FAMILY = Family(MEASURES, figures)
