"""NetworkStrain: strain on the network on every day of two centuries, and what most of it comes from."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.analysis.disruption.curves import DAYS_AT_ONCE, central, height
from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.events import events_of
from partnermap.analysis.disruption.grid import points
from partnermap.analysis.disruption.inputs import Drawn
from partnermap.analysis.disruption.intensity import levels
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.disruption.spells import tie_spells
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

FIRST, AFTER = dt.date(1900, 1, 1), dt.date(2101, 1, 1)
"""The days reckoned: wide enough for any date that is looked at, so that none asks for another sum."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The reorganisation that weighs most on a day; `part` is its part of what all weigh, 0 to 1."""

    name: str
    part: float


@dataclass(frozen=True, eq=False)
class NetworkStrain:
    """The network's strain day by day, every assumption at its middle, strong ties counting more.

    Attributes:
        since: the first day.
        values: 0 to 1 on every day from then on, NaN where no tie runs; shape (c,).
        names: of the reorganisations.
        strongest: position in `names` of the one that weighs most by itself, shape (c,).
        part: its part of the sum of what each weighs by itself, 0 to 1; shape (c,).
    """

    since: dt.date
    values: Floats
    names: tuple[str, ...]
    strongest: npt.NDArray[np.intp]
    part: Floats

    def on(self, day: dt.date) -> float | None:
        """Strain on a day; None where no tie runs, and outside the days reckoned."""
        position = (day - self.since).days
        if not 0 <= position < len(self.values) or np.isnan(self.values[position]):
            return None
        return float(self.values[position])

    def evenly(self, first: dt.date, last: dt.date, count: int) -> list[float]:
        """Strain on so many days spread evenly from the first to the last; NaN where `on` is None."""
        offsets = (first - self.since).days + np.rint(np.linspace(0, (last - first).days, count))
        within = (offsets >= 0) & (offsets < len(self.values))
        found = np.full(count, np.nan)
        found[within] = self.values[offsets[within].astype(np.intp)]
        return list(found.tolist())

    def main_cause(self, day: dt.date) -> Cause | None:
        """What most of the strain on a day comes from; None where there is none."""
        position = (day - self.since).days
        if not self.on(day):
            return None
        return Cause(self.names[self.strongest[position]], float(self.part[position]))


def network_strain(place: Place, token: Token | None = None) -> NetworkStrain | None:
    """Strain on the network day by day, as `network_curves` has it for any horizon.

    Args:
        place: the records; a scenario laid over them counts.
        token: to cancel by.

    Returns:
        None where no reorganisation weighs on any link.

    Raises:
        Cancelled: the token said so.
    """
    events = events_of(place).events
    if not events:
        return None
    spells = tie_spells(place, FIRST, AFTER)
    model = Model(FIRST, AFTER, events, spells, assumptions_of(place)).within_horizon()
    if not model.groups:
        return None
    drawn = central(model)
    days = _days(model, drawn)
    level = levels(drawn.when, days.astype(np.float64))[0]
    values = np.zeros(model.length)
    for part in _pieces(days[level.any(axis=0)]):
        grid = points(model, part.tolist())
        found = reckon(model, drawn, grid, [model.strengths], token)
        values[part] = grid.share(found.strain[0], model.strengths)[0]
    if not values.any():
        return None
    values[_running(model, model.strengths) <= 0] = np.nan
    strongest, shares = _causes(model, drawn, days, level)
    return NetworkStrain(FIRST, values, tuple(event.name for event in model.events), strongest, shares)


def _days(model: Model, drawn: Drawn) -> npt.NDArray[np.int64]:
    """The days between the first that any event can weigh on and the last."""
    when = drawn.when
    first = min(float(when.rise.min()), float(when.announced.min()))
    last = max(float((when.effective + when.fade).max()), float((when.announced + when.fade).max()))
    bounds = np.clip([np.floor(first), np.ceil(last) + 1], 0, model.length)
    return np.arange(int(bounds[0]), int(bounds[1]))


def _pieces(days: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    for first in range(0, len(days), DAYS_AT_ONCE):
        yield days[first : first + DAYS_AT_ONCE]


def _running(model: Model, weight: Floats) -> Floats:
    """Weight of the ties that run on each day, shape (c,)."""
    change = np.zeros(model.length + 1)
    for bounds, sign in zip(model.spells, (1, -1), strict=True):
        for column in bounds.T.astype(np.intp):
            change += sign * np.bincount(column, weight, minlength=len(change))
    found: Floats = np.cumsum(change)[:-1]
    return found


def _causes(
    model: Model, drawn: Drawn, days: npt.NDArray[np.int64], level: Floats
) -> tuple[npt.NDArray[np.intp], Floats]:
    """`strongest` and `part` of every day; `level` is that of each event on the days."""
    strongest = np.zeros(model.length, dtype=np.intp)
    highest, total = np.zeros(model.length), np.zeros(model.length)
    for event, mass in enumerate(_masses(model, drawn)):
        alone = np.zeros(model.length)
        alone[days] = level[event] * _running(model, mass)[days]
        strongest[alone > highest] = event
        highest = np.maximum(highest, alone)
        total += alone
    return strongest, np.divide(highest, total, out=np.zeros_like(total), where=total > 0)


def _masses(model: Model, drawn: Drawn) -> Floats:
    """Weight of each tie times the strain of each event at its height, shape (e, k)."""
    found = np.zeros((len(model.events), len(model.ties)))
    for group in model.groups:
        weight = model.strengths[group.ties] * drawn.sensitivity[0, group.kinds]
        for event, ranges in group.pressure:
            found[event, group.ties] = weight * height(ranges, drawn, event)
    return found
