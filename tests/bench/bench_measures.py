"""How fast the measures are beside the libraries they are held to, and how their memory grows.

Run: `python tests/bench/bench_measures.py [RUNS]`. On 2,000 organisations and 10,000 ties, invented, it
prints the ratios of betweenness to networkx and to rustworkx, each run with all three one after the
other, and the time of every measure that is no null model beside that of networkx's betweenness alone;
then the memory that 12,500 and 50,000 organisations with twice as many ties take, each in a process of
its own. It asserts nothing.
"""

import datetime as dt
import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import networkx as nx
import rustworkx as rx

from partnermap.analysis.measure import centrality, family_chance
from partnermap.analysis.measure.answer import Answer
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.registry import FAMILIES
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind

ON = dt.date(2026, 1, 1)


def main(arguments: list[str]) -> None:
    """Measure so many runs and print them; with `memory N` only what N organisations take."""
    if arguments[:1] == ["memory"]:
        say(f"{memory_of(int(arguments[1])):.0f}")
        return
    runs = int(arguments[0]) if arguments else 3
    place = invented_place(2_000, 10_000)
    question = Question(place, ON)
    ratios = [betweenness_run(question, number) for number in range(runs)]
    for name, column in zip(
        ("networkx over ours", "ours over rustworkx"), zip(*ratios, strict=True), strict=True
    ):
        say(f"median of {runs}: {name} {statistics.median(column):.2f}")
    for number in range(runs):
        whole_run(place, number)
    small, large = (memory_in_own_process(n) for n in (12_500, 50_000))
    say(f"memory: 12,500 organisations {small:.0f} MB, 50,000 {large:.0f} MB, {large / small:.1f} times")


def betweenness_run(question: Question, number: int) -> tuple[float, float]:
    """One run of all three; ours converts the graph as well."""
    graph = question.graph
    rust: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    rust.add_nodes_from(range(len(graph)))
    rust.add_edges_from_no_data(list(graph.edges()))
    ours = timed(lambda: centrality.betweenness(graph))
    fastest = timed(lambda: rx.graph_betweenness_centrality(rust))
    plain = timed(lambda: nx.betweenness_centrality(graph))
    say(
        f"run {number + 1}: betweenness ours {ours:.3f} s, rustworkx {fastest:.3f} s, "
        f"networkx {plain:.1f} s; networkx over ours {plain / ours:.0f}, "
        f"ours over rustworkx {ours / fastest:.2f}"
    )
    return plain / ours, ours / fastest


def whole_run(place: Place, number: int) -> None:
    """Everything from the place on, beside betweenness alone by networkx."""
    graph, before = Question(place, ON).graph, time.process_time()
    whole = timed(lambda: measured(place))
    processor = time.process_time() - before
    plain = timed(lambda: nx.betweenness_centrality(graph))
    say(
        f"run {number + 1}: all measures but null models {whole:.2f} s "
        f"({processor:.2f} s of processor), networkx's betweenness alone {plain:.1f} s: "
        f"{whole / plain:.2f} times"
    )


def measured(place: Place) -> None:
    """Every family but that of the null models, from the place on."""
    question, answer = Question(place, ON), Answer()
    for family in FAMILIES:
        if family is not family_chance.FAMILY:
            family.figures(question, answer)
            family.columns(question, answer)


def memory_in_own_process(n: int) -> float:
    """Megabytes that measuring n organisations adds to a process that has the place."""
    command = [sys.executable, __file__, "memory", str(n)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def memory_of(n: int) -> float:
    """Megabytes at the peak beyond those of the place itself."""
    import resource

    place = invented_place(n, 2 * n)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured(place)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def invented_place(n: int, ties: int) -> Place:
    """Organisations of every sector and ties of every kind between any two, invented."""
    chance = random.Random(11)
    sectors, kinds = list(Sector), list(TieKind)
    organisations = {
        f"o{number}": Organisation(
            id=f"o{number}", name=f"Invented organisation {number}", sector=chance.choice(sectors)
        )
        for number in range(n)
    }
    made = {}
    for number in range(ties):
        one, other = chance.sample(range(n), 2)
        made[f"t{number}"] = Tie(
            id=f"t{number}",
            from_id=f"o{one}",
            to_id=f"o{other}",
            kind=chance.choice(kinds),
            strength=chance.randint(1, 3),
        )
    return Place(version=1, tables={Organisation.TABLE: organisations, Tie.TABLE: made})


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time that the work takes, the rubbish of earlier work cleared first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
