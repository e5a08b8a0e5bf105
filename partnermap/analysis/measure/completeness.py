"""Data completeness: how much of the map has been told to us, and what that allows (MEASURES A25).

Measures that degrade fast when organisations are missing are hidden on board pages below 70% response
and provisional below 85%. With no survey recorded the rule does not apply; `--json` never hides.
"""

from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.survey import Survey
from partnermap.network.network import Network

HIDDEN_BELOW = 0.70
PROVISIONAL_BELOW = 0.85

NO_SURVEY = NotKnown(
    "No survey is recorded: a statement of kind “survey” about an organisation, with the stage "
    "“invited” or “answered”, records who was asked and who answered."
)
"""Why there is no response rate."""

SENSITIVE = frozenset(
    {
        "per_organisation.betweenness",
        "per_organisation.eigenvector",
        "centralisation.betweenness",
        "per_organisation.fragmentation_without",
        "robustness",
        "per_organisation.constraint",
        "per_organisation.brokerage",
    }
)
"""Keys of what the rule covers: A3, A5, A6 betweenness, A9, A11, A13 and A15."""


class Soundness(StrEnum):
    """How far a figure may be trusted with the answers there are."""

    SOUND = "sound"
    PROVISIONAL = "provisional"
    HIDDEN = "hidden on board pages"


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of the map we have been told about.

    Attributes:
        invited, answered: organisations asked, and those of them that answered.
        response: answered over invited, 0 to 1.
        seen_from_both_sides: linked pairs that both ends reported over all linked pairs, 0 to 1.
    """

    invited: int
    answered: int
    response: float
    seen_from_both_sides: float | NotDefined

    @property
    def standing(self) -> Soundness:
        """What the response allows for the sensitive measures."""
        if self.response < HIDDEN_BELOW:
            return Soundness.HIDDEN
        return Soundness.PROVISIONAL if self.response < PROVISIONAL_BELOW else Soundness.SOUND


def completeness(network: Network, survey: Survey | None) -> Completeness | NotKnown:
    """Response, and the share of linked pairs that are seen from both sides."""
    if survey is None:
        return NO_SURVEY
    reporters = reporters_of(network, survey)
    both = sum(set(pair) <= found for pair, found in reporters.items())
    return Completeness(
        invited=len(survey.invited),
        answered=len(survey.answered),
        response=len(survey.answered) / len(survey.invited),
        seen_from_both_sides=both / len(reporters)
        if reporters
        else NotDefined("No ties are recorded on this date."),
    )


def reporters_of(network: Network, survey: Survey) -> dict[tuple[str, str], frozenset[str]]:
    """Who reported each linked pair of the date, by the ids of its ends."""
    found: dict[tuple[str, str], frozenset[str]] = {tie.pair: frozenset() for tie in network.ties}
    for tie in network.ties:
        found[tie.pair] |= survey.reports.get((tie.origin.table, tie.origin.id), frozenset())
    return found


def soundness_of(key: str, found: Completeness | NotKnown) -> Soundness:
    """How far the figure of a key may be trusted; every other figure is sound in any case.

    Args:
        key: dotted, as in the JSON of `measures`; a part of a sensitive figure is sensitive too.
        found: the completeness of the date.
    """
    if isinstance(found, NotKnown):
        return Soundness.SOUND
    parts = key.split(".")
    starts = {".".join(parts[:size]) for size in range(1, len(parts) + 1)}
    return found.standing if starts & SENSITIVE else Soundness.SOUND
