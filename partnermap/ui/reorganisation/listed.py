"""Every reorganisation as a row and in full: what, when, how certain, whom it hits; no Qt."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.health.equity import EquityCheck, equity_checks
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import PairFate
from partnermap.analysis.succession.totals import HEADING_OF
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.sentences import capital, first_few, joined
from partnermap.domain.words import ReorganisationStatus
from partnermap.network.standing import effective_day
from partnermap.shell.words import text
from partnermap.ui.reorganisation.picture import AT_RISK, counted_fates
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

MOST_NAMED = 6
_DASH = "–"


@dataclass(frozen=True, slots=True)
class Listed:
    """One reorganisation.

    Attributes:
        organisation_ids: whom it hits, successors included.
        details: sentences for a reader who has chosen it.
        warning: that it has no equity check, or not all of one; empty where there is nothing to say.
    """

    id: str
    name: str
    organisation_ids: frozenset[str]
    row: FigureRow
    details: tuple[str, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of every reorganisation."""

    place: Place
    affected: Mapping[str, Sequence[Affected]]
    successions: Mapping[str, Sequence[Succession]]

    @classmethod
    def of(cls, place: Place) -> "_Rows":
        """Those of a place."""
        affected: dict[str, list[Affected]] = defaultdict(list)
        for hit in place.of(Affected).values():
            affected[hit.reorganisation_id].append(hit)
        successions: dict[str, list[Succession]] = defaultdict(list)
        for row in place.of(Succession).values():
            successions[row.reorganisation_id].append(row)
        return cls(place, affected, successions)


def listed(place: Place, found: Comparison) -> tuple[Listed, ...]:
    """Every reorganisation of the picture: those to come first, the next of them at the top.

    Args:
        place: the register, or the register with a scenario laid over it.
        found: what becomes of the links.
    """
    checks = {check.reorganisation.id: check for check in equity_checks(place)}
    rows = _Rows.of(place)
    items = [item for item in place.reorganisations.values() if item.scenario in (None, place.scenario)]
    items.sort(key=lambda item: _pressing(item, found.fates.before.on))
    return tuple(_listed(rows, found, item, checks.get(item.id)) for item in items)


def table_of(items: Sequence[Listed]) -> FigureTable:
    """The reorganisations as a table."""
    headings = (
        text("Reorganisation"),
        text("Status"),
        text("Takes effect"),
        text("Announced"),
        text("Kind"),
        text("Needs somebody"),
        text("Equity check"),
        text("Who is hit"),
    )
    return FigureTable(
        text("Reorganisations"), tuple(map(Column, headings)), tuple(item.row for item in items)
    )


def _listed(rows: _Rows, found: Comparison, item: Reorganisation, check: EquityCheck | None) -> Listed:
    hit = frozenset(_effects(rows, item))
    pairs = tuple(pair for pair in found.fates.pairs if hit & set(pair.before))
    return Listed(
        id=item.id,
        name=item.name,
        organisation_ids=hit,
        row=_row(rows, item, check, pairs, is_within=_is_within(found, item)),
        details=_details(rows, found, item, pairs),
        warning=_warning(found, item, check),
    )


def _row(
    rows: _Rows,
    item: Reorganisation,
    check: EquityCheck | None,
    pairs: Sequence[PairFate],
    *,
    is_within: bool,
) -> FigureRow:
    waiting = sum(HEADING_OF[pair.fate] in AT_RISK for pair in pairs) if is_within else 0
    return FigureRow(
        (
            Figure(item.name),
            Figure(status_of(item)),
            _date(item.effective),
            _date(item.announced),
            Figure(str(item.kind or text("not recorded"))),
            Figure(f"{waiting:,}" if waiting else _DASH, waiting, at_risk=waiting > 0),
            _equity(check),
            Figure(_hits(rows, item)),
        ),
        (About(Reorganisation.TABLE, item.id),),
    )


def _equity(check: EquityCheck | None) -> Figure:
    if check is None:
        return Figure(_DASH)
    if check.is_missing:
        return Figure(text("none recorded"), 0, at_risk=True)
    done = sum(bool(rows) for rows in check.stages.values())
    words = text("{done} of {all} stages", done=done, all=len(check.stages))
    return Figure(words, done, at_risk=bool(check.stages_missing))


def _warning(found: Comparison, item: Reorganisation, check: EquityCheck | None) -> str:
    """What is to come can still be checked; what is long in force has its cell in the table."""
    is_past = _pressing(item, found.fates.before.on)[0]
    if check is None or is_past or not (check.is_missing or check.stages_missing):
        return ""
    return check.text(found.fates.before.on)


def _details(
    rows: _Rows, found: Comparison, item: Reorganisation, pairs: tuple[PairFate, ...]
) -> tuple[str, ...]:
    """What it is and when, whom it hits, who follows whom, and what becomes of the links."""
    kind = capital(str(item.kind or text("kind not recorded")))
    fate = counted_fates(text("with the organisations that it hits"), pairs, found)
    return (
        text("{kind}, {status}. {dates}", kind=kind, status=status_of(item), dates=_dates(item)),
        text("It hits {names}.", names=_hits(rows, item)),
        text("Who follows whom: {names}.", names=_successions(rows, item)),
        *([fate] if _is_within(found, item) else ()),
    )


def _dates(item: Reorganisation) -> str:
    dates = (
        (text("announced"), item.announced),
        (text("shadow from"), item.shadow_from),
        (text("takes effect in law on"), item.effective),
        (text("operational from"), item.operational_from),
    )
    known = [f"{words} {date.in_words()}" for words, date in dates if date is not None]
    missing = [words for words, date in dates[:1] + dates[2:3] if date is None]
    sentence = capital(joined(known)) + "." if known else ""
    gap = text("Not recorded: {what}.", what=joined(missing)) if missing else ""
    return " ".join(filter(None, (sentence, gap)))


def status_of(item: Reorganisation) -> str:
    """Its status, and where it stands apart from the register's picture."""
    status = str(item.status or text("status not recorded"))
    if item.scenario is not None:
        return text("{status}, only in “{scenario}”", status=status, scenario=item.scenario)
    return text("proposed only") if item.status is ReorganisationStatus.PROPOSED else status


def _is_within(found: Comparison, item: Reorganisation) -> bool:
    """Whether it takes effect between the two pictures."""
    day = effective_day(item)
    return day is not None and found.fates.before.on < day <= found.fates.after.on


def _pressing(item: Reorganisation, on: dt.date) -> tuple[bool, float, str]:
    """Those to come by their date, then those of the past, the latest first."""
    day = effective_day(item)
    if day is None:
        return False, math.inf, item.name
    return day < on, day.toordinal() * (-1 if day < on else 1), item.name


def _order(date: PartialDate | None) -> float:
    return float(date.first_day.toordinal()) if date is not None and date.is_known else 0.0


def _date(date: PartialDate | None) -> Figure:
    return Figure(_DASH) if date is None else Figure(date.in_words(), _order(date) or None)


def _effects(rows: _Rows, item: Reorganisation) -> dict[str, str]:
    """Whom it hits, each with how in words."""
    found = {
        row.organisation_id: row.effect.value if row.effect else ""
        for row in rows.affected.get(item.id, ())
    }
    for row in rows.successions.get(item.id, ()):
        found.setdefault(row.predecessor_id, "")
        found.setdefault(row.successor_id, "")
    return found


def _hits(rows: _Rows, item: Reorganisation) -> str:
    name = rows.place.name_of
    words = [f"{name(key)} ({how})" if how else name(key) for key, how in _effects(rows, item).items()]
    return first_few(words, MOST_NAMED) if words else text("nobody that is recorded")


def _successions(rows: _Rows, item: Reorganisation) -> str:
    words = []
    for row in rows.successions.get(item.id, ()):
        share = "" if row.share is None else f" {100 * row.share:.3g}%"
        function = f", {row.function}" if row.function else ""
        before, after = (rows.place.name_of(key) for key in (row.predecessor_id, row.successor_id))
        words.append(f"{before} → {after}{share}{function}")
    return "; ".join(words) or text("none recorded")
