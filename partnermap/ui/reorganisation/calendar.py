"""The calendar of one organisation or link: month by month, how much weighs on it, and why; no Qt."""

from dataclasses import dataclass

from partnermap.analysis.disruption.churn import churn
from partnermap.analysis.disruption.curves import CalendarMonth
from partnermap.analysis.disruption.sentences import churn_in_words, exposure_in_words, exposures_of
from partnermap.analysis.measure.result import NotKnown
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import joined, month_in_words
from partnermap.jobs.token import Token
from partnermap.scene.chart.heat import HeatCell, HeatTable
from partnermap.shell.words import text
from partnermap.ui.reorganisation.strain import StrainOverview

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, eq=False)
class CalendarRequest:
    """Whose calendar is wanted."""

    overview: StrainOverview
    key: str
    title: str


@dataclass(frozen=True, eq=False)
class Calendar:
    """The months as a shaded table, and what there is to say about an organisation."""

    request: CalendarRequest
    chart: HeatTable
    words: str


def calendar(request: CalendarRequest, _token: Token) -> Calendar:
    """The calendar over the horizon."""
    months = request.overview.found.calendar_of(request.key)
    return Calendar(request, _chart(request, months), _words(request))


def _chart(request: CalendarRequest, months: tuple[CalendarMonth, ...]) -> HeatTable:
    by_month = {(item.first.year, item.first.month): item for item in months}
    years = sorted({item.first.year for item in months})
    known = [item for item in months if item.strain]
    highest = max(known, key=lambda item: item.strain or 0.0, default=None)
    title = text("Nothing weighs on {name} in this time", name=request.title)
    if highest is not None:
        title = text(
            "{name}: most strained in {month}, {share:.0%} held back",
            name=request.title,
            month=month_in_words(highest.first),
            share=highest.strain or 0.0,
        )
    return HeatTable(
        title=title,
        row_titles=tuple(map(str, years)),
        column_titles=_MONTHS,
        cells=tuple(
            tuple(_cell(by_month.get((year, number))) for number in range(1, 13)) for year in years
        ),
        rows_are=text("Year"),
        empty=text("No month lies within the horizon."),
        note=_note(request, months),
    )


def _cell(item: CalendarMonth | None) -> HeatCell:
    if item is None:
        return HeatCell(None, "")
    if item.strain is None:
        return HeatCell(None, "–")
    about = tuple(About(Reorganisation.TABLE, key) for key in item.event_ids)
    return HeatCell(item.strain, f"{item.strain:.0%}", about)


def _note(request: CalendarRequest, months: tuple[CalendarMonth, ...]) -> str:
    names = {event.reorganisation_id: event.name for event in request.overview.found.model.events}
    keys = dict.fromkeys(key for item in months for key in item.event_ids)
    begin = text("Share of the joint work held back, every assumption at its middle.")
    if not keys:
        return begin
    return f"{begin} " + text("What weighs on it: {names}.", names=joined([names[key] for key in keys]))


def _words(request: CalendarRequest) -> str:
    """Exposure and churn of an organisation; nothing of a link."""
    found = request.overview.found
    if request.key not in found.place.organisations:
        return ""
    mine = [item for item in exposures_of(found) if item.organisation_id == request.key]
    past = churn(found.place, found.model.since, organisation_ids=(request.key,))[request.key]
    said = past.reason if isinstance(past, NotKnown) else churn_in_words(found, past)
    return " ".join([*(exposure_in_words(found, item) for item in mine), said])
