"""What a board is told about disruption: a few sentences, then who is most exposed."""

from collections.abc import Iterator

from partnermap.analysis.disruption.churn import YEARS, Churn
from partnermap.analysis.disruption.disruption import Disruption
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.exposure import Exposure, exposures
from partnermap.analysis.disruption.result import Figures
from partnermap.analysis.disruption.sensitivity import (
    swing_in_words,
    turns_on,
    two_figures,
)
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.dates import add_months
from partnermap.domain.sentences import capital, counted, day_in_words, first_few, joined, sentence
from partnermap.network.standing import Standing

MOST_NAMED = 5
MOST_DRIVERS = 3


def board_sentences(found: Disruption) -> tuple[str, ...]:
    """The answer in plain sentences, figures to two significant ones."""
    return tuple(_told(found))


def most_exposed(found: Disruption, most: int = MOST_NAMED) -> tuple[Exposure, ...]:
    """The organisations whose joint work is most with bodies being reorganised, highest first."""
    known = [
        item for item in exposures_of(found) if not isinstance(item.share, NotDefined) and item.share > 0
    ]
    return tuple(sorted(known, key=lambda item: _order(found, item))[:most])


def exposures_of(found: Disruption) -> tuple[Exposure, ...]:
    """Of every organisation that is open at the start or has a tie within the horizon."""
    tied = {end for item in found.model.ties for end in item.tie.pair}
    open_ids = set(Standing(found.place, found.model.since).open_ids())
    ids = tuple(key for key in found.place.organisations if key in open_ids or key in tied)
    return exposures(found.model, ids)


def exposure_in_words(found: Disruption, item: Exposure) -> str:
    """One organisation's exposure, its own reorganisations told apart."""
    name = found.place.name_of(item.organisation_id)
    if isinstance(item.share, NotDefined):
        return f"{name}: not defined. {item.share.reason}"
    own = [event.name for event in found.model.events if event.reorganisation_id in item.own_event_ids]
    itself = f"; it is itself in {joined([f'“{each}”' for each in own])}" if own else ""
    return f"{name}: {item.share:.0%} of its joint work is with bodies being reorganised{itself}."


def drivers_in_words(found: Disruption, most: int = MOST_DRIVERS) -> tuple[str, ...]:
    """The assumptions that move the answer most, each with what its ends come to."""
    if isinstance(found.weighted, NotDefined):
        return ()
    moving = [swing for swing in found.swings if swing.width > 0][:most]
    return tuple(swing_in_words(swing, found.weighted.available) for swing in moving)


def churn_in_words(found: Disruption, item: Churn) -> str:
    """What one organisation has been through, as a board is told."""
    name = found.place.name_of(item.organisation_id)
    calm = f"“{name}” has had {counted(item.calm_years, 'calm year')}"
    if item.not_known_before is not None:
        return f"Since {item.since.year} {calm}; what happened before is not known."
    if add_months(item.since, 12 * YEARS) > found.model.since:
        return f"Since it opened on {day_in_words(item.since)} {calm}."
    return f"In the last ten years {calm}."


def _told(found: Disruption) -> Iterator[str]:
    model, figures = found.model, found.plain
    term = f"From {day_in_words(model.since)} up to {day_in_words(model.until)}"
    if isinstance(figures, NotDefined):
        yield f"{term}: {figures.reason}"
        return
    events = model.events
    hit = sum(bool(item.event_ids) for item in found.ties)
    if not events or not hit:
        yield f"{term} no reorganisation in the picture weighs on any link."
        return
    names = first_few([_named(event) for event in events], MOST_NAMED)
    yield (
        f"{term}, {counted(len(events), 'reorganisation')} can weigh on {hit:,} of "
        f"{len(found.ties):,} links: {names}."
    )
    yield _lost(figures)
    yield from _peak(figures)
    yield from _turn(found)
    yield "This says what follows from the assumptions; it is no forecast."


def _turn(found: Disruption) -> Iterator[str]:
    if not isinstance(found.weighted, NotDefined):
        turn = turns_on(found.swings, found.weighted.available)
        yield from () if turn is None else (turn,)


def _named(event: Event) -> str:
    return f"“{event.name}” (proposed only)" if event.is_proposed else f"“{event.name}”"


def _lost(figures: Figures) -> str:
    lost, index = figures.lost, figures.index
    low, high = two_figures(lost.low), two_figures(lost.high)
    months = f"about {low}" if low == high else f"between {low} and {high}"
    shares = f"{index.low:.0%}", f"{index.high:.0%}"
    share = f"about {shares[0]}" if shares[0] == shares[1] else f"{shares[0]} to {shares[1]}"
    return (
        f"It amounts to {months} months of one ordinary link at a standstill, {share} of the joint "
        "working time: links are slowed, not necessarily ended."
    )


def _peak(figures: Figures) -> Iterator[str]:
    if figures.peak.date is not None:
        yield sentence(
            capital(
                f"the strain is highest about {day_in_words(figures.peak.date)}, when it holds back "
                f"about {figures.peak.value:.0%} of the joint work, every link counted alike, if every "
                "assumption is at its middle"
            )
        )


def _order(found: Disruption, item: Exposure) -> tuple[float, float, str]:
    share = 0.0 if isinstance(item.share, NotDefined) else item.share
    over_time = 0.0 if isinstance(item.over_time, NotDefined) else item.over_time
    return -share, -over_time, found.place.name_of(item.organisation_id)
