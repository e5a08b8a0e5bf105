"""Joint posts on a date."""

from collections.abc import Iterable

from partnermap.analysis.measure.answer import Answer, Plain
from partnermap.analysis.measure.appointments import appointments_on
from partnermap.analysis.measure.dependency import NO_TIES_RECORDED, Dependency, dependencies
from partnermap.analysis.measure.entries_posts import MEASURES
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.analysis.measure.post_shares import (
    end_not_known,
    fixed_term_share,
    spanning_share,
    spans,
    split_of_all,
)
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.tenure import tenure_on
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.team import Team
from partnermap.domain.words import TeamKind
from partnermap.network.build import network_on
from partnermap.network.origin import name_of_origin

_FIELDS = ("posts", "wte", "vacancy_rate", "vacant_posts", "interim_wte", "interim_posts", "statutory")

_KEY = "appointments"


def figures(question: Question, answer: Answer) -> Plain:
    """Posts are never filtered by kind of tie."""
    posts = joint_posts(question.place, question.on)
    counts = appointments_on(question.lookup, question.on)
    answer.missing["wte"] = counts.wte_not_known
    answer.missing["post_status"] = counts.status_not_known
    answer.missing["post_ends"] = sum(end_not_known(post) for post in posts)
    return {
        _KEY: {
            **answer.fields(_KEY, _FIELDS, counts),
            "statutory_posts": list(counts.statutory_titles),
            "funding_split": _funding_split(question, answer, posts),
            "tenure": _tenure(question, answer, posts),
            **_dependencies(question, answer, posts),
            "span": _span(question, answer, posts),
            "fixed_term_share": answer.take(
                f"{_KEY}.fixed_term_share", fixed_term_share(posts, question.on)
            ),
        }
    }


def _funding_split(question: Question, answer: Answer, posts: tuple[Post, ...]) -> Plain:
    split, place = split_of_all(question.lookup, posts), question.place
    numbers = answer.fields(
        f"{_KEY}.funding_split", ("herfindahl", "effective_funders", "evenness"), split
    )
    return {
        "wte": {place.name_of(key): wte for key, wte in split.wte.items()},
        "posts_known": {"known": split.known, "of": split.of},
        "not_adding_up": [place.posts[key].title for key in split.not_adding_up],
        **numbers,
    }


def _tenure(question: Question, answer: Answer, posts: tuple[Post, ...]) -> Plain:
    tenure = tenure_on(posts, question.on)
    return {
        **answer.fields(f"{_KEY}.tenure", ("median_years", "turnover"), tenure),
        "holders_known": {"known": tenure.known, "of": tenure.of},
        "left_in_12_months": [question.place.posts[key].title for key in tenure.left],
    }


def _span(question: Question, answer: Answer, posts: tuple[Post, ...]) -> Plain:
    rows = spans(question.lookup, posts)
    return {
        "spanning_share": answer.take(f"{_KEY}.span.spanning_share", spanning_share(rows)),
        "posts": [
            {
                "post": question.place.posts[row.post_id].title,
                "sectors": list(row.sectors),
                "sectors_not_known": row.not_known,
            }
            for row in rows
        ],
    }


def _dependencies(question: Question, answer: Answer, posts: tuple[Post, ...]) -> Plain:
    """Whatever kinds of tie are asked for: what hangs on a post is looked for among all ties."""
    teams = (
        item.id
        for item in question.place.teams.values()
        if item.kind is not TeamKind.FORUM and item.period.holds(question.on)
    )
    return {
        "key_person": _rows(question, answer, "key_person", Post.TABLE, [post.id for post in posts]),
        "key_team": _rows(question, answer, "key_team", Team.TABLE, teams),
    }


def _rows(question: Question, answer: Answer, name: str, table: str, ids: Iterable[str]) -> list[Plain]:
    """One row a record, what most hangs on first; records without ties last and without figures."""
    abouts = [About(table, key) for key in ids]
    found = dependencies(network_on(question.place, question.on), abouts)
    tied = {item.origin for item in found}
    rest = [about for about in abouts if about not in tied]
    if rest:
        answer.take(f"{_KEY}.{name}", NO_TIES_RECORDED)
    return [
        *(_row(question, item.origin, item) for item in found),
        *(_row(question, about, None) for about in rest),
    ]


def _row(question: Question, about: About, found: Dependency | None) -> Plain:
    name_of = question.place.name_of
    return {
        "post" if about.table == Post.TABLE else "team": name_of_origin(question.place, about),
        "ties": 0 if found is None else found.ties,
        "pair_share": None if found is None else found.pair_share,
        "strength_share": None if found is None else found.strength_share,
        "cut_off": [] if found is None else [name_of(key) for key in found.cut_off],
        "lost_links": [[name_of(end) for end in pair] for pair in found.lost_links] if found else [],
    }


FAMILY = Family(MEASURES, figures)
