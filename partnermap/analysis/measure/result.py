"""What a measure answers with besides a value: not defined, or not known, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotDefined:
    """The mathematics gives no value here; `reason` is a sentence for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The data to compute it were not recorded; `reason` is a sentence for people."""

    reason: str


Figure = float | NotDefined | NotKnown
"""One figure, or why there is none."""

NO_ORGANISATIONS = NotDefined("There are no organisations yet.")
TOO_FEW_FOR_PAIRS = NotDefined("It needs at least two organisations.")
TOO_FEW_FOR_PATHS = NotDefined("It needs at least three organisations.")
NO_TIES = NotDefined("No ties are recorded on this date.")
NOT_CONNECTED = NotDefined("The map is in separate pieces, so some organisations cannot reach others.")
