"""The last sections: how the links were made, what was assumed, and what is not known, by name."""

import datetime as dt
from collections.abc import Callable, Iterable

from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.measure.endings import Ending, FundedAgreement, funded_agreements
from partnermap.domain.dates import add_months, financial_year
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.sentences import counted, digits, in_figures, joined, part_of
from partnermap.network.build import network_on
from partnermap.network.derive import RULES
from partnermap.network.network import Network, NetworkTie, TieMark, Waiting
from partnermap.network.origin import is_forum, name_of_origin
from partnermap.report.content import Block, Points, Section, Subheading, Words
from partnermap.report.reorganisation.assumptions import assumption_blocks
from partnermap.report.reorganisation.strain_charts import windows_in
from partnermap.scene.text import is_drawable


def method_section(place: Place, on: dt.date) -> Section:
    """The rules by which records become links, and every assumption behind the figures."""
    blocks: list[Block] = [
        Words(_origins(network_on(place, on))),
        Points(RULES),
        *_uncounted(place, on),
        Subheading("What the figures assume"),
        Points(_assumptions(on)),
        *(assumption_blocks(place) if _looks_ahead(place, on) else _own(place)),
    ]
    return Section("How the links were made", tuple(blocks))


def unknown_section(place: Place, on: dt.date) -> Section:
    """What the record does not hold, each gap named."""
    gaps = tuple(gap for find in _GAPS for gap in find(place, on))
    if not gaps:
        return Section("Nothing that this report uses is marked as not known", ())
    return Section("What is not known", (Points(gaps),))


def _origins(network: Network) -> str:
    derived = sum(tie.origin.table != "ties" for tie in network.ties)
    total = len(network.ties)
    if not total:
        return "No link is recorded on this date."
    return (
        f"Of {in_figures(total, 'link')}, {digits(total - derived)} recorded one by one, "
        f"{digits(derived)} following from agreements, posts and teams by these rules:"
    )


def _uncounted(place: Place, on: dt.date) -> list[Block]:
    """Hubs for their size and ties recorded beside derived ones, by name."""
    network = network_on(place, on)
    hubs = [hub for hub in network.hubs if not is_forum(place, hub)]
    twice = [tie for tie in network.ties if TieMark.ALSO_RECORDED in tie.marks]
    points = [
        f"{name_of_origin(place, hub.origin)} joins {counted(len(hub.members), 'organisation')} and, "
        "being a hub, makes no links."
        for hub in hubs
    ] + [
        f"{_pair(place, tie)}: a link of the kind {tie.kind.value} is recorded beside one that follows "
        "from another record; both count."
        for tie in twice
    ]
    return (
        [Subheading("What these rules leave out or count beside"), Points(tuple(points))]
        if points
        else []
    )


def _pair(place: Place, tie: NetworkTie) -> str:
    return f"{place.name_of(tie.from_id)} – {place.name_of(tie.to_id)}"


def _assumptions(on: dt.date) -> tuple[str, ...]:
    return (
        f"Money is what is recorded as paid in {financial_year(on)}, the financial year of the date; "
        "it is never carried forward from another year, and part of a year is not scaled up.",
        "Joint money is pooled and aligned budgets, transfers under sections 256, 257 and 76, and "
        "grants; contracts and payments are not joint money.",
        "Community organisations count in every VCSE figure.",
        "The horizon is 24 months. The register counts reorganisations that are decided, ordered or "
        "in force; proposed ones are left out.",
        "A year of payments records past spending: that it is over puts no link at risk.",
        "The map's positions have no meaning of their own: organisations with many links in common "
        "stand closer together.",
    )


def _looks_ahead(place: Place, on: dt.date) -> bool:
    """Whether any figure of the report rests on them."""
    return bool(windows_in(place, on, add_months(on, MONTHS)))


def _own(place: Place) -> list[Block]:
    """What the file sets itself, where nothing else is said about the assumptions."""
    own = tuple(_assumption(row) for row in place.of(Assumption).values())
    return [Points(own)] if own else []


def _assumption(row: Assumption) -> str:
    values = row.low if row.low == row.high or row.high is None else f"{row.low} to {row.high}"
    return f"Set for this place: {row.name} is {values or 'not given'}."


def _money_gaps(place: Place, on: dt.date) -> Iterable[str]:
    agreements = funded_agreements(place, on)
    unknown = [item for item in agreements if not item.is_known]
    if unknown:
        known = len(agreements) - len(unknown)
        yield (
            f"Money is known for {part_of(known, len(agreements), 'agreement')} of joint money. "
            f"Not known, or only in part: {_names(unknown)}."
        )
    if lapsed := [item for item in agreements if item.ending is Ending.LAPSED]:
        one = len(lapsed) == 1
        verb = "has expired and still runs" if one else "have expired and still run"
        rest = "it rests" if one else "they rest"
        yield f"{_names(lapsed)} {verb}; what {rest} on today is not recorded."
    if ends := [item for item in agreements if item.ending is Ending.NOT_KNOWN]:
        yield f"When it ends is not known for {_names(ends)}."


def _names(agreements: Iterable[FundedAgreement]) -> str:
    return joined([item.agreement.name for item in agreements])


def _marked_ties(place: Place, on: dt.date) -> Iterable[str]:
    ties = network_on(place, on).ties
    for mark, words in (
        (TieMark.START_NOT_KNOWN, "When it began is not known for"),
        (TieMark.STRENGTH_NOT_KNOWN, "How strong it is, is not known for"),
        (TieMark.INHERITED, "Inherited from a body that closed, and to be confirmed:"),
    ):
        count = sum(mark in tie.marks for tie in ties)
        if count:
            yield f"{words} {part_of(count, len(ties), 'link')}."


def _waiting_ties(place: Place, on: dt.date) -> Iterable[str]:
    for why, words in (
        (Waiting.NEEDS_DECISION, "wait for a decision on who takes them over"),
        (Waiting.NO_HOME, "have no home, because no successor is recorded"),
    ):
        waiting = [item for item in network_on(place, on).waiting if item.why is why]
        if waiting:
            closed = dict.fromkeys(key for item in waiting for key in item.closed_ids)
            names = joined([place.name_of(key) for key in closed])
            pairs = "; ".join(f"{_pair(place, item.tie)} ({item.tie.kind.value})" for item in waiting)
            yield f"Links of bodies that closed ({names}) {words}: {len(waiting):,}. They are: {pairs}."


def _organisation_gaps(place: Place, on: dt.date) -> Iterable[str]:
    open_now = [place.organisations[key] for key in network_on(place, on).organisation_ids]
    without = [organisation.name for organisation in open_now if organisation.sector is None]
    if without:
        yield f"No sector is recorded for {joined(without)}."


def _undrawable(place: Place, on: dt.date) -> Iterable[str]:
    if names := undrawable_names(place, on):
        yield (
            f"No font of the computer that printed this has all characters of {joined(names)}; they "
            "print as boxes and are whole in the text that a screen reader speaks."
        )


def undrawable_names(place: Place, on: dt.date) -> list[str]:
    """Organisations on the date whose names hold characters that no font of this computer has."""
    names = [place.name_of(key) for key in network_on(place, on).organisation_ids]
    return [name for name in names if not is_drawable(name)]


_GAPS: tuple[Callable[[Place, dt.date], Iterable[str]], ...] = (
    _money_gaps,
    _waiting_ties,
    _marked_ties,
    _organisation_gaps,
    _undrawable,
)
