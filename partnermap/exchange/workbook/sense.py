"""What a single row must not say: terms and peaks the wrong way round, bodies that follow themselves."""

from collections.abc import Callable

from partnermap.domain.dates import Period
from partnermap.domain.errors import BadValue
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.sense import PERIODS
from partnermap.domain.tie import Tie
from partnermap.domain.words import ReorganisationKind

Known = Callable[[str, str], Record | None]
"""The record of a table and key as it stands so far."""


def check_sense(record: Record, known: Known) -> None:
    """Refuse a record that contradicts itself.

    Raises:
        BadValue: naming the field.
    """
    for first, last in PERIODS:
        term = Period(getattr(record, first, None), getattr(record, last, None))
        if term.is_reversed:
            between = f"is before {first.capitalize()} {term.start}"
            raise BadValue(f"{last.capitalize()}: {term.end} {between}; correct one of the dates.")
    if isinstance(record, Tie) and record.from_id == record.to_id:
        raise BadValue("To: this is the organisation that stands under From; give another one.")
    if isinstance(record, Reorganisation | Affected):
        _check_peaks(record)
    if isinstance(record, Succession):
        _check_successor(record, known)


def _check_peaks(record: Reorganisation | Affected) -> None:
    low, high = record.peak_low, record.peak_high
    if low is not None and high is not None and low > high:
        raise BadValue(f"Peak high: {high:g} is below Peak low {low:g}; correct one of them.")


def _check_successor(record: Succession, known: Known) -> None:
    """A body may follow itself, which says that it continues, but not where it is abolished."""
    if record.predecessor_id != record.successor_id:
        return
    cause = known(Reorganisation.TABLE, record.reorganisation_id)
    if isinstance(cause, Reorganisation) and cause.kind is ReorganisationKind.ABOLITION:
        raise BadValue(
            f"Successor: “{cause.name}” is an abolition, in which no organisation follows itself; "
            f"give another one."
        )
