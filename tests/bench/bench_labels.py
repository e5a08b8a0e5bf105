"""How well names stand on printed maps, counted on the words of the finished PDF.

Run: `python tests/bench/bench_labels.py`. For generated partnerships on A4, A3 and A1 it prints how many
names touch a name, a symbol or the edge, how many have a line of somebody else's link through them, how
many stand in the key, and the CPU seconds of one run. Nothing is asserted.
"""

import datetime as dt
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from partnermap.network.build import network_on
from partnermap.report.map import MapOrder, ordered_scene
from partnermap.report.pdf.map import map_pdf
from tests.bench.layout_graphs import generated
from tests.report.printed_words import Counts, counts, partnership

ON = dt.date(2026, 6, 1)
TITLES = (
    "| partnership | paper | size | on a name | on a symbol | cut off | foreign line | in key | CPU s |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|",
)
CASES = ((60, "A4"), (150, "A3"), (300, "A1"))
SEEDS = (7, 8, 9)


@dataclass(frozen=True)
class Printed:
    """One map as printed."""

    found: Counts
    size: float
    seconds: float


def printed(n: int, paper: str, seed: int) -> Printed:
    """Draw a generated partnership and read its PDF back."""
    place = partnership(n, generated(n, seed).pairs)
    start = time.process_time()
    scene = ordered_scene(place, MapOrder(ON, paper=paper))
    seconds = time.process_time() - start
    found = counts(map_pdf(scene, "Map"), scene, network_on(place, ON))
    return Printed(found, scene.view.font_size, seconds)


def row(n: int, paper: str, seed: int) -> str:
    """A line of the table."""
    result = printed(n, paper, seed)
    found = result.found
    return (
        f"| {n}, seed {seed} | {paper} | {result.size:.1f} | {found.on_words} | {found.on_symbols} | "
        f"{found.cut_off} | {found.with_foreign_line} of {found.names} | {found.keyed} | "
        f"{result.seconds:.1f} |"
    )


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for line in TITLES:
        say(line)
    for size, sheet in CASES:
        for number in SEEDS:
            say(row(size, sheet, number))
