"""Whether a file can be what two copies came from: their histories tell, else the records they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from partnermap.document.history import Step
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place, PlaceInfo

_INSTEAD = "give the copy that both came from, or leave the base out."


@dataclass(frozen=True)
class Copy:
    """A file, its records and its history."""

    name: str
    place: Place
    steps: Sequence[Step]


class _Kinship(Enum):
    """What a base is to a copy; what it went on with by itself may have been brought in there."""

    ANCESTOR = auto()
    NEWER = auto()
    PARTED = auto()
    BROUGHT_IN = auto()
    UNTOLD = auto()
    STRANGER = auto()


def common_step(here: Sequence[Step], there: Sequence[Step]) -> int:
    """The number of the last step that two histories begin with; 0 for none.

    Labels are not compared: forgetting a person rewrites them, and no two steps are made at the same
    microsecond.
    """
    last = 0
    for mine, other in zip(here, there, strict=False):
        if (mine.id, mine.when) != (other.id, other.when):
            break
        last = mine.id
    return last


def doubts_about(base: Copy, copies: Sequence[Copy]) -> list[str]:
    """What has to be said of a file that is given as what two copies came from.

    Raises:
        UserError: it certainly is not.
    """
    kin = [(copy, _kinship(base, copy)) for copy in copies]
    for copy, kinship in kin:
        if kinship is _Kinship.STRANGER:
            what = f"it is a file of its own, of {base.place.title}, and has nothing of {copy.name}"
            raise UserError(f"{base.name} cannot be the base: {what}; {_INSTEAD}")
    newer = [copy.name for copy, kinship in kin if kinship is _Kinship.NEWER]
    if newer:
        than = "both files" if len(newer) == len(copies) else newer[0]
        raise UserError(f"{base.name} cannot be the base: it is newer than {than}; {_INSTEAD}")
    for copy, kinship in kin:
        if kinship is _Kinship.PARTED:
            what = f"it holds later work that {copy.name} never had"
            raise UserError(f"{base.name} cannot be the base: {what}; {_INSTEAD}")
    return [_doubt(base, copy, kinship) for copy, kinship in kin if kinship in _DOUBTS]


_DOUBTS = {
    _Kinship.BROUGHT_IN: "{base} holds work that is no part of the history of {copy}: it is the base"
    " only if that work was brought in there",
    _Kinship.UNTOLD: "{base} and {copy} share no history, so whether {base} came first cannot be told",
}


def _doubt(base: Copy, copy: Copy, kinship: _Kinship) -> str:
    said = _DOUBTS[kinship].format(base=base.name, copy=copy.name)
    return f"{said}; if anything is missing afterwards, undo the merge and leave the base out."


def _kinship(base: Copy, copy: Copy) -> _Kinship:
    common = common_step(base.steps, copy.steps)
    if common == 0:
        return _by_records(base.place, copy.place)
    if common == base.steps[-1].id:
        return _Kinship.ANCESTOR
    later = [step for step in copy.steps if step.id > common]
    if not later:
        return _Kinship.NEWER
    merges = any(step.is_merge for step in later)
    return _Kinship.BROUGHT_IN if merges else _Kinship.PARTED


def _by_records(base: Place, copy: Place) -> _Kinship:
    shared = any(copy.get(record.TABLE, record.id) is not None for record in base.records())
    if not shared:
        return _Kinship.STRANGER
    is_empty = all(isinstance(record, PlaceInfo) for record in base.records())
    return _Kinship.ANCESTOR if is_empty else _Kinship.UNTOLD
