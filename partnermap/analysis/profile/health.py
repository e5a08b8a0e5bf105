"""One entry to partnership health: the profile of a place on a date."""

import datetime as dt

from partnermap.analysis.health.equity import equity_checks
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.cut_points import CUT_POINTS
from partnermap.analysis.profile.demands import DemandLog
from partnermap.analysis.profile.domains import DOMAINS
from partnermap.analysis.profile.observed import Observed
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.programmes import Programmes
from partnermap.analysis.profile.promises import Promises
from partnermap.analysis.profile.whole import Whole
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

NOT_RATED = NotKnown("Nobody has rated it by this date.")


def health_of(place: Place, on: dt.date, token: Token | None = None) -> HealthProfile:
    """The profile of a place on a date.

    Raises:
        Cancelled: the token was cancelled.
    """
    if token is not None and token.is_cancelled:
        raise Cancelled
    return HealthProfile(
        title=place.title,
        on=on,
        cut_points=CUT_POINTS,
        domains=tuple(
            DomainHealth(item, Observed(), NOT_RATED, (), None, None)
            for item in DOMAINS
            if not item.is_optional
        ),
        questions=(),
        whole=Whole(0, 15, 0.0, 1.0, 5.0, {}),
        programmes=Programmes((), (), "", {}),
        promises=Promises((), 0, 0, 0, 0, 0),
        demands=DemandLog(()),
        equity=equity_checks(place),
    )
