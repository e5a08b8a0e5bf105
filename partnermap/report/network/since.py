"""What has changed since the last report: linked pairs gained and lost, by name."""

import datetime as dt

from partnermap.analysis.measure.change import Change, Pair, change_between
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.sentences import (
    capital,
    day_in_words,
    digits,
    first_few,
    in_figures,
)
from partnermap.report.content import Section, Words

MONTHS_BETWEEN = 3
"""Between two reports where nobody says when the last one was: boards meet every quarter."""

MOST_NAMED = 2


def last_report_before(on: dt.date) -> dt.date:
    """The date to compare with where no other is given."""
    return add_months(on, -MONTHS_BETWEEN)


def since_section(place: Place, since: dt.date, on: dt.date) -> Section:
    """The section of page one; successors count as the bodies that they took over from."""
    change = change_between(place, since, on)
    parts = [
        text
        for text in (
            _part(place, change.gained, "gained"),
            _part(place, change.lost, "lost"),
            _part(place, change.waiting, "without a home yet"),
            _part(place, change.internal, "now within one body"),
        )
        if text
    ]
    return Section(
        f"Since {day_in_words(since)}: {_heading(change)}", (Words(" ".join(parts) or _same(change)),)
    )


def _heading(change: Change) -> str:
    if not (change.gained or change.lost or change.waiting or change.internal):
        return "no linked pair was gained or lost"
    gained = in_figures(len(change.gained), "linked pair") if change.gained else "no linked pair"
    return f"{gained} gained, {digits(len(change.lost))} lost"


def _same(change: Change) -> str:
    if not change.kept:
        return "No linked pair on either date."
    return f"{in_figures(len(change.kept), 'linked pair')} on both dates."


def _part(place: Place, pairs: tuple[Pair, ...], what: str) -> str:
    if not pairs:
        return ""
    names = [f"{place.name_of(one)} – {place.name_of(other)}" for one, other in pairs]
    vcse = sum(place.has_vcse(pair) for pair in pairs)
    told = first_few(names, MOST_NAMED)
    return f"{capital(what)}: {told} ({digits(vcse)} with a VCSE organisation)."
