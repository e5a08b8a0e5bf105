"""The joint posts of a date, and when each runs out."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.measure.appointments import is_joint
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.words import PostStatus
from partnermap.network.derive import is_counted, status_on
from partnermap.network.lookup import lookup_of


@dataclass(frozen=True, slots=True)
class PostFunding:
    """One joint post and when it runs out.

    Attributes:
        runs_out: the earlier of the written ends of the post and of its funding; None when neither
            is recorded, and a date that is not known when one of them is.
        status: on the date; None when not recorded.
    """

    post_id: str
    title: str
    wte: float | None
    status: PostStatus | None
    runs_out: PartialDate | None


def joint_posts(place: Place, on: dt.date) -> tuple[Post, ...]:
    """Posts of the date that are counted and answer to more than one organisation, by title."""
    lookup = lookup_of(place)
    found = [post for post in place.posts.values() if is_counted(post, on) and is_joint(lookup, post)]
    return tuple(sorted(found, key=lambda post: post.title.casefold()))


def funding_of_posts(place: Place, on: dt.date) -> tuple[PostFunding, ...]:
    """Every joint post of the date, the one that runs out first in front, open-ended ones last."""
    rows = [_funding(post, on) for post in joint_posts(place, on)]
    return tuple(sorted(rows, key=_order))


def runs_out(post: Post) -> PartialDate | None:
    """The earlier of the written ends of a post and of its funding; None when neither is recorded."""
    ends = [date for date in (post.funding_ends, post.end) if date is not None]
    return min(ends, key=lambda date: date.last_day, default=None)


def _funding(post: Post, on: dt.date) -> PostFunding:
    return PostFunding(post.id, post.title, post.wte, status_on(post, on), runs_out(post))


def _order(row: PostFunding) -> tuple[dt.date, bool, str]:
    end = row.runs_out
    day = end.last_day if end is not None else dt.date.max
    return day, end is None, row.title.casefold()
