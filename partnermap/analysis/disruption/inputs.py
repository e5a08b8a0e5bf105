"""The inputs of the model that may vary, each drawn on its own or set to one end of its range."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

import numpy as np

from partnermap.analysis.disruption.assumptions import Shape
from partnermap.analysis.disruption.intensity import Timing, timing
from partnermap.analysis.disruption.model import KINDS, Model
from partnermap.analysis.disruption.ranges import Floats, Range
from partnermap.analysis.disruption.reference import references
from partnermap.domain.dates import DAYS_PER_MONTH
from partnermap.network.links import plain


class Aspect(StrEnum):
    """What an input is about."""

    FADE = "fade_months"
    CAP = "lead_in_cap_months"
    SHAPE = "shape"
    SLIP = "slip"
    PEAK = "peak"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that the answer depends on.

    Attributes:
        name: the same for every scenario.
        stream: of what it draws, by what the record says and not by its key: the same in every scenario,
            and in a file filled from a workbook of the same place.
        title: for people.
        position: of the event (slip, peak) or the kind of tie (sensitivity); else 0.
        range: the values it may take; for a peak the widest of those hit; None for the shape.
        varies: whether there is anything to draw.
    """

    name: str
    stream: str
    title: str
    aspect: Aspect
    position: int
    range: Range | None
    varies: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The values of all inputs in m draws; e events.

    Attributes:
        when: the events' timing.
        peaks: where in its range each peak falls, 0 to 1, shape (m, e).
        sensitivity: of every kind of tie, shape (m, kinds).
        counts: 1 for an event that counts, 0 for one left out, shape (m, e).
    """

    when: Timing
    peaks: Floats
    sensitivity: Floats
    counts: Floats


def inputs_of(model: Model) -> tuple[Input, ...]:
    """Every input that can bear on the ties of the model, in a fixed order."""
    assumed = model.assumptions
    hit = {int(kind) for group in model.groups for kind in group.kinds}
    found = [
        _general(Aspect.FADE, assumed.fade),
        _general(Aspect.CAP, assumed.lead_in_cap),
        _general(Aspect.SHAPE, None, varies=assumed.shape is Shape.BOTH),
    ]
    for position, kind in enumerate(KINDS):
        if position in hit:
            name, bounds = f"sensitivity:{kind.value}", assumed.sensitivity[kind]
            title = references()[name].title
            varies = not bounds.is_fixed
            found.append(Input(name, name, title, Aspect.SENSITIVITY, position, bounds, varies))
    streams = _streams(model)
    for position, stream in enumerate(streams):
        found += _of_event(model, position, stream)
    return tuple(found)


def _streams(model: Model) -> list[str]:
    """A name for the draws of each event: its own, numbered where several events share it."""
    met: Counter[str] = Counter()
    found = []
    for event in model.events:
        name = plain(event.name)
        met[name] += 1
        found.append(f"{name}:{met[name]}")
    return found


def _of_event(model: Model, position: int, stream: str) -> Iterator[Input]:
    event, slip = model.events[position], model.assumptions.slip
    yield Input(
        name=f"slip:{event.reorganisation_id}",
        stream=f"slip:{stream}",
        title=f"How much later “{event.name}” takes effect",
        aspect=Aspect.SLIP,
        position=position,
        range=slip,
        varies=event.may_slip and not slip.is_fixed,
    )
    ranges = [peak for peaks in model.peaks[position].values() for peak in peaks]
    if ranges:
        yield Input(
            name=f"peak:{event.reorganisation_id}",
            stream=f"peak:{stream}",
            title=f"How hard “{event.name}” hits",
            aspect=Aspect.PEAK,
            position=position,
            range=Range(min(peak.low for peak in ranges), max(peak.high for peak in ranges)),
            varies=any(not peak.is_fixed for peak in ranges),
        )


def _general(aspect: Aspect, bounds: Range | None, *, varies: bool = False) -> Input:
    title = references()[aspect.value].title
    varies = varies or (bounds is not None and not bounds.is_fixed)
    return Input(aspect.value, aspect.value, title, aspect, 0, bounds, varies)


def middle(inputs: tuple[Input, ...], rows: int = 1) -> Floats:
    """Every input at its median, shape (rows, inputs); the shape is then the fade."""
    return np.full((rows, len(inputs)), 0.5)


def draws(inputs: tuple[Input, ...], seed: int, count: int) -> Floats:
    """Where in its range each input falls in each draw, 0 to 1, shape (count, inputs).

    Each input has a stream of its own, from the seed and its stream: a scenario that adds an event
    changes no other draw. The draws of one input are spread evenly over its range (Latin hypercube).
    """
    found = middle(inputs, count)
    for column, item in enumerate(inputs):
        if item.varies:
            chance = np.random.default_rng([seed, crc32(item.stream.encode())])
            found[:, column] = (chance.permutation(count) + chance.random(count)) / count
    return found


def values(model: Model, inputs: tuple[Input, ...], quantiles: Floats) -> Drawn:
    """The values that stand for the quantiles.

    Args:
        model: events and assumptions.
        inputs: as `inputs_of` gives them.
        quantiles: shape (m, inputs), 0 to 1.
    """
    rows, events = len(quantiles), len(model.events)
    slips, peaks = np.zeros((rows, events)), np.full((rows, events), 0.5)
    sensitivity = np.ones((rows, len(KINDS)))
    general = {Aspect.FADE: middle(()), Aspect.CAP: middle(()), Aspect.SHAPE: middle(())}
    for column, item in enumerate(inputs):
        share = quantiles[:, column]
        taken = item.range.at(share) if item.range is not None else share
        if item.aspect is Aspect.SLIP:
            slips[:, item.position] = taken if model.events[item.position].may_slip else 0.0
        elif item.aspect is Aspect.PEAK:
            peaks[:, item.position] = share
        elif item.aspect is Aspect.SENSITIVITY:
            sensitivity[:, item.position] = taken
        else:
            general[item.aspect] = taken[:, None]
    shape = model.assumptions.shape
    block = (
        (general[Aspect.SHAPE] > 0.5) if shape is Shape.BOTH else np.full((rows, 1), _is_block(shape))
    )
    announced, effective = _days(model)
    when = timing(
        np.broadcast_to(announced, (rows, events)),
        effective + slips * DAYS_PER_MONTH,
        general[Aspect.FADE],
        general[Aspect.CAP],
        block,
    )
    return Drawn(when, peaks, sensitivity, np.ones((rows, events)))


def _is_block(shape: Shape) -> bool:
    return shape is Shape.BLOCK


def _days(model: Model) -> tuple[Floats, Floats]:
    """Announced (NaN where not known) and effective, in days from the start of the horizon."""
    since = model.since
    announced = [
        np.nan if event.announced is None else (event.announced - since).days for event in model.events
    ]
    effective = [(event.effective - since).days for event in model.events]
    return np.array(announced, dtype=np.float64), np.array(effective, dtype=np.float64)
