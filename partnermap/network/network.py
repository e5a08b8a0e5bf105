"""Network: the organisations open on a date and every tie between them, recorded or derived."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from partnermap.domain.dates import PartialDate
from partnermap.domain.record import About
from partnermap.domain.words import TieKind

Number = TypeVar("Number", bound=np.generic)

DERIVED_STRENGTH = 2
"""Strength of a derived tie whose record gives none."""

RECORDED_STRENGTH = 1
"""Strength of a recorded tie that gives none; it counts as not known."""


class TieMark(StrEnum):
    """What a reader must be told about a tie beside its dates and strength."""

    VACANT = "vacant post"
    INTERIM = "interim post"
    LAPSED = "expired but running"
    INHERITED = "inherited, to be confirmed"
    START_NOT_KNOWN = "start not known"
    STRENGTH_NOT_KNOWN = "strength not known"
    ALSO_RECORDED = "recorded beside a derived tie"


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """One tie of the network on the date.

    Attributes:
        id: stable across dates: the record's table and id, and for derived ties the two ends.
        from_id, to_id: organisation ids; the order means something only when `directed`.
        strength: 1 to 3, defaults filled in (see `marks`).
        origin: the tie, agreement, post or team that it stands for.
        start, end: of the tie itself.
        written: the ends as recorded, where successors stand in for them.
    """

    id: str
    from_id: str
    to_id: str
    kind: TieKind
    strength: int
    directed: bool
    start: PartialDate | None
    end: PartialDate | None
    origin: About
    marks: frozenset[TieMark] = frozenset()
    written: tuple[str, str] | None = None

    @property
    def recorded_ends(self) -> tuple[str, str]:
        """From and to as recorded, before any successor stood in for them."""
        return self.written or (self.from_id, self.to_id)

    @property
    def pair(self) -> tuple[str, str]:
        """Its ends, the smaller id first."""
        return (self.from_id, self.to_id) if self.from_id <= self.to_id else (self.to_id, self.from_id)


@dataclass(frozen=True, slots=True)
class Hub:
    """A forum, or an agreement or team of too many parties to tie pairwise; it makes no ties."""

    origin: About
    kind: TieKind
    members: tuple[str, ...]


class Waiting(StrEnum):
    """Why a tie whose end has closed is not in the network."""

    NEEDS_DECISION = "needs a decision"
    NO_HOME = "no home"


@dataclass(frozen=True, slots=True)
class WaitingTie:
    """A tie whose end has closed without exactly one successor."""

    tie: NetworkTie
    why: Waiting
    closed_ids: tuple[str, ...]
    successor_ids: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """The network of a place on a date, stamped with the document's version.

    Attributes:
        organisation_ids: n ids, in the order recorded; index i everywhere below.
        ties: m ties with both ends open on the date, of the kinds asked for.
        waiting: ties that await a decision or have no home.
        hubs: what brings organisations together without making ties.
    """

    version: int
    on: dt.date
    organisation_ids: tuple[str, ...]
    ties: tuple[NetworkTie, ...]
    waiting: tuple[WaitingTie, ...] = ()
    hubs: tuple[Hub, ...] = ()

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Organisation id to its position."""
        return {organisation_id: i for i, organisation_id in enumerate(self.organisation_ids)}

    @cached_property
    def ends(self) -> npt.NDArray[np.int32]:
        """Positions of both ends of every tie, shape (m, 2)."""
        rows = [(self.index[tie.from_id], self.index[tie.to_id]) for tie in self.ties]
        return _frozen(np.array(rows, dtype=np.int32).reshape(-1, 2))

    @cached_property
    def pairs(self) -> npt.NDArray[np.int32]:
        """Each linked pair once, smaller position first, sorted, shape (p, 2)."""
        if not self.ties:
            return self.ends
        return _frozen(np.unique(np.sort(self.ends, axis=1), axis=0))

    @cached_property
    def strengths(self) -> npt.NDArray[np.float64]:
        """Strength of every tie, shape (m,), 1 to 3."""
        return _frozen(np.array([tie.strength for tie in self.ties], dtype=np.float64))


def _frozen(array: npt.NDArray[Number]) -> npt.NDArray[Number]:
    array.setflags(write=False)
    return array
