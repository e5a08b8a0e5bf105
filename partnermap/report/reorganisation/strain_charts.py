"""The charts of disruption, as data: windows of reorganisations, strain over time, what it turns on."""

import datetime as dt
import math
from collections.abc import Sequence

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.analysis.disruption.disruption import Disruption
from partnermap.analysis.disruption.inputs import Aspect, middle, values
from partnermap.analysis.disruption.sensitivity import (
    Swing,
    ends_in_words,
    turns_on,
    two_figures,
    weighted_totals,
)
from partnermap.analysis.disruption.window import Window, windows
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.dates import ONE_DAY, add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import capital, counted, day_in_words
from partnermap.domain.words import ReorganisationStatus
from partnermap.scene.chart.curve import Curve, CurvePoint, Series
from partnermap.scene.chart.look import State
from partnermap.scene.chart.ranges import Swing as Bar
from partnermap.scene.chart.ranges import Tornado
from partnermap.scene.chart.spans import Span, TimeBars, TimeRow
from partnermap.scene.chart.units import Unit
from partnermap.scene.chart.years import DateMark

NO_WINDOW = "No reorganisation has its window in this time."
NO_STRAIN = "Nothing weighs on any link in this time."
NOTHING_TURNS = "No assumption moves the answer."
MOST_SWINGS = 8
"""The rest moves little; the table of the assumptions has them all."""

_BACK, _AHEAD = 24, 60
_POINTS = 24
"""About as many as a reader can point at."""

_SHAPES = ("as a fade", "as a block")
"""Shorter than in the sentence, because they stand beside bars."""

_LEGEND = (
    (State.CHANGING, "From its announcement until it takes effect"),
    (State.STEADY, "Strain afterwards, at the least"),
    (State.FAINT, "Strain afterwards, at the most"),
)


def windows_in(
    place: Place, on: dt.date, until: dt.date, *, with_proposed: bool = False
) -> tuple[Window, ...]:
    """The windows that touch the time from a date to another, both included."""
    found = windows(place, with_proposed=with_proposed)
    return tuple(item for item in found if item.start <= until and item.blight_end >= on)


def windows_chart(place: Place, on: dt.date, until: dt.date, *, with_proposed: bool = False) -> TimeBars:
    """Every reorganisation whose window touches the time, from announcement until its strain is over."""
    found = windows_in(place, on, until, with_proposed=with_proposed)
    first = max([add_months(on, -_BACK), min([on, *(item.start for item in found)])])
    last = min([add_months(on, _AHEAD), max([until, *(item.blight_end for item in found)])])
    least = math.floor(assumptions_of(place).fade.low)
    return TimeBars(
        _at_once(found, on, until),
        tuple(_window_row(item, least) for item in found),
        _LEGEND,
        first,
        last,
        on,
        "Reorganisation",
        NO_WINDOW,
        note="The range of the strain afterwards is the assumption on how long it lasts.",
    )


def _at_once(found: Sequence[Window], on: dt.date, until: dt.date) -> str:
    if not found:
        return NO_WINDOW
    days = [on, *(item.start for item in found if on < item.start <= until)]
    open_on = {each: sum(item.holds(each) for item in found) for each in days}
    most = max(open_on.values())
    if most < 2:
        return (
            capital(counted(len(found), "reorganisation")) + " with a window in this time, one at once"
        )
    first = min(each for each, count in open_on.items() if count == most)
    return f"{capital(counted(most, 'reorganisation'))} at once, on {day_in_words(first)}"


def _window_row(item: Window, least: int) -> TimeRow:
    about = (About(Reorganisation.TABLE, item.reorganisation_id),)
    fades = add_months(item.effective, least)
    spans = []
    if item.start < item.effective:
        spans.append(Span(item.start, item.effective - ONE_DAY, State.CHANGING, "coming", about))
    if fades > item.effective:
        spans.append(Span(item.effective, fades - ONE_DAY, State.STEADY, "after it", about))
    if item.blight_end > fades:
        spans.append(Span(fades, item.blight_end, State.FAINT, "", about))
    return TimeRow(
        window_title(item), tuple(spans), f"takes effect {day_in_words(item.effective)}", about
    )


def window_title(item: Window) -> str:
    """Its name; that it is only proposed stands with it."""
    proposed = item.status is ReorganisationStatus.PROPOSED
    return f"{item.name} (proposed only)" if proposed else item.name


def strain_chart(found: Disruption) -> Curve:
    """The share of the joint work that is held back over the horizon, with its range over the draws."""
    band, marks = found.band, _effective_marks(found)
    step = max(1, round(len(band.days) / _POINTS))
    points = tuple(
        CurvePoint(
            band.days[i].astype(dt.date), float(band.median[i]), float(band.low[i]), float(band.high[i])
        )
        for i in range(0, len(band.days), step)
    )
    weighs = bool(len(band.high)) and float(band.high.max()) > 0
    return Curve(
        "How much of the joint work is held back, strong links counting more",
        (Series("Held back", points),) if weighs else (),
        Unit.SHARE,
        NO_STRAIN,
        events=marks,
        band="The line is the middle of all draws of the assumptions, the band holds 8 of 10.",
        note="What-if, not forecast.",
    )


def _effective_marks(found: Disruption) -> tuple[DateMark, ...]:
    return tuple(
        DateMark(
            event.effective,
            f"{event.name} takes effect{' (proposed only)' if event.is_proposed else ''}",
            (About(Reorganisation.TABLE, event.reorganisation_id),),
        )
        for event in found.model.events
    )


def tornado_chart(found: Disruption, most: int = MOST_SWINGS) -> Tornado:
    """What each assumption alone moves: the share of joint working time that is lost."""
    swings = [swing for swing in found.swings if swing.width > 0][:most]
    if isinstance(found.weighted, NotDefined) or not swings:
        return Tornado(NOTHING_TURNS, 0.0, "", (), Unit.SHARE, "Assumption", NOTHING_TURNS)
    available = found.weighted.available
    base = _at_the_middle(found) / available
    return Tornado(
        (turns_on(found.swings, available) or NOTHING_TURNS).rstrip("."),
        base,
        f"{two_figures(100 * base)}%, the answer with every assumption at its middle",
        tuple(_bar(swing, available) for swing in swings),
        Unit.SHARE,
        "Assumption",
        NOTHING_TURNS,
    )


def _at_the_middle(found: Disruption) -> float:
    """Weighted tie-months lost."""
    row = values(found.model, found.inputs, middle(found.inputs))
    return float(weighted_totals(found.model, row)[0])


def _bar(swing: Swing, available: float) -> Bar:
    shares = swing.at_low / available, swing.at_high / available
    ends = _SHAPES if swing.input.aspect is Aspect.SHAPE else ends_in_words(swing.input)
    low, high = (f"{two_figures(100 * share)}% {end}" for share, end in zip(shares, ends, strict=True))
    return Bar(swing.input.title, *shares, low_words=low, high_words=high)
