"""The network as two tables, found out on a worker: every organisation, and every link; no Qt."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnermap.analysis.disruption.window import Window, being_reorganised
from partnermap.domain.dates import PartialDate, known_first_day, known_last_day
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.network.network import Network, NetworkTie
from partnermap.network.origin import name_of_origin
from partnermap.scene.change_marks import LOSSES, change_sign
from partnermap.scene.then_and_now import Change, ThenAndNow, TieChange
from partnermap.shell.words import counted, text
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

_AT_RISK = text("At risk")
_ORGANISATIONS = (
    Heading(text("Organisation")),
    Heading(text("Sector")),
    Heading(text("Type")),
    Heading(text("Partners"), right=True),
    Heading(text("Links"), right=True),
    Heading(text("Strength"), right=True),
    Heading(_AT_RISK, right=True),
    Heading(text("Being reorganised")),
)
_LINKS = (
    Heading(text("From")),
    Heading(text("To")),
    Heading(text("Kind")),
    Heading(text("Strength"), right=True),
    Heading(text("Since")),
    Heading(text("Ends")),
    Heading(_AT_RISK),
    Heading(text("Record")),
)


@dataclass(frozen=True, slots=True)
class NetworkList:
    """Both tables."""

    organisations: FigureTable
    links: FigureTable


def network_list(
    place: Place, network: Network, at_risk: frozenset[str], both: ThenAndNow | None = None
) -> NetworkList:
    """Every organisation of a network with its counts, and every link with its dates.

    Args:
        place: the records behind the network.
        network: of a date, or of both pictures where two are compared.
        at_risk: ids of ties at risk.
        both: two pictures that are compared; rows then say what becomes of them.
    """
    return NetworkList(
        _organisations(place, network, at_risk, both),
        links_table(place, network.ties, at_risk, both),
    )


def links_of(table: FigureTable, organisation_id: str | None, name: str = "") -> FigureTable:
    """Only the links of one organisation; without one the whole table."""
    if organisation_id is None:
        return table
    rows = tuple(
        row
        for row in table.rows
        if organisation_id in (row.cells[0].organisation_id, row.cells[1].organisation_id)
    )
    return FigureTable(text("Links of {name}", name=name), table.headings, rows)


def _organisations(
    place: Place, network: Network, at_risk: frozenset[str], both: ThenAndNow | None
) -> FigureTable:
    links, strength, risky = Counter[str](), Counter[str](), Counter[str]()
    for tie in network.ties:
        for end in tie.pair:
            links[end] += 1
            strength[end] += tie.strength
            risky[end] += tie.id in at_risk
    partners = Counter(end for pair in {tie.pair for tie in network.ties} for end in pair)
    windows = being_reorganised(both.now.place if both is not None else place, network.on)
    rows = tuple(
        _organisation(
            place.organisations[key],
            (partners[key], links[key], strength[key]),
            risky[key],
            windows,
            _fate(both, key),
        )
        for key in network.organisation_ids
    )
    name = text("{organisations} of the map", organisations=counted(len(rows), "organisation"))
    return FigureTable(name, _with_change(_ORGANISATIONS, 1, both), rows)


def _with_change(headings: tuple[Heading, ...], at: int, both: ThenAndNow | None) -> tuple[Heading, ...]:
    """What becomes of it instead of what is at risk: of two pictures one knows, of one one fears."""
    if both is None:
        return headings
    rest = tuple(heading for heading in headings if heading.title != _AT_RISK)
    return (*rest[:at], Heading(text("What becomes of it")), *rest[at:])


def _fate(both: ThenAndNow | None, organisation_id: str) -> tuple[Figure, ...]:
    """Whether an organisation opens or closes between two pictures; no cell for one picture."""
    if both is None:
        return ()
    if organisation_id in both.opened:
        return (Figure(text("{sign} opens", sign=change_sign(Change.GAINED))),)
    if organisation_id in both.closed:
        return (Figure(text("{sign} closes", sign=change_sign(Change.LOST)), at_risk=True),)
    return (Figure(text("stays")),)


def _organisation(
    organisation: Organisation,
    counts: Iterable[int],
    risky: int,
    windows: Mapping[str, tuple[Window, ...]],
    fate: tuple[Figure, ...],
) -> FigureRow:
    about = About(Organisation.TABLE, organisation.id)
    names = "; ".join(window.name for window in windows.get(organisation.id, ()))
    cells = (
        Figure(organisation.name, organisation_id=organisation.id),
        *fate,
        Figure(_word(organisation.sector)),
        Figure(_word(organisation.type)),
        *(Figure(f"{count:,}", count) for count in counts),
        *(() if fate else (Figure(f"{risky:,}", risky, at_risk=risky > 0),)),
        Figure(names),
    )
    return FigureRow(cells, (about,))


def _word(word: str | None) -> str:
    return word or text("not known")


def links_table(
    place: Place, ties: Iterable[NetworkTie], at_risk: frozenset[str], both: ThenAndNow | None = None
) -> FigureTable:
    """One row for each link, strongest first; of two pictures with what becomes of it."""
    ordered = sorted(ties, key=lambda tie: (-tie.strength, place.name_of(tie.from_id).casefold()))
    changes = {row.tie.id: row for row in both.rows} if both is not None else {}
    rows = tuple(_link(place, tie, tie.id in at_risk, changes.get(tie.id)) for tie in ordered)
    name = text("{links} of the map", links=counted(len(rows), "link"))
    return FigureTable(name, _with_change(_LINKS, 2, both), rows)


def _changed(change: TieChange | None) -> tuple[Figure, ...]:
    """`+ gained`, `≈ changed: strength 2 becomes 3`; no cell for one picture."""
    if change is None:
        return ()
    words = f"{change_sign(change.change)} {change.change}".strip()
    if change.differences:
        words = f"{words}: {'; '.join(change.differences)}"
    order = float(list(Change).index(change.change))
    return (Figure(words, order, at_risk=change.change in LOSSES),)


def _link(place: Place, tie: NetworkTie, risky: bool, change: TieChange | None) -> FigureRow:
    cells = (
        Figure(place.name_of(tie.from_id), organisation_id=tie.from_id),
        Figure(place.name_of(tie.to_id), organisation_id=tie.to_id),
        *_changed(change),
        Figure(tie.kind),
        Figure(str(tie.strength), tie.strength),
        _date(tie.start, known_first_day(tie.start), text("not known")),
        _date(tie.end, known_last_day(tie.end), text("open")),
        *(() if change else (Figure(text("at risk") if risky else "", at_risk=risky),)),
        Figure(name_of_origin(place, tie.origin) or ""),
    )
    return FigureRow(cells, (tie.origin,))


def _date(date: PartialDate | None, day: dt.date | None, absent: str) -> Figure:
    words = date.in_words() if date is not None else absent
    return Figure(words, day.toordinal() if day is not None else None)
