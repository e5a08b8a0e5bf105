"""What of a network is drawn: filters applied, every organisation with its role and its partners."""

from dataclasses import dataclass

import numpy as np

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import Sector, TieKind
from partnermap.network.network import Network, NetworkTie
from partnermap.scene.model import Ints
from partnermap.scene.style import Role, role_of


@dataclass(frozen=True, eq=False)
class Shown:
    """The drawn part of a network.

    Attributes:
        organisations: n of them, in the order of the network.
        ends: positions of both ends of every drawn tie, shape (m, 2).
        degrees: drawn partners of every organisation, shape (n,).
        hidden_organisations, hidden_ties: how many a filter leaves out.
        total: organisations there would be without filters.
        hidden_before: what was hidden before the network came here, in words.
    """

    organisations: tuple[Organisation, ...]
    roles: tuple[Role, ...]
    ties: tuple[NetworkTie, ...]
    ends: Ints
    degrees: Ints
    hidden_organisations: int
    hidden_ties: int
    total: int
    hidden_before: str | None = None

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """Ids in the same order."""
        return tuple(organisation.id for organisation in self.organisations)

    @property
    def tie_ids(self) -> tuple[str, ...]:
        """Ids of the drawn ties."""
        return tuple(tie.id for tie in self.ties)

    @property
    def badge(self) -> str | None:
        """What the filters hide, in words; None when they hide nothing."""
        if self.hidden_before is not None:
            return self.hidden_before
        parts = []
        if self.hidden_organisations:
            parts.append(f"{self.hidden_organisations} of {self.total} organisations")
        if self.hidden_ties:
            parts.append(f"{self.hidden_ties} of {self.hidden_ties + len(self.ties)} links")
        return f"{' and '.join(parts)} hidden" if parts else None


def select(
    place: Place,
    network: Network,
    hidden_kinds: frozenset[TieKind],
    hidden_sectors: frozenset[Sector],
    total: int | None,
) -> Shown:
    """Leave out what the user hid; ties go with their ends.

    Args:
        place: where the organisations' records are.
        network: the whole network of the date.
        hidden_kinds: kinds of tie to leave out.
        hidden_sectors: sectors whose organisations to leave out.
        total: organisations before any filter; None means those of the network.
    """
    every = [place.organisations[organisation_id] for organisation_id in network.organisation_ids]
    drawn = tuple(item for item in every if item.sector not in hidden_sectors)
    row = {organisation.id: i for i, organisation in enumerate(drawn)}
    ties = tuple(
        tie
        for tie in network.ties
        if tie.kind not in hidden_kinds and tie.from_id in row and tie.to_id in row
    )
    ends = np.array([(row[tie.from_id], row[tie.to_id]) for tie in ties], dtype=np.int32).reshape(-1, 2)
    whole = len(every) if total is None else max(total, len(drawn))
    return Shown(
        organisations=drawn,
        roles=tuple(role_of(organisation) for organisation in drawn),
        ties=ties,
        ends=ends,
        degrees=_partners(ends, len(drawn)),
        hidden_organisations=whole - len(drawn),
        hidden_ties=len(network.ties) - len(ties),
        total=whole,
    )


def _partners(ends: Ints, n: int) -> Ints:
    pairs = np.unique(np.sort(ends, axis=1), axis=0)
    return np.bincount(pairs.ravel(), minlength=n).astype(np.int32)
