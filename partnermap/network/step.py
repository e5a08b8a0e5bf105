"""Step: one move of a link's end from one body to the next, or why there is none."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.domain.reorganisation import Succession
from partnermap.network.network import Waiting

_WHOLE = 1 - 1e-9
"""Shares written as rounded decimals may add up to a hair less than 1."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move.

    Attributes:
        next_id: the body it goes to, None when nobody knows.
        inherited: it goes there because of a succession, not of a decision about the link.
        waiting: why there is none; None too where the body has not opened yet.
        successor_ids: those to choose from.
        day: when; None where no date is recorded.
        reorganisation_ids: what moves it.
    """

    next_id: str | None
    inherited: bool = False
    waiting: Waiting | None = None
    successor_ids: tuple[str, ...] = ()
    day: dt.date | None = None
    reorganisation_ids: tuple[str, ...] = ()


def choice(
    body: str,
    rows: list[Succession],
    day: dt.date | None,
    reorganisation_ids: tuple[str, ...],
    *,
    keeps_rest: bool = False,
) -> Step:
    """To the one successor of the rows; several need a decision, none is no home.

    Args:
        body: where the link is.
        rows: the successions that apply to it.
        day: when they take effect.
        reorganisation_ids: what they belong to.
        keeps_rest: the body lives on, so that what the shares leave stays with it.
    """
    successors = successors_in(rows)
    shares = [row.share for row in rows if row.successor_id != body]
    if keeps_rest and (body in successors or (None not in shares and _sum(shares) < _WHOLE)):
        successors = tuple(dict.fromkeys((body, *successors)))
    if len(successors) == 1:
        return Step(successors[0], inherited=True, day=day, reorganisation_ids=reorganisation_ids)
    why = Waiting.NEEDS_DECISION if successors else Waiting.NO_HOME
    return Step(None, False, why, successors, day, reorganisation_ids)


def successors_in(rows: Iterable[Succession]) -> tuple[str, ...]:
    """Each successor once, in the order recorded."""
    return tuple(dict.fromkeys(row.successor_id for row in rows))


def _sum(shares: Iterable[float | None]) -> float:
    return sum(share or 0 for share in shares)
