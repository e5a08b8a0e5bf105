"""Sectors: whether organisations work across them, compared with chance."""

from partnermap.analysis.measure import sectors
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.chance import DRAWS, draws_for, seed_of
from partnermap.analysis.measure.entry import Cost, Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="e_i_index",
        title="E-I index",
        board="Whether organisations work across sectors or with their own kind, compared with chance.",
        direction=Direction.NONE,
        formula=(
            "pairs across sectors less pairs within, over all pairs; chance by dealing the sectors "
            "out anew"
        ),
        source="A16 and A24, Krackhardt and Stern 1988",
        needs=(
            Need.TIES,
            Need.SECTORS,
        ),
        cost=Cost.NULL_MODEL,
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="e_i_range",
        title="Range of the E-I index",
        board="Between which values the index can lie at all, and where on that range it lies.",
        direction=Direction.NONE,
        formula=(
            "least and most pairs across sectors that so many pairs allow; the index rescaled to -1 at "
            "the least and 1 at the most, as UCINET does"
        ),
        source="A16",
        needs=(Need.TIES, Need.SECTORS),
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="sector_assortativity",
        title="Sector assortativity",
        board="How strongly organisations stick to their own sector.",
        direction=Direction.NONE,
        formula="share of pair ends within sectors above chance, over the most it could be",
        source="A17, Newman 2003",
        needs=(
            Need.TIES,
            Need.SECTORS,
        ),
        shown=Shown.ANALYST,
    ),
    Measure(
        key="mixing_matrix",
        title="Cross-sector mixing",
        board="Which sectors are connected, and which have no link at all.",
        direction=Direction.NONE,
        formula="linked over possible pairs between two sectors, and within each",
        source="A18",
        needs=(
            Need.TIES,
            Need.SECTORS,
        ),
    ),
    Measure(
        key="unlinked_sectors",
        title="Sectors without a link",
        board="Nobody of these two sectors works with anybody of the other.",
        direction=Direction.LOWER,
        formula="cells of the mixing matrix that could hold a pair and hold none",
        source="A18",
        needs=(Need.TIES, Need.SECTORS),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """E-I index, assortativity and mixing, and how many sectors are not known."""
    graph, labels = question.graph, question.labels
    answer.missing["sectors"] = labels.count(None)
    chance = sectors.e_i_index(graph, labels, seed_of(question.place), question.token)
    if (draws := draws_for(len(labels))) < DRAWS:
        answer.sampled["e_i_index"] = f"From {draws} ways to deal the sectors out instead of {DRAWS:,}."
    return {
        "e_i_index": answer.fields("e_i_index", ("value", "expected", "p_low", "p_high"), chance),
        "e_i_range": answer.fields(
            "e_i_range",
            ("lowest", "highest", "rescaled", "sentence"),
            sectors.e_i_range(graph, labels),
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
        "unlinked_sectors": [list(cell) for cell in sectors.empty_cells(graph, labels)],
    }


FAMILY = Family(MEASURES, figures)
