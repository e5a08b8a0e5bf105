"""What lies ahead of a place: the one reckoning behind page one, the section and its charts."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from partnermap.analysis.disruption.disruption import Disruption, disruption
from partnermap.analysis.disruption.window import Window
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.measure.endings import involves_vcse
from partnermap.analysis.succession.comparison import Comparison, compare_dates
from partnermap.analysis.succession.following import Flow
from partnermap.analysis.succession.totals import (
    Heading,
    LinkCounts,
    Totals,
    link_counts,
    totals_of,
    under,
)
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.network.lookup import lookup_of
from partnermap.report.audience import Audience
from partnermap.report.posts.charts import post_involves_vcse
from partnermap.report.reorganisation.strain_charts import windows_in


@dataclass(frozen=True)
class Ahead:
    """A place and the time from a date to its horizon.

    Attributes:
        place: the records, as the audience may see them; a scenario may be laid over them.
        on: the date of the report.
        until: its horizon.
    """

    place: Place
    on: dt.date
    until: dt.date
    audience: Audience

    @cached_property
    def comparison(self) -> Comparison:
        """What becomes of every linked pair."""
        return compare_dates(self.place, self.on, self.until)

    @cached_property
    def strain(self) -> Disruption:
        """How far reorganisation holds the links back."""
        return disruption(self.place, self.on, self.until)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Windows that touch the time."""
        return windows_in(self.place, self.on, self.until)

    @property
    def counts(self) -> LinkCounts:
        """All linked pairs by what becomes of them."""
        return link_counts(self.comparison.totals.pairs)

    @property
    def vcse_counts(self) -> LinkCounts:
        """Those with a VCSE or community end."""
        return link_counts(self.vcse_totals.pairs)

    @cached_property
    def vcse_totals(self) -> Totals:
        """Pairs, money, posts and programmes in which a VCSE or community body has a part."""
        found, place = self.comparison, self.place
        pairs = tuple(item for item in found.fates.pairs if place.has_vcse(item.before))
        whole = totals_of(replace(found.fates, pairs=pairs), found.following)
        money = [flow for flow in found.following.money() if self._is_vcse(flow)]
        posts = [flow for flow in found.following.posts() if self._is_vcse(flow)]
        return replace(
            whole,
            pence={key: sum(flow.pence or 0 for flow in under(key, money)) for key in Heading},
            money_unknown=len({flow.about for flow in money if flow.pence is None}),
            posts={key: len(under(key, posts)) for key in Heading},
            wte={key: sum(flow.wte or 0 for flow in under(key, posts)) for key in Heading},
        )

    def _is_vcse(self, flow: Flow) -> bool:
        lookup = lookup_of(self.place)
        if flow.about.table == Post.TABLE:
            return post_involves_vcse(lookup, self.place.posts[flow.about.id])
        return involves_vcse(lookup, self.place.agreements[flow.about.id])


def ahead_of(place: Place, on: dt.date, audience: Audience = Audience.BOARD) -> Ahead:
    """The time that a report looks ahead: as many months as page one."""
    return Ahead(place, on, add_months(on, MONTHS), audience)
