"""Networks for the layout benchmark: classics, the worked example, a real county, generated ones."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from partnermap.analysis.layout.layout import Ints
from partnermap.analysis.layout.place import ever_tied
from partnermap.domain.apply import applied
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.exchange.imports import plan_import

SIZES = (60, 150, 300, 1000, 2000, 5000)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


CODES = ("etr.csv", "eccg.csv")


@dataclass(frozen=True, eq=False)
class Case:
    """A network: its organisations as a place, and (p, 2) pairs of their rows."""

    name: str
    place: Place
    pairs: Ints

    @property
    def n(self) -> int:
        """How many organisations."""
        return len(self.place.organisations)


def cases(most: int) -> Iterator[Case]:
    """All networks of at most so many organisations, the small ones first."""
    import networkx as nx

    yield _plain("karate", nx.karate_club_graph())
    yield _plain("les miserables", nx.les_miserables_graph())
    place = applied(Place(), plan_example(Place()).changes)
    yield Case("worked example", place, ever_tied(place))
    yield from _real()
    for size in SIZES:
        if size <= most:
            yield generated(size)


def _real() -> Iterator[Case]:
    """Real networks, where their files lie beside the project."""
    spending = next(SHARED.rglob("nhs_gloucestershire_icb_spend.csv"), None)
    if spending is not None:
        members = [next(SHARED.rglob("stps.xlsx")), *(next(SHARED.rglob(name)) for name in CODES)]
        first = plan_import(Place(), members[:1], select={"partnership": "QR1"}).changes
        place = applied(Place(), first)
        place = applied(place, plan_import(place, members[1:]).changes)
        place = applied(place, plan_import(place, [spending]).changes)
        yield Case("Gloucestershire", place, ever_tied(place))
    for path in sorted(SHARED.glob("emon-multiorg/emon_*_edges.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(int(row["source"]), int(row["target"])) for row in csv.DictReader(file)]
        numbers = {node: row for row, node in enumerate(sorted({end for row in rows for end in row}))}
        name = path.stem.removeprefix("emon_").removesuffix("_edges")
        yield case_of(f"emon {name}", len(numbers), [(numbers[a], numbers[b]) for a, b in rows])


def _plain(name: str, graph: "object") -> Case:
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise TypeError("a graph is drawn")
    numbers = {node: row for row, node in enumerate(graph)}
    return case_of(name, len(numbers), [(numbers[a], numbers[b]) for a, b in graph.edges()])


def case_of(name: str, n: int, pairs: list[tuple[int, int]]) -> Case:
    """A network of n nameless organisations."""
    bodies = {f"o{i:05d}": Organisation(id=f"o{i:05d}", name=str(i)) for i in range(n)}
    rows = np.array(sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]}), dtype=np.int32)
    return Case(name, Place(tables={"organisations": bodies}), rows.reshape(-1, 2))


def generated(n: int, seed: int = 7) -> Case:
    """A partnership: localities of about forty, three ties each, two thirds local, some bodies busy."""
    chance = random.Random(seed)
    locality = [chance.randrange(max(3, n // 40)) for _ in range(n)]
    pools: dict[int, list[int]] = {place: [] for place in set(locality)}
    everybody: list[int] = []
    pairs: set[tuple[int, int]] = set()
    for one in range(n):
        wanted = min(12, max(1, int(chance.paretovariate(1.6) * 1.35)))
        for _ in range(wanted):
            pool = pools[locality[one]] if chance.random() < 0.65 else everybody
            if pool or everybody:
                _tie(pairs, one, chance.choice(pool or everybody), pools, locality, everybody)
        pools[locality[one]].append(one)
        everybody.append(one)
    while len(pairs) < 3 * n:
        one = chance.randrange(n)
        pool = pools[locality[one]] if chance.random() < 0.65 else everybody
        _tie(pairs, one, chance.choice(pool), pools, locality, everybody)
    return case_of(f"generated {n}", n, sorted(pairs))


def _tie(
    pairs: set[tuple[int, int]],
    one: int,
    other: int,
    pools: dict[int, list[int]],
    locality: list[int],
    everybody: list[int],
) -> None:
    """Tie two; both are drawn more often from now on."""
    if one == other or (min(one, other), max(one, other)) in pairs:
        return
    pairs.add((min(one, other), max(one, other)))
    for end in (one, other):
        pools[locality[end]].append(end)
        everybody.append(end)


def changed(case: Case, seed: int = 3) -> Case:
    """The same a while later: a twentieth of the organisations left, as many newcomers with two ties."""
    chance = random.Random(seed)
    ids = list(case.place.organisations)
    gone = set(chance.sample(range(case.n), max(1, case.n // 20)))
    stay = [row for row in range(case.n) if row not in gone]
    place_of = {row: place for place, row in enumerate(stay)}
    bodies = {ids[row]: case.place.organisations[ids[row]] for row in stay}
    pairs = [(place_of[a], place_of[b]) for a, b in case.pairs.tolist() if not {a, b} & gone]
    for number in range(len(gone)):
        new = f"newcomer{number:04d}"
        bodies[new] = Organisation(id=new, name=new)
        pairs += [(len(bodies) - 1, other) for other in chance.sample(range(len(stay)), 2)]
    rows = np.array(sorted((min(p), max(p)) for p in pairs), dtype=np.int32)
    return Case(case.name, Place(tables={"organisations": bodies}), rows)
