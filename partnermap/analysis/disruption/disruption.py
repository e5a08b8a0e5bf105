"""disruption: how far reorganisation holds the ties of a horizon back, as a range (D1 to D10)."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from partnermap.analysis.disruption.assumptions import Assumptions, assumptions_of
from partnermap.analysis.disruption.curves import (
    CalendarMonth,
    calendar_of,
    cell_days,
    network_curves,
    organisation_curve,
    tie_curve,
)
from partnermap.analysis.disruption.engine import Outcome, reckon
from partnermap.analysis.disruption.events import Events, events_of
from partnermap.analysis.disruption.grid import Grid, coarse_cells, daily_cells
from partnermap.analysis.disruption.inputs import Drawn, Input, draws, inputs_of, middle, values
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.disruption.result import (
    NO_TIES_IN_HORIZON,
    Band,
    Contribution,
    Curve,
    Figures,
    Peak,
    Spread,
    TieStrain,
)
from partnermap.analysis.disruption.sensitivity import Swing, swings, weighted_totals
from partnermap.analysis.disruption.spells import tie_spells
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Affected
from partnermap.jobs.token import Token
from partnermap.network.problem import Problem
from partnermap.network.reorganisation_problems import reorganisation_problems

LONGEST_YEARS = 30


@dataclass(frozen=True)
class Disruption:
    """Everything that is reckoned for one place and horizon; m draws.

    Attributes:
        events: what was reckoned with, and what could not be.
        weighted: D4 and D5, the ties weighted by strength.
        plain: the same, every tie counting once.
        ties: every tie of the horizon, the most lost (strength counting) first.
        totals: weighted tie-months lost in each draw, shape (m,).
        quantiles: where each input fell in each draw, shape (m, inputs).
        band: the network's strain over all draws.
    """

    place: Place
    model: Model
    events: Events
    weighted: Figures | NotDefined
    plain: Figures | NotDefined
    ties: tuple[TieStrain, ...]
    inputs: tuple[Input, ...]
    totals: Floats
    quantiles: Floats
    band: Band
    curve: Curve

    @property
    def assumptions(self) -> Assumptions:
        """What was taken for granted."""
        return self.model.assumptions

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Rows that cannot be right, each in a sentence; everything else was reckoned with."""
        found = reorganisation_problems(self.place)
        return (*found, *self.events.problems, *self.assumptions.problems)

    @property
    def not_known(self) -> tuple[Problem, ...]:
        """What is missing about reorganisations, those left aside that lie outside the horizon."""
        within = {event.reorganisation_id for event in self.model.events}
        outside = {event.reorganisation_id for event in self.events.events} - within
        found = self.events.not_known
        return tuple(item for item in found if _cause(self.place, item.about) not in outside)

    @cached_property
    def swings(self) -> tuple[Swing, ...]:
        """The tornado, the assumption that moves the answer most first."""
        return swings(self.model, self.quantiles, self.totals)

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Each reorganisation's part, the earliest first."""
        return contributions(self.model)

    def organisation_curve(self, organisation_id: str) -> Curve:
        """Strain on one organisation from its own events, day by day."""
        return organisation_curve(self.model, organisation_id)

    def tie_curve(self, tie_id: str) -> Curve:
        """Strain on one tie, day by day."""
        return tie_curve(self.model, tie_id)

    def calendar_of(self, key: str) -> tuple[CalendarMonth, ...]:
        """Month by month, what weighs on a tie or an organisation."""
        return calendar_of(self.model, key)


def disruption(
    place: Place,
    since: dt.date,
    until: dt.date,
    *,
    with_proposed: bool = False,
    assumptions: Assumptions | None = None,
    token: Token | None = None,
) -> Disruption:
    """How far reorganisation holds the ties back.

    Args:
        place: the records; a scenario laid over them counts.
        since: first day of the horizon.
        until: day after its last.
        with_proposed: count proposed reorganisations of the register as well.
        assumptions: instead of the file's own.
        token: to cancel by.

    Raises:
        UserError: the horizon is empty or longer than thirty years.
        Cancelled: the token said so.
    """
    events = events_of(place, with_proposed=with_proposed)
    model = model_of(place, since, until, events=events, assumptions=assumptions).within_horizon()
    inputs = inputs_of(model)
    quantiles = _quantiles(model, inputs)
    drawn, grid = values(model, inputs, quantiles), _grid(model, quantiles)
    weights = (model.strengths, np.ones(len(model.ties)))
    outcome = reckon(model, drawn, grid, weights, token)
    curves = network_curves(model, weights)
    figures = [
        _figures(model, weight, outcome, grid.share(strain, weight), curve)
        for weight, strain, curve in zip(weights, outcome.strain, curves, strict=True)
    ]
    return Disruption(
        place=place,
        model=model,
        events=events,
        weighted=figures[0],
        plain=figures[1],
        ties=_ties(model, outcome),
        inputs=inputs,
        totals=outcome.lost @ model.strengths,
        quantiles=quantiles,
        band=_band(model, grid, grid.share(outcome.strain[0], weights[0])),
        curve=curves[0],
    )


def model_of(
    place: Place,
    since: dt.date,
    until: dt.date,
    *,
    events: Events | None = None,
    with_proposed: bool = False,
    assumptions: Assumptions | None = None,
) -> Model:
    """The model of a horizon with every event, cheap enough for a curve while a date is dragged.

    Raises:
        UserError: the horizon is empty or longer than thirty years.
    """
    if until <= since:
        raise UserError(
            f"The horizon ends on {until}, which is not after its start {since}; change one."
        )
    if (until - since).days > LONGEST_YEARS * 366:
        raise UserError(f"The horizon is longer than {LONGEST_YEARS} years; bring its dates together.")
    found = events if events is not None else events_of(place, with_proposed=with_proposed)
    return Model(
        since, until, found.events, tie_spells(place, since, until), assumptions or assumptions_of(place)
    )


def _cause(place: Place, about: About) -> str:
    """The reorganisation that a record is or belongs to."""
    row = place.of(Affected).get(about.id)
    return about.id if row is None else row.reorganisation_id


def contributions(model: Model) -> tuple[Contribution, ...]:
    """What each reorganisation takes alone, and what would be spared without it."""
    count = len(model.events)
    inputs = inputs_of(model)
    rows = values(model, inputs, middle(inputs, 2 * count + 1))
    counts = np.vstack([np.eye(count), 1 - np.eye(count), np.ones((1, count))])
    totals = weighted_totals(model, Drawn(rows.when, rows.peaks, rows.sensitivity, counts))
    return tuple(
        Contribution(
            event.reorganisation_id,
            event.name,
            alone=float(totals[position]),
            spared=float(totals[-1] - totals[count + position]),
        )
        for position, event in enumerate(model.events)
    )


def _quantiles(model: Model, inputs: tuple[Input, ...]) -> Floats:
    """One row where nothing varies."""
    if not any(item.varies for item in inputs):
        return middle(inputs)
    return draws(inputs, model.assumptions.seed, model.assumptions.draws)


def _grid(model: Model, quantiles: Floats) -> Grid:
    return daily_cells(model) if len(quantiles) == 1 else coarse_cells(model)


def _figures(
    model: Model, weight: Floats, outcome: Outcome, shares: Floats, curve: Curve
) -> Figures | NotDefined:
    """Figures of one weighting; `shares` is the strain of each draw in each cell."""
    available = float(model.available @ weight)
    if available == 0:
        return NO_TIES_IN_HORIZON
    lost = Spread.of(outcome.lost @ weight)
    highest = int(curve.values.argmax())
    value = float(curve.values[highest])
    day: dt.date = curve.days[highest].astype(dt.date)
    highest_of_draws = shares.max(axis=1) if len(shares) > 1 else np.array([value])
    peak = Peak(value, day if value > 0 else None, Spread.of(highest_of_draws))
    return Figures(available, lost, lost.over(available), peak)


def _ties(model: Model, outcome: Outcome) -> tuple[TieStrain, ...]:
    if not model.ties:
        return ()
    spreads = np.percentile(outcome.lost, (10, 50, 90), axis=0).T
    hit = {
        int(position): tuple(model.events[event].reorganisation_id for event, _ in group.pressure)
        for group in model.groups
        for position in group.ties
    }
    order = np.argsort(-spreads[:, 1] * model.strengths, kind="stable")
    return tuple(
        TieStrain(
            model.ties[position].tie,
            float(model.available[position]),
            Spread(*(float(value) for value in spreads[position])),
            hit.get(int(position), ()) if spreads[position].any() else (),
        )
        for position in order
    )


def _band(model: Model, grid: Grid, shares: Floats) -> Band:
    low, median, high = np.percentile(shares, (10, 50, 90), axis=0)
    return Band(cell_days(model, grid), low, median, high)
