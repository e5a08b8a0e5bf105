"""The demand log: what is asked of the place from above, and whether it helps (MEASURES F5)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """Whether a demand helps or hinders, as recorded in the statement's stage."""

    HELPS = "helps"
    HINDERS = "hinders"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class Demand:
    """One national demand.

    Attributes:
        about: name of the record it bears on; None where it bears on the place.
        owner: who says so.
        day, public_day: of the statement, and of its publication.
    """

    id: str
    text: str
    effect: Effect
    about: str | None
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
