"""The section on ties at risk: which links may not last, why, and who must decide by when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.analysis.health.reasons import Reason, ReasonKind
from partnermap.analysis.health.risk_list import reasons_of, texts_shared
from partnermap.analysis.health.risks import Risk, risks
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.sentences import (
    capital,
    counted,
    day_in_words,
    first_few,
    month_in_words,
    number,
    part_of,
    sentence,
)
from partnermap.network.build import network_on
from partnermap.network.origin import name_of_origin
from partnermap.report.audience import Audience
from partnermap.report.content import Block, Field, Grid, Points, Section, Subheading, Words

MONTHS = 24
MOST_ROWS = 8
"""Of each table in the board's part; the appendix has the rest."""

MOST_NAMED = 4

_REORGANISED = frozenset({ReasonKind.REORGANISED, ReasonKind.HANDED_ON})


def risks_for(place: Place, on: dt.date, audience: Audience) -> tuple[Risk, ...]:
    """Ties at risk that the audience may see: ties made by a post show its title and state."""
    found = risks(place, on, MONTHS)
    if audience.sees_posts:
        return found
    return tuple(risk for risk in found if risk.tie.origin.table != Post.TABLE)


def ties_section(place: Place, on: dt.date, audience: Audience) -> Section:
    """Links to which something happens first, then those that stand alone, then those of old news."""
    found = _sorted_out(place, on, audience)
    blocks: list[Block] = []
    if found.dated:
        shown = found.dated[:MOST_ROWS]
        blocks += [Words(_deadlines(found, on)), *_dated_blocks(place, shown, on)]
    for title, heading, what, rows in found.standing:
        if rows:
            blocks += [Subheading(title), _standing_grid(place, rows[:MOST_ROWS], heading, what)]
    if found.left_over:
        blocks.append(Words(f"{found.left_over} The appendix has all of them.", quiet=True))
    if not audience.sees_posts:
        blocks.append(
            Words("Links made by single posts are left out of the public version.", quiet=True)
        )
    return Section(_finding(place, on, found.links), tuple(blocks))


def ties_appendix(place: Place, on: dt.date, audience: Audience) -> tuple[Section, ...]:
    """The rows that the section had no room for."""
    found = _sorted_out(place, on, audience)
    told = _told(found.dated[:MOST_ROWS])
    blocks: list[Block] = list(_dated_blocks(place, found.dated[MOST_ROWS:], on, told))
    for title, heading, what, rows in found.standing:
        if more := rows[MOST_ROWS:]:
            blocks += [Subheading(title), _standing_grid(place, more, heading, what)]
    if not blocks:
        return ()
    until = month_in_words(add_months(on, MONTHS))
    return (Section(f"Appendix: further links that may not last to {until}", tuple(blocks)),)


@dataclass(frozen=True, slots=True)
class _Found:
    """The links at risk in their three sorts, in the order of their consequence.

    Attributes:
        dated: those to which something happens, by record or reason.
        standing: title, heading, what a row is and the links, for those alone and for old news.
    """

    dated: tuple[tuple[Risk, ...], ...]
    standing: tuple[tuple[str, str, str, tuple[Risk, ...]], ...]

    @property
    def links(self) -> int:
        """How many links something happens to."""
        return sum(len(group) for group in self.dated)

    @property
    def left_over(self) -> str:
        """What the section does not show, in a sentence; empty where it shows everything."""
        links = sum(len(group) for group in self.dated[MOST_ROWS:])
        links += sum(len(rows[MOST_ROWS:]) for *_, rows in self.standing)
        return sentence(f"{counted(links, 'further link')} with less at stake") if links else ""


def _sorted_out(place: Place, on: dt.date, audience: Audience) -> _Found:
    found = risks_for(place, on, audience)
    lonely = tuple(risk for risk in found if not risk.is_dated and risk.cut_off)
    old = tuple(risk for risk in found if not risk.is_dated and not risk.cut_off)
    return _Found(
        tuple(tuple(group) for group in grouped([risk for risk in found if risk.is_dated])),
        (
            (
                "Links without which part of the map falls away",
                "What falls away",
                "alone joins part of the map to the rest",
                lonely,
            ),
            (
                "Links that nobody has confirmed for long",
                "Since when",
                "nobody has confirmed for long",
                old,
            ),
        ),
    )


def _finding(place: Place, on: dt.date, at_risk: int) -> str:
    links = len(network_on(place, on).ties)
    until = month_in_words(add_months(on, MONTHS))
    if not links:
        return "No link is recorded on this date"
    if not at_risk:
        whole = counted(links, "link")
        against = f"any of the {whole}" if links > 1 else f"the {whole}"
        return f"Nothing is recorded against {against} by {until}"
    return f"{part_of(at_risk, links, 'link')} may not last to {until}"


def _deadlines(found: _Found, on: dt.date) -> str:
    dates = [risk.decide_by for group in found.dated for risk in group if risk.decide_by is not None]
    past, ahead = [each for each in dates if each < on], [each for each in dates if each >= on]
    parts = []
    if past:
        verb = "has" if len(past) == 1 else "have"
        parts.append(f"{capital(number(len(past)))} {verb} passed the latest safe date (▲).")
    if ahead:
        parts.append(f"The next decision is due by {day_in_words(min(ahead))}.")
    parts.append("The latest safe date is the end less the months of notice. The gravest come first.")
    return " ".join(parts)


def _dated_blocks(
    place: Place, groups: Sequence[Sequence[Risk]], on: dt.date, before: Sequence[str] = ()
) -> tuple[Block, ...]:
    """The bodies that are reorganised, where not told before, then the table that only names them."""
    if not groups:
        return ()
    told = tuple(text for text in _told(groups) if text not in before)
    key = (Words("Reorganised among them:"), Points(told)) if told else ()
    return (*key, _dated_grid(place, groups, on))


def _told(groups: Sequence[Sequence[Risk]]) -> tuple[str, ...]:
    """What becomes of each body that is reorganised, once."""
    return tuple(dict.fromkeys(reason.text for group in groups for reason in _reorganised(group)))


def _dated_grid(place: Place, groups: Sequence[Sequence[Risk]], on: dt.date) -> Grid:
    return Grid(
        (
            Field("Links", 0.34),
            Field("Why they may not last", 0.29),
            Field("At stake", 0.21),
            Field("Decide by", 0.16),
        ),
        tuple(
            (_links(place, group), _why(place, group), _stake(group[0]), _decide_by(group, on))
            for group in groups
        ),
        "One row for links that share a record or a reason: why, what is at stake, latest safe date.",
    )


def _reorganised(group: Sequence[Risk]) -> list[Reason]:
    """Reasons that some body at an end is reorganised, each once."""
    found = dict.fromkeys(reason for risk in group for reason in risk.reasons)
    return [reason for reason in found if reason.kind in _REORGANISED]


def _why(place: Place, group: Sequence[Risk]) -> str:
    """Every other reason in full; of bodies that are reorganised the names."""
    others = [
        replace(risk, reasons=tuple(item for item in risk.reasons if item.kind not in _REORGANISED))
        for risk in group
    ]
    ids = dict.fromkeys(reason.organisation_id for reason in _reorganised(group))
    names = [place.name_of(key) for key in ids if key is not None]
    texts = list(reasons_of(place, others))
    if names:
        texts.append(f"Reorganised: {first_few(names, MOST_NAMED)}.")
    return " ".join(texts)


def grouped(found: Sequence[Risk]) -> list[list[Risk]]:
    """Risks of one record, or without anything at stake for the same reasons, together; order kept."""
    groups: dict[tuple[object, ...], list[Risk]] = {}
    for risk in found:
        texts = texts_shared(risk)
        key = (risk.tie.origin,) if risk.carried.texts else (texts, risk.decide_by)
        groups.setdefault(key, []).append(risk)
    return list(groups.values())


def _links(place: Place, group: Sequence[Risk]) -> str:
    """`Name: A – B (kind)`; for several links of one body `A – B, C (kind); D (other kind)`."""
    hub, name = _common_end(group), _name(place, group)
    if hub is None:
        return name + "; ".join(_link(place, risk) for risk in group)
    by_kind: dict[str, list[str]] = {}
    for risk in group:
        other = risk.tie.to_id if risk.tie.from_id == hub else risk.tie.from_id
        by_kind.setdefault(risk.tie.kind.value, []).append(place.name_of(other))
    others = "; ".join(f"{', '.join(dict.fromkeys(names))} ({kind})" for kind, names in by_kind.items())
    return f"{name}{place.name_of(hub)} – {others}"


def _name(place: Place, group: Sequence[Risk]) -> str:
    """`Better Care Fund: ` where all links are of one record with a name."""
    origins = {risk.tie.origin for risk in group}
    name = name_of_origin(place, group[0].tie.origin) if len(origins) == 1 else None
    return f"{name}: " if name else ""


def _common_end(group: Sequence[Risk]) -> str | None:
    """The organisation at an end of every link of the group."""
    shared = set(group[0].tie.pair).intersection(*(risk.tie.pair for risk in group))
    return next((end for end in (group[0].tie.from_id, group[0].tie.to_id) if end in shared), None)


def _link(place: Place, risk: Risk) -> str:
    ends = f"{place.name_of(risk.tie.from_id)} – {place.name_of(risk.tie.to_id)}"
    return f"{ends} ({risk.tie.kind.value})"


def _reasons(place: Place, group: Sequence[Risk]) -> str:
    return " ".join(reasons_of(place, group))


def _stake(risk: Risk) -> str:
    return capital("; ".join(risk.carried.texts) or "nothing recorded")


def _decide_by(group: Sequence[Risk], on: dt.date) -> str:
    first = min((risk.decide_by for risk in group if risk.decide_by is not None), default=None)
    if first is None:
        return "No date"
    return f"{day_in_words(first)}{' ▲ passed' if first < on else ''}"


def _standing_grid(place: Place, found: Sequence[Risk], heading: str, what: str) -> Grid:
    return Grid(
        (Field("Link", 0.45), Field(heading, 0.55)),
        tuple((_link(place, risk), _reasons(place, [risk])) for risk in found),
        f"One row for each link that {what}.",
    )
