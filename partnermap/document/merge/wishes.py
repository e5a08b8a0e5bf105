"""What the user decided about whole records, as the keys that a merge keeps, removes or takes apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.document.merge.answer import Instead, Way
from partnermap.domain.apply import Key, needed_by
from partnermap.domain.place import Place
from partnermap.domain.record import Record


@dataclass(frozen=True, slots=True)
class Wishes:
    """Keys of records, as this file knows them.

    Attributes:
        kept: stay although one copy removed them, with all that they make no sense without.
        removed: go although something still needs them.
    """

    kept: frozenset[Key] = frozenset()
    removed: frozenset[Key] = frozenset()


def wishes_of(instead: Iterable[Instead], here: Place, there: Place) -> Wishes:
    """The wishes behind some answers; what has to stay for a record that is kept is kept as well."""
    wanted = list(instead)
    kept: set[Key] = set()
    fresh = {each.key for each in wanted if each.way is Way.KEEP}
    while fresh:
        kept |= fresh
        records = (held(key, here, there) for key in fresh)
        fresh = {key for record in records if record is not None for key in needed_by(record)} - kept
    removed = frozenset(each.key for each in wanted if each.way is Way.REMOVE)
    return Wishes(frozenset(kept), removed)


def held(key: Key, here: Place, there: Place) -> Record | None:
    """A record as this file has it, else as the other has it."""
    record = here.get(*key)
    return record if record is not None else there.get(*key)
