"""The section on joint posts: counts first; single posts only for audiences that may see them."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.sentences import capital, digits, in_figures, joined, number, part_of
from partnermap.domain.words import PostPartnerRole, PostStatus
from partnermap.network.derive import status_on
from partnermap.network.lookup import lookup_of
from partnermap.report.audience import Audience
from partnermap.report.content import Block, ChartFigure, Field, Grid, Section, Subheading, Words
from partnermap.report.posts.charts import states_chart, terms_chart

FEWEST_FOR_THE_PUBLIC = 5
"""A smaller number would point at persons."""

_NOT_FILLED = (PostStatus.VACANT, PostStatus.FROZEN, PostStatus.AT_RISK, PostStatus.INTERIM)

_ROLES = {
    PostPartnerRole.FUNDS: "Funded by",
    PostPartnerRole.ANSWERS_TO: "Answers to",
    PostPartnerRole.HOSTS: "Hosted by",
}


def posts_section(place: Place, on: dt.date, audience: Audience) -> Section:
    """How many joint posts there are and how many are filled; for boards each post as a row."""
    posts = joint_posts(place, on)
    if not posts:
        return Section("No joint post is recorded on this date", ())
    if not audience.sees_posts:
        return _public(posts)
    blocks: tuple[Block, ...] = (
        Words(_whole_time(posts)),
        *_statutory(place, on),
        ChartFigure(states_chart(place, on)),
        _states(posts, on),
        # The list may break where a page ends, the chart may not: so neither leaves a page half empty.
        Subheading("Each joint post"),
        _list(place, posts, on),
        ChartFigure(terms_chart(place, on), titled=True),
    )
    return Section(_finding(posts, on), blocks)


def _public(posts: Sequence[Post]) -> Section:
    many = len(posts) >= FEWEST_FOR_THE_PUBLIC
    count = number(len(posts)) if many else f"fewer than {number(FEWEST_FOR_THE_PUBLIC)}"
    return Section(
        f"{capital(count)} joint posts answer to more than one organisation",
        (Words("Single posts are not shown in the public version, because a post can be a person."),),
    )


def _finding(posts: Sequence[Post], on: dt.date) -> str:
    states = Counter(status_on(post, on) for post in posts)
    parts = [f"{digits(states[state])} {state.value}" for state in _NOT_FILLED if states[state]]
    unknown = states[None]
    if unknown:
        parts.append(f"{digits(unknown)} with no recorded state")
    if not parts:
        return (
            "The one joint post is filled"
            if len(posts) == 1
            else f"All {len(posts)} joint posts are filled"
        )
    if len(posts) == 1:
        return f"The one joint post is {joined(parts).removeprefix('1 ')}"
    return f"Of {in_figures(len(posts), 'joint post')}: {joined(parts)}"


def _whole_time(posts: Sequence[Post]) -> str:
    known = [post.wte for post in posts if post.wte is not None]
    if not known:
        return "No whole-time equivalent is recorded for them."
    total = f"Whole-time equivalents in all: {round(sum(known), 2):g}"
    if len(known) == len(posts):
        return f"{total}."
    return f"{total}, known for {part_of(len(known), len(posts), 'post')}."


def _states(posts: Sequence[Post], on: dt.date) -> Grid:
    groups: dict[PostStatus | None, list[Post]] = {}
    for post in posts:
        groups.setdefault(status_on(post, on), []).append(post)
    order: list[PostStatus | None] = [*PostStatus, None]
    rows = [
        (_state(state), f"{len(groups[state]):,}", _wte(groups[state]))
        for state in order
        if state in groups
    ]
    return Grid(
        (
            Field("State", 0.4),
            Field("Posts", 0.2, right=True),
            Field("Whole-time equivalents", 0.4, right=True),
        ),
        tuple(rows),
        "Joint posts and whole-time equivalents by state.",
    )


def _state(state: PostStatus | None) -> str:
    return "Not recorded" if state is None else capital(state.value)


def _wte(posts: Sequence[Post]) -> str:
    known = [post.wte for post in posts if post.wte is not None]
    return f"{round(sum(known), 2):g}" if len(known) == len(posts) else "not known for all"


def _list(place: Place, posts: Sequence[Post], on: dt.date) -> Grid:
    return Grid(
        (Field("Post", 0.3), Field("Employer and partners", 0.38), Field("State", 0.32)),
        tuple((post.title, _bodies(place, post), _standing(post, on)) for post in posts),
        "One row for each joint post: employer and partners, and its state with dates.",
    )


def _bodies(place: Place, post: Post) -> str:
    employer = place.name_of(post.employer_id) if post.employer_id else "not recorded"
    rows = lookup_of(place).partners.get(post.id, ())
    parts = [f"Employer: {employer}."]
    for role, words in _ROLES.items():
        names = [place.name_of(row.organisation_id) for row in rows if row.role is role]
        if names:
            parts.append(f"{words} {joined(names)}.")
    return " ".join(parts)


def _standing(post: Post, on: dt.date) -> str:
    parts = [_state(status_on(post, on))]
    since = post.status_since
    if since is not None and since.is_known:
        parts[0] += f" since {since.in_words()}"
    if post.wte is not None:
        parts.append(f"{post.wte:g} WTE")
    if post.funding_ends is not None:
        parts.append(f"funding ends {post.funding_ends.in_words()}")
    return "; ".join(parts)


def _statutory(place: Place, on: dt.date) -> tuple[Words, ...]:
    posts = [post for post in place.posts.values() if post.statutory and post.period.holds(on)]
    if not posts:
        return ()
    titles = joined(sorted(post.title for post in posts))
    return (Words(f"Required by law and therefore not counted: {titles}.", quiet=True),)
