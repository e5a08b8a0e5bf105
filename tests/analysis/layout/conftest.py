"""Networks as plain ids and pairs, drawn at random but the same each time, and places of them."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import OrganisationType, Sector, TieKind

Pairs = npt.NDArray[np.integer]
MakeNetwork = Callable[..., tuple[list[str], Pairs]]


@pytest.fixture
def make_network() -> MakeNetwork:
    """ids and pairs of n organisations, a few of them busy, about twice as many ties."""

    def make(n: int, seed: int = 1) -> tuple[list[str], Pairs]:
        random = np.random.default_rng(seed)
        weights = random.pareto(1.4, n) + 0.4
        pairs = random.choice(n, (2 * n, 2), p=weights / weights.sum())
        return [f"organisation {i:04d}" for i in range(n)], pairs

    return make


MakePlace = Callable[..., Place]


def place_of(n: int, pairs: Sequence[tuple[int, int]], names: Callable[[int], str] = str) -> Place:
    """A place of n organisations, sectors and types in turn, with these ties."""
    organisations = {
        f"o{i:04d}": Organisation(
            id=f"o{i:04d}",
            name=names(i),
            sector=tuple(Sector)[i % 6] if i % 7 else None,
            type=tuple(OrganisationType)[(i * 5) % len(OrganisationType)] if i % 3 else None,
        )
        for i in range(n)
    }
    ties = {
        f"t{row:05d}": Tie(
            id=f"t{row:05d}",
            from_id=f"o{one:04d}",
            to_id=f"o{other:04d}",
            kind=tuple(TieKind)[row % len(TieKind)],
        )
        for row, (one, other) in enumerate(pairs)
        if one != other
    }
    return Place(tables={"organisations": organisations, "ties": ties})


@pytest.fixture
def make_place() -> MakePlace:
    """A partnership of n organisations in localities of forty, three ties each, most of them local."""

    def make(n: int, seed: int = 1) -> Place:
        random = np.random.default_rng(seed)
        locality = random.integers(0, max(3, n // 40), n)
        pairs = []
        for one in range(n):
            for _ in range(3):
                near = np.flatnonzero(locality == locality[one])
                pool = near if random.random() < 0.65 else np.arange(n)
                pairs.append((one, int(random.choice(pool))))
        return place_of(n, pairs)

    return make


STAR = [(0, i) for i in range(1, 30)]
COMPLETE = [(i, j) for i in range(20) for j in range(i)]
ODD_PLACES: dict[str, Callable[[], Place]] = {
    "nobody": lambda: place_of(0, []),
    "one": lambda: place_of(1, []),
    "two": lambda: place_of(2, [(0, 1)]),
    "no ties": lambda: place_of(30, []),
    "a star": lambda: place_of(30, STAR),
    "everybody with everybody": lambda: place_of(20, COMPLETE),
    "forty parallel ties": lambda: place_of(2, [(0, 1)] * 40),
    "long names": lambda: place_of(12, STAR[:11], lambda i: f"Long name {i} " * 20),
    "other scripts": lambda: place_of(12, STAR[:11], lambda i: f"مجلس {i} 🏥 שלום"),
    "one name": lambda: place_of(12, STAR[:11], lambda _: "Calderbeck"),
}


@pytest.fixture(params=sorted(ODD_PLACES))
def odd_place(request: pytest.FixtureRequest) -> Place:
    """One after the other the places that break drawings."""
    return ODD_PLACES[request.param]()
