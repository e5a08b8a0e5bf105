"""The other file's answer where two copies differ, for the questions for which a user prefers it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from partnermap.document.merge.answer import Conflict, Instead, Merge, Way
from partnermap.document.merge.planning import merged
from partnermap.domain.apply import Key, applied, difference
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.sense import fault_of, words_for


def with_the_others(found: Merge, here: Place, preferred: Iterable[Conflict]) -> Changes:
    """The changes of a merge in which some questions are answered as the user would rather have it.

    Raises:
        UserError: an answer makes no sense beside the rest of this file.
    """
    chosen = tuple(preferred)
    decided = _decided(found, here, chosen)
    after = applied(here, decided.changes)
    asked = {(each.key, each.field): each for each in decided.conflicts if each.other}
    answered: dict[Key, Record] = {}
    for conflict in (asked.get((each.key, each.field)) for each in chosen if each.other):
        if conflict is None or conflict.key is None:
            continue
        record = answered.get(conflict.key) or after.get(*conflict.key)
        if record is not None:
            answered[conflict.key] = _answered(after, record, dict(conflict.other), conflict)
    return difference(here, applied(after, Changes(update=tuple(answered.values()))))


def _decided(found: Merge, here: Place, chosen: tuple[Conflict, ...]) -> Merge:
    """The merge anew with what was decided about whole records; what was left as it is stays so."""
    wanted = {each.instead for each in chosen if each.instead is not None}
    if not wanted:
        return found
    left = (each.instead for each in found.conflicts if each.instead not in wanted)
    stay = {Instead(Way.KEEP, each.key) for each in left if each is not None and each.way is Way.REMOVE}
    return merged(found.base, here, found.there, wanted | stay, found.meeting)


def _answered(place: Place, record: Record, values: dict[str, Any], conflict: Conflict) -> Record:
    changed = replace(record, **values)
    fault = fault_of(changed) or _loose_end(place, changed, values)
    if fault is not None:
        raise UserError(f"{conflict.record}: {fault} Leave this one as it is here.")
    return changed


def _loose_end(place: Place, record: Record, values: dict[str, Any]) -> str | None:
    for name, table in references_of(type(record)).items():
        if values.get(name) is not None and place.get(table, values[name]) is None:
            return f"The {words_for(name)} of the other file is not in this one."
    return None
