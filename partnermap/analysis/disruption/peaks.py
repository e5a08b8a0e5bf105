"""D2: how hard a reorganisation hits each organisation, as a range: recorded, or its kind's default."""

from collections.abc import Mapping

from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.reference import references
from partnermap.domain.reorganisation import Affected, Reorganisation
from partnermap.domain.words import Effect, ReorganisationKind

SHARED_OUT = frozenset({"loses function", "gains function", "transfer"})
"""Kinds and effects whose peak is multiplied by the share that moves."""

_AS_THE_KIND = frozenset({None, Effect.CREATED, Effect.AFFECTED})
"""Effects that say nothing about how hard it hits: the reorganisation's kind does."""

Moved = Mapping[str, float | None]
"""Share of each organisation's work that moves, 0 to 1; None or absent where it is not known."""


def peak_of(
    item: Reorganisation, affected: Affected | None, organisation_id: str, moved: Moved
) -> Range:
    """The peak of one organisation: its own range, else the reorganisation's, else the default.

    Args:
        item: the reorganisation.
        affected: its row about the organisation, if there is one.
        organisation_id: whom it hits.
        moved: see `Moved`; matters for transfers only.
    """
    default = _default(item, affected, organisation_id, moved)
    for record in (affected, item):
        if record is not None and _is_given(record):
            return _given(record, default)
    return default


def is_usable(record: Reorganisation | Affected) -> bool:
    """Whether the peaks recorded lie in 0 to 1, the lower one first; so do those left blank."""
    ends = [value for value in (record.peak_low, record.peak_high) if value is not None]
    return all(0 <= value <= 1 for value in ends) and ends == sorted(ends)


def needs_share(item: Reorganisation, affected: Affected | None) -> bool:
    """Whether its default peak depends on how much moves, and no peak of its own is recorded."""
    given = any(record is not None and _is_given(record) for record in (affected, item))
    return not given and _key(item, affected) in SHARED_OUT


def _is_given(record: Reorganisation | Affected) -> bool:
    return (record.peak_low is not None or record.peak_high is not None) and is_usable(record)


def _given(record: Reorganisation | Affected, default: Range) -> Range:
    low, high = record.peak_low, record.peak_high
    if low is None:
        low = min(default.low, high if high is not None else 1.0)
    if high is None:
        high = max(default.high, low)
    return Range(low, high)


def _default(
    item: Reorganisation, affected: Affected | None, organisation_id: str, moved: Moved
) -> Range:
    key = _key(item, affected)
    found = references()[f"peak:{key}"].range
    if key not in SHARED_OUT:
        return found
    share = moved.get(organisation_id)
    return found.times(0.0, 1.0) if share is None else found.times(share, share)


def _key(item: Reorganisation, affected: Affected | None) -> str:
    effect = affected.effect if affected is not None else None
    if effect is not None and effect not in _AS_THE_KIND:
        return effect.value
    kind: ReorganisationKind | None = item.kind
    return kind.value if kind is not None else "not known"
