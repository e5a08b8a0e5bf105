"""How long a typed line of a workshop takes to be understood, as a share of one frame at 60 a second.

Run: python tests/bench/bench_sentence.py [ORGANISATIONS]
"""

import datetime as dt
import sys
from time import perf_counter

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.exchange.sentence.names import names_of
from partnermap.exchange.sentence.understanding import completions_at, understand

FRAME_S = 1 / 60
LINES = (
    "Council 17 and Health Trust 4021 joint post public health consultant 0.6 from 2026-04",
    "Council 17 funds Ridge Charity 99 120k a year 2025-27",
    "council 1",
    "Somebody Unknown shares data with Another Unknown Body",
)
KINDS = ("Council", "Health Trust", "Ridge Charity", "Vale Practice", "Network of Friends")


def main(count: int) -> None:
    """Write each line's time beside a frame."""
    bodies = {
        str(number): Organisation(id=str(number), name=f"{KINDS[number % len(KINDS)]} {number}")
        for number in range(count)
    }
    today = dt.date(2026, 11, 22)
    began = perf_counter()
    names = names_of(Place(1, {Organisation.TABLE: bodies}), today)
    sys.stdout.write(f"gathering {count:,} names: {(perf_counter() - began) / FRAME_S:.1f} frames\n")
    understand(LINES[0], names, today)
    for line in LINES:
        began = perf_counter()
        understand(line, names, today)
        completions_at(line, len(line), names)
        sys.stdout.write(f"{(perf_counter() - began) / FRAME_S:6.2f} frames  {line}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
