"""What leaves a file before it is handed on: people's names, money."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from partnermap.domain.agreement import Contribution, PaymentLine
from partnermap.domain.changes import Changes
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.programme import Programme
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Decision

PEOPLE_FIELDS: Mapping[str, str] = {
    Post.TABLE: "holder",
    Programme.TABLE: "sponsor",
    Decision.TABLE: "decided_by",
    Statement.TABLE: "owner",
    Action.TABLE: "owner",
}
"""Fields that may name a person; `source` of every record may as well. Free texts are the user's own."""

MONEY_FIELDS: Mapping[str, str] = {Contribution.TABLE: "amount"}
"""Fields that hold amounts; payment lines are money through and through and go whole."""


def leave_out(place: Place, parts: Collection[str]) -> Changes:
    """The changes that empty a place of what should not be handed on.

    Args:
        place: the records as they stand.
        parts: any of `people` and `money`; others, such as `history`, are not in the records.
    """
    gone = tuple((PaymentLine.TABLE, key) for key in place.of(PaymentLine)) if "money" in parts else ()
    update = tuple(
        emptied
        for record in place.records()
        if not ("money" in parts and record.TABLE == PaymentLine.TABLE)
        and (emptied := _without(record, parts)) is not record
    )
    return Changes(update=update, delete=gone)


def _without(record: Record, parts: Collection[str]) -> Record:
    empty: dict[str, Any] = {
        name: None for name in _fields_of(record, parts) if getattr(record, name) is not None
    }
    return replace(record, **empty) if empty else record


def _fields_of(record: Record, parts: Collection[str]) -> Iterator[str]:
    if "people" in parts:
        yield "source"
        if record.TABLE in PEOPLE_FIELDS:
            yield PEOPLE_FIELDS[record.TABLE]
    if "money" in parts and record.TABLE in MONEY_FIELDS:
        yield MONEY_FIELDS[record.TABLE]
