"""How long people stay in joint posts, as far as the record says (MEASURES C4)."""

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.domain.dates import DAYS_PER_YEAR, add_months, known_first_day
from partnermap.domain.post import Post
from partnermap.domain.words import PostStatus
from partnermap.network.derive import status_on

FEWEST = 5
"""Of fewer posts no rate is given: they are listed (MEASURES C4)."""


TOO_FEW = NotDefined(
    "There are fewer than five joint posts, so they are listed and not turned into a rate."
)
NOBODY_IN_POST = NotDefined("No joint post is filled on this date.")
NO_SINCE = NotKnown("Nobody recorded since when any joint post has had its present holder.")
NO_HISTORY = NotKnown(
    "The record does not say for every joint post since when it has been as it is, so a holder who "
    "left and was followed cannot be seen."
)

_LEFT = frozenset({PostStatus.VACANT, PostStatus.FROZEN, PostStatus.INTERIM})


@dataclass(frozen=True, slots=True)
class Tenure:
    """Stay and change in joint posts.

    Attributes:
        median_years: of holders whose beginning is recorded; interim holders are not counted.
        known, of: filled posts with a recorded beginning, and all filled posts.
        left: ids of posts that fell empty, or to an interim holder, in the twelve months to the date:
            at least so many people left.
        turnover: those who left over the average number in post.
    """

    median_years: float | NotDefined | NotKnown
    known: int
    of: int
    left: tuple[str, ...]
    turnover: float | NotDefined | NotKnown


def tenure_on(posts: Sequence[Post], on: dt.date) -> Tenure:
    """Stay and change in these posts up to the date."""
    filled = [post for post in posts if status_on(post, on) is PostStatus.FILLED]
    since = [day for post in filled if (day := known_first_day(post.status_since)) is not None]
    left = [post for post in posts if _left_since(post, add_months(on, -12), on)]
    return Tenure(
        median_years=_median(filled, since, on),
        known=len(since),
        of=len(filled),
        left=tuple(post.id for post in left),
        turnover=_turnover(posts, len(left), on),
    )


def _median(filled: list[Post], since: list[dt.date], on: dt.date) -> float | NotDefined | NotKnown:
    if not filled:
        return NOBODY_IN_POST
    if not since:
        return NO_SINCE
    return statistics.median((on - day).days / DAYS_PER_YEAR for day in since)


def _left_since(post: Post, before: dt.date, on: dt.date) -> bool:
    day = known_first_day(post.status_since)
    return status_on(post, on) in _LEFT and day is not None and before < day <= on


def _turnover(posts: Sequence[Post], left: int, on: dt.date) -> float | NotDefined | NotKnown:
    """Leavers over the mean of those in post a year ago and now; needs a dated status everywhere."""
    if len(posts) < FEWEST:
        return TOO_FEW
    before = add_months(on, -12)
    if any(not _is_dated(post, before) and not _left_since(post, before, on) for post in posts):
        return NO_HISTORY
    now = sum(status_on(post, on) not in _LEFT for post in posts)
    average = (now + now + left) / 2
    return left / average if average else NOBODY_IN_POST


def _is_dated(post: Post, before: dt.date) -> bool:
    """Whether the post has been as it is since a recorded day a year ago or earlier."""
    day = known_first_day(post.status_since)
    return day is not None and day <= before
