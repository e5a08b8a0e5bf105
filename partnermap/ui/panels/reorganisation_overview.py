"""What the room of reorganisations shows, found out on a worker: the list, and what becomes of links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.health.outlook import Fate, Outlook, PairOutlook, outlook
from partnermap.analysis.health.sentences import first_few, joined, month
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import IN_THE_REGISTER, Affected, Reorganisation, Succession
from partnermap.domain.words import VCSE_SECTORS, ReorganisationStatus
from partnermap.jobs.token import Token
from partnermap.shell.words import counted, text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

ORDER = (
    Fate.NO_HOME,
    Fate.NEEDS_DECISION,
    Fate.NOT_KNOWN,
    Fate.ENDED,
    Fate.INTERNAL,
    Fate.CARRIES_ON,
)
"""What needs somebody first."""

WORDS: Mapping[Fate, str] = {
    Fate.NO_HOME: text("No home"),
    Fate.NEEDS_DECISION: text("Needs a decision"),
    Fate.NOT_KNOWN: text("Not known"),
    Fate.ENDED: text("Ends anyway"),
    Fate.INTERNAL: text("Becomes internal"),
    Fate.CARRIES_ON: text("Carries on"),
}

_VERBS: Mapping[Fate, tuple[str, str]] = {
    Fate.CARRIES_ON: ("carries on", "carry on"),
    Fate.NEEDS_DECISION: ("needs a decision", "need a decision"),
    Fate.NO_HOME: ("has no home", "have no home"),
    Fate.INTERNAL: ("becomes internal", "become internal"),
    Fate.ENDED: ("ends anyway", "end anyway"),
    Fate.NOT_KNOWN: ("is not known", "are not known"),
}
_AT_RISK = frozenset({Fate.NO_HOME, Fate.NEEDS_DECISION})


@dataclass(frozen=True, slots=True)
class ReorganisationOverview:
    """The room's sentences and tables; `links` holds one table for each fate that occurs."""

    headline: str
    everything: str
    vcse: str
    reorganisations: FigureTable
    links: Mapping[Fate, FigureTable]
    all_links: FigureTable


def reorganisation_overview(request: FiguresRequest, _token: Token) -> ReorganisationOverview:
    """The reorganisations, and what becomes of every linked pair by the horizon."""
    place = request.place
    found = outlook(place, request.on, request.months)
    tables = {fate: _links(place, found.of(fate)) for fate in ORDER if found.of(fate)}
    vcse = [item for item in found.pairs if _involves_vcse(place, item)]
    return ReorganisationOverview(
        headline=_headline(place),
        everything=_sentence(
            text("Of {pairs}", pairs=counted(len(found.pairs), "linked pair")), found.pairs, found
        ),
        vcse=_sentence(
            text("Of {pairs} with the VCSE", pairs=counted(len(vcse), "linked pair")), vcse, found
        ),
        reorganisations=_reorganisations(place),
        links=tables,
        all_links=_links(place, [item for fate in ORDER for item in found.of(fate)]),
    )


def _headline(place: Place) -> str:
    items = place.reorganisations.values()
    if not items:
        return text("No reorganisation is recorded.")
    counted_in = sum(item.scenario is None and item.status in IN_THE_REGISTER for item in items)
    return text(
        "{all}, of which {counted} decided, ordered or in force and counted below.",
        all=counted(len(place.reorganisations), "reorganisation"),
        counted=text("{number} is", number=counted_in) if counted_in == 1 else f"{counted_in} are",
    )


def _sentence(start: str, pairs: Sequence[PairOutlook], found: Outlook) -> str:
    until = month(found.until)
    if not pairs:
        return text("{start} there is nothing to say by {until}.", start=start, until=until)
    counts = {fate: sum(item.fate is fate for item in pairs) for fate in _VERBS}
    parts = [
        f"{number} {_VERBS[fate][0 if number == 1 else 1]}" for fate, number in counts.items() if number
    ]
    return text("{start}, by {until}: {parts}.", start=start, until=until, parts=joined(parts))


def _involves_vcse(place: Place, item: PairOutlook) -> bool:
    return any(place.organisations[key].sector in VCSE_SECTORS for key in item.pair)


def _links(place: Place, pairs: Sequence[PairOutlook]) -> FigureTable:
    return FigureTable(
        text("What becomes of the links"),
        (
            Heading(text("What becomes of it")),
            Heading(text("Organisation")),
            Heading(text("Organisation")),
            Heading(text("Links")),
            Heading(text("Carries on as")),
            Heading(text("What it carries")),
        ),
        tuple(_link(place, item) for item in pairs),
    )


def _link(place: Place, item: PairOutlook) -> FigureRow:
    one, other = item.pair
    same = item.after is None or set(item.after) == set(item.pair)
    after = "" if item.after is None else joined([place.name_of(key) for key in item.after])
    return FigureRow(
        (
            Figure(WORDS[item.fate], ORDER.index(item.fate), at_risk=item.fate in _AT_RISK),
            Figure(place.name_of(one), organisation_id=one),
            Figure(place.name_of(other), organisation_id=other),
            Figure(", ".join(item.kinds)),
            Figure("–" if item.after is None else text("the same") if same else after),
            Figure("; ".join(item.carried.texts) or "–", item.carried.pence),
        ),
        tuple(dict.fromkeys(tie.origin for tie in item.ties)),
    )


def _reorganisations(place: Place) -> FigureTable:
    affected: dict[str, list[Affected]] = {}
    for hit in place.of(Affected).values():
        affected.setdefault(hit.reorganisation_id, []).append(hit)
    successions: dict[str, list[Succession]] = {}
    for row in place.of(Succession).values():
        successions.setdefault(row.reorganisation_id, []).append(row)
    items = sorted(place.reorganisations.values(), key=lambda item: _order(item.effective), reverse=True)
    return FigureTable(
        text("Reorganisations"),
        (
            Heading(text("Reorganisation")),
            Heading(text("Status")),
            Heading(text("Effective")),
            Heading(text("Who is hit")),
            Heading(text("Successions")),
            Heading(text("Kind")),
            Heading(text("Announced")),
            Heading(text("Shadow from")),
            Heading(text("Operational from")),
        ),
        tuple(
            _reorganisation(place, item, affected.get(item.id, []), successions.get(item.id, []))
            for item in items
        ),
    )


def _order(date: PartialDate | None) -> float:
    return float(date.first_day.toordinal()) if date is not None and date.is_known else 0.0


def _reorganisation(
    place: Place, item: Reorganisation, hits: Sequence[Affected], rows: Sequence[Succession]
) -> FigureRow:
    other_dates = (item.announced, item.shadow_from, item.operational_from)
    return FigureRow(
        (
            Figure(item.name),
            Figure(_status(item)),
            _date(item.effective),
            Figure(_hits(place, hits, rows)),
            Figure(_successions(place, rows)),
            Figure(str(item.kind or text("not recorded"))),
            *(_date(date) for date in other_dates),
        ),
        (About(Reorganisation.TABLE, item.id),),
    )


def _status(item: Reorganisation) -> str:
    status = str(item.status or text("not recorded"))
    if item.scenario is not None:
        return text("{status}, only in “{scenario}”", status=status, scenario=item.scenario)
    if item.status is ReorganisationStatus.PROPOSED:
        return text("proposed, not counted")
    return status


def _date(date: PartialDate | None) -> Figure:
    return Figure("–") if date is None else Figure(date.in_words(), _order(date) or None)


def _hits(place: Place, hits: Sequence[Affected], rows: Sequence[Succession]) -> str:
    effects = {hit.organisation_id: hit.effect for hit in hits}
    for row in rows:
        effects.setdefault(row.predecessor_id, None)
    words = [
        f"{place.name_of(key)} ({effect.value})" if effect else place.name_of(key)
        for key, effect in effects.items()
    ]
    return first_few(words, 6) if words else text("not recorded")


def _successions(place: Place, rows: Sequence[Succession]) -> str:
    words = []
    for row in rows:
        share = "" if row.share is None else f" {100 * row.share:.3g}%"
        function = f", {row.function}" if row.function else ""
        before, after = place.name_of(row.predecessor_id), place.name_of(row.successor_id)
        words.append(f"{before} → {after}{share}{function}")
    return "; ".join(words) or text("none recorded")
