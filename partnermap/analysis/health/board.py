"""Page one of a board report as data (DESIGN 8): decide, what holds, what may be lost, of N links."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.analysis.health.gaps import Gaps, gaps_on
from partnermap.analysis.health.outlook import outlook
from partnermap.analysis.health.owner import owner_of
from partnermap.analysis.health.reasons import Reason, ReasonKind
from partnermap.analysis.health.risks import MONTHS, Risk, risks
from partnermap.analysis.health.strengths import Strength, strengths
from partnermap.analysis.succession.totals import LinkCounts, link_counts
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import counted, day_in_words, first_few, is_or_are, joined, sentence
from partnermap.network.origin import name_of_origin

MOST_DECISIONS = 3
MOST_LOSSES = 5


@dataclass(frozen=True, slots=True)
class DecisionNeeded:
    """One decision for today.

    Attributes:
        question: what must be decided, as a sentence.
        owner: the organisation that must decide, None where none is recorded.
        decide_by: latest safe date, end minus notice; already past when `is_overdue`.
        protects: money, posts and programmes; `money not known` where that is so.
        pence: a year, None when not known or not involved.
        about: the record.
    """

    question: str
    owner: str | None
    decide_by: dt.date | None
    is_overdue: bool
    protects: str
    pence: int | None
    about: About


@dataclass(frozen=True, slots=True)
class Loss:
    """One row of what we stand to lose: texts are empty where nothing of the sort is involved."""

    link: str
    name: str | None
    kind: str
    money: str
    posts: str
    purpose: str
    reason: str
    certainty: str
    about: About


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Page one.

    Attributes:
        until: the horizon's last day.
        counts: for all linked pairs; `vcse_counts` for those with a VCSE or community end.
        gaps: what we do not know.
    """

    on: dt.date
    until: dt.date
    decisions: tuple[DecisionNeeded, ...]
    strengths: tuple[Strength, ...]
    losses: tuple[Loss, ...]
    losses_in_all: int
    counts: LinkCounts
    vcse_counts: LinkCounts
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class _Item:
    """All risks of one record, such as an agreement with several recipients."""

    about: About
    risks: tuple[Risk, ...]

    @property
    def pence(self) -> int:
        return self.risks[0].carried.pence or 0

    @property
    def decide_by(self) -> dt.date | None:
        return min((risk.decide_by for risk in self.risks if risk.decide_by is not None), default=None)

    def reasons(self, owner_id: str | None) -> tuple[Reason, ...]:
        """Each once, the one that bites first in front, the owner's before others.

        Those that only say how a link stands are left out.
        """
        found = dict.fromkeys(reason for risk in self.risks for reason in risk.reasons)
        dated = [reason for reason in found if reason.is_dated]

        def order(reason: Reason) -> tuple[dt.date, bool]:
            return reason.date or dt.date.max, reason.organisation_id not in {None, owner_id}

        return tuple(sorted(dated, key=order))


def first_page(place: Place, on: dt.date, months: int = MONTHS) -> BoardPage:
    """The facts of page one for a date and so many months on; nothing that is not recorded."""
    future = outlook(place, on, months)
    items = sorted(_items(risks(place, on, months)), key=_weight)
    urgent = sorted(items, key=lambda item: (item.decide_by is None, *_weight(item)))[:MOST_DECISIONS]
    decisions = (_decision(place, on, item) for item in urgent)
    return BoardPage(
        on=on,
        until=future.until,
        decisions=tuple(sorted(decisions, key=lambda item: item.decide_by or dt.date.max)),
        strengths=strengths(place, on, months),
        losses=tuple(_loss(place, item) for item in items[:MOST_LOSSES]),
        losses_in_all=len(items),
        counts=link_counts(future.counts),
        vcse_counts=link_counts(
            Counter(item.heading for item in future.pairs if place.has_vcse(item.pair))
        ),
        gaps=gaps_on(place, on),
    )


def _items(found: Sequence[Risk]) -> list[_Item]:
    """Risks by record; links that merely stand alone are a matter for the list of ties at risk."""
    by_record: dict[About, list[Risk]] = {}
    for risk in found:
        if risk.is_dated:
            by_record.setdefault(risk.tie.origin, []).append(risk)
    return [_Item(about, tuple(group)) for about, group in by_record.items()]


def _weight(item: _Item) -> tuple[int, int, int, dt.date, str]:
    """Most money first, then posts and programmes, then what comes first."""
    carried = item.risks[0].carried
    purposes = carried.posts + len(carried.programmes)
    return -item.pence, -purposes, -len(item.risks), item.decide_by or dt.date.max, item.about.id


def _decision(place: Place, on: dt.date, item: _Item) -> DecisionNeeded:
    owner = owner_of(place, item.about)
    return DecisionNeeded(
        question=_question(place, item, item.reasons(owner)[0]),
        owner=place.name_of(owner) if owner is not None else None,
        decide_by=item.decide_by,
        is_overdue=item.decide_by is not None and item.decide_by < on,
        protects=_protects(item),
        pence=item.risks[0].carried.pence,
        about=item.about,
    )


def _question(place: Place, item: _Item, reason: Reason) -> str:
    what = name_of_origin(place, item.about) or f"the link {_link(place, item)}"
    if reason.kind is ReasonKind.LAPSED:
        return f"Renew, replace or end {what}: it expired{_on(reason)} and still runs."
    if reason.kind in {ReasonKind.REORGANISED, ReasonKind.CLOSES}:
        return f"Who takes over {what}? {reason.text}"
    if reason.kind is ReasonKind.FUNDING_ENDS:
        return f"Who pays for the post {what}? {reason.text}"
    if reason.kind is ReasonKind.POST:
        return f"Fill, change or end the post {what}? {reason.text}"
    return f"What follows {what}? {reason.text}"


def _on(reason: Reason) -> str:
    return f" on {day_in_words(reason.date)}" if reason.date is not None else ""


def _protects(item: _Item) -> str:
    texts = item.risks[0].carried.texts
    return joined(texts) if texts else counted(len(item.risks), "link")


def _loss(place: Place, item: _Item) -> Loss:
    carried, reasons = item.risks[0].carried, item.reasons(owner_of(place, item.about))
    return Loss(
        link=_link(place, item),
        name=name_of_origin(place, item.about),
        kind=item.risks[0].tie.kind.value,
        money=carried.money_text,
        posts=carried.posts_text,
        purpose=carried.purpose_text,
        reason=_told(reasons),
        certainty=_certainty(reasons[0]),
        about=item.about,
    )


def _told(reasons: tuple[Reason, ...]) -> str:
    """The reasons as sentences; of one reorganisation the first body, and how many more."""
    groups: dict[str, list[Reason]] = {}
    for reason in reasons:
        groups.setdefault(reason.reorganisation_id or reason.text, []).append(reason)
    return " ".join(_told_once(group) for group in groups.values())


def _told_once(group: list[Reason]) -> str:
    more = len(group) - 1
    if not more:
        return group[0].text
    others = counted(more, "other organisation")
    return f"{group[0].text} {sentence(f'{others} in it {is_or_are(more)} reorganised with it')}"


def _link(place: Place, item: _Item) -> str:
    """`A – B`, or `A – B, C and D` for a record that ties one organisation to several."""
    pairs = [risk.tie.pair for risk in item.risks]
    common = [end for end in pairs[0] if all(end in pair for pair in pairs)]
    hub = common[0] if common else pairs[0][0]
    others = dict.fromkeys(end for pair in pairs for end in pair if end != hub)
    return f"{place.name_of(hub)} – {first_few([place.name_of(end) for end in others])}"


def _certainty(reason: Reason) -> str:
    """The reorganisation's status, or what else the reason rests on."""
    if reason.certainty is not None:
        return reason.certainty.value
    return _RESTS_ON[reason.kind]


_RESTS_ON = {
    ReasonKind.ENDS: "written end",
    ReasonKind.LAPSED: "expired",
    ReasonKind.POST: "as recorded",
    ReasonKind.FUNDING_ENDS: "written end",
    ReasonKind.REORGANISED: "status not known",
    ReasonKind.CLOSES: "closing date",
    ReasonKind.BRIDGE: "as recorded",
    ReasonKind.ONE_KIND: "as recorded",
    ReasonKind.HANDED_ON: "as recorded",
    ReasonKind.UNCONFIRMED: "as recorded",
}
