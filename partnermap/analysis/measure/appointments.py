"""Joint posts on a date (MEASURES C1 and C3): how many, how much of them is empty."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.domain.post import Post
from partnermap.domain.words import PostPartnerRole, PostStatus
from partnermap.network.derive import status_on
from partnermap.network.lookup import Lookup

EMPTY = frozenset({PostStatus.VACANT, PostStatus.FROZEN})
"""Statuses of a post that nobody fills; an interim holder is shown apart."""


@dataclass(frozen=True, slots=True)
class Appointments:
    """Joint posts on a date; statutory ones are counted apart and in nothing else.

    Attributes:
        posts: that answer to more than one organisation.
        wte: whole-time equivalents as far as recorded.
        vacancy_rate: vacant or frozen WTE over WTE whose funding has not ended, 0 to 1.
        interim_wte: of posts with an interim holder.
        vacant_posts, interim_posts: how many are vacant or frozen, and have an interim holder: below ten
            posts a board reads these instead of the rate.
        statutory_titles: of the posts that the law demands.
        wte_not_known: posts without a recorded WTE.
        status_not_known: posts whose status on the date nobody recorded.
    """

    posts: int
    wte: float | NotKnown
    vacancy_rate: float | NotDefined | NotKnown
    interim_wte: float | NotKnown
    statutory: int
    wte_not_known: int
    status_not_known: int
    vacant_posts: int = 0
    interim_posts: int = 0
    statutory_titles: tuple[str, ...] = ()


def appointments_on(lookup: Lookup, on: dt.date) -> Appointments:
    """The joint posts whose dates hold the date."""
    present = [post for post in lookup.place.posts.values() if post.period.holds(on)]
    joint = [post for post in present if not post.statutory and is_joint(lookup, post)]
    interim = [post for post in joint if status_on(post, on) is PostStatus.INTERIM]
    statutory = [post.title for post in present if post.statutory]
    return Appointments(
        posts=len(joint),
        wte=_wte(joint),
        vacancy_rate=_vacancy_rate(joint, on),
        interim_wte=_wte(interim),
        statutory=len(statutory),
        wte_not_known=sum(post.wte is None for post in joint),
        status_not_known=sum(status_on(post, on) is None for post in joint),
        vacant_posts=sum(status_on(post, on) in EMPTY for post in joint),
        interim_posts=len(interim),
        statutory_titles=tuple(sorted(statutory)),
    )


def is_joint(lookup: Lookup, post: Post) -> bool:
    """Two or more employers, funders or bodies it answers to, or partners that nobody recorded."""
    partners = lookup.partners.get(post.id, ())
    bodies = {row.organisation_id for row in partners if row.role is not PostPartnerRole.HOSTS}
    return not partners or len(bodies | ({post.employer_id} - {None})) > 1


def _wte(posts: Iterable[Post]) -> float | NotKnown:
    listed = list(posts)
    known = [post.wte for post in listed if post.wte is not None]
    if listed and not known:
        return NotKnown("No whole-time equivalent is recorded for these posts.")
    return math.fsum(known)


def _vacancy_rate(posts: Iterable[Post], on: dt.date) -> float | NotDefined | NotKnown:
    funded = [post for post in posts if _is_funded(post, on)]
    if not funded:
        return NotDefined("There is no joint post whose funding runs on this date.")
    known = [post for post in funded if status_on(post, on) is not None and post.wte is not None]
    wte = math.fsum(post.wte or 0 for post in known)
    if not wte:
        return NotKnown("No joint post has both its whole-time equivalent and its status recorded.")
    return math.fsum(post.wte or 0 for post in known if status_on(post, on) in EMPTY) / wte


def _is_funded(post: Post, on: dt.date) -> bool:
    return post.funding_ends is None or on <= post.funding_ends.last_day
