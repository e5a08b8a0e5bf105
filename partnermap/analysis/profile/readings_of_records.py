"""The figures that cut-points judge and that are counted from records (MEASURES E1b)."""

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.programmes import FIELDS
from partnermap.analysis.profile.reading import Reading, Source, abouts
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.sentences import is_or_are, part_of, sentence
from partnermap.domain.words import AgreementKind, ReorganisationStatus
from partnermap.network.derive import has_lapsed, runs_on
from partnermap.network.standing import effective_day

CLEAR_FIELDS = 6
"""Of the eight, from which on a programme counts as clear."""

RECENT_MONTHS = 24
"""A change that took effect longer ago is history: its check can no longer change anything."""

NO_PROGRAMMES = NotKnown("No programme is recorded.")
NO_CHANGES = NotKnown("No change that is decided, ordered or recent is recorded.")
NO_DATA_AGREEMENTS = NotKnown("No data sharing agreement is recorded on this date.")


def programmes_clear(source: Source) -> Reading:
    """F1: programmes that state six or more of the eight things, 0 to 1."""
    records = source.programmes.records
    if not records:
        return Reading(NO_PROGRAMMES)
    clear = sum(len(item.answered) >= CLEAR_FIELDS for item in records)
    text = (
        f"{part_of(clear, len(records), 'programme')} can state {CLEAR_FIELDS} or "
        f"more of {len(FIELDS)} things about the gap they mean"
    )
    found = tuple(About(Programme.TABLE, item.id) for item in records)
    return Reading(clear / len(records), sentence(text), found)


def equity_checked(source: Source) -> Reading:
    """Changes that have an equity check and an action, over those decided, ordered or recent, 0 to 1."""
    checks = [item for item in source.equity if _is_due(source, item)]
    if not checks:
        return Reading(NO_CHANGES)
    done = sum(not item.is_missing and bool(item.actions) for item in checks)
    text = f"{part_of(done, len(checks), 'change')} ahead or recent "
    text += f"{'has' if done == 1 else 'have'} both an equity check and an action about the change"
    return Reading(done / len(checks), sentence(text), abouts(item.reorganisation for item in checks))


def data_agreements_in_date(source: Source) -> Reading:
    """Data sharing agreements in date over all that run on the date, the expired included, 0 to 1."""
    running = running_data_agreements(source)
    if not running:
        return Reading(NO_DATA_AGREEMENTS)
    valid = sum(not has_lapsed(item, source.on) for item in running)
    text = part_of(valid, len(running), "data sharing agreement")
    text += f" {is_or_are(valid)} in date"
    return Reading(valid / len(running), sentence(text), abouts(running))


def running_data_agreements(source: Source) -> list[Agreement]:
    """Those in force on the date, and those that expired and still run."""
    lookup = source.question.lookup
    return [
        item
        for item in source.place.agreements.values()
        if item.kind is AgreementKind.DATA_SHARING and runs_on(lookup, item, source.on)
    ]


def _is_due(source: Source, check: EquityCheck) -> bool:
    """Whether the change is in the register's picture, and ahead or recent."""
    item = check.reorganisation
    if item.status is ReorganisationStatus.PROPOSED and item.scenario is None:
        return False
    if item.announced is not None and item.announced.is_known and item.announced.first_day > source.on:
        return False
    day = effective_day(item)
    return day is None or day >= add_months(source.on, -RECENT_MONTHS)
