"""Each reorganisation as a row: what, when, whom it hits, its equity check with the agreed actions."""

from collections.abc import Iterable, Iterator, Sequence

from partnermap.analysis.health.equity import EquityCheck, equity_checks
from partnermap.domain.dates import PartialDate, known_first_day
from partnermap.domain.evidence import Action
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.sentences import capital, first_few, joined, part_of, sentence
from partnermap.domain.words import ReorganisationStatus
from partnermap.network.standing import effective_day, reorganisations_of
from partnermap.report.content import Block, Field, Grid, Points, Subheading, Words
from partnermap.report.reorganisation.ahead import Ahead

MOST_NAMED = 4
_FIELDS = (
    Field("Reorganisation", 0.24),
    Field("When", 0.2),
    Field("Whom it hits", 0.3),
    Field("Equity check and actions", 0.26),
)
_SUMMARY = "One row for each reorganisation: what, when, whom it hits, its equity check and actions."


def reorganisation_list(ahead: Ahead) -> tuple[Block, ...]:
    """The table of those that count, then apart what is only proposed, has no status or is over."""
    counted_ids = {item.id for item in reorganisations_of(ahead.place)}
    checks = equity_checks(ahead.place)
    counting = [item for item in checks if item.reorganisation.id in counted_ids]
    shown = [item for item in counting if _is_ahead(ahead, item)]
    blocks: list[Block] = []
    if shown:
        rows = tuple(_row(ahead, item) for item in shown)
        blocks += [Subheading("Each reorganisation"), Grid(_FIELDS, rows, _SUMMARY)]
    blocks += _over(item for item in counting if item not in shown)
    return (*blocks, *_apart(ahead, [item for item in checks if item not in counting]))


def _is_ahead(ahead: Ahead, item: EquityCheck) -> bool:
    """Whether its window touches the time, or nobody knows when it is."""
    found = item.reorganisation
    within = {window.reorganisation_id for window in ahead.windows}
    return found.id in within or effective_day(found) is None


def _row(ahead: Ahead, item: EquityCheck) -> tuple[str, ...]:
    found = item.reorganisation
    words = [found.kind.value] if found.kind is not None else []
    words.append(found.status.value if found.status else "status not recorded")
    what = [f"{found.name} ({', '.join(words)})."]
    if found.scenario is not None:
        what.append(f"Only in the what-if “{found.scenario}”.")
    links = sum(found.id in tie.event_ids for tie in ahead.strain.ties)
    weighs = f"It weighs on {part_of(links, len(ahead.strain.ties), 'link')}."
    return (
        " ".join(what),
        _when(found),
        f"{whom(ahead.place, found)} {weighs}",
        equity_words(ahead, item),
    )


def _when(item: Reorganisation) -> str:
    dates = (
        ("announced", item.announced),
        ("in shadow form from", item.shadow_from),
        ("takes effect", item.effective),
        ("operational from", item.operational_from),
    )
    parts = [f"{words} {_day(date)}" for words, date in dates if date is not None]
    if item.effective is None:
        parts.append("when it takes effect is not known")
    return sentence("; ".join(parts))


def _day(date: PartialDate) -> str:
    return date.in_words() if date.is_known else "not known"


def whom(place: Place, item: Reorganisation) -> str:
    """`From A and B to C. Also D.`; the names of many are counted."""
    rows = [row for row in place.of(Succession).values() if row.reorganisation_id == item.id]
    before = _names(place, (row.predecessor_id for row in rows))
    after = _names(place, (row.successor_id for row in rows))
    hit = [row for row in place.of(Affected).values() if row.reorganisation_id == item.id]
    named = {*before, *after}
    others = [name for name in _names(place, (row.organisation_id for row in hit)) if name not in named]
    parts = []
    if rows:
        parts.append(f"From {first_few(before, MOST_NAMED)} to {first_few(after, MOST_NAMED)}.")
    if others:
        parts.append(f"{'Also ' if rows else ''}{first_few(others, MOST_NAMED)}.")
    return " ".join(parts) or "No organisation is named."


def _names(place: Place, ids: Iterable[str]) -> list[str]:
    return [place.name_of(key) for key in dict.fromkeys(ids)]


def equity_words(ahead: Ahead, item: EquityCheck) -> str:
    """What is recorded of its equity check, and the open actions that the audience may see."""
    told = item.text(ahead.on).removeprefix(f"{item.reorganisation.name}: ")
    return " ".join([capital(told), *_actions(ahead, item)])


def _actions(ahead: Ahead, item: EquityCheck) -> Iterator[str]:
    for action in item.actions:
        if action.done is not None or not _may_see(ahead, action):
            continue
        yield sentence(f"action: {action.action.rstrip('.')}{_details(ahead, action)}")


def _may_see(ahead: Ahead, action: Action) -> bool:
    """The public sees what has been reported to it."""
    reported = known_first_day(action.public_report)
    return ahead.audience.sees_posts or (reported is not None and reported <= ahead.on)


def _details(ahead: Ahead, action: Action) -> str:
    owner = action.owner if ahead.audience.sees_posts else None
    due = f"due {action.due.in_words()}" if action.due is not None and action.due.is_known else None
    parts = [part for part in (owner, due) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _over(found: Iterable[EquityCheck]) -> Iterator[Block]:
    """Those whose strain is over by now, or that begin later, and still have no check."""
    names = [item.reorganisation.name for item in found if item.is_missing]
    if names:
        verb = "has" if len(names) == 1 else "have"
        yield Words(f"Outside this time, and {verb} no equity check: {joined(names)}.", quiet=True)


def _apart(ahead: Ahead, found: Sequence[EquityCheck]) -> Iterator[Block]:
    if not found:
        return
    yield Subheading("Proposed or without a status: not counted anywhere above or below")
    yield Points(tuple(_apart_words(ahead, item) for item in found))


def _apart_words(ahead: Ahead, item: EquityCheck) -> str:
    found = item.reorganisation
    proposed = found.status is ReorganisationStatus.PROPOSED
    label = "proposed" if proposed else "no status recorded"
    return (
        f"{found.name} ({label}): {_lowered(_when(found))} {whom(ahead.place, found)} "
        f"{equity_words(ahead, item)}"
    )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
