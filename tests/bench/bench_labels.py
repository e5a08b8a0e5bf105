"""How well names stand on printed maps, counted on the words of the finished PDF.

Run: `python tests/bench/bench_labels.py`. For generated partnerships on papers that suit them, and on
posters, with 1.7 ties for each organisation and with 3, it prints how many names touch a name, a symbol
or the edge, how many have a line of somebody else's link through them, how many stand in the key, and
the CPU seconds of one run.
"Before" is the same with lines of others left out of the choice of places and with straight ties.
Nothing is asserted.
"""

import datetime as dt
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from partnermap.domain.place import Place
from partnermap.network.build import network_on
from partnermap.report.map import MapOrder, ordered_scene
from partnermap.report.pdf.map import map_pdf
from partnermap.scene import candidates, compose
from tests.bench.layout_graphs import generated
from tests.report.printed_words import Counts, counts, partnership

ON = dt.date(2026, 6, 1)
TITLES = (
    "| organisations, ties | paper | size | on a name | on a symbol | cut off | foreign line before | "
    "foreign line | in key | CPU s |",
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
)
CASES = ((60, "A4"), (150, "A3"), (300, "A1"), (60, "A2"), (60, "A0"), (150, "A0"))
DENSITIES = (1.7, 3.0)
SEED = 7


@dataclass(frozen=True)
class Printed:
    """One map as printed."""

    found: Counts
    size: float
    seconds: float


def partnership_of(n: int, density: float) -> Place:
    """A generated partnership of which so many ties for each organisation are kept, drawn by lot."""
    pairs = generated(n, SEED).pairs
    lot = np.random.default_rng(SEED).choice(len(pairs), int(density * n), replace=False)
    return partnership(n, pairs[np.sort(lot)])


def printed(place: Place, paper: str) -> Printed:
    """Draw a place and read its PDF back."""
    start = time.process_time()
    scene = ordered_scene(place, MapOrder(ON, paper=paper))
    seconds = time.process_time() - start
    found = counts(map_pdf(scene, "Map"), scene, network_on(place, ON))
    return Printed(found, scene.view.font_size, seconds)


def before(place: Place, paper: str) -> int:
    """Names with a foreign line through them where nothing is done about it."""
    with (
        patch.object(candidates, "_FOREIGN_COST", 0.0),
        patch.object(candidates, "_MORE_COST", 0.0),
        patch.object(compose, "cleared", lambda strands, *rest: (strands.curves, rest[-1])),
    ):
        return printed(place, paper).found.with_foreign_line


def row(n: int, paper: str, density: float) -> str:
    """A line of the table."""
    place = partnership_of(n, density)
    result = printed(place, paper)
    found = result.found
    return (
        f"| {n}, {density * n:.0f} | {paper} | {result.size:.1f} pt | {found.on_words} | "
        f"{found.on_symbols} | {found.cut_off} | {before(place, paper)} | {found.with_foreign_line} | "
        f"{found.keyed} | {result.seconds:.1f} |"
    )


def say(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for line in TITLES:
        say(line)
    for size, sheet in CASES:
        for share in DENSITIES:
            say(row(size, sheet, share))
