"""Page one of a board report in words: decide, what holds, what we stand to lose, of N links, gaps."""

import datetime as dt
from dataclasses import replace

from partnermap.analysis.health.board import BoardPage, DecisionNeeded, LinkCounts, Loss, first_page
from partnermap.analysis.health.sentences import day, month, number
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.report.audience import Audience
from partnermap.report.content import Block, Field, Grid, Points, Section, Words

NOTHING = "–"
LATE = "▲"
"""Stands beside every date that has passed, so that colour need not say it."""


def first_page_sections(place: Place, on: dt.date, audience: Audience) -> tuple[Section, ...]:
    """The sections of page one, in the order in which a board needs them."""
    page = first_page(place, on)
    if not audience.sees_posts:
        page = _without_posts(page)
    return (
        Section("Decide today", _decisions(page)),
        Section("What holds", _strengths(page)),
        Section(f"What we stand to lose by {month(page.until)}", _losses(page)),
        _fates(page),
        Section("What we do not know", _gaps(page)),
    )


def _without_posts(page: BoardPage) -> BoardPage:
    """Nothing about a single post is left; the count of what is missing keeps its other parts."""
    return replace(
        page,
        decisions=tuple(item for item in page.decisions if item.about.table != Post.TABLE),
        losses=tuple(item for item in page.losses if item.about.table != Post.TABLE),
        gaps=replace(page.gaps, posts=0),
    )


def _decisions(page: BoardPage) -> tuple[Block, ...]:
    if not page.decisions:
        return (Words(f"No dated decision is recorded for the time to {month(page.until)}."),)
    return (Points(tuple(_decision(item) for item in page.decisions)),)


def _decision(item: DecisionNeeded) -> str:
    parts = [item.question, f"Owner: {item.owner or 'not recorded'}."]
    if item.decide_by is not None:
        late = f" ({LATE} passed)" if item.is_overdue else ""
        parts.append(f"Latest safe date: {day(item.decide_by)}{late}.")
    if item.protects:
        parts.append(f"Protects {item.protects}.")
    return " ".join(parts)


def _strengths(page: BoardPage) -> tuple[Block, ...]:
    if not page.strengths:
        return (Words("The record shows no strength yet that figures could carry."),)
    return (Points(tuple(item.text for item in page.strengths)),)


def _losses(page: BoardPage) -> tuple[Block, ...]:
    if not page.losses:
        return (Words(f"Nothing is recorded that would be lost by {month(page.until)}."),)
    grid = Grid(
        (
            Field("Link", 0.27),
            Field("Money a year", 0.12),
            Field("Posts", 0.1),
            Field("Serves", 0.15),
            Field("Why", 0.26),
            Field("Certainty", 0.1),
        ),
        tuple(_loss(item) for item in page.losses),
        "What may be lost: link, money a year, posts, programme and group served, reason, certainty.",
    )
    shown = len(page.losses)
    if page.losses_in_all <= shown:
        return (grid,)
    more = f"The weightiest {number(shown)} of {page.losses_in_all:,}; the others follow below."
    return grid, Words(more, quiet=True)


def _loss(item: Loss) -> tuple[str, ...]:
    link = f"{item.name}: {item.link}" if item.name else f"{item.link} ({item.kind})"
    money = item.money.removesuffix(" a year")
    cells = (link, money, item.posts, item.purpose, item.reason, item.certainty)
    return tuple(cell or NOTHING for cell in cells)


def _fates(page: BoardPage) -> Section:
    counts = page.counts
    if not counts.links:
        return Section("No linked pair is recorded", ())
    rows = [("All linked pairs", *_figures(counts))]
    if page.vcse_counts.links:
        rows.append(("With a VCSE organisation", *_figures(page.vcse_counts)))
    titles = ("Pairs", "Carry on", "Await a decision", "Become internal", "No home", "End anyway")
    fields = [Field("", 0.25), *(Field(title, 0.125, right=True) for title in titles)]
    summary = (
        "How many linked pairs carry on, await a decision, become internal, have no home or end."
    )
    heading = f"Of {counts.links:,} linked pairs, {counts.carries_on:,} carry on to {month(page.until)}"
    blocks: tuple[Block, ...] = (Grid(tuple(fields), tuple(rows), summary),)
    if counts.not_known:
        words = f"What becomes of {number(counts.not_known)} of them is not known."
        blocks = (*blocks, Words(words, quiet=True))
    return Section(heading, blocks)


def _figures(counts: LinkCounts) -> tuple[str, ...]:
    figures = (
        counts.links,
        counts.carries_on,
        counts.needs_decision,
        counts.internal,
        counts.no_home,
        counts.ended,
    )
    return tuple(f"{figure:,}" for figure in figures)


def _gaps(page: BoardPage) -> tuple[Block, ...]:
    if not page.gaps.sentences:
        return (Words("The record leaves none of these figures open."),)
    return (Points(page.gaps.sentences),)
