"""Joint posts on a date."""

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.appointments import appointments_on
from partnermap.analysis.measure.entry import Direction, Measure, Need
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.question import Question

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="appointments.posts",
        title="Joint posts",
        board="How many jobs answer to more than one organisation.",
        direction=Direction.NONE,
        formula=(
            "posts with two or more employers, funders or bodies they answer to; statutory ones apart"
        ),
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.wte",
        title="Whole-time equivalents",
        board="How much work these jobs are.",
        direction=Direction.NONE,
        formula="sum of the whole-time equivalents recorded",
        source="C1",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.vacancy_rate",
        title="Vacancy rate",
        board="This share of shared posts is empty today.",
        direction=Direction.LOWER,
        formula="vacant and frozen over funded whole-time equivalents",
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.interim_wte",
        title="Interim",
        board="How much of the shared work an interim holder does.",
        direction=Direction.LOWER,
        formula="whole-time equivalents of posts with an interim holder",
        source="C3",
        needs=(Need.POSTS,),
    ),
    Measure(
        key="appointments.statutory",
        title="Statutory posts",
        board="Joint posts that the law demands, listed apart.",
        direction=Direction.NONE,
        formula="number of statutory posts",
        source="C1",
        needs=(Need.POSTS,),
    ),
)

_FIELDS = ("posts", "wte", "vacancy_rate", "interim_wte", "statutory")


def figures(question: Question, answer: Answer) -> Plain:
    """Posts are never filtered by kind of tie."""
    posts = appointments_on(question.lookup, question.on)
    answer.missing["wte"] = posts.wte_not_known
    answer.missing["post_status"] = posts.status_not_known
    return {"appointments": answer.fields("appointments", _FIELDS, posts)}


FAMILY = Family(MEASURES, figures)
