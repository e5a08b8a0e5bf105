"""The network as a matrix: who works with whom, organisations of one sector side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import TieKind
from partnermap.network.network import Network, NetworkTie
from partnermap.scene.style import Role, role_of
from partnermap.scene.then_and_now import Change
from partnermap.shell.words import counted

Pair = tuple[int, int]

_NONE: Mapping[str, Change] = MappingProxyType({})

STEPS = 4
"""Sizes and shades of a cell: strength 1, 2, 3, and more."""


class MatrixOrder(StrEnum):
    """How organisations are ordered within their sector."""

    NAME = "name"
    PARTNERS = "most partners first"


_PRESSING = (
    Change.WAITING,
    Change.LOST,
    Change.NOT_KNOWN,
    Change.GAINED,
    Change.CHANGED,
    Change.CARRIED,
    Change.INTERNAL,
    Change.KEPT,
)
"""A cell shows one sign: that of the first of these which any of its ties has."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything between two organisations.

    Attributes:
        strength: of all their ties together.
        kinds: of their ties, each once.
        origins: the record behind each of their ties.
        at_risk: whether any of them is.
        changes: what became of each of them between two pictures; empty for a matrix of one.
    """

    strength: int
    kinds: tuple[TieKind, ...]
    origins: tuple[About, ...]
    at_risk: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def change(self) -> Change | None:
        """What became of them: of several fates the one that matters most; None without any."""
        return min(self.changes, key=_PRESSING.index, default=None)

    @property
    def step(self) -> int:
        """Its size and shade, 1 to 4."""
        return min(self.strength, STEPS)

    @property
    def words(self) -> str:
        """`joint funding and trust; strength 4; two links`."""
        kinds = ", ".join(self.kinds)
        risk = "; at risk" if self.at_risk else ""
        fates = Counter(self.changes)
        changed = ", ".join(
            f"{fates[change]:,} {change}" if len(self.changes) > 1 else change
            for change in _PRESSING
            if fates[change]
        )
        links = counted(len(self.origins), "link")
        told = "; ".join((kinds, f"strength {self.strength}", links, *([changed] if changed else [])))
        return f"{told}{risk}"


@dataclass(frozen=True)
class Matrix:
    """Rows and columns are the same organisations in the same order.

    Attributes:
        organisation_ids, names, roles: n of them.
        starts: first row of every sector.
        cells: by (row, column), for both halves; pairs without a link have none.
    """

    organisation_ids: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    starts: Mapping[Role, int]
    cells: Mapping[Pair, Cell]

    def words_of(self, row: int, column: int) -> str:
        """What lies between two organisations, as a sentence."""
        if row == column:
            return f"{self.names[row]}."
        cell = self.cells.get((row, column))
        pair = f"{self.names[row]} and {self.names[column]}"
        return f"{pair}: {cell.words}." if cell is not None else f"{pair}: no link."


def matrix_of(
    place: Place,
    network: Network,
    order: MatrixOrder = MatrixOrder.NAME,
    at_risk: frozenset[str] = frozenset(),
    changes: Mapping[str, Change] = _NONE,
) -> Matrix:
    """The matrix of a network.

    Args:
        place: the records behind the network.
        network: of a date, filtered or not.
        order: within each sector.
        at_risk: ids of ties at risk.
        changes: tie id to what became of it, for a matrix of two pictures.
    """
    ties: dict[tuple[str, str], list[NetworkTie]] = defaultdict(list)
    for tie in network.ties:
        ties[tie.pair].append(tie)
    partners = _partners(ties)
    roles = list(Role)

    def place_of(key: str) -> tuple[int, int, str]:
        organisation = place.organisations[key]
        rank = -partners.get(key, 0) if order is MatrixOrder.PARTNERS else 0
        return roles.index(role_of(organisation)), rank, organisation.name.casefold()

    ids = tuple(sorted(network.organisation_ids, key=place_of))
    found = tuple(role_of(place.organisations[key]) for key in ids)
    row = {key: number for number, key in enumerate(ids)}
    return Matrix(
        organisation_ids=ids,
        names=tuple(place.organisations[key].label for key in ids),
        roles=found,
        starts={role: found.index(role) for role in roles if role in found},
        cells=dict(_cells(ties, row, at_risk, changes)),
    )


def _partners(pairs: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for pair in pairs:
        for end in pair:
            found[end] += 1
    return found


def _cells(
    ties: Mapping[tuple[str, str], list[NetworkTie]],
    row: Mapping[str, int],
    at_risk: frozenset[str],
    changes: Mapping[str, Change],
) -> Iterable[tuple[Pair, Cell]]:
    for (one, other), found in ties.items():
        cell = Cell(
            strength=sum(tie.strength for tie in found),
            kinds=tuple(dict.fromkeys(tie.kind for tie in found)),
            origins=tuple(tie.origin for tie in found),
            at_risk=any(tie.id in at_risk for tie in found),
            changes=tuple(changes[tie.id] for tie in found if tie.id in changes),
        )
        yield (row[one], row[other]), cell
        yield (row[other], row[one]), cell
