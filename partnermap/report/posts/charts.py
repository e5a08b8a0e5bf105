"""The charts of joint posts, as data: how they stand, how long each is there; never for the public."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from partnermap.analysis.measure.joint_posts import funding_of_posts, joint_posts, runs_out
from partnermap.domain.dates import ONE_DAY, add_months, known_first_day, months_between
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import counted, digits, in_figures, is_or_are
from partnermap.domain.words import PostStatus
from partnermap.network.derive import status_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.standing import effective_day, reorganisations_of
from partnermap.scene.chart.look import State
from partnermap.scene.chart.spans import Span, TimeBars, TimeRow
from partnermap.scene.chart.stacked import BarRow, Piece, StackedBars
from partnermap.scene.chart.years import DateMark

NO_POSTS = "No joint post is recorded on this date."
FIXED_TERM_MONTHS = 24

_BACK, _AHEAD = 24, 48
_STATES: Mapping[PostStatus | None, State] = {
    PostStatus.FILLED: State.STEADY,
    PostStatus.INTERIM: State.CHANGING,
    PostStatus.AT_RISK: State.CHANGING,
    PostStatus.VACANT: State.EMPTY,
    PostStatus.FROZEN: State.EMPTY,
}
_LEGEND = (
    (State.STEADY, "Filled"),
    (State.CHANGING, "Interim or at risk"),
    (State.EMPTY, "Vacant or frozen"),
    (State.FAINT, "State not recorded for this time"),
)
_ORDER = (State.STEADY, State.FAINT, State.CHANGING, State.EMPTY)
_CATEGORIES = ("Filled", "State not recorded", "Interim or at risk", "Vacant or frozen")


def post_involves_vcse(lookup: Lookup, post: Post) -> bool:
    """Whether a VCSE or community body employs it, funds it, hosts it or is answered to."""
    ids = {row.organisation_id for row in lookup.partners.get(post.id, ())} | {post.employer_id}
    return lookup.place.has_vcse(key for key in ids if key)


def states_chart(place: Place, on: dt.date) -> StackedBars:
    """How many joint posts stand filled, interim, empty: all, and those with the VCSE."""
    posts, lookup = joint_posts(place, on), lookup_of(place)
    rows = [
        _states_row(title, items, on)
        for title, items in (
            ("All", posts),
            ("VCSE", tuple(post for post in posts if post_involves_vcse(lookup, post))),
        )
    ]
    return StackedBars(
        _states_finding(posts, on),
        _CATEGORIES,
        tuple(rows) if posts else (),
        "Posts",
        NO_POSTS,
        states=_ORDER,
    )


def _states_row(title: str, posts: Sequence[Post], on: dt.date) -> BarRow:
    groups: dict[int, list[Post]] = {}
    for post in posts:
        state = _STATES.get(status_on(post, on), State.FAINT)
        groups.setdefault(_ORDER.index(state), []).append(post)
    pieces = tuple(
        Piece(category, len(found), f"{len(found):,}", _abouts(found))
        for category, found in sorted(groups.items())
    )
    return BarRow(title, pieces, counted(len(posts), "post"), _abouts(posts))


def _abouts(posts: Iterable[Post]) -> tuple[About, ...]:
    return tuple(About(Post.TABLE, post.id) for post in posts)


def _states_finding(posts: Sequence[Post], on: dt.date) -> str:
    empty = sum(_STATES.get(status_on(post, on)) is State.EMPTY for post in posts)
    if not posts:
        return NO_POSTS
    return (
        f"Of {in_figures(len(posts), 'joint post')} {digits(empty)} {is_or_are(empty)} vacant or frozen"
    )


def terms_chart(place: Place, on: dt.date) -> TimeBars:
    """Each joint post over the years: how it stands since when, and when it runs out."""
    order = [place.posts[row.post_id] for row in funding_of_posts(place, on)]
    first = add_months(on.replace(day=1), -_BACK)
    last = add_months(on.replace(day=1), _AHEAD)
    return TimeBars(
        _terms_finding(order, on),
        tuple(_terms_row(post, on) for post in order),
        _LEGEND,
        first,
        last,
        on,
        "Post",
        NO_POSTS,
        reorganisation_marks(place, first, last),
        "A bar ends where the post or its funding ends; one that reaches the edge has no end recorded "
        "before it.",
    )


def _terms_finding(posts: Sequence[Post], on: dt.date) -> str:
    ending = [post for post in posts if _months_left(post, on) <= FIXED_TERM_MONTHS]
    if not posts:
        return NO_POSTS
    verb = "runs" if len(ending) == 1 else "run"
    return (
        f"Of {in_figures(len(posts), 'joint post')} {digits(len(ending))} {verb} out within "
        f"{FIXED_TERM_MONTHS} months"
    )


def _months_left(post: Post, on: dt.date) -> float:
    end = runs_out(post)
    return float("inf") if end is None or not end.is_known else months_between(on, end.last_day)


def _terms_row(post: Post, on: dt.date) -> TimeRow:
    about = _abouts([post])
    end = runs_out(post)
    last = end.last_day if end is not None and end.is_known else None
    start, since = known_first_day(post.start), known_first_day(post.status_since)
    state = _STATES.get(post.status, State.FAINT)
    words = post.status.value if post.status else "state not recorded"
    spans = []
    if since is not None and (start is None or start < since):
        spans.append(Span(start, since - ONE_DAY, State.FAINT, "state not recorded", about))
        start = since
    if last is None or start is None or start <= last:
        spans.append(Span(start, last, state, words, about))
    return TimeRow(post.title, tuple(spans), _terms_note(post, on), about)


def _terms_note(post: Post, on: dt.date) -> str:
    end = runs_out(post)
    if end is None:
        return "no end recorded"
    if not end.is_known:
        return "end not known"
    return f"{'ended' if end.last_day < on else 'ends'} {end.in_words()}"


def reorganisation_marks(place: Place, first: dt.date, last: dt.date) -> tuple[DateMark, ...]:
    """The register's reorganisations that become law in that time."""
    found = [(effective_day(item), item) for item in reorganisations_of(place)]
    return tuple(
        DateMark(day, item.name, (About(Reorganisation.TABLE, item.id),))
        for day, item in sorted(found, key=lambda pair: (pair[0] or dt.date.max, pair[1].name))
        if day is not None and first <= day <= last
    )
