"""How much faster the random labellings of the E-I index are than a plain Python loop, in one run."""

import random
import sys
import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from partnermap.analysis.measure.chance import DRAWS, SEED, by_labels
from partnermap.analysis.measure.sectors import e_i_index

ORGANISATIONS = 300
PAIRS = 1_500
SECTORS = ("NHS", "local authority", "VCSE", "other public", "private")
PLAIN_DRAWS = 200
"""Draws of the plain loop, which is then scaled to as many as ours."""


def main() -> None:
    """Print both times and their ratio."""
    graph: nx.Graph[int] = nx.gnm_random_graph(ORGANISATIONS, PAIRS, seed=1)
    labels: list[str | None] = [SECTORS[node % len(SECTORS)] for node in graph]
    e_i_index(graph, labels, SEED)
    ours = best(lambda: e_i_index(graph, labels, SEED))
    codes = np.array([SECTORS.index(label or "") for label in labels], dtype=np.int16)
    dealing = best(lambda: by_labels(codes, lambda block: block[:, 0].astype(np.float64)))
    plain = best(lambda: plain_loop(list(graph.edges()), list(labels))) * DRAWS / PLAIN_DRAWS
    say(f"{DRAWS:,} labellings of {ORGANISATIONS} organisations and {PAIRS:,} pairs")
    say(f"ours          {ours:.3f} s, of which dealing the labels {dealing:.3f} s")
    say(f"plain Python  {plain:.3f} s, scaled from {PLAIN_DRAWS} labellings")
    say(f"ratio         {plain / ours:.0f} times faster")


def plain_loop(pairs: list[tuple[int, int]], labels: list[str | None]) -> list[int]:
    """The same count as anybody would write it first."""
    shuffle = random.Random(SEED).shuffle
    found = []
    for _ in range(PLAIN_DRAWS):
        shuffle(labels)
        found.append(sum(labels[one] != labels[other] for one, other in pairs))
    return found


def best(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the quickest of a few runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
