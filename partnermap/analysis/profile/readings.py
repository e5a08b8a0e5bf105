"""The figures that cut-points judge: money, posts and links as measured (MEASURES E1b)."""

from collections.abc import Callable, Mapping, Sequence

from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.result import NO_TIES_IN_HORIZON
from partnermap.analysis.measure import centrality
from partnermap.analysis.measure.appointments import appointments_on
from partnermap.analysis.measure.dependency import NO_TIES_RECORDED, dependencies
from partnermap.analysis.measure.funding import Funding, funding_by_sector, funding_on
from partnermap.analysis.measure.inclusion import inclusion
from partnermap.analysis.measure.money import joint_agreements
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.measure.tie_age import LONG_YEARS, tie_ages
from partnermap.analysis.profile.reading import Reading, Source, abouts
from partnermap.analysis.profile.readings_of_records import (
    data_agreements_in_date,
    equity_checked,
    programmes_clear,
)
from partnermap.domain.dates import add_months
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.sentences import counted, number, part_of, sentence
from partnermap.domain.words import Sector
from partnermap.network.network import TieMark

HORIZON_MONTHS = 24
"""Of disruption."""

CLIFF_MONTHS = 12

FEW_POSTS = 10
"""Below so many posts a board reads counts, not shares."""

NO_POSTS = NotDefined("There is no joint post on this date.")
NO_REORGANISATIONS = NotKnown("No reorganisation is recorded, so nobody can say what one would cost.")


def secured_months(source: Source) -> Reading:
    """B8, the lower of that of all joint money and of that which involves the VCSE, 0 to 60."""
    everything, vcse = _funding(source)
    both = (everything.secured_horizon_months(), vcse.secured_horizon_months())
    value = _pick(min, both)
    text = f"joint money is secured for {_months(both[0])} on average"
    text += f", that which involves the voluntary sector for {_months(both[1])}"
    return Reading(value, sentence(text), _agreements(source))


def ending_soon(source: Source) -> Reading:
    """B6 within 12 months, the higher of that of all joint money and of that involving the VCSE."""
    everything, vcse = _funding(source)
    both = (everything.ending_share(CLIFF_MONTHS), vcse.ending_share(CLIFF_MONTHS))
    text = f"{_share(both[0])} of joint money stops within {CLIFF_MONTHS} months unless renewed"
    text += f", and {_share(both[1])} of that which involves the voluntary sector"
    return Reading(_pick(max, both), sentence(text), _agreements(source))


def empty_posts(source: Source) -> Reading:
    """C3: vacant or frozen over all funded whole-time equivalents, 0 to 1."""
    found = appointments_on(source.question.lookup, source.on)
    value = found.vacancy_rate if found.posts else NO_POSTS
    are = "is" if found.vacant_posts == 1 else "are"
    text = f"{part_of(found.vacant_posts, found.posts, 'joint post')} {are} empty"
    if found.posts >= FEW_POSTS:
        text += f", {_share(value)} of their working time"
    return Reading(value, sentence(text), abouts(source.posts))


def key_post(source: Source) -> Reading:
    """C5: the largest share of pairs that could no longer reach each other without one post, 0 to 1."""
    if not source.posts:
        return Reading(NO_POSTS)
    origins = [About(Post.TABLE, post.id) for post in source.posts]
    found = dependencies(source.question.network, origins)
    if not found:
        return Reading(NO_TIES_RECORDED)
    most = found[0]
    if not most.lost_pairs:
        return Reading(
            0.0, "No single joint post holds organisations together alone.", abouts(source.posts)
        )
    text = (
        f"if one joint post fell empty, {_share(most.pair_share)} of the pairs that can reach each other"
    )
    return Reading(most.pair_share, sentence(f"{text} no longer could"), (most.origin,))


def long_links(source: Source) -> Reading:
    """A21: ties of five years or more over those whose start is known, 0 to 1."""
    network = source.question.network
    ages = tie_ages(network)
    if isinstance(ages, NotDefined | NotKnown):
        return Reading(ages)
    known = [tie for tie in network.ties if TieMark.START_NOT_KNOWN not in tie.marks]
    text = (
        f"{_share(ages.five_years_share)} of {counted(ages.known, 'link')} whose start is known "
        f"{'is' if ages.known == 1 else 'are'} {number(LONG_YEARS)} years old or older"
    )
    return Reading(
        ages.five_years_share, sentence(text), tuple(dict.fromkeys(tie.origin for tie in known))
    )


def vcse_in_proportion(source: Source) -> Reading:
    """A19 (b): share of the ends of links that are VCSE over their share of organisations; 1 is par."""
    question = source.question
    found = inclusion(question.network, question.labels, centrality.core_numbers(question.graph))
    if isinstance(found, NotKnown):
        return Reading(found)
    if not isinstance(found.representation_ratio, float):
        return Reading(found.representation_ratio)
    text = (
        f"voluntary and community bodies have {found.representation_ratio:.2f} times the links that "
        "their number would give; 1 is in proportion"
    )
    members = (row for row in source.place.organisations.values() if row.is_vcse)
    return Reading(found.representation_ratio, sentence(text), abouts(members))


def lost_to_reorganisation(source: Source) -> Reading:
    """D5: the median share of joint working time lost in the next 24 months, 0 to 1."""
    place, on = source.place, source.on
    if not place.reorganisations:
        return Reading(NO_REORGANISATIONS)
    until = add_months(on, HORIZON_MONTHS)
    if until <= on:
        return Reading(NO_TIES_IN_HORIZON)
    found = disruption(place, on, until, token=source.question.token)
    if isinstance(found.weighted, NotDefined):
        return Reading(found.weighted)
    index = found.weighted.index
    text = (
        f"reorganisation takes {_share(index.median)} of joint working time in the next "
        f"{HORIZON_MONTHS} months (between {_share(index.low)} and {_share(index.high)})"
    )
    hit = dict.fromkeys(event.reorganisation_id for event in found.model.events)
    return Reading(index.median, sentence(text), abouts(place.reorganisations[key] for key in hit))


READERS: Mapping[str, Callable[[Source], Reading]] = {
    "B8": secured_months,
    "B6": ending_soon,
    "C3": empty_posts,
    "C5": key_post,
    "A21": long_links,
    "A19": vcse_in_proportion,
    "D5": lost_to_reorganisation,
    "F1": programmes_clear,
    "equity": equity_checked,
    "data": data_agreements_in_date,
}
"""How each figure is read, by its key; the keys are those of the cut-points."""


def _funding(source: Source) -> tuple[Funding, Funding]:
    lookup, vcse = source.question.lookup, Sector.VCSE.value
    return funding_on(lookup, source.on), funding_by_sector(lookup, source.on, [vcse])[vcse]


def _agreements(source: Source) -> tuple[About, ...]:
    return abouts(joint_agreements(source.question.lookup, source.on))


def _pick(choose: Callable[[Sequence[float]], float], figures: Sequence[Figure]) -> Figure:
    """The worse of those that are known; the reason of the first where none is."""
    known = [item for item in figures if isinstance(item, float | int)]
    return float(choose(known)) if known else figures[0]


def _months(figure: Figure) -> str:
    if isinstance(figure, float | int):
        return f"{figure:.0f} months"
    return "a time not known" if isinstance(figure, NotKnown) else "no time, because there is none"


def _share(figure: Figure) -> str:
    return f"{figure:.0%}" if isinstance(figure, float | int) else _why(figure)


def _why(figure: Figure) -> str:
    return "a part not known" if isinstance(figure, NotKnown) else "none"
