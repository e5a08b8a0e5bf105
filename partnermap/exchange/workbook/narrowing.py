"""A place with less in it: only what is in force on a date, or without people or money."""

import datetime as dt
from collections.abc import Iterator

from partnermap.domain.agreement import Agreement, Contribution, PaymentLine
from partnermap.domain.apply import Key, applied, with_consequences
from partnermap.domain.changes import Changes
from partnermap.domain.dates import financial_year
from partnermap.domain.errors import UserError
from partnermap.domain.leaving_out import leave_out
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie

LEAVES_OUT = ("people", "money", "history")
"""What an export can go without; a workbook never holds history."""

Dated = Organisation | Tie | Agreement | Post | Team | Member
_DATED: tuple[type[Dated], ...] = (Organisation, Tie, Agreement, Post, Team, Member)


def narrowed(place: Place, on: dt.date | None, without: frozenset[str]) -> Place:
    """What an export of a date and without some kinds of data holds.

    Raises:
        UserError: a kind of data that is not known.
    """
    if unknown := sorted(without - set(LEAVES_OUT)):
        raise UserError(
            f"An export cannot go without “{unknown[0]}”; choose from {', '.join(LEAVES_OUT)}."
        )
    if on is not None:
        place = _without(place, set(_not_in_force(place, on)))
    return applied(place, leave_out(place, without)) if without else place


def _not_in_force(place: Place, on: dt.date) -> Iterator[Key]:
    for kind in _DATED:
        for record in place.of(kind).values():
            if not record.period.holds(on):
                yield record.TABLE, record.id
    year, month = financial_year(on), f"{on:%Y-%m}"
    for contribution in place.of(Contribution).values():
        if contribution.financial_year not in (None, year):
            yield contribution.TABLE, contribution.id
    for line in place.of(PaymentLine).values():
        if line.month != month:
            yield line.TABLE, line.id


def _without(place: Place, delete: set[Key]) -> Place:
    """The place without some records, those that need them, and whatever is said about either."""
    gone = set(with_consequences(place, delete).delete)
    said = {(record.TABLE, record.id) for record in place.records() if _subject_of(record) in gone}
    return applied(place, Changes(delete=tuple(gone | said)))


def _subject_of(record: Record) -> Key:
    return getattr(record, "about_table", None) or "", getattr(record, "about_id", None) or ""
