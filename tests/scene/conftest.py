"""Invented partnerships of any size, and the scenes made of them."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import About
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.network.network import Network, NetworkTie
from partnermap.scene.compose import compose
from partnermap.scene.model import Scene, View
from partnermap.scene.style import PAPER, Style

FIRST = ("Calderbeck", "Dunmoor", "Netherby", "Marlstone", "Eskholme", "Garth", "Kirkmere", "Tollesby")
SECOND = ("Borough Council", "Hospitals NHS Foundation Trust", "Carers Centre", "Integrated Care Board")
THIRD = ("Vale", "Winterby", "Swinsty", "Ravenber", "Harrowdale", "Brackenfell", "Morrowby", "Ashford")
DIRECTED = (TieKind.CONTRACT, TieKind.PAYMENT, TieKind.REFERRAL)


@dataclass(frozen=True)
class Partnership:
    """A place, its network, and what is at risk and being reorganised in it."""

    place: Place
    network: Network
    at_risk: frozenset[str] = frozenset()
    reorganised: Collection[str] = frozenset()

    def scene(self, view: View, style: Style = PAPER) -> Scene:
        """The scene of the partnership in a fresh layout."""
        return compose(
            self.place,
            self.network,
            stress_layout(self.network.organisation_ids, self.network.pairs),
            style,
            view,
            at_risk=self.at_risk,
            reorganised=self.reorganised,
        )


@dataclass
class Builder:
    """Makes partnerships from names and pairs."""

    on: dt.date = dt.date(2026, 6, 1)
    sectors: Sequence[Sector] = field(default_factory=lambda: tuple(Sector))

    def of(self, names: Sequence[str], pairs: Sequence[tuple[int, int]]) -> Partnership:
        """One organisation for each name, one tie for each pair, kinds and sectors in turn."""
        ids = tuple(f"id-{i:04d}" for i in range(len(names)))
        organisations = {
            key: Organisation(id=key, name=name, sector=self.sectors[i % 6], type=self._type(i))
            for i, (key, name) in enumerate(zip(ids, names, strict=True))
        }
        info = PlaceInfo(id="place", title="Calderbeck and Dunmoor partnership", invented=True)
        place = Place(tables={"place": {"place": info}, "organisations": organisations})
        ties = tuple(self._tie(i, ids[one], ids[other]) for i, (one, other) in enumerate(pairs))
        return Partnership(
            place,
            Network(1, self.on, ids, ties),
            frozenset(tie.id for tie in ties[::9]),
            frozenset(ids[::11]),
        )

    def random(self, n: int, seed: int = 1) -> Partnership:
        """n organisations, a few of them busy, about twice as many ties."""
        random = np.random.default_rng(seed)
        names = [
            " ".join((FIRST[i % 8], SECOND[(i // 8) % 4], THIRD[(i // 32) % 8], "North" * (i >= 256)))
            for i in range(n)
        ]
        weights = random.pareto(1.4, n) + 0.4
        drawn = random.choice(n, (2 * n, 2), p=weights / weights.sum())
        return self.of(names, [(int(one), int(other)) for one, other in drawn if one != other])

    @staticmethod
    def _type(row: int) -> OrganisationType | None:
        return {0: OrganisationType.ICB, 3: OrganisationType.PCN}.get(row % 12)

    @staticmethod
    def _tie(row: int, one: str, other: str) -> NetworkTie:
        kind = tuple(TieKind)[row % len(TieKind)]
        about = About("ties", f"tie-{row}")
        return NetworkTie(about.id, one, other, kind, 2, kind in DIRECTED, None, None, about)


@pytest.fixture
def build() -> Builder:
    """Makes invented partnerships."""
    return Builder()
