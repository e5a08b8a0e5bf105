"""Curves with every assumption at its middle: of the network, a tie, an organisation; and calendars."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.grid import Grid, coarse_cells, points
from partnermap.analysis.disruption.inputs import Drawn, inputs_of, middle, values
from partnermap.analysis.disruption.intensity import levels
from partnermap.analysis.disruption.model import Model, Pressure
from partnermap.analysis.disruption.ranges import Floats, Range
from partnermap.analysis.disruption.result import Curve, Days

DAYS_AT_ONCE = 366


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One month of a tie or an organisation.

    Attributes:
        first: its first day within the horizon.
        strain: mean over its days, 0 to 1; None where the tie does not run at all.
        event_ids: the reorganisations that weigh on it in this month.
    """

    first: dt.date
    strain: float | None
    event_ids: tuple[str, ...]


class LiveCurve:
    """The network's curve for a moving date: everything that does not depend on dates is kept."""

    def __init__(self, model: Model, weight: Floats | None = None) -> None:
        self._model = model
        self._grid = coarse_cells(model)
        self._weight = model.strengths if weight is None else weight
        self._inputs = inputs_of(model)
        self.days = cell_days(model, self._grid)

    def curve(self, reorganisation_id: str | None = None, effective: dt.date | None = None) -> Curve:
        """Mean strain in each stretch of about a fortnight, one event moved to another date."""
        model = self._model
        if reorganisation_id is not None and effective is not None:
            model = model.moved(reorganisation_id, effective)
        drawn = values(model, self._inputs, middle(self._inputs))
        found = reckon(model, drawn, self._grid, [self._weight])
        return Curve(self.days, self._grid.share(found.strain[0], self._weight)[0])


def network_curves(model: Model, weights: Sequence[Floats]) -> tuple[Curve, ...]:
    """Strain on the network on every day of the horizon, one curve for each weighting of the ties."""
    drawn, parts = central(model), []
    for first in range(0, model.length, DAYS_AT_ONCE):
        grid = points(model, range(first, min(first + DAYS_AT_ONCE, model.length)))
        found = reckon(model, drawn, grid, weights).strain
        parts.append([grid.share(part, weight)[0] for part, weight in zip(found, weights, strict=True)])
    days = _days(model, np.arange(model.length))
    return tuple(Curve(days, np.concatenate(part)) for part in zip(*parts, strict=True))


def organisation_curve(model: Model, organisation_id: str) -> Curve:
    """Strain on one organisation from its own events on every day of the horizon."""
    return _curve(model, model.pressure_on(organisation_id), 1.0)


def tie_curve(model: Model, tie_id: str) -> Curve:
    """Strain on one tie on every day of the horizon; 0 where it does not run.

    Raises:
        KeyError: no such tie runs within the horizon.
    """
    position = _position(model, tie_id)
    tie = model.ties[position].tie
    sensitivity = model.assumptions.sensitivity[tie.kind].middle
    curve = _curve(model, model.pressure_on(tie.from_id, tie.to_id), sensitivity)
    return Curve(curve.days, curve.values * _runs(model, position))


def calendar_of(model: Model, key: str) -> tuple[CalendarMonth, ...]:
    """Month by month, what weighs on a tie or an organisation.

    Args:
        model: the horizon.
        key: id of a tie of the model or of an organisation.
    """
    is_tie = any(item.tie.id == key for item in model.ties)
    curve = tie_curve(model, key) if is_tie else organisation_curve(model, key)
    runs = _runs(model, _position(model, key)) if is_tie else np.ones(model.length)
    pressure = _pressure(model, key, is_tie=is_tie)
    level = levels(central(model).when, np.arange(model.length, dtype=np.float64))[0]
    return tuple(
        CalendarMonth(
            first=model.since + timedelta(days=first),
            strain=float(curve.values[first:after].sum() / ran)
            if (ran := runs[first:after].sum())
            else None,
            event_ids=tuple(
                model.events[event].reorganisation_id
                for event, _ in pressure
                if (level[event, first:after] * runs[first:after]).any()
            ),
        )
        for first, after in _months(model)
    )


def central(model: Model) -> Drawn:
    """Every input at its middle, as one draw."""
    inputs = inputs_of(model)
    return values(model, inputs, middle(inputs))


def cell_days(model: Model, grid: Grid) -> Days:
    """The middle day of every cell, shape (c,)."""
    return _days(model, (grid.days[:-1] + grid.days[1:]) / 2)


def strain(pressure: Pressure, drawn: Drawn, over_time: Floats, sensitivity: float) -> Floats:
    """D3 written out for one tie or organisation, in the first draw, shape (c,)."""
    left = np.ones(over_time.shape[-1])
    for event, ranges in pressure:
        left *= 1 - sensitivity * height(ranges, drawn, event) * over_time[0, event]
    return 1 - left


def height(ranges: Iterable[Range], drawn: Drawn, event: int) -> float:
    """How hard an event hits the harder hit of those with the ranges, in the first draw; 0 to 1."""
    return max(float(item.at(drawn.peaks[:1, event])[0]) for item in ranges)


def _curve(model: Model, pressure: Pressure, sensitivity: float) -> Curve:
    days, drawn = np.arange(model.length, dtype=np.float64), central(model)
    found = strain(pressure, drawn, levels(drawn.when, days), sensitivity)
    return Curve(_days(model, days), found)


def _pressure(model: Model, key: str, *, is_tie: bool) -> Pressure:
    if not is_tie:
        return model.pressure_on(key)
    tie = model.ties[_position(model, key)].tie
    return model.pressure_on(tie.from_id, tie.to_id)


def _position(model: Model, tie_id: str) -> int:
    for position, item in enumerate(model.ties):
        if item.tie.id == tie_id:
            return position
    raise KeyError(tie_id)


def _runs(model: Model, position: int) -> Floats:
    runs = np.zeros(model.length)
    for first, after in model.ties[position].spells:
        runs[first:after] = 1.0
    return runs


def _months(model: Model) -> list[tuple[int, int]]:
    """First day and day after the last of every month of the horizon, counted from its start."""
    starts = [0]
    for day in range(1, model.length):
        if (model.since + timedelta(days=day)).day == 1:
            starts.append(day)
    return list(zip(starts, [*starts[1:], model.length], strict=True))


def _days(model: Model, offsets: Floats | np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Days:
    return np.datetime64(model.since, "D") + offsets.astype(np.int64).astype("timedelta64[D]")
