"""A comparison in plain sentences: the board's sentence first, then what waits for a home."""

from collections.abc import Mapping

from partnermap.analysis.measure.money import is_joint_money
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.fates import Fate, Fates
from partnermap.analysis.succession.totals import Heading
from partnermap.analysis.succession.undecided import Undecided
from partnermap.domain.money import money_in_words
from partnermap.domain.sentences import (
    counted,
    day_in_words,
    digits,
    first_few,
    in_figures,
    is_or_are,
    joined,
    sentence,
)
from partnermap.domain.words import TieKind
from partnermap.network.lookup import lookup_of
from partnermap.network.origin import name_of_origin

HEADING_VERBS: Mapping[Heading, tuple[str, str]] = {
    Heading.CARRIES_ON: ("carries on", "carry on"),
    Heading.NEEDS_DECISION: ("awaits a decision", "await a decision"),
    Heading.INTERNAL: ("becomes internal", "become internal"),
    Heading.NO_HOME: ("has no home", "have no home"),
    Heading.ENDED: ("ends anyway", "end anyway"),
    Heading.NOT_KNOWN: ("is not known", "are not known"),
}
"""What one link does under a heading, and what several do."""

_PHRASES: Mapping[Heading, str] = {
    Heading.CARRIES_ON: "carrying on",
    Heading.NEEDS_DECISION: "awaiting a decision",
    Heading.INTERNAL: "becoming internal",
    Heading.NO_HOME: "without a home",
    Heading.ENDED: "ending anyway",
    Heading.NOT_KNOWN: "not known",
}

_ALL_APART = "All of it is contracts and payments, which are not joint money."


def board_sentence(found: Comparison) -> str:
    """`Of 61 links, by 1 June 2028: 40 carry on, 12 await a decision ...`."""
    pairs = found.totals.pairs
    total = sum(pairs.values())
    start = f"{_picture(found)}, of {in_figures(total, 'linked pair')}"
    if not total:
        return f"{_picture(found)}, there is no linked pair to follow."
    if pairs[Heading.NOT_KNOWN] == total:
        return f"{_picture(found)}, {all_unknown(total, found.fates)}."
    parts = [
        f"{digits(count)} {HEADING_VERBS[key][0 if count == 1 else 1]}"
        for key, count in pairs.items()
        if count
    ]
    return sentence(f"{start}, {joined(parts)}")


def all_unknown(count: int, fates: Fates) -> str:
    """That of none of so many linked pairs it is known what becomes, and why where it is payments."""
    whole = f"all {count:,}" if count > 1 else "the one linked pair"
    told = f"what becomes of {whole} is not known"
    if any(item.decisive.tie.kind is not TieKind.PAYMENT for item in fates.of(Fate.NOT_KNOWN)):
        return told
    records = "they are records" if count > 1 else "it is a record"
    return f"{told}: {records} of past payments"


def board_sentences(found: Comparison) -> tuple[str, ...]:
    """The board's sentence, then money, posts, programmes and what is new, as far as there are any."""
    texts = (
        board_sentence(found),
        duplicated_sentence(found),
        money_sentence(found),
        money_kinds_sentence(found),
        posts_sentence(found),
        programmes_sentence(found),
        _new(found),
        carry_over_sentence(found),
        later_sentence(found),
    )
    return tuple(text for text in texts if text)


def undecided_sentence(found: Comparison, item: Undecided) -> str:
    """`Better Care Fund (£30.0m a year): goes to West or East; County decides by 31 March 2028.`"""
    place = found.fates.before.place
    pairs = [" – ".join(found.names(pair)) for pair in item.pairs]
    name = name_of_origin(place, item.about) or ""
    what = f"{name} ({first_few(pairs, 2)})" if name else first_few(pairs, 2)
    carried = f"; it carries {joined(item.carried.texts)}" if item.carried.texts else ""
    return f"{what}: {_choices(found, item)}; {_who(found, item)}{carried}."


def _choices(found: Comparison, item: Undecided) -> str:
    names = [found.name(key) for key in item.successor_ids]
    gone = joined([found.name(key) for key in item.stopped_at])
    if not names:
        return f"no successor of {gone} is recorded"
    return f"from {gone} it may go to {' or '.join(names)}"


def _who(found: Comparison, item: Undecided) -> str:
    owner = "nobody is recorded who decides" if item.owner_id is None else found.name(item.owner_id)
    verb = "" if item.owner_id is None else " decides"
    return f"{owner}{verb}, by {day_in_words(item.decide_by)}" if item.decide_by else f"{owner}{verb}"


def _picture(found: Comparison) -> str:
    on = day_in_words(found.fates.after.on)
    if found.scenario is None:
        return f"By {on}"
    return f"On {on}, what if: {found.scenario}"


def money_sentence(found: Comparison) -> str:
    """What becomes of the money of a year; empty where none is recorded."""
    pence, missing = found.totals.pence, found.totals.money_unknown
    if not sum(pence.values()):
        return sentence(f"the money of {counted(missing, 'agreement')} is not known") if missing else ""
    cover = found.totals.cover
    total = f"Of {money_in_words(sum(pence.values()))} {cover.span}"
    parts = [f"{money_in_words(amount)} {_PHRASES[key]}" for key, amount in pence.items() if amount]
    gap = f"; not all is known for {counted(missing, 'agreement')}" if missing else ""
    beside = f"; {cover.note_beside}" if cover.note_beside else ""
    return f"{total}: {joined(parts)}{beside}{gap}."


def money_kinds_sentence(found: Comparison) -> str:
    """What the money is: contracts and payments are no joint money. Empty where there are none."""
    joint, other = _money_kinds(found)
    if not other or not joint:
        return _ALL_APART if other else ""
    return (
        f"That is {money_in_words(joint)} of joint money and, counted apart from it everywhere else, "
        f"{money_in_words(other)} of contracts and payments."
    )


def money_kinds_in_brief(found: Comparison) -> str:
    """The same for page one, where every line counts; empty where there are none."""
    joint, other = _money_kinds(found)
    if not other or not joint:
        return _ALL_APART if other else ""
    apart = f"{money_in_words(other)} contracts and payments"
    return f"That is {money_in_words(joint)} joint money and {apart}."


def _money_kinds(found: Comparison) -> tuple[int, int]:
    """Pence of joint money, and of contracts and payments."""
    place = found.fates.before.place
    joint = other = 0
    for flow in found.following.money():
        if is_joint_money(lookup_of(place), place.agreements[flow.about.id]):
            joint += flow.pence or 0
        else:
            other += flow.pence or 0
    return joint, other


def posts_sentence(found: Comparison) -> str:
    """What becomes of the joint posts; empty where there are none."""
    posts = found.totals.posts
    if not sum(posts.values()):
        return ""
    parts = [f"{digits(count)} {_PHRASES[key]}" for key, count in posts.items() if count]
    return f"Of {in_figures(sum(posts.values()), 'joint post')}: {joined(parts)}."


def programmes_sentence(found: Comparison) -> str:
    """Programmes of which a link waits or ends; empty where there are none."""
    at_risk = [
        (key, names)
        for key, names in found.totals.programmes.items()
        if names and key in {Heading.NEEDS_DECISION, Heading.NO_HOME, Heading.ENDED}
    ]
    if not at_risk:
        return ""
    parts = [f"{joined(names)} {_PHRASES[key]}" for key, names in at_risk]
    return f"Programmes with a link among them: {'; '.join(parts)}."


def duplicated_sentence(found: Comparison) -> str:
    """How many pairs fall together; empty where none do."""
    falling = found.fates.of(Fate.DUPLICATED)
    if not falling:
        return ""
    onto = len({item.after for item in falling})
    return sentence(
        f"{len(falling):,} of those that carry on fall together on {in_figures(onto, 'linked pair')}"
    )


def _new(found: Comparison) -> str:
    count = len(found.fates.new)
    return sentence(f"{counted(count, 'linked pair')} {is_or_are(count)} new") if count else ""


def carry_over_sentence(found: Comparison, *, with_staff: bool = True) -> str:
    """What is known of law, people and staff of what changes hands; empty where nothing does."""
    carrying = found.carrying
    if not carrying.records:
        return ""
    legal = [f"{name} for {digits(count)}" for name, count in carrying.legal_carry_over.items() if count]
    people = [f"{name} for {digits(n)}" for name, n in carrying.relationship_continuity.items() if n]
    text = (
        f"Of {in_figures(carrying.records, 'record')} whose links change hands, "
        f"{digits(carrying.decided)} {is_or_are(carrying.decided or 1)} decided. "
        f"Legal carry-over: {joined(legal)}. Relationship continuity: {joined(people)}."
    )
    staff = [f"{name} for {digits(n)}" for name, n in carrying.staff_route.items() if n]
    return f"{text} Staff route of posts and teams: {joined(staff)}." if staff and with_staff else text


def later_sentence(found: Comparison) -> str:
    """That a scenario takes effect after the picture; empty where it does not."""
    last = found.still_to_come
    if last is None:
        return ""
    whole = f"ask for {day_in_words(last)} to see it whole"
    return f"Not all of the scenario has taken effect by then: {whole}."
