"""Where an agreement's money lands: what each recipient gets of it, and what stays with the host."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.analysis.measure.money import money_on
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import financial_year
from partnermap.domain.words import ContributionRole
from partnermap.network.derive import recipients_of
from partnermap.network.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Landing:
    """What is paid into one agreement in a year, by where it lands.

    Attributes:
        by_organisation: pence; with `unplaced` they add up to what is paid as far as recorded.
        unplaced: pence of which nobody recorded who receives them.
        organisation_ids: everybody who receives, amounts known or not.
        is_known: all that is paid is recorded, and all of it is placed.
        exceeds: more is recorded as received than as paid, so that the amounts were scaled down.
    """

    by_organisation: Mapping[str, int]
    unplaced: int
    organisation_ids: frozenset[str]
    is_known: bool
    exceeds: bool = False


def landing_on(lookup: Lookup, agreement: Agreement, on: dt.date) -> Landing:
    """The landing of what the financial year that holds the date shows.

    Recipients get what is recorded for them and the host keeps the rest. The rest is unplaced where
    there is no host, where a recipient's amount is not known, or where only other years name recipients.
    A single recipient without a host gets all of it when no amount is recorded for it.
    """
    money = money_on(lookup, agreement, on)
    rows = _rows(lookup, agreement, on)
    ids = frozenset(row.organisation_id for row in rows) or _without_rows(lookup, agreement)
    if money.total is None:
        return Landing({}, 0, ids, is_known=False)
    if money.total <= 0:
        return Landing({}, money.total, ids, is_known=False)
    received = _received(rows)
    if (over := sum(received.values()) - money.total) > 0:
        return Landing(_scaled(received, money.total), 0, ids, money.is_known, exceeds=True)
    keeper = _keeper(lookup, agreement, rows)
    if keeper is None:
        return Landing(received, -over, ids, money.is_known and not over)
    received[keeper] = received.get(keeper, 0) - over
    placed = {key: pence for key, pence in received.items() if pence}
    return Landing(placed, 0, ids | ({keeper} if over else set()), money.is_known)


def _rows(lookup: Lookup, agreement: Agreement, on: dt.date) -> list[Contribution]:
    year = financial_year(on)
    return [
        row
        for row in lookup.contributions.get(agreement.id, ())
        if row.role is ContributionRole.RECEIVES and row.financial_year == year
    ]


def _received(rows: list[Contribution]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        if row.amount is not None:
            found[row.organisation_id] = found.get(row.organisation_id, 0) + row.amount
    return found


def _without_rows(lookup: Lookup, agreement: Agreement) -> frozenset[str]:
    """Who receives when the year says nothing: recipients of other years, or else the host."""
    host = () if agreement.host_id is None else (agreement.host_id,)
    return frozenset(recipients_of(lookup, agreement) or host)


def _keeper(lookup: Lookup, agreement: Agreement, rows: list[Contribution]) -> str | None:
    """Who has what no recipient got; None when nobody can say."""
    if not rows and recipients_of(lookup, agreement):
        return None
    known = [row for row in rows if row.amount is not None]
    if agreement.host_id is not None:
        return agreement.host_id if len(known) == len(rows) else None
    recipients = {row.organisation_id for row in rows}
    return next(iter(recipients)) if len(recipients) == 1 and not known else None


def _scaled(received: Mapping[str, int], total: int) -> dict[str, int]:
    """The same proportions of a smaller total, to the penny."""
    whole = sum(received.values())
    found = {key: pence * total // whole for key, pence in received.items()}
    largest = max(found, key=lambda key: found[key])
    found[largest] += total - sum(found.values())
    return found
