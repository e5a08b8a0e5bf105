"""Records that an earlier merge recognised as one: they stay one, whatever either is called since."""

from collections.abc import Iterator

from partnermap.document.merge.meeting import HERE, THERE, Meeting
from partnermap.document.merge.recognition import recognised
from partnermap.domain.apply import Key
from partnermap.domain.place import Place


def former_pairs(base: Place, meeting: Meeting) -> dict[Key, str]:
    """Keys of the other copy and what they are here, by all merges of either since the two parted."""
    found: dict[Key, str] = {}
    for side in (HERE, THERE):
        for (table, key), own in _pairs_of(base, meeting, side):
            found |= {(table, key): own} if side == HERE else {(table, own): key}
    return found


def _pairs_of(base: Place, meeting: Meeting, side: int) -> Iterator[tuple[Key, str]]:
    """What the merges of one copy made one: a key of the other copy, and its own."""
    for merge in meeting.lines[side].merges:
        until = meeting.brought(side, merge).until
        if until > meeting.start:
            before, after = (meeting.place(side, base, step) for step in (merge.id - 1, merge.id))
            known = recognised(base, before, meeting.place(1 - side, base, until), frozenset())
            for key, own in known.keys.items():
                # Whoever wanted them as two has both since.
                if key[1] != own and after.get(*key) is None and after.get(key[0], own) is not None:
                    yield key, own
