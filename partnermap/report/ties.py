"""The section on ties at risk: which links may not last, why, and who must decide by when."""

import datetime as dt
from collections.abc import Sequence

from partnermap.analysis.health.risk_list import reasons_of, texts_shared
from partnermap.analysis.health.risks import Risk, risks
from partnermap.analysis.health.sentences import capital, counted, day, month, number
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.network.build import network_on
from partnermap.report.audience import Audience
from partnermap.report.content import Block, Field, Grid, Section, Subheading, Words

MONTHS = 24


def risks_for(place: Place, on: dt.date, audience: Audience) -> tuple[Risk, ...]:
    """Ties at risk that the audience may see: ties made by a post show its title and state."""
    found = risks(place, on, MONTHS)
    if audience.sees_posts:
        return found
    return tuple(risk for risk in found if risk.tie.origin.table != Post.TABLE)


def ties_section(place: Place, on: dt.date, audience: Audience) -> Section:
    """Links to which something happens first, then those that stand alone, then those of old news."""
    found = risks_for(place, on, audience)
    dated = [risk for risk in found if risk.is_dated]
    lonely = [risk for risk in found if not risk.is_dated and risk.cut_off]
    old = [risk for risk in found if not risk.is_dated and not risk.cut_off]
    blocks: list[Block] = []
    if dated:
        blocks += [Words(_deadlines(dated, on)), _dated_grid(place, dated, on)]
    if lonely:
        blocks += [
            Subheading("Links without which part of the map falls away"),
            _standing_grid(place, lonely, "What falls away", "alone joins part of the map to the rest"),
        ]
    if old:
        blocks += [
            Subheading("Links that nobody has confirmed for long"),
            _standing_grid(place, old, "Since when", "nobody has confirmed for long"),
        ]
    if not audience.sees_posts:
        blocks.append(
            Words("Links made by single posts are left out of the public version.", quiet=True)
        )
    return Section(_finding(place, on, len(dated)), tuple(blocks))


def _finding(place: Place, on: dt.date, at_risk: int) -> str:
    links = len(network_on(place, on).ties)
    until = month(add_months(on, MONTHS))
    if not links:
        return "No link is recorded on this date"
    if not at_risk:
        return f"Nothing is recorded against any of the {counted(links, 'link')} by {until}"
    return f"{capital(number(at_risk))} of {counted(links, 'link')} may not last to {until}"


def _deadlines(found: Sequence[Risk], on: dt.date) -> str:
    past = sum(risk.decide_by is not None and risk.decide_by < on for risk in found)
    ahead = [risk.decide_by for risk in found if risk.decide_by is not None and risk.decide_by >= on]
    parts = []
    if past:
        verb = "has" if past == 1 else "have"
        parts.append(f"{capital(number(past))} {verb} passed the latest safe date (▲).")
    if ahead:
        parts.append(f"The next decision is due by {day(min(ahead))}.")
    parts.append("The latest safe date is the end less the months of notice.")
    return " ".join(parts)


def _dated_grid(place: Place, found: Sequence[Risk], on: dt.date) -> Grid:
    return Grid(
        (
            Field("Links", 0.31),
            Field("Why they may not last", 0.33),
            Field("At stake", 0.19),
            Field("Decide by", 0.17),
        ),
        tuple(
            (
                _links(place, group),
                " ".join(reasons_of(place, group)),
                _stake(group[0]),
                _decide_by(group, on),
            )
            for group in grouped(found)
        ),
        "One row for links that share a record or a reason: why, what is at stake, latest safe date.",
    )


def grouped(found: Sequence[Risk]) -> list[list[Risk]]:
    """Risks of one record, or without anything at stake for the same reasons, together; order kept."""
    groups: dict[tuple[object, ...], list[Risk]] = {}
    for risk in found:
        texts = texts_shared(risk)
        key = (risk.tie.origin,) if risk.carried.texts else (texts, risk.decide_by)
        groups.setdefault(key, []).append(risk)
    return list(groups.values())


def _links(place: Place, group: Sequence[Risk]) -> str:
    """`A – B (kind)`; for several links of one body `A – B, C (kind); D (other kind)`."""
    hub = _common_end(group)
    if hub is None:
        return "; ".join(_link(place, risk) for risk in group)
    by_kind: dict[str, list[str]] = {}
    for risk in group:
        other = risk.tie.to_id if risk.tie.from_id == hub else risk.tie.from_id
        by_kind.setdefault(risk.tie.kind.value, []).append(place.name_of(other))
    others = "; ".join(f"{', '.join(dict.fromkeys(names))} ({kind})" for kind, names in by_kind.items())
    return f"{place.name_of(hub)} – {others}"


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
    return f"{day(first)}{' ▲ passed' if first < on else ''}"


def _standing_grid(place: Place, found: Sequence[Risk], heading: str, what: str) -> Grid:
    return Grid(
        (Field("Link", 0.45), Field(heading, 0.55)),
        tuple((_link(place, risk), _reasons(place, [risk])) for risk in found),
        f"One row for each link that {what}.",
    )
