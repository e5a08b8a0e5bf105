"""How good and how fast the map's layouts are, beside networkx and Graphviz.

Run: `python tests/bench/bench_layout.py [MOST] [TABLE.md]`. Networks of up to MOST organisations (1,000
unless told) are laid out; the table goes to standard output and to the file named. Graphviz is measured
where its `neato` is installed (Debian: graphviz), else left out, which the table says. Nothing is
asserted; seconds are CPU seconds of one run, with one thread for linear algebra.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from partnermap.analysis.layout.communities import communities
from partnermap.analysis.layout.graph import distances, graph_of
from partnermap.analysis.layout.layout import Floats, Layout
from partnermap.analysis.layout.place import place_layout
from partnermap.analysis.layout.stress import QUICK_LIMIT
from tests.bench.layout_graphs import Case, cases, changed

TITLES = (
    "| network | layout | stress | crossings | overlap | angles | same group | moved | CPU s |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|",
)
ROOM = 5000.0
"""Square pixels for each organisation; two nearer than `NEAR` pixels count as overlapping."""

NEAR = 20.0
SAMPLED = 1500
SLOW = {"neato": 2000, "neato KK": 1000, "sfdp": 5000, "sfdp + prism": 5000}
ARGUMENTS = {
    "neato": ["neato"],
    "neato KK": ["neato", "-Gmode=KK"],
    "sfdp": ["sfdp"],
    "sfdp + prism": ["sfdp", "-Goverlap=prism"],
}


@dataclass(frozen=True)
class Tool:
    """A way to lay out, for how many organisations it is run, and whether it keeps places."""

    name: str
    most: int
    run: Callable[[Case, Layout | None], Floats]
    is_anchored: bool = False
    least: int = 0


def main(arguments: list[str]) -> None:
    """Measure and print."""
    most = int(arguments[0]) if arguments else 1000
    rows = [*TITLES]
    say("\n".join(TITLES))
    for case in cases(most):
        if case.n == 0 or not len(case.pairs):
            continue
        for row in measured(case):
            rows.append(row)
            say(row)
    if shutil.which("neato") is None:
        rows.append("\nGraphviz was not installed on this machine.")
        say(rows[-1])
    if len(arguments) > 1:
        Path(arguments[1]).write_text("\n".join(rows) + "\n", encoding="utf-8")


def measured(case: Case) -> Iterator[str]:
    """A row of the table for each tool that can lay the network out in good time."""
    scale = Scores(case)
    later = changed(case)
    for tool in tools():
        if not tool.least <= case.n <= tool.most:
            continue
        began = cpu_seconds()
        xy = tool.run(case, None)
        seconds = cpu_seconds() - began
        before = Layout(tuple(case.place.organisations), xy)
        after = tool.run(later, before if tool.is_anchored else None)
        moved = movement(before, Layout(tuple(later.place.organisations), after), tool.is_anchored)
        cells = (*scale.of(xy), f"{moved:.1%}", f"{seconds:.2f}")
        yield f"| {case.name}, {case.n} | {tool.name} | {' | '.join(cells)} |"


def tools() -> Iterator[Tool]:
    """Ours, then networkx, then Graphviz where it is installed."""
    yield Tool("**distances**", 5000, ours, is_anchored=True)
    yield Tool("**distances**, at once", 5000, ours_at_once, is_anchored=True, least=QUICK_LIMIT + 1)
    yield Tool("**groups**", 5000, our_groups, is_anchored=True)
    yield Tool("networkx kamada_kawai", 300, lambda case, _: networkx("kamada_kawai_layout", case))
    yield Tool("networkx spring", 2000, lambda case, _: networkx("spring_layout", case, seed=1))
    yield Tool(
        "networkx forceatlas2", 1000, lambda case, _: networkx("forceatlas2_layout", case, seed=1)
    )
    if shutil.which("neato") is not None:
        for name, most in SLOW.items():
            yield Tool(name, most, partial(graphviz, ARGUMENTS[name]))


def ours(case: Case, before: Layout | None) -> Floats:
    """The layout by distances."""
    return place_layout(case.place, pairs=case.pairs, previous=before).xy


def ours_at_once(case: Case, before: Layout | None) -> Floats:
    """The layout by distances that the window shows until the fine one is there."""
    return place_layout(case.place, pairs=case.pairs, previous=before, quick=True).xy


def our_groups(case: Case, before: Layout | None) -> Floats:
    """The layout by groups."""
    groups = communities(case.place, case.pairs)
    return place_layout(case.place, pairs=case.pairs, groups=groups, previous=before).xy


def networkx(name: str, case: Case, **options: int) -> Floats:
    """A layout of networkx."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(case.n))
    graph.add_edges_from(case.pairs.tolist())
    if name == "forceatlas2_layout":
        options["max_iter"] = 200
    found = getattr(nx, name)(graph, **options)
    return np.array([found[row] for row in range(case.n)])


def graphviz(command: list[str], case: Case, _: Layout | None = None) -> Floats:
    """A layout of Graphviz, read back from its plain output."""
    lines = ["graph {", "node [shape=point, width=0.05];"]
    lines += [f"{row};" for row in range(case.n)]
    lines += [f"{one} -- {other};" for one, other in case.pairs.tolist()]
    text = "\n".join((*lines, "}"))
    done = subprocess.run([*command, "-Tplain"], input=text, capture_output=True, text=True, check=True)
    xy = np.zeros((case.n, 2))
    for line in done.stdout.splitlines():
        words = line.split()
        if words and words[0] == "node":
            xy[int(words[1])] = float(words[2]), float(words[3])
    return xy


def cpu_seconds() -> float:
    """CPU seconds used so far, those of finished child processes included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Scores:
    """What is measured of a picture of one network."""

    def __init__(self, case: Case) -> None:
        self._pairs, self._n = case.pairs, case.n
        wanted = distances(graph_of(case.n, case.pairs))[np.triu_indices(case.n, 1)]
        ends = np.triu_indices(case.n, 1)
        component = np.array(_component_numbers(case))
        self._inside = component[ends[0]] == component[ends[1]]
        self._wanted = wanted[self._inside]
        self._groups = np.array(communities(case.place, case.pairs))

    def of(self, xy: Floats) -> tuple[str, ...]:
        """Stress, crossings, overlap, angles and same-group share, as printed."""
        return (
            f"{self.stress(xy):.4f}",
            f"{self.crossings(xy):,.0f}",
            f"{self.overlap(xy):.0%}",
            f"{self.angles(xy):.2f}",
            f"{self.same_group(xy):.2f}",
        )

    def stress(self, xy: Floats) -> float:
        """Mean squared relative error of distances after the best scaling, within components."""
        from scipy.spatial.distance import pdist

        ratio = pdist(xy)[self._inside] / self._wanted
        scale = ratio.sum() / (ratio**2).sum()
        return float(((scale * ratio - 1) ** 2).mean())

    def crossings(self, xy: Floats) -> float:
        """Pairs of ties that cross, estimated from a sample where there are many."""
        one, other = xy[self._pairs[:, 0]], xy[self._pairs[:, 1]]
        rows = np.arange(len(self._pairs))
        if len(rows) > SAMPLED:
            rows = np.random.default_rng(0).choice(rows, SAMPLED, replace=False)
        found = sum(_crossed(one[row], other[row], one, other) for row in rows)
        return float(found / 2 * len(self._pairs) / len(rows))

    def overlap(self, xy: Floats) -> float:
        """Share of organisations nearer to another than symbols are wide."""
        from scipy.spatial import cKDTree

        extent = np.ptp(xy, axis=0)
        scale = np.sqrt(self._n * ROOM / max(float(extent[0] * extent[1]), 1e-12))
        near = cKDTree(xy * scale).query_pairs(NEAR, output_type="ndarray")
        return len(np.unique(near)) / self._n

    def angles(self, xy: Floats) -> float:
        """Smallest angle between two ties of one organisation against equal ones, mean."""
        found = []
        for row in range(self._n):
            mine = self._pairs[(self._pairs == row).any(axis=1)]
            others = mine[mine != row]
            if len(others) < 2:
                continue
            away = xy[others] - xy[row]
            turns = np.sort(np.arctan2(away[:, 1], away[:, 0]))
            gaps = np.diff(np.append(turns, turns[0] + 2 * np.pi))
            found.append(gaps.min() * len(others) / (2 * np.pi))
        return float(np.mean(found)) if found else 1.0

    def same_group(self, xy: Floats) -> float:
        """Share of the five nearest drawn neighbours that are of the same community."""
        from scipy.spatial import cKDTree

        near = np.asarray(cKDTree(xy).query(xy, k=min(6, self._n))[1])
        return float((self._groups[near[:, 1:]] == self._groups[:, None]).mean())


def _component_numbers(case: Case) -> list[int]:
    from partnermap.analysis.layout.graph import components

    numbers = [0] * case.n
    for number, nodes in enumerate(components(graph_of(case.n, case.pairs))):
        for node in nodes.tolist():
            numbers[node] = number
    return numbers


def _crossed(start: Floats, end: Floats, one: Floats, other: Floats) -> int:
    def side(origin: Floats, towards: Floats, point: Floats) -> Floats:
        first, second = towards - origin, point - origin
        return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])

    across = side(start, end, one) * side(start, end, other) < -1e-12
    back = side(one, other, start) * side(one, other, end) < -1e-12
    return int((across & back).sum())


def movement(before: Layout, after: Layout, as_drawn: bool) -> float:
    """Mean movement of who stayed, in widths of the map; fresh pictures are first turned to fit best."""
    both = [key for key in before.organisation_ids if key in after.index]
    old = np.array([before.position(key) for key in both])
    new = np.array([after.position(key) for key in both])
    if not as_drawn:
        new = _turned(new, old)
    return float(np.linalg.norm(new - old, axis=1).mean() / np.ptp(before.xy, axis=0).max())


def _turned(xy: Floats, goal: Floats) -> Floats:
    """Positions moved, turned, mirrored and scaled to lie as near the goal as they can."""
    one, other = xy - xy.mean(axis=0), goal - goal.mean(axis=0)
    left, sizes, right = np.linalg.svd(one.T @ other)
    scale = sizes.sum() / max(float((one**2).sum()), 1e-12)
    return np.asarray(scale * one @ left @ right + goal.mean(axis=0))


def say(text: str) -> None:
    """Write a line to standard output at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
