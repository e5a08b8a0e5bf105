"""What the page of assumptions shows and how each is changed: values, defaults, evidence; no Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from partnermap.analysis.disruption.assumptions import Listed, assumptions_of
from partnermap.analysis.disruption.disruption import Disruption, disruption
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.reference import references
from partnermap.analysis.disruption.sentences import drivers_in_words
from partnermap.document.command import Command
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import AddRecords, EditRecord
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import add_months
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Reorganisation
from partnermap.jobs.token import Token
from partnermap.report.reorganisation.strain_charts import tornado_chart
from partnermap.scene.chart.ranges import Tornado
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.picture import pictured

MONTHS = 60
"""How far ahead the answer is reckoned that the assumptions are weighed by."""

_ONE_NUMBER = frozenset({"seed", "draws"})
_PEAK = "peak:"


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption.

    Attributes:
        key: its name, or the id of the reorganisation whose peak it is.
        low, high: as they hold now, as texts.
        is_own: whether the file sets it.
        is_fixed: whether it is changed elsewhere: on the reorganisations of its kind.
        of_reorganisation: whether the key is a reorganisation's.
    """

    key: str
    title: str
    unit: str
    low: str
    high: str
    default: str
    evidence: str
    is_own: bool
    is_fixed: bool = False
    of_reorganisation: bool = False

    @property
    def is_drawn(self) -> bool:
        """Whether it may vary: equal ends switch its draw off."""
        return self.low != self.high


@dataclass(frozen=True, eq=False)
class AssumptionsOverview:
    """Every assumption, and what the answer turns on."""

    place: Place
    rows: tuple[AssumptionRow, ...]
    turns_on: str
    tornado: Tornado
    drivers: tuple[str, ...]
    problems: tuple[str, ...]


def assumptions_overview(request: FiguresRequest, token: Token) -> AssumptionsOverview:
    """The assumptions of the register, and the tornado of what is shown."""
    until = add_months(request.on, MONTHS)
    found = disruption(
        pictured(request), request.on, until, with_proposed=request.with_proposed, token=token
    )
    chart = tornado_chart(found)
    return AssumptionsOverview(
        place=request.place,
        turns_on=f"{chart.title.rstrip('.')}.",
        rows=tuple(_rows(request.place, found)),
        tornado=replace(chart, title=text("Share of the joint working time lost over five years")),
        drivers=drivers_in_words(found),
        problems=tuple(problem.text for problem in found.assumptions.problems),
    )


def _rows(place: Place, found: Disruption) -> Iterator[AssumptionRow]:
    """Those of the model, then how hard each reorganisation hits, then the defaults of that."""
    known = found.assumptions.listed()
    yield from (_row(item) for item in known if not item.name.startswith(_PEAK))
    for event in found.model.events:
        item = place.reorganisations.get(event.reorganisation_id)
        if item is not None:
            yield _peak(item, event)
    yield from (_row(item, is_fixed=True) for item in known if item.name.startswith(_PEAK))


def _row(item: Listed, *, is_fixed: bool = False) -> AssumptionRow:
    return AssumptionRow(
        key=item.name,
        title=item.title,
        unit=item.unit,
        low=item.low,
        high=item.high,
        default=_range(item.default_low, item.default_high),
        evidence=item.evidence,
        is_own=item.record_id is not None,
        is_fixed=is_fixed,
    )


def _peak(item: Reorganisation, event: Event) -> AssumptionRow:
    low = min((hit.peak.low for hit in event.hits), default=0.0)
    high = max((hit.peak.high for hit in event.hits), default=0.0)
    kind = str(item.kind) if item.kind is not None else "not known"
    reference = references()[f"{_PEAK}{kind}"]
    return AssumptionRow(
        key=item.id,
        title=text("How hard “{name}” hits", name=item.name),
        unit="share",
        low=f"{low:g}",
        high=f"{high:g}",
        default=text("by effect; {range} for its kind", range=_range(reference.low, reference.high)),
        evidence=reference.evidence,
        is_own=item.peak_low is not None or item.peak_high is not None,
        of_reorganisation=True,
    )


def _range(low: str, high: str) -> str:
    return low if low == high else text("{low} to {high}", low=low, high=high)


def changed(place: Place, row: AssumptionRow, *, low: str, high: str) -> Command:
    """The command that gives an assumption other ends.

    Raises:
        BadValue: they cannot be used; the sentence says why.
    """
    low, high = low.strip(), high.strip()
    if row.of_reorganisation:
        return _peak_changed(place, row, low, high)
    if row.key in _ONE_NUMBER:
        low = high = low if low != row.low else high
    return _assumption_changed(place, row, low, high)


def _assumption_changed(place: Place, row: AssumptionRow, low: str, high: str) -> Command:
    known = assumptions_of(place).own.get(row.key)
    command: Command
    if known is None:
        made = Assumption(id=new_id(), name=row.key, low=low, high=high)
        command = AddRecords(_label(row), (made,))
        record_id = made.id
    else:
        edit = EditRecord(Assumption.TABLE, known.id, (("low", low), ("high", high)))
        command = ApplyChanges(_label(row), edit.changes(place))
        record_id = known.id
    after = assumptions_of(applied(place, command.changes(place)))
    wrong = next((item.what for item in after.problems if item.about.id == record_id), None)
    if wrong is not None:
        raise BadValue(wrong.removesuffix(" Until then the default holds."))
    return command


def _peak_changed(place: Place, row: AssumptionRow, low: str, high: str) -> Command:
    ends = [_share(title, words) for title, words in (("Low", low), ("High", high))]
    if ends[0] > ends[1]:
        raise BadValue(text("High: {high} is below Low {low}; correct one of them.", high=high, low=low))
    values = (("peak_low", ends[0]), ("peak_high", ends[1]))
    edit = EditRecord(Reorganisation.TABLE, row.key, values)
    return ApplyChanges(_label(row), edit.changes(place))


def _share(title: str, words: str) -> float:
    try:
        value = float(words)
    except ValueError:
        raise BadValue(text("{title}: “{words}” is not a number.", title=title, words=words)) from None
    if not 0 <= value <= 1:
        raise BadValue(text("{title}: {value:g} is outside 0 to 1.", title=title, value=value))
    return value


def reset(place: Place, rows: tuple[AssumptionRow, ...]) -> Command | None:
    """The command that puts assumptions back to their defaults; None where they are there already."""
    own = assumptions_of(place).own
    names = {row.key for row in rows if not row.of_reorganisation}
    delete = tuple((Assumption.TABLE, own[name].id) for name in own if name in names)
    update: list[Record] = []
    for row in rows:
        item = place.reorganisations.get(row.key) if row.of_reorganisation and row.is_own else None
        if item is not None:
            update.append(_without_peaks(item))
    if not delete and not update:
        return None
    what = rows[0].title if len(rows) == 1 else text("assumptions")
    label = text("Put {what} back to the default", what=what[:1].lower() + what[1:])
    return ApplyChanges(label, Changes(update=tuple(update), delete=delete))


def _without_peaks(item: Reorganisation) -> Reorganisation:
    return replace(item, peak_low=None, peak_high=None)


def _label(row: AssumptionRow) -> str:
    return text("Set the assumption {title}", title=row.title[:1].lower() + row.title[1:])
