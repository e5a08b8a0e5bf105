"""NetworkStrain: strain on the network on every day of two centuries, and what most of it comes from."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.analysis.disruption.curves import central, height, strain
from partnermap.analysis.disruption.events import events_of
from partnermap.analysis.disruption.intensity import levels
from partnermap.analysis.disruption.model import Model, Positions
from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.disruption.spells import tie_spells
from partnermap.domain.errors import Cancelled
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
    weighing = _Weighing(model)
    found = weighing.strain(token)
    if not found.any():
        return None
    values = np.zeros(model.length)
    values[weighing.days] = found
    everybody = np.arange(len(model.ties))
    values[_running(model, everybody, model.strengths, slice(0, model.length)) == 0] = np.nan
    strongest, part = np.zeros(model.length, dtype=np.intp), np.zeros(model.length)
    strongest[weighing.days], part[weighing.days] = weighing.causes()
    return NetworkStrain(FIRST, values, tuple(event.name for event in model.events), strongest, part)


class _Weighing:
    """What events do on each of the c days of the horizon on which any can weigh, which are `days`."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._drawn = drawn = central(model)
        when = drawn.when
        first = np.minimum(when.rise, when.announced).min()
        last = (np.maximum(when.effective, when.announced) + when.fade).max()
        bounds = np.clip([np.floor(first), np.ceil(last) + 1], 0, model.length)
        self.days = slice(int(bounds[0]), int(bounds[1]))
        self._level = levels(drawn.when, np.arange(self.days.start, self.days.stop, dtype=np.float64))

    def strain(self, token: Token | None) -> Floats:
        """The network's strain, 0 where no tie runs; shape (c,)."""
        model, drawn = self._model, self._drawn
        lost = np.zeros(self.days.stop - self.days.start)
        for group in model.groups:
            if token is not None and token.is_cancelled:
                raise Cancelled
            for kind in np.unique(group.kinds):
                ties = group.ties[group.kinds == kind]
                held = strain(group.pressure, drawn, self._level, float(drawn.sensitivity[0, kind]))
                lost += held * _running(model, ties, model.strengths[ties], self.days)
        running = _running(model, np.arange(len(model.ties)), model.strengths, self.days)
        return np.divide(lost, running, out=np.zeros_like(lost), where=running > 0)

    def causes(self) -> tuple[npt.NDArray[np.intp], Floats]:
        """Which event weighs most by itself, and its part of what all do; shape (c,) each."""
        ties = np.arange(len(self._model.ties))
        alone = np.array(
            [
                over_time * _running(self._model, ties, mass, self.days)
                for over_time, mass in zip(self._level[0], self._masses(), strict=True)
            ]
        )
        total, highest = alone.sum(axis=0), alone.max(axis=0)
        return alone.argmax(axis=0), np.divide(highest, total, out=np.zeros_like(total), where=total > 0)

    def _masses(self) -> Floats:
        """Weight of each tie times the strain of each event at its height, shape (e, k)."""
        model, drawn = self._model, self._drawn
        found = np.zeros((len(model.events), len(model.ties)))
        for group in model.groups:
            weight = model.strengths[group.ties] * drawn.sensitivity[0, group.kinds]
            for event, ranges in group.pressure:
                found[event, group.ties] = weight * height(ranges, drawn, event)
        return found


def _running(model: Model, ties: Positions, weight: Floats, days: slice) -> Floats:
    """Weight of those of the ties that run on each of the days."""
    length = days.stop - days.start
    change = np.zeros(length + 1)
    for bounds, sign in zip(model.spells, (1, -1), strict=True):
        for column in bounds[ties].T:
            at = np.clip(column - days.start, 0, length).astype(np.intp)
            change += sign * np.bincount(at, weight, minlength=length + 1)
    found: Floats = np.cumsum(change)[:-1]
    return found
