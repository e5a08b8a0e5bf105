"""One entry to partnership health: the profile of a place on a date."""

import datetime as dt
from collections.abc import Mapping

from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.cut_points import CUT_POINTS, CutPoints
from partnermap.analysis.profile.domains import DOMAINS, Domain
from partnermap.analysis.profile.facts import facts_of
from partnermap.analysis.profile.goals import goal_matrix
from partnermap.analysis.profile.observed import Indicator, Observed
from partnermap.analysis.profile.opinion import Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile, OwnQuestion
from partnermap.analysis.profile.reading import Source
from partnermap.analysis.profile.readings import READERS
from partnermap.analysis.profile.rounds import Rated, rated_on
from partnermap.analysis.profile.strength import EvidenceFor, evidence_by_domain, strength_of
from partnermap.analysis.profile.whole import whole_of
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

NOT_RATED = NotKnown("Nobody has rated it by this date.")


def health_of(
    place: Place,
    on: dt.date,
    token: Token | None = None,
    *,
    cut_points: Mapping[str, CutPoints] = CUT_POINTS,
    weights: Mapping[int, float] | None = None,
    with_overall: bool = False,
    with_optional: bool = False,
) -> HealthProfile:
    """The profile of a place on a date.

    Args:
        place: the records; a scenario laid over them counts.
        on: the date.
        token: to cancel by.
        cut_points: instead of the suggested ones, with the same keys.
        weights: of domains by number, above 0; None weighs all the same.
        with_overall: reckon one number for all domains too.
        with_optional: show the optional domain even if nobody rated it.

    Raises:
        Cancelled: the token was cancelled.
    """
    source = Source(Question(place, on, token=token))
    rated, own = rated_on(place, on)
    evidence = evidence_by_domain(place, on)
    indicators = _indicators(source, cut_points)
    domains = tuple(
        _domain_health(source, item, indicators, rated.get(item.number), evidence)
        for item in DOMAINS
        if not item.is_optional or with_optional or item.number in rated
    )
    medians = {item.domain.number: item.median for item in domains}
    return HealthProfile(
        title=place.title,
        on=on,
        cut_points=cut_points,
        domains=domains,
        questions=tuple(OwnQuestion(item.statement, item.history, item.movement) for item in own),
        whole=whole_of(medians, weights, with_overall=with_overall),
        programmes=source.programmes,
        goals=goal_matrix(place, on),
        actions=source.actions,
        demands=source.demands,
        equity=source.equity,
    )


def _indicators(source: Source, cut_points: Mapping[str, CutPoints]) -> Mapping[str, Indicator]:
    """Every figure once, because two domains may share one."""
    return {key: _indicator(source, cut_points[key]) for key in READERS}


def _indicator(source: Source, cut_points: CutPoints) -> Indicator:
    token = source.question.token
    if token is not None and token.is_cancelled:
        raise Cancelled
    found = READERS[cut_points.key](source)
    if not isinstance(found.value, float | int):
        return Indicator(cut_points, found.value, None, found.value.reason)
    return Indicator(cut_points, found.value, cut_points.step(found.value), found.text, found.records)


def _domain_health(
    source: Source,
    domain: Domain,
    indicators: Mapping[str, Indicator],
    rated: Rated | None,
    evidence: Mapping[int, EvidenceFor],
) -> DomainHealth:
    opinion: Opinion | None = rated.history[-1] if rated is not None else None
    filed = evidence.get(domain.number, EvidenceFor())
    return DomainHealth(
        domain=domain,
        observed=Observed(
            tuple(indicators[key] for key in domain.indicators), facts_of(source, domain.number)
        ),
        opinion=opinion or NOT_RATED,
        history=rated.history if rated is not None else (),
        movement=rated.movement if rated is not None else None,
        strength=strength_of(filed, opinion, source.on),
        evidence=filed.records,
    )
