"""The charts of successors, as data: where links and money of reorganised bodies go by a later date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import Fate, LinkFate
from partnermap.analysis.succession.following import Flow as MoneyFlow
from partnermap.domain.money import money_in_words
from partnermap.domain.organisation import Organisation
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words, digits, in_figures
from partnermap.network.network import Waiting
from partnermap.report.reorganisation.fate_words import verb_for
from partnermap.scene.chart.flows import Flow, FlowEnd, Flows
from partnermap.scene.chart.units import Unit

NO_HOME = "No home yet"
AWAITS = "Awaits a decision"
ENDS = "Ends anyway"
NOT_KNOWN = "Not known"
UNTOUCHED = "All other payers"
AS_BEFORE = "Same payer as before"
NOTHING_MOVES = "No body with a link goes to another in this time."
NO_MONEY_MOVES = "No money of a known amount changes hands in this time."

_TARGETS: Mapping[Fate, str] = {
    Fate.SPLIT: AWAITS,
    Fate.NO_HOME_YET: NO_HOME,
    Fate.ENDED: ENDS,
    Fate.NOT_KNOWN: NOT_KNOWN,
}
_MISSING = frozenset({AWAITS, NO_HOME, NOT_KNOWN})
_LAST = (AS_BEFORE, ENDS, NOT_KNOWN, AWAITS, NO_HOME)
"""Targets that are no bodies stand below those that are."""


@dataclass
class _Amounts:
    """How much goes from which body or word to which, with the records behind it."""

    amount: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    about: dict[tuple[str, str], dict[About, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, before: str, after: str, amount: float, about: About) -> None:
        """One more."""
        self.amount[before, after] += amount
        self.about[before, after][about] = None


def bodies_chart(found: Comparison) -> Flows:
    """Links of every body that goes, to the bodies that take them over or to where nobody knows."""
    amounts = _Amounts()
    goes: list[list[str]] = []
    for item in found.fates.pairs:
        for link in item.links:
            moves = list(_moves(found, link))
            goes.append([after for _, after in moves])
            for before, after in moves:
                amounts.add(before, after, 1.0, link.tie.origin)
    title = _links_in_words([ends for ends in goes if ends])
    words = {key: f"{amount:,.0f}" for key, amount in amounts.amount.items()}
    return _flows(found, amounts, words, title, "Links", NOTHING_MOVES, Unit.NUMBER)


def _links_in_words(goes: Sequence[Sequence[str]]) -> str:
    """How many links there are and how many of them wait, each counted once, whichever ends go."""
    awaits, homeless, unknown = (
        sum(key in ends for ends in goes) for key in (AWAITS, NO_HOME, NOT_KNOWN)
    )
    title = (
        f"Of {in_figures(len(goes), 'link')} of bodies that go, {digits(awaits)} "
        f"{verb_for(awaits, 'awaits', 'await')} a decision and {digits(homeless)} "
        f"{verb_for(homeless, 'has', 'have')} no home yet"
    )
    title += f"; where {digits(unknown)} go is not known" if unknown else ""
    twice = sum(len(ends) > 1 for ends in goes)
    return title + (f"; {digits(twice)} between two of them drawn at both" if twice else "")


def _moves(found: Comparison, link: LinkFate) -> Iterator[tuple[str, str]]:
    """From which body to what, for each end of a link that is another body afterwards."""
    tie, after = link.tie, found.fates.after
    if any(end not in after.place.organisations for end in tie.recorded_ends):
        return
    for before, recorded in zip((tie.from_id, tie.to_id), tie.recorded_ends, strict=True):
        home = after.standing.home_of(recorded, tie.origin)
        if home.organisation_id == before:
            continue
        if link.fate is Fate.ENDED:
            yield before, ENDS
        elif home.organisation_id is not None:
            yield before, home.organisation_id
        elif home.waiting is Waiting.NEEDS_DECISION:
            yield before, AWAITS
        else:
            yield before, _TARGETS.get(link.fate, NO_HOME)


def money_flows_chart(found: Comparison) -> Flows:
    """Money of the year by payer, to who pays it afterwards; payers of whom none moves stand as one."""
    flows = [flow for flow in found.following.money() if flow.pence]
    moved = {flow.before_id for flow in flows if _leaves(found, flow)}
    amounts = _Amounts()
    for flow in flows:
        before = flow.before_id if flow.before_id in moved else UNTOUCHED
        amounts.add(before, _money_target(flow), float(flow.pence or 0), flow.about)
    if not moved:
        amounts = _Amounts()
    words = {key: money_in_words(round(amount)) for key, amount in amounts.amount.items()}
    total, awaits, homeless, unknown = _sums(amounts)
    cover = found.totals.cover
    title = (
        f"Of {money_in_words(total)} {cover.span}, {_pence(awaits)} awaits a decision and "
        f"{_pence(homeless)} has no home yet"
    )
    title += f"; where {money_in_words(unknown)} goes is not known" if unknown else ""
    title += f"; {cover.note_beside}" if cover.note_beside else ""
    return _flows(found, amounts, words, title, cover.title, NO_MONEY_MOVES, Unit.MONEY)


def _sums(amounts: _Amounts) -> tuple[int, int, int, int]:
    """Everything, what awaits a decision, what has no home, and what nobody knows."""
    targets = [
        sum(amount for (_, after), amount in amounts.amount.items() if after == key)
        for key in (AWAITS, NO_HOME, NOT_KNOWN)
    ]
    awaits, homeless, unknown = map(round, targets)
    return round(sum(amounts.amount.values())), awaits, homeless, unknown


def _pence(pence: int) -> str:
    return money_in_words(pence) if pence else "none"


def _leaves(found: Comparison, flow: MoneyFlow) -> bool:
    """Whether it waits or others pay it; that a payment is over says nothing while its payer stays."""
    if _money_target(flow) in {AS_BEFORE, ENDS, NOT_KNOWN}:
        return not found.fates.after.standing.is_open(flow.before_id)
    return True


def _money_target(flow: MoneyFlow) -> str:
    if flow.fate in _TARGETS:
        return _TARGETS[flow.fate]
    if flow.after_id is None:
        return NO_HOME
    return AS_BEFORE if flow.after_id == flow.before_id else flow.after_id


def _flows(
    found: Comparison,
    amounts: _Amounts,
    words: Mapping[tuple[str, str], str],
    title: str,
    amounts_are: str,
    empty: str,
    unit: Unit,
) -> Flows:
    before = _ordered(key for key, _ in amounts.amount)
    after = _ordered([*(key for _, key in amounts.amount), NO_HOME])
    return Flows(
        title if amounts.amount else empty,
        f"On {day_in_words(found.fates.before.on)}",
        f"On {day_in_words(found.fates.after.on)}",
        tuple(_end(found, key) for key in before),
        tuple(_end(found, key) for key in after),
        tuple(
            Flow(
                before.index(one),
                after.index(other),
                amount,
                words[one, other],
                _about(amounts, one, other),
            )
            for (one, other), amount in sorted(
                amounts.amount.items(), key=lambda row: (before.index(row[0][0]), after.index(row[0][1]))
            )
        ),
        amounts_are,
        empty,
        unit=unit,
    )


def _about(amounts: _Amounts, one: str, other: str) -> tuple[About, ...]:
    return tuple(amounts.about[one, other])


def _ordered(keys: Iterable[str]) -> list[str]:
    """Bodies in the order met, then what is no body."""
    return sorted(dict.fromkeys(keys), key=_rank)


def _rank(key: str) -> int:
    if key == UNTOUCHED:
        return len(_LAST)
    return _LAST.index(key) if key in _LAST else -1


def _end(found: Comparison, key: str) -> FlowEnd:
    if key == UNTOUCHED or key in _LAST:
        return FlowEnd(key, is_missing=key in _MISSING)
    return FlowEnd(found.name(key), (About(Organisation.TABLE, key),))
