"""The VCSE in the room, in the budget and in the core."""

from partnermap.analysis.measure import centrality
from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.entry import Direction, Measure, Need
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.inclusion import inclusion
from partnermap.analysis.measure.question import Question

FIELDS = ("organisations", "share", "representation_ratio", "funded", "governed", "in_core")
"""Of `vcse_inclusion`; MEASURES A19 (a) to (e) after the count."""

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="vcse_inclusion",
        title="VCSE inclusion",
        board=(
            "Whether voluntary and community groups are in the room, in the budget and in the core, or "
            "only on the list."
        ),
        direction=Direction.HIGHER,
        formula=(
            "share of organisations; share of the ends of linked pairs over that (1 is in proportion, "
            "and no more is better); share of them with a joint funding, contract or payment tie, with "
            "a governance tie, and in the innermost group of the map; never one score"
        ),
        source="A19",
        needs=(Need.TIES, Need.SECTORS),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """The five numbers and how many VCSE organisations there are."""
    cores = centrality.core_numbers(question.graph)
    found = inclusion(question.network, question.labels, cores)
    return {"vcse_inclusion": answer.fields("vcse_inclusion", FIELDS, found)}


FAMILY = Family(MEASURES, figures)
