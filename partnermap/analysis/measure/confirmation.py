"""Agreement about ties, and trust: do both partners describe the link alike (MEASURES A23).

What nobody told is not known: a link that one side has not spoken about is unconfirmed, not denied.
"""

import datetime as dt
import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.analysis.measure.completeness import NO_SURVEY, reporters_of
from partnermap.analysis.measure.result import NO_TIES, NotDefined, NotKnown
from partnermap.analysis.measure.survey import Survey
from partnermap.domain.dates import add_months, known_first_day
from partnermap.domain.evidence import Rating
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.network.network import Network

FEWEST_RATERS = 5
"""Below so many answers no figure is given: an answer could be traced to a person (MEASURES E2)."""

NO_RATINGS = NotKnown("No rating of a statement about trust is recorded by this date.")
TOO_FEW_RATERS = NotKnown(f"Fewer than {FEWEST_RATERS} people rated trust, too few to show a figure.")

_TRUST = re.compile(r"(?<!nhs )(?<!foundation )(?<!care )\btrust(ed|ing|s|worthy)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trust:
    """Answers to statements about trust in the latest round, 1 to 5.

    Attributes:
        round: its name.
        ratings: how many answers.
        median: the middle answer.
        low, high: the lower and the upper quartile, which show the spread.
    """

    round: str
    ratings: int
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether both ends report a link.

    Attributes:
        confirmed_share: pairs that both ends reported over those whose ends both answered, 0 to 1.
        answered_pairs: linked pairs whose two ends both answered.
        unconfirmed: linked pairs of which at least one end has not been heard.
    """

    confirmed_share: float | NotDefined
    answered_pairs: int
    unconfirmed: int


def confirmation(network: Network, survey: Survey | None) -> Confirmation | NotDefined | NotKnown:
    """How often both partners report the link."""
    if not network.ties:
        return NO_TIES
    if survey is None:
        return NO_SURVEY
    reporters = reporters_of(network, survey)
    heard = [pair for pair in reporters if set(pair) <= survey.answered]
    share: float | NotDefined = NotDefined("There is no link whose two ends have both answered.")
    if heard:
        share = sum(set(pair) <= reporters[pair] for pair in heard) / len(heard)
    return Confirmation(share, len(heard), len(reporters) - len(heard))


def checked_share(place: Place, network: Network) -> float | NotDefined:
    """Ties whose record somebody confirmed in the 12 months up to the date, over all, 0 to 1."""
    if not network.ties:
        return NO_TIES
    since = add_months(network.on, -12)
    records = [place.get(tie.origin.table, tie.origin.id) for tie in network.ties]
    days = [known_first_day(record.last_confirmed) if record else None for record in records]
    return sum(day is not None and since <= day <= network.on for day in days) / len(days)


def reciprocity(network: Network) -> float | NotDefined:
    """Recorded directed ties that one of the same kind answers in the other direction, 0 to 1.

    Money and posts run one way by their nature, so ties that come of agreements and posts stay out.
    """
    arrows = {
        (tie.from_id, tie.to_id, tie.kind)
        for tie in network.ties
        if tie.directed and tie.origin.table == Tie.TABLE
    }
    if not arrows:
        return NotDefined("No recorded link has a direction.")
    return sum((to_id, from_id, kind) in arrows for from_id, to_id, kind in arrows) / len(arrows)


def trust_on(place: Place, on: dt.date) -> Trust | NotKnown:
    """What people said about trust in the latest round by the date."""
    found = [rating for rating in place.of(Rating).values() if _TRUST.search(rating.statement)]
    rounds = days_of_rounds(found)
    past = {name: day for name, day in rounds.items() if day is None or day <= on}
    if not past:
        return NO_RATINGS
    latest = max(past, key=lambda name: past[name] or dt.date.min)
    scores = sorted(rating.score for rating in found if rating.round == latest)
    if len(scores) < FEWEST_RATERS:
        return TOO_FEW_RATERS
    low, median, high = statistics.quantiles(scores, n=4, method="inclusive")
    return Trust(latest, len(scores), median, low, high)


def days_of_rounds(ratings: Iterable[Rating]) -> dict[str, dt.date | None]:
    """The first day of each round, None where none of its answers has a date."""
    found: dict[str, dt.date | None] = {}
    for rating in ratings:
        days = [day for day in (found.get(rating.round), known_first_day(rating.date)) if day]
        found[rating.round] = min(days, default=None)
    return found
