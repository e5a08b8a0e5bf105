"""Page one of a board report in words: decide, what holds, what we stand to lose, of N links, gaps."""

import datetime as dt
from dataclasses import replace

from partnermap.analysis.health.board import BoardPage, DecisionNeeded, Loss, first_page
from partnermap.analysis.health.risks import risks
from partnermap.analysis.succession.sentences import (
    money_kinds_in_brief,
    money_sentence,
    posts_sentence,
    programmes_sentence,
)
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.sentences import (
    capital,
    counted,
    day_in_words,
    digits,
    in_figures,
    month_in_words,
    sentence,
)
from partnermap.report.content import Block, Field, Grid, Points, Section, Words
from partnermap.report.network.since import since_section
from partnermap.report.reorganisation.ahead import Ahead
from partnermap.report.reorganisation.fate_words import fates_in_words, verb_for

NOTHING = "–"
MOST_CHARACTERS = 180
"""Of a reason on page one; the section on ties at risk has all of it."""

LATE = "▲"
"""Stands beside every date that has passed, so that colour need not say it."""


def first_page_sections(ahead: Ahead, since: dt.date) -> tuple[Section, ...]:
    """The sections of page one, in the order in which a board needs them.

    Args:
        ahead: the place, the date, the audience, and what lies ahead.
        since: the date of the last report.
    """
    place, on, audience = ahead.place, ahead.on, ahead.audience
    page = first_page(place, on)
    if not audience.sees_posts:
        page = _without_posts(page)
    return (
        Section("Decide today", _decisions(page)),
        Section("What holds", _strengths(page)),
        Section(_lose_heading(page), _losses(page, _reasons(place, on))),
        _fates(page, ahead),
        since_section(place, since, on),
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
        return (Words(f"No dated decision is recorded for the time to {month_in_words(page.until)}."),)
    return (Points(tuple(_decision(item) for item in page.decisions)),)


def _decision(item: DecisionNeeded) -> str:
    parts = [item.question, f"Owner: {item.owner or 'not recorded'}."]
    if item.decide_by is not None:
        late = f" ({LATE} passed)" if item.is_overdue else ""
        parts.append(f"Latest safe date: {day_in_words(item.decide_by)}{late}.")
    if item.protects:
        parts.append(f"Protects {item.protects}.")
    return " ".join(parts)


def _strengths(page: BoardPage) -> tuple[Block, ...]:
    if not page.strengths:
        return (Words("The record shows no strength yet that figures could carry."),)
    return (Points(tuple(item.text for item in page.strengths)),)


def _reasons(place: Place, on: dt.date) -> dict[About, tuple[str, ...]]:
    """Every reason against the links of each record, once."""
    texts: dict[About, dict[str, None]] = {}
    for risk in risks(place, on):
        found = texts.setdefault(risk.tie.origin, {})
        found.update(dict.fromkeys(reason.text for reason in risk.reasons))
    return {about: tuple(found) for about, found in texts.items()}


def _losses(page: BoardPage, reasons: dict[About, tuple[str, ...]]) -> tuple[Block, ...]:
    if not page.losses:
        return (Words(f"Nothing is recorded that would be lost by {month_in_words(page.until)}."),)
    grid = Grid(
        (
            Field("Link", 0.295),
            Field("A year", 0.105),
            Field("Posts, programmes", 0.19),
            Field("Why", 0.315),
            Field("Certainty", 0.095),
        ),
        tuple(_loss(item, reasons.get(item.about, ())) for item in page.losses),
        "What may be lost: link, money a year, posts, programme and group served, reason, certainty.",
    )
    return (grid,)


def _lose_heading(page: BoardPage) -> str:
    shown, until = len(page.losses), month_in_words(page.until)
    if page.losses_in_all <= shown:
        return f"What we stand to lose by {until}"
    return f"What we stand to lose by {until}: the weightiest {shown:,} of {page.losses_in_all:,}"


def _loss(item: Loss, reasons: tuple[str, ...]) -> tuple[str, ...]:
    link = f"{item.name}: {item.link}" if item.name else f"{item.link} ({item.kind})"
    purpose = item.purpose.removeprefix("the programme ").removeprefix("the programmes ")
    carries = "; ".join(text for text in (item.posts, purpose) if text)
    cells = (
        link,
        item.money.replace(" a year", ""),
        carries,
        reason_in_brief(item, reasons),
        item.certainty,
    )
    return tuple(capital(cell) if cell else NOTHING for cell in cells)


def reason_in_brief(item: Loss, reasons: tuple[str, ...]) -> str:
    """The reason as told; where that is long its first sentence, and how many more there are."""
    told = sorted((text for text in reasons if text in item.reason), key=item.reason.find)
    if len(item.reason) <= MOST_CHARACTERS or not told:
        return item.reason
    return f"{told[0]} {sentence(counted(len(reasons) - 1, 'further reason'))}"


def _fates(page: BoardPage, ahead: Ahead) -> Section:
    counts = page.counts
    if not counts.links:
        return Section("No linked pair is recorded", ())
    fates, vcse = ahead.comparison.fates, page.vcse_counts
    words = fates_in_words(counts, fates, of="All pairs")
    if vcse.links:
        words += f" {fates_in_words(vcse, fates, 'With a VCSE organisation', f'{vcse.links:,}')}"
    carried = _carried(ahead)
    blocks = (Words(words), Words(carried)) if carried else (Words(words),)
    return Section(_fates_heading(page), blocks)


def _carried(ahead: Ahead) -> str:
    """What becomes of the money, the posts and the programmes that hang on the links."""
    found = ahead.comparison
    posts = posts_sentence(found) if ahead.audience.sees_posts else ""
    money = (money_sentence(found), money_kinds_in_brief(found))
    told = (*money, posts, programmes_sentence(found))
    return " ".join(text for text in told if text)


def _fates_heading(page: BoardPage) -> str:
    counts, pairs = page.counts, in_figures(page.counts.links, "linked pair")
    if counts.not_known == counts.links:
        return f"What becomes of {pairs} is not known"
    lasting = f"{digits(counts.carries_on)} {verb_for(counts.carries_on, 'carries', 'carry')} on"
    heading = f"Of {pairs}, {lasting} to {month_in_words(page.until)}"
    return f"{heading}; of {digits(counts.not_known)} it is not known" if counts.not_known else heading


def _gaps(page: BoardPage) -> tuple[Block, ...]:
    if not page.gaps.sentences:
        return (Words("No gap is marked in what is recorded."),)
    return (Words(" ".join(page.gaps.sentences)),)
