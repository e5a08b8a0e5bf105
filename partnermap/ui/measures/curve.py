"""A measure as a line across dates, found out on a worker; no Qt."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.measure.over_time import dates_between, over_time
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.scene.chart.curve import Curve, CurvePoint, Series
from partnermap.scene.chart.units import Unit, in_words
from partnermap.scene.chart.years import DateMark
from partnermap.shell.words import text

BACK, AHEAD, STEP = 36, 24, 6
"""Months before and after the date, and between two points."""


@dataclass(frozen=True, slots=True)
class CurveRequest:
    """What line is asked for: the figure's key and title, round a date."""

    place: Place
    on: dt.date
    key: str
    title: str


def measure_curve(request: CurveRequest, token: Token) -> Curve:
    """The line, with every reorganisation that takes effect marked.

    Raises:
        Cancelled: the token was cancelled.
    """
    on = request.on
    dates = dates_between(request.place, add_months(on, -BACK), add_months(on, AHEAD), STEP)
    found = over_time(request.place, sorted({*dates, on}), [request.key], token=token)
    unit = Unit.SHARE if request.key.endswith("share") else Unit.NUMBER
    line = found.lines[request.key]
    points = tuple(_point(day, figure) for day, figure in zip(found.dates, line, strict=True))
    return Curve(
        _finding(request, points, unit),
        (Series(request.title, points),),
        unit,
        text("{title} has no value on any of these dates.", title=request.title),
        on,
        tuple(
            DateMark(mark.on, mark.name, (About(Reorganisation.TABLE, mark.reorganisation_id),))
            for mark in found.marks
        ),
        note=_gaps(points),
    )


def _point(on: dt.date, figure: Figure) -> CurvePoint:
    if isinstance(figure, NotDefined | NotKnown):
        return CurvePoint(on, None, why=figure.reason)
    return CurvePoint(on, figure)


def _finding(request: CurveRequest, points: tuple[CurvePoint, ...], unit: Unit) -> str:
    known = [(point.on, point.value) for point in points if point.value is not None]
    if not known:
        return text("{title}: not known on any of these dates", title=request.title)
    (first, before), (last, after) = known[0], known[-1]
    return text(
        "{title}: {before} on {first}, {after} on {last}",
        title=request.title,
        before=in_words(before, unit),
        first=day_in_words(first),
        after=in_words(after, unit),
        last=day_in_words(last),
    )


def _gaps(points: tuple[CurvePoint, ...]) -> str:
    reasons = dict.fromkeys(point.why for point in points if point.value is None)
    if not reasons:
        return ""
    return text("Where the line breaks: {reasons}", reasons=" ".join(reasons))
