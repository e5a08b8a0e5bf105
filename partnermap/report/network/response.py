"""How many of those asked have answered, and what that lets a report print (MEASURES A25)."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.measure.completeness import (
    HIDDEN_BELOW,
    PROVISIONAL_BELOW,
    Completeness,
    Soundness,
    completeness,
    soundness_of,
)
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.measure.survey import survey_on
from partnermap.domain.place import Place
from partnermap.domain.sentences import counted
from partnermap.network.build import network_on
from partnermap.report.audience import Audience


@dataclass(frozen=True, slots=True)
class Response:
    """What answers there are on a date, for an audience; without a survey every figure is printed."""

    found: Completeness | NotKnown
    audience: Audience

    def printed(self, key: str, value: str) -> str:
        """The value of a figure, provisional where too few have answered, or why it is not shown.

        Args:
            key: of the figure, as in the JSON of `measures`.
            value: as text.
        """
        soundness = soundness_of(key, self.found)
        if soundness is Soundness.SOUND:
            return value
        if soundness is Soundness.HIDDEN and self.audience is not Audience.WORKING:
            return f"Not shown: {self._answered} ({HIDDEN_BELOW:.0%} needed)."
        return f"{value}. Provisional: {self._answered} ({PROVISIONAL_BELOW:.0%} needed to be sure)."

    def hides(self, key: str) -> bool:
        """Whether the audience must not read the figure of a key."""
        hidden = soundness_of(key, self.found) is Soundness.HIDDEN
        return hidden and self.audience is not Audience.WORKING

    @property
    def sentence(self) -> str:
        """How many have answered and what follows; empty where no survey is recorded."""
        if isinstance(self.found, NotKnown):
            return ""
        told = (
            f"Of {counted(self.found.invited, 'organisation')} asked, {self.found.answered:,} answered"
        )
        soundness = self.found.standing
        if soundness is Soundness.SOUND:
            return f"{told}."
        if soundness is Soundness.HIDDEN:
            return (
                f"{told}: below {HIDDEN_BELOW:.0%}, figures that missing answers distort are kept from "
                "board pages."
            )
        short = f"below {PROVISIONAL_BELOW:.0%}"
        return f"{told}: {short}, figures that missing answers distort are provisional."

    @property
    def _answered(self) -> str:
        if isinstance(self.found, NotKnown):
            return ""
        return f"{self.found.answered:,} of {self.found.invited:,} asked have answered"


def response_on(place: Place, on: dt.date, audience: Audience) -> Response:
    """The response of a place on a date."""
    return Response(completeness(network_on(place, on), survey_on(place, on)), audience)
