"""How long 2,000 draws of five years take against a plain Python loop over the same sums.

Run: `python tests/bench/bench_disruption.py [RUNS]`. It prints the ratio of each run, both sides
measured in the same process one after the other, and what a curve costs while a date is dragged; it
asserts nothing. The place is invented: 300 organisations, 1,500 ties, 6 reorganisations that hit 40
bodies each. The plain loop takes 2 of the draws in steps of a month, and its time is multiplied up.
"""

import datetime as dt
import gc
import random
import sys
import time
from collections.abc import Callable

import numpy as np

from partnermap.analysis.disruption.curves import LiveCurve
from partnermap.analysis.disruption.disruption import disruption, model_of
from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.grid import coarse_cells
from partnermap.analysis.disruption.inputs import Drawn, draws, inputs_of, values
from partnermap.analysis.disruption.model import KINDS, Model
from partnermap.analysis.disruption.ranges import Range
from partnermap.domain.dates import DAYS_PER_MONTH, PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Reorganisation
from partnermap.domain.tie import Tie
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus

SINCE, UNTIL = dt.date(2026, 4, 1), dt.date(2031, 4, 1)
DRAWS = 2_000
PLAIN_DRAWS = 2
ORGANISATIONS, TIES, EVENTS, HIT = 300, 1_500, 6, 40


def main(arguments: list[str]) -> None:
    """Measure so many runs and print them."""
    runs = int(arguments[0]) if arguments else 5
    place = invented_place()
    model = model_of(place, SINCE, UNTIL)
    say(f"{len(model.ties):,} ties, {len(model.events)} events, {DRAWS:,} draws of five years")
    ratios = [one_run(model, number) for number in range(runs)]
    say(f"best of {runs}: 1/{1 / min(ratios):,.0f} of the plain loop")
    everything = timed(lambda: disruption(place, SINCE, UNTIL))
    again = timed(lambda: disruption(place, SINCE, UNTIL))
    say(f"the whole answer, ties and percentiles included: {everything:.2f} s, again {again:.2f} s")
    found = disruption(place, SINCE, UNTIL)
    say(f"the tornado: {timed(lambda: found.swings):.3f} s")
    dragging(model, again)


def one_run(model: Model, number: int) -> float:
    """All draws at once, and a few in a plain loop; returns the ratio."""
    inputs = inputs_of(model)
    drawn = values(model, inputs, draws(inputs, number, DRAWS))
    grid = coarse_cells(model)
    ours = timed(lambda: reckon(model, drawn, grid, [model.strengths]))
    plain = timed(lambda: plainly(model, drawn)) * DRAWS / PLAIN_DRAWS
    say(f"run {number + 1}: {ours:.2f} s, plain loop {plain:,.0f} s, ratio {ours / plain:.5f}")
    return ours / plain


def dragging(model: Model, whole: float) -> None:
    """One redrawing of the curve for another effective date."""
    live, event = LiveCurve(model), model.events[0]
    moves = 20
    taken = timed(
        lambda: [
            live.curve(event.reorganisation_id, event.effective + dt.timedelta(days=step))
            for step in range(moves)
        ]
    )
    share = taken / moves / whole
    say(f"one step of a drag: {1000 * taken / moves:.1f} ms, {share:.3f} of the whole answer")


def plainly(model: Model, drawn: Drawn) -> list[float]:
    """Tie-months lost of a few draws, one month, tie and event at a time."""
    return [_one_draw(model, drawn, draw) for draw in range(PLAIN_DRAWS)]


def _one_draw(model: Model, drawn: Drawn, draw: int) -> float:
    lost = 0.0
    heights = [
        {key: max(_height(item, drawn, draw, event) for item in ranges) for key, ranges in hit.items()}
        for event, hit in enumerate(model.peaks)
    ]
    for item in model.ties:
        kind = KINDS.index(item.tie.kind)
        sensitivity = float(drawn.sensitivity[draw, kind])
        for month in range(int(model.length / DAYS_PER_MONTH)):
            day = (month + 0.5) * DAYS_PER_MONTH
            if not any(first <= day < after for first, after in item.spells):
                continue
            left = 1.0
            for event, height in enumerate(heights):
                most = max(height.get(item.tie.from_id, 0.0), height.get(item.tie.to_id, 0.0))
                if most:
                    left *= 1 - sensitivity * most * _level(drawn, draw, event, day)
            lost += item.tie.strength * (1 - left)
    return lost


def _height(item: Range, drawn: Drawn, draw: int, event: int) -> float:
    return item.low + (item.high - item.low) * float(drawn.peaks[draw, event])


def _level(drawn: Drawn, draw: int, event: int, day: float) -> float:
    when = drawn.when
    rise, effective = float(when.rise[draw, event]), float(when.effective[draw, event])
    fade = float(when.fade[draw, 0])
    if bool(when.block[draw, 0]):
        begin = float(when.announced[draw, event])
        return 1.0 if begin <= day < begin + fade else 0.0
    if day < rise or day > effective + fade:
        return 0.0
    if day < effective:
        return (day - rise) / (effective - rise)
    return 1 - (day - effective) / fade


def invented_place() -> Place:
    """A place of the size of a large county; nothing in it exists."""
    chance = random.Random(7)
    names = [f"Body {number}" for number in range(ORGANISATIONS)]
    tables: dict[str, dict[str, Record]] = {
        Organisation.TABLE: {name: Organisation(id=name, name=name) for name in names},
        Tie.TABLE: {},
        Reorganisation.TABLE: {},
        Affected.TABLE: {},
    }
    for number in range(TIES):
        one, other = chance.sample(names, 2)
        tables[Tie.TABLE][f"t{number}"] = Tie(
            id=f"t{number}",
            from_id=one,
            to_id=other,
            kind=chance.choice(KINDS),
            strength=chance.randint(1, 3),
            start=PartialDate.from_day(SINCE + dt.timedelta(days=chance.randint(-3_000, 600))),
            end=PartialDate.from_day(UNTIL - dt.timedelta(days=chance.randint(-800, 1_000))),
        )
    for number in range(EVENTS):
        effective = SINCE + dt.timedelta(days=chance.randint(-300, 1_500))
        tables[Reorganisation.TABLE][f"r{number}"] = Reorganisation(
            id=f"r{number}",
            name=f"Change {number}",
            kind=ReorganisationKind.MERGER,
            status=ReorganisationStatus.ORDERED,
            announced=PartialDate.from_day(effective - dt.timedelta(days=chance.randint(100, 900))),
            effective=PartialDate.from_day(effective),
        )
        for name in chance.sample(names, HIT):
            key = f"{number} {name}"
            tables[Affected.TABLE][key] = Affected(
                id=key, reorganisation_id=f"r{number}", organisation_id=name, effect=Effect.MERGED
            )
    return Place(version=1, tables=tables)


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall time that the work takes, the rubbish of earlier work cleared first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def say(text: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    np.seterr(all="raise")
    main(sys.argv[1:])
