"""The demand log: what is asked of the place from above, and whether it helps (MEASURES F5)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.profile.domains import plain
from partnermap.analysis.profile.subject import name_of_subject, subject_of
from partnermap.domain.dates import known_first_day
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.record import About

KIND = "national demand"
"""The kind of the statements that record one."""


class Effect(StrEnum):
    """Whether a demand helps or hinders, as recorded in the statement's stage."""

    HELPS = "helps"
    HINDERS = "hinders"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Demand:
    """One national demand.

    Attributes:
        about, subject: name and key of the record it bears on; None where it bears on the place.
        owner: who says so.
        day, public_day: of the statement, and of its publication.
    """

    id: str
    text: str
    effect: Effect
    about: str | None
    subject: About | None
    owner: str | None
    day: dt.date | None
    public_day: dt.date | None


@dataclass(frozen=True, slots=True)
class DemandLog:
    """All national demands recorded by the date, the latest first."""

    demands: tuple[Demand, ...]

    def of(self, effect: Effect) -> tuple[Demand, ...]:
        """Those that help, hinder, or of which it is not recorded."""
        return tuple(item for item in self.demands if item.effect is effect)


_WORDS = {
    **dict.fromkeys(("helps", "help", "helpful"), Effect.HELPS),
    **dict.fromkeys(("hinders", "hinder", "conflict", "conflicts"), Effect.HINDERS),
}


def demands_by(place: Place, on: dt.date) -> DemandLog:
    """What is recorded by the date; statements without a date included, last."""
    found = [_demand(place, row) for row in place.of(Statement).values() if plain(row.kind) == KIND]
    past = [item for item in found if item.day is None or item.day <= on]
    return DemandLog(tuple(sorted(past, key=lambda item: item.day or dt.date.min, reverse=True)))


def _demand(place: Place, row: Statement) -> Demand:
    subject = subject_of(place, row)
    return Demand(
        id=row.id,
        text=row.text,
        effect=_WORDS.get(plain(row.stage), Effect.NOT_RECORDED),
        about=name_of_subject(place, subject),
        subject=subject,
        owner=row.owner,
        day=known_first_day(row.date),
        public_day=known_first_day(row.public_date),
    )
