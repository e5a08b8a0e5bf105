"""The ties themselves: in how many ways they join two organisations, and for how long."""

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.entry import Direction, Measure, Need, Shown
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.multiplexity import multiplexity
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.measure.tie_age import pair_histories, tie_ages

AGE_FIELDS = ("known", "not_known", "median", "five_years_share", "under_one_year_share")

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="multiplexity",
        title="Multiplexity",
        board="How many different ways two organisations are joined.",
        direction=Direction.HIGHER,
        formula=(
            "kinds for each linked pair, their mean and the share of pairs with two or more; overlap "
            "of two kinds is pairs with both over pairs with either"
        ),
        source="A20",
        shown=Shown.APPENDIX,
    ),
    Measure(
        key="tie_age",
        title="Age of links",
        board="How long the links of today have been there.",
        direction=Direction.NONE,
        formula=(
            "years of 365.25 days from the start of each tie, their median, and the shares of five "
            "years or more and of less than one; ties without a known start do not count"
        ),
        source="A21",
        needs=(Need.TIES, Need.STARTS),
    ),
    Measure(
        key="shared_history",
        title="Shared history",
        board="How long these partners have actually been working together.",
        direction=Direction.HIGHER,
        formula=(
            "for each linked pair the time in which it had any tie, ended ones and those of bodies it "
            "succeeded included"
        ),
        source="A21",
        needs=(Need.TIES, Need.STARTS),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """Multiplexity with the overlap of every two kinds, and ages of ties and pairs, in years."""
    network = question.network
    histories = pair_histories(question.place, network, question.kinds)
    return {
        "multiplexity": _multiplexity(question, answer),
        "tie_age": answer.fields("tie_age", AGE_FIELDS, tie_ages(network)),
        "shared_history": answer.fields("shared_history", AGE_FIELDS, histories),
    }


def _multiplexity(question: Question, answer: Answer) -> Plain:
    found = multiplexity(question.network)
    overlaps: list[Plain] = []
    if not isinstance(found, NotDefined):
        overlaps = [
            {"kinds": [one.value, other.value], "value": value}
            for (one, other), value in found.overlaps.items()
        ]
    fields = answer.fields("multiplexity", ("mean", "share_of_two", "single_kind"), found)
    return {**fields, "overlaps": overlaps}


FAMILY = Family(MEASURES, figures)
