"""Who pays for joint posts (MEASURES C2), how many sectors they span (C6), which run out (C7)."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure import concentration
from partnermap.analysis.measure.joint_posts import runs_out
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.measure.sectors import sector_label
from partnermap.domain.dates import months_between
from partnermap.domain.post import Post
from partnermap.domain.words import PostPartnerRole
from partnermap.network.lookup import Lookup

TOLERANCE = 0.01
"""Shares of a post may add up to as much more or less than the whole (MEASURES C2)."""

FIXED_TERM_MONTHS = 24

NO_POSTS = NotDefined("There is no joint post on this date.")
NO_SPLIT = NotKnown("No joint post has its size and all its funders' shares recorded.")
NO_SECTORS = NotKnown("The sectors that joint posts answer to are not recorded.")
NO_ENDS = NotKnown("No joint post has both its size and the end of its funding recorded.")


@dataclass(frozen=True, slots=True)
class PostSplit:
    """Who funds one post.

    Attributes:
        shares: 0 to 1 by organisation, None where not recorded; empty when nobody is named.
        total: their sum; None when one of them, or every funder, is not recorded.
    """

    post_id: str
    shares: Mapping[str, float | None]
    total: float | None

    @property
    def adds_up(self) -> bool:
        """Whether the shares are the whole, give or take one in a hundred."""
        return self.total is not None and math.isclose(
            self.total, 1, rel_tol=0, abs_tol=TOLERANCE + 1e-9
        )

    @property
    def known(self) -> Sequence[float]:
        """Shares above nought of a split that adds up; empty of any other."""
        return [share for share in self.shares.values() if share] if self.adds_up else []


@dataclass(frozen=True, slots=True)
class Split:
    """Who funds all joint posts together.

    Attributes:
        wte: whole-time equivalents by organisation, of the posts known.
        known, of: posts whose size is recorded and whose shares add up, and all.
        not_adding_up: ids of posts whose recorded shares are not the whole.
    """

    wte: Mapping[str, float]
    known: int
    of: int
    not_adding_up: tuple[str, ...]
    herfindahl: Figure
    effective_funders: Figure
    evenness: Figure


@dataclass(frozen=True, slots=True)
class Span:
    """The sectors of those that one post is employed by, funded by or answers to; community is VCSE."""

    post_id: str
    sectors: tuple[str, ...]
    not_known: int


def splits(lookup: Lookup, posts: Iterable[Post]) -> tuple[PostSplit, ...]:
    """Who funds each post."""
    return tuple(_split(lookup, post) for post in posts)


def split_of_all(lookup: Lookup, posts: Sequence[Post]) -> Split:
    """Who funds the posts together, each weighing as many whole-time equivalents as it has."""
    rows = splits(lookup, posts)
    wte: Counter[str] = Counter()
    known = 0
    for post, row in zip(posts, rows, strict=True):
        if row.adds_up and post.wte is not None:
            known += 1
            wte.update({key: post.wte * (share or 0) for key, share in row.shares.items()})
    shares = concentration.shares_of(wte)
    values = list(shares.values()) if isinstance(shares, dict) else []
    nothing: Figure | None = None if values else (NO_SPLIT if posts else NO_POSTS)
    return Split(
        wte=dict(wte),
        known=known,
        of=len(posts),
        not_adding_up=tuple(row.post_id for row in rows if row.total is not None and not row.adds_up),
        herfindahl=concentration.herfindahl(values) if nothing is None else nothing,
        effective_funders=concentration.effective_number(values) if nothing is None else nothing,
        evenness=concentration.evenness(values) if nothing is None else nothing,
    )


def spans(lookup: Lookup, posts: Iterable[Post]) -> tuple[Span, ...]:
    """The sectors that each post spans (C6). Tiers of government are not recorded."""
    return tuple(_span(lookup, post) for post in posts)


def spanning_share(rows: Sequence[Span]) -> Figure:
    """Posts that span two sectors or more over those with any sector recorded, 0 to 1 (C6)."""
    if not rows:
        return NO_POSTS
    known = [row for row in rows if row.sectors and (not row.not_known or len(row.sectors) > 1)]
    return sum(len(row.sectors) > 1 for row in known) / len(known) if known else NO_SECTORS


def fixed_term_share(posts: Sequence[Post], on: dt.date) -> Figure:
    """Whole-time equivalents that run out within 24 months, or have already, over all of them (C7).

    A post runs out with its funding or with its own end, whichever comes first; one without either does
    not. Posts of unknown size or end are left out.
    """
    if not posts:
        return NO_POSTS
    known = [post for post in posts if post.wte is not None and not end_not_known(post)]
    wte = math.fsum(post.wte or 0 for post in known)
    if not wte:
        return NO_ENDS
    return math.fsum(post.wte or 0 for post in known if _is_fixed_term(post, on)) / wte


def end_not_known(post: Post) -> bool:
    """Whether the post runs out on a day that nobody recorded."""
    end = runs_out(post)
    return end is not None and not end.is_known


def _is_fixed_term(post: Post, on: dt.date) -> bool:
    end = runs_out(post)
    return end is not None and months_between(on, end.last_day) <= FIXED_TERM_MONTHS


def _split(lookup: Lookup, post: Post) -> PostSplit:
    shares: dict[str, float | None] = {}
    for row in lookup.partners.get(post.id, ()):
        if row.role is PostPartnerRole.FUNDS:
            before = shares.get(row.organisation_id, 0.0)
            both = row.share is not None and before is not None
            shares[row.organisation_id] = (before or 0) + (row.share or 0) if both else None
    known = [share for share in shares.values() if share is not None]
    whole = bool(shares) and len(known) == len(shares)
    return PostSplit(post.id, shares, math.fsum(known) if whole else None)


def _span(lookup: Lookup, post: Post) -> Span:
    rows = lookup.partners.get(post.id, ())
    ids = {row.organisation_id for row in rows if row.role is not PostPartnerRole.HOSTS}
    ids |= {post.employer_id} if post.employer_id is not None else set()
    labels = [sector_label(lookup.place.organisations[key]) for key in sorted(ids)]
    named = sorted({label for label in labels if label is not None})
    return Span(post.id, tuple(named), labels.count(None))
