"""What the page of strain over time shows: lanes, curve, who is most strained; and what if; no Qt."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnermap.analysis.disruption.curves import LiveCurve
from partnermap.analysis.disruption.disruption import Disruption, disruption, model_of
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.result import Curve as Strain
from partnermap.analysis.disruption.result import TieStrain
from partnermap.analysis.disruption.sentences import board_sentences, exposures_of
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.dates import add_months
from partnermap.domain.organisation import Organisation
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import counted, day_in_words, joined, month_in_words
from partnermap.jobs.token import Token
from partnermap.network.origin import name_of_origin
from partnermap.scene.chart.strain import Lane, StrainChart, StrainPoint
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.picture import pictured
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

BEFORE_MONTHS = 24
"""How far before the date the picture reaches at most, so that announcements are seen."""

EMPTY = text("No reorganisation in the picture weighs on any link in this time.")
_DASH = "–"


@dataclass(frozen=True, eq=False)
class StrainOverview:
    """What the page needs to show, and to move a day without asking anew.

    Attributes:
        found: reckoned from the date on.
        live: the curve for a day that is being moved, over all that is drawn.
        subjects: organisations and links that have a calendar: title and key.
        gaps: rows that cannot be right, and what is not known.
    """

    request: FiguresRequest
    found: Disruption
    live: LiveCurve
    events: tuple[Event, ...]
    chart: StrainChart
    sentences: tuple[str, ...]
    links: FigureTable
    organisations: FigureTable
    subjects: tuple[tuple[str, str], ...]
    gaps: FigureTable


def strain_overview(request: FiguresRequest, token: Token) -> StrainOverview:
    """Lanes, curve and tables from the date to the horizon."""
    place, until = pictured(request), add_months(request.on, request.months)
    found = disruption(place, request.on, until, with_proposed=request.with_proposed, token=token)
    first = _first(request.on, found.model.events)
    whole = disruption(place, first, until, with_proposed=request.with_proposed, token=token)
    live = LiveCurve(model_of(place, first, until, with_proposed=request.with_proposed))
    chart = _chart(request, whole, live)
    return StrainOverview(
        request=request,
        found=found,
        live=live,
        events=whole.model.events,
        chart=chart,
        sentences=board_sentences(found),
        links=_links(found),
        organisations=_organisations(found),
        subjects=_subjects(found),
        gaps=_gaps(found),
    )


def moved_chart(overview: StrainOverview, number: int, months: int) -> StrainChart:
    """The chart with one day moved by so many months from the register's; 0 is the chart as it was."""
    if months == 0 or number >= len(overview.events):
        return overview.chart
    event = overview.events[number]
    effective = add_months(event.effective, months)
    curve = overview.live.curve(event.reorganisation_id, effective)
    line = _line(curve)
    lanes = list(overview.chart.lanes)
    lanes[number] = _moved(lanes[number], effective)
    return replace(
        overview.chart,
        title=text(
            "What if “{name}” took effect on {day}, {months}? {peak}",
            name=event.name,
            day=day_in_words(effective),
            months=months_in_words(months),
            peak=_peak(line),
        ),
        lanes=tuple(lanes),
        line=line,
        was=overview.chart.line,
        note=text(
            "The dashed line is the register. While a day is moved all links stay as they are; kept as "
            "a scenario, they follow the new day. What-if, not forecast."
        ),
    )


def months_in_words(months: int) -> str:
    """`six months later`, `one month earlier`."""
    which = text("later") if months > 0 else text("earlier")
    return f"{counted(abs(months), 'month')} {which}"


def _first(on: dt.date, events: Sequence[Event]) -> dt.date:
    """The first announcement, at most two years before the date."""
    starts = [event.announced or event.effective for event in events]
    return max(add_months(on, -BEFORE_MONTHS), min([on, *starts]))


def _chart(request: FiguresRequest, whole: Disruption, live: LiveCurve) -> StrainChart:
    model, band = whole.model, whole.band
    values = dict(zip(band.days.tolist(), zip(band.low, band.high, strict=True), strict=True))
    line = tuple(
        replace(point, low=float(values[point.on][0]), high=float(values[point.on][1]))
        if point.on in values
        else point
        for point in _line(live.curve())
    )
    return StrainChart(
        title=_peak(line) if model.events else EMPTY,
        lanes=tuple(_lane(model, event) for event in model.events),
        first=model.since,
        last=model.until,
        on=request.on,
        line=line,
        empty=EMPTY,
        note=text(
            "The line has every assumption at its middle, late starts included; the band holds eight of "
            "ten draws. Strong links count more. What-if, not forecast."
        ),
    )


def _line(curve: Strain) -> tuple[StrainPoint, ...]:
    days: list[dt.date] = curve.days.tolist()
    return tuple(StrainPoint(on, float(value)) for on, value in zip(days, curve.values, strict=True))


def _peak(line: Sequence[StrainPoint]) -> str:
    highest = max(line, key=lambda point: point.value, default=None)
    if highest is None or highest.value <= 0:
        return EMPTY
    return text(
        "Strong links counting more, the strain is highest about {month}: {share:.0%} held back",
        month=month_in_words(highest.on),
        share=highest.value,
    )


def _lane(model: Model, event: Event) -> Lane:
    assumed = model.assumptions
    start = event.announced
    if start is not None:
        start = max(start, add_months(event.effective, -math.ceil(assumed.lead_in_cap.high)))
    return Lane(
        title=text("{name} (proposed only)", name=event.name) if event.is_proposed else event.name,
        start=start,
        effective=event.effective,
        fades=add_months(event.effective, math.floor(assumed.fade.low)),
        ends=add_months(event.effective, math.ceil(assumed.fade.high)),
        peak=max((hit.peak.high for hit in event.hits), default=0.0),
        about=(About(Reorganisation.TABLE, event.reorganisation_id),),
    )


def _moved(lane: Lane, effective: dt.date) -> Lane:
    """The window with its day elsewhere; what fades moves with it, the announcement stays."""
    by = effective - lane.effective
    start = None if lane.start is None else min(lane.start, effective)
    return replace(
        lane,
        start=start,
        effective=effective,
        fades=lane.fades + by,
        ends=lane.ends + by,
        was=lane.effective,
    )


def _links(found: Disruption) -> FigureTable:
    names = {event.reorganisation_id: event.name for event in found.model.events}
    rows = tuple(_link(found, item, names) for item in found.ties if item.event_ids)
    return FigureTable(
        text("Links held back"),
        (
            Column(text("Organisation")),
            Column(text("Organisation")),
            Column(text("Link")),
            Column(text("Months lost")),
            Column(text("of")),
            Column(text("Reorganisations")),
        ),
        rows,
    )


def _link(found: Disruption, item: TieStrain, names: dict[str, str]) -> FigureRow:
    tie, lost = item.tie, item.lost
    what = name_of_origin(found.place, tie.origin)
    return FigureRow(
        (
            Figure(found.place.name_of(tie.from_id), organisation_id=tie.from_id),
            Figure(found.place.name_of(tie.to_id), organisation_id=tie.to_id),
            Figure(f"{tie.kind}, {what}" if what else str(tie.kind)),
            Figure(text("{low:.1f} to {high:.1f}", low=lost.low, high=lost.high), lost.median),
            Figure(f"{item.available:.0f}", item.available),
            Figure(joined([names[key] for key in item.event_ids])),
        ),
        (tie.origin,),
    )


def _organisations(found: Disruption) -> FigureTable:
    names = {event.reorganisation_id: event.name for event in found.model.events}
    rows = []
    for item in exposures_of(found):
        share, over_time = item.share, item.over_time
        if isinstance(share, NotDefined) or isinstance(over_time, NotDefined) or share == 0:
            continue
        name = found.place.name_of(item.organisation_id)
        cells = (
            Figure(name, organisation_id=item.organisation_id),
            Figure(f"{share:.0%}", share),
            Figure(f"{over_time:.0%}", over_time),
            Figure(joined([names[key] for key in item.own_event_ids if key in names]) or _DASH),
        )
        rows.append(FigureRow(cells, (About(Organisation.TABLE, item.organisation_id),)))
    rows.sort(key=lambda row: -(row.cells[1].order or 0.0))
    return FigureTable(
        text("Organisations exposed"),
        (
            Column(text("Organisation")),
            Column(text("Joint work with bodies being reorganised")),
            Column(text("weighed over the time")),
            Column(text("Itself in")),
        ),
        tuple(rows),
    )


def _subjects(found: Disruption) -> tuple[tuple[str, str], ...]:
    """Organisations by name, those that are reorganised first, then links that anything weighs on."""
    place = found.place
    hit = {key for event in found.model.events for key in event.organisation_ids}
    bodies = {end for item in found.ties if item.event_ids for end in item.tie.pair} | hit
    named = sorted(
        ((place.name_of(key), key) for key in bodies), key=lambda one: (one[1] not in hit, one)
    )
    links = [
        (
            f"{place.name_of(item.tie.from_id)} – {place.name_of(item.tie.to_id)}, {_what(found, item)}",
            item.tie.id,
        )
        for item in found.ties
        if item.event_ids
    ]
    return (*named, *sorted(links))


def _what(found: Disruption, item: TieStrain) -> str:
    return name_of_origin(found.place, item.tie.origin) or str(item.tie.kind)


def _gaps(found: Disruption) -> FigureTable:
    rows = [
        FigureRow((Figure(problem.text, at_risk=is_wrong),), (problem.about,))
        for is_wrong, problems in ((True, found.problems), (False, found.not_known))
        for problem in problems
    ]
    return FigureTable(
        text("Rows that cannot be right, and what is not known"),
        (Column(text("What is wrong or missing")),),
        tuple(rows),
    )
