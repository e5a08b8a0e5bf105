"""The section on ties at risk: which links may not last, why, and who must decide by when."""

import datetime as dt
from collections.abc import Sequence

from partnermap.analysis.health.risks import Risk, risks
from partnermap.analysis.health.sentences import counted, day, month, number
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
    """Links with something recorded against them first, then those that nothing else holds."""
    found = risks_for(place, on, audience)
    dated = [risk for risk in found if risk.is_dated]
    lonely = [risk for risk in found if not risk.is_dated]
    blocks: list[Block] = []
    if dated:
        blocks += [Words(_deadlines(dated, on)), _dated_grid(place, dated, on)]
    if lonely:
        blocks += [
            Subheading("Links without which part of the map falls away"),
            _lonely_grid(place, lonely),
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
    return f"{number(at_risk).capitalize()} of {counted(links, 'link')} may not last to {until}"


def _deadlines(found: Sequence[Risk], on: dt.date) -> str:
    past = sum(risk.decide_by is not None and risk.decide_by < on for risk in found)
    ahead = [risk.decide_by for risk in found if risk.decide_by is not None and risk.decide_by >= on]
    parts = []
    if past:
        verb = "has" if past == 1 else "have"
        parts.append(f"{number(past).capitalize()} {verb} passed the latest safe date (▲).")
    if ahead:
        parts.append(f"The next decision is due by {day(min(ahead))}.")
    parts.append("The latest safe date is the end less the months of notice.")
    return " ".join(parts)


def _dated_grid(place: Place, found: Sequence[Risk], on: dt.date) -> Grid:
    return Grid(
        (
            Field("Link", 0.29),
            Field("Why it may not last", 0.35),
            Field("At stake", 0.2),
            Field("Decide by", 0.16),
        ),
        tuple(
            (_link(place, risk), _reasons(risk), _stake(risk), _decide_by(risk, on)) for risk in found
        ),
        "One row for each link at risk: why, what is at stake and the latest safe date.",
    )


def _link(place: Place, risk: Risk) -> str:
    ends = f"{place.name_of(risk.tie.from_id)} – {place.name_of(risk.tie.to_id)}"
    return f"{ends} ({risk.tie.kind.value})"


def _reasons(risk: Risk) -> str:
    return " ".join(reason.text for reason in risk.reasons)


def _stake(risk: Risk) -> str:
    return "; ".join(risk.carried.texts) or "Nothing recorded"


def _decide_by(risk: Risk, on: dt.date) -> str:
    if risk.decide_by is None:
        return "No date"
    late = " ▲ passed" if risk.decide_by < on else ""
    return f"{day(risk.decide_by)}{late}"


def _lonely_grid(place: Place, found: Sequence[Risk]) -> Grid:
    return Grid(
        (Field("Link", 0.45), Field("What falls away", 0.55)),
        tuple((_link(place, risk), _reasons(risk)) for risk in found),
        "One row for each link that alone joins part of the map to the rest.",
    )
