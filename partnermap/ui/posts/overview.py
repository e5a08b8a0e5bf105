"""What the room of posts shows, found out on a worker: joint posts, statutory ones apart; no Qt."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.appointments import is_joint
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words, joined
from partnermap.domain.words import PostPartnerRole, PostStatus
from partnermap.jobs.token import Token
from partnermap.network.derive import is_counted, status_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.report.posts.charts import post_involves_vcse, states_chart, terms_chart
from partnermap.report.posts.held_together import held_by_posts
from partnermap.scene.chart.spans import TimeBars
from partnermap.scene.chart.stacked import StackedBars
from partnermap.shell.words import counted, text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.posts.dependency_table import dependency_table, dependency_words
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

_ROLES = {
    PostPartnerRole.FUNDS: text("funded by"),
    PostPartnerRole.ANSWERS_TO: text("answers to"),
    PostPartnerRole.HOSTS: text("hosted by"),
}
_FRAGILE = frozenset({PostStatus.VACANT, PostStatus.FROZEN, PostStatus.AT_RISK})


@dataclass(frozen=True, slots=True)
class PostsOverview:
    """The room's sentences and tables; counts only, for a share of few posts says nothing."""

    headline: str
    vcse: str
    details: str
    joint: FigureTable
    statutory: FigureTable
    states: StackedBars
    terms: TimeBars
    dependency: FigureTable
    dependency_words: str


def posts_overview(request: FiguresRequest, _token: Token) -> PostsOverview:
    """The posts of the date."""
    place, on = request.place, request.on
    lookup = lookup_of(place)
    posts = joint_posts(place, on)
    held = held_by_posts(place, on)
    statutory = sorted(
        (post for post in place.posts.values() if post.statutory and post.period.holds(on)),
        key=lambda post: post.title.casefold(),
    )
    return PostsOverview(
        headline=_headline(posts, on),
        vcse=_vcse(lookup, posts, on),
        details=_details(lookup, posts, on),
        joint=FigureTable(
            text("Joint posts"), _HEADINGS, tuple(_row(lookup, post, on) for post in posts)
        ),
        statutory=FigureTable(
            text("Statutory posts"),
            (_HEADINGS[0], _HEADINGS[1], _HEADINGS[3]),
            tuple(_statutory(place, post, on) for post in statutory),
        ),
        states=states_chart(place, on),
        terms=terms_chart(place, on),
        dependency=dependency_table(place, held),
        dependency_words=dependency_words(place, held),
    )


_HEADINGS = (
    Heading(text("Post")),
    Heading(text("Status")),
    Heading(text("WTE"), right=True),
    Heading(text("Employer")),
    Heading(text("Partners and shares")),
    Heading(text("Funding ends")),
    Heading(text("If dissolved")),
)


def _headline(posts: Sequence[Post], on: dt.date) -> str:
    if not posts:
        return text("No joint post is recorded on {day}.", day=day_in_words(on))
    return text("{posts}: {states}.", posts=counted(len(posts), "joint post"), states=_states(posts, on))


def _states(posts: Sequence[Post], on: dt.date) -> str:
    found = Counter(status_on(post, on) for post in posts)
    order: list[PostStatus | None] = [*PostStatus, None]
    return joined(
        [
            f"{found[state]} {state.value if state else text('of status not known')}"
            for state in order
            if found[state]
        ]
    )


def _vcse(lookup: Lookup, posts: Sequence[Post], on: dt.date) -> str:
    if not posts:
        return ""
    with_vcse = [post for post in posts if post_involves_vcse(lookup, post)]
    if not with_vcse:
        return text("None of them involves a VCSE or community organisation.")
    return text(
        "Of these, {count} a VCSE or community organisation: {states}.",
        count=counted(len(with_vcse), "post involves", "posts involve"),
        states=_states(with_vcse, on),
    )


def _details(lookup: Lookup, posts: Sequence[Post], on: dt.date) -> str:
    parts = []
    known = [post.wte for post in posts if post.wte is not None]
    if known:
        parts.append(
            text(
                "{wte:g} whole-time equivalents, known for {known} of {all}.",
                wte=round(sum(known), 2),
                known=len(known),
                all=len(posts),
            )
        )
    alone = [
        post
        for post in lookup.place.posts.values()
        if is_counted(post, on) and not is_joint(lookup, post)
    ]
    if alone:
        parts.append(
            text(
                "{posts} to one organisation only and not counted.",
                posts=counted(len(alone), "post answers", "posts answer"),
            )
        )
    if posts:
        parts.append(text("Double-click a post to open its record."))
    return " ".join(parts)


def _row(lookup: Lookup, post: Post, on: dt.date) -> FigureRow:
    place, status = lookup.place, status_on(post, on)
    return FigureRow(
        (
            Figure(post.title, organisation_id=post.employer_id),
            Figure(_status(post, on), at_risk=status in _FRAGILE),
            Figure(text("not known") if post.wte is None else f"{post.wte:g}", post.wte),
            Figure(_employer(place, post), organisation_id=post.employer_id),
            Figure(_partners(place, lookup.partners.get(post.id, ()))),
            _date(post.funding_ends, on),
            Figure(post.if_dissolved or text("not recorded")),
        ),
        (About(Post.TABLE, post.id),),
    )


def _statutory(place: Place, post: Post, on: dt.date) -> FigureRow:
    return FigureRow(
        (
            Figure(post.title, organisation_id=post.employer_id),
            Figure(_status(post, on)),
            Figure(_employer(place, post), organisation_id=post.employer_id),
        ),
        (About(Post.TABLE, post.id),),
    )


def _status(post: Post, on: dt.date) -> str:
    status = status_on(post, on)
    if status is None:
        return text("not known")
    since = post.status_since
    if since is None or not since.is_known:
        return status.value
    return text("{status} since {when}", status=status.value, when=since.in_words())


def _employer(place: Place, post: Post) -> str:
    return place.name_of(post.employer_id) if post.employer_id else text("not recorded")


def _partners(place: Place, rows: Sequence[PostPartner]) -> str:
    parts = []
    for role, words in _ROLES.items():
        names = [_with_share(place, row) for row in rows if row.role is role]
        if names:
            parts.append(f"{words} {joined(names)}")
    return "; ".join(parts) or text("not recorded")


def _with_share(place: Place, row: PostPartner) -> str:
    name = place.organisations[row.organisation_id].label
    return name if row.share is None else f"{name} {100 * row.share:.3g}%"


def _date(date: PartialDate | None, on: dt.date) -> Figure:
    if date is None:
        return Figure(text("no end recorded"))
    if not date.is_known:
        return Figure(date.in_words())
    ended = date.last_day < on
    words = text("{day}, ended", day=date.in_words()) if ended else date.in_words()
    return Figure(words, date.last_day.toordinal(), at_risk=ended)
