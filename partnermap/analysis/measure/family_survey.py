"""What partners told us: whether both describe a link alike, trust, and how much of the map we know."""

from collections.abc import Iterator

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.completeness import (
    SENSITIVE,
    Completeness,
    Soundness,
    completeness,
)
from partnermap.analysis.measure.confirmation import checked_share, confirmation, reciprocity, trust_on
from partnermap.analysis.measure.entry import Direction, Measure, Need
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.survey import survey_on

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="confirmed",
        title="Agreement about links",
        board="How often both partners describe the link the same way.",
        direction=Direction.HIGHER,
        formula=(
            "linked pairs that both ends reported over those whose ends both answered; where one end "
            "is silent the link is unconfirmed; beside it the share of ties whose record somebody "
            "confirmed in the last 12 months; reciprocity is the share of recorded directed ties that "
            "one of the same kind answers"
        ),
        source="A23",
        needs=(Need.TIES, Need.ANSWERS),
    ),
    Measure(
        key="trust",
        title="Trust",
        board="What people of the partnership say about trust, from 1 to 5.",
        direction=Direction.HIGHER,
        formula=(
            "median and quartiles of the answers of the latest round to statements about trust; none "
            "below five answers"
        ),
        source="A23",
        needs=(Need.ANSWERS,),
    ),
    Measure(
        key="completeness",
        title="Data completeness",
        board="How much of the map we have actually been told about.",
        direction=Direction.HIGHER,
        formula=(
            "organisations that answered over those invited; linked pairs that both ends reported over "
            "all; below 70% response sensitive figures are hidden on board pages, below 85% provisional"
        ),
        source="A25",
        needs=(Need.ANSWERS,),
    ),
    Measure(
        key="provisional",
        title="Provisional figures",
        board="These figures may change when more organisations have answered.",
        direction=Direction.NONE,
        formula="keys of the figures that degrade fast with missing answers, below 85% response",
        source="A25",
        needs=(Need.ANSWERS,),
    ),
)


def figures(question: Question, answer: Answer) -> Plain:
    """Confirmation, trust, completeness, and which keys are provisional for want of answers."""
    network, survey = question.network, survey_on(question.place, question.on)
    found = completeness(network, survey)
    confirmed = answer.fields(
        "confirmed",
        ("confirmed_share", "answered_pairs", "unconfirmed"),
        confirmation(network, survey),
    )
    return {
        "confirmed": {
            **confirmed,
            "checked_within_a_year": answer.take(
                "confirmed.checked_within_a_year", checked_share(question.place, network)
            ),
            "reciprocity": answer.take("confirmed.reciprocity", reciprocity(network)),
        },
        "trust": answer.fields(
            "trust",
            ("round", "ratings", "median", "low", "high"),
            trust_on(question.place, question.on),
        ),
        "completeness": answer.fields(
            "completeness",
            ("invited", "answered", "response", "seen_from_both_sides", "standing"),
            found,
        ),
        "provisional": sorted(_provisional(found)),
    }


def _provisional(found: object) -> Iterator[str]:
    if isinstance(found, Completeness) and found.standing is not Soundness.SOUND:
        yield from SENSITIVE


FAMILY = Family(MEASURES, figures)
