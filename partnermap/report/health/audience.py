"""What of a health profile an audience may see: fewer answers and no persons the wider it is read."""

import datetime as dt
from dataclasses import replace

from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.agreed_actions import AgreedActions
from partnermap.analysis.profile.demands import DemandLog
from partnermap.analysis.profile.observed import Observed
from partnermap.analysis.profile.opinion import Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.report.audience import Audience

FEWEST_FOR_THE_PUBLIC = 10
"""Published surveys of patients leave out what fewer people answered (MEASURES E2)."""

ABOUT_POSTS = frozenset({"C3", "C5", "joint_posts", "analysts", "interim_posts"})
"""Keys of figures and counts that tell of single posts."""

TOO_FEW = NotKnown("Fewer than ten people answered, so it is not shown in the public version.")


def profile_for(profile: HealthProfile, audience: Audience) -> HealthProfile:
    """The profile as the audience may see it.

    Only working papers break answers down by sector. The public sees answers of ten people or more,
    nothing about posts, and of actions and demands what has been reported to it, without names.
    """
    if audience is Audience.WORKING:
        return profile
    if audience is Audience.BOARD:
        return replace(profile, domains=tuple(map(_whole_group, profile.domains)))
    return replace(
        profile,
        domains=tuple(_public(_whole_group(item)) for item in profile.domains),
        questions=tuple(item for item in profile.questions if _is_enough(item.opinion)),
        actions=_public_actions(profile.actions, profile.on),
        demands=_public_demands(profile.demands, profile.on),
    )


def _whole_group(item: DomainHealth) -> DomainHealth:
    history = tuple(replace(found, by_sector=()) for found in item.history)
    opinion = item.opinion
    if isinstance(opinion, Opinion):
        opinion = replace(opinion, by_sector=())
    return replace(item, opinion=opinion, history=history)


def _public(item: DomainHealth) -> DomainHealth:
    shown = replace(item, observed=_without_posts(item.observed))
    if not isinstance(item.opinion, Opinion):
        return shown
    history = tuple(found for found in item.history if _is_enough(found))
    movement = item.movement if len(history) == len(item.history) else None
    opinion = item.opinion if _is_enough(item.opinion) else TOO_FEW
    return replace(shown, opinion=opinion, history=history, movement=movement)


def _is_enough(opinion: Opinion) -> bool:
    return opinion.answers.n >= FEWEST_FOR_THE_PUBLIC


def _without_posts(observed: Observed) -> Observed:
    """A post with one holder is a person."""
    return Observed(
        tuple(item for item in observed.indicators if item.key not in ABOUT_POSTS),
        tuple(item for item in observed.facts if item.key not in ABOUT_POSTS),
    )


def _public_actions(found: AgreedActions, on: dt.date) -> AgreedActions:
    shown = tuple(
        replace(item, owner=None)
        for item in found.open
        if item.public_report is not None and item.public_report <= on
    )
    return replace(found, open=shown)


def _public_demands(found: DemandLog, on: dt.date) -> DemandLog:
    return DemandLog(
        tuple(
            replace(item, owner=None)
            for item in found.demands
            if item.public_day is not None and item.public_day <= on
        )
    )
