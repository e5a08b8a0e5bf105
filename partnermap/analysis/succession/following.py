"""Money and posts follow their links: each amount and each post once, before and after."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.analysis.measure.appointments import is_joint
from partnermap.analysis.measure.money import cover_of_money, money_on
from partnermap.analysis.succession.fates import Fate, Judge, LinkFate, Picture
from partnermap.analysis.succession.shares import divided
from partnermap.domain.agreement import Agreement
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.year_cover import YearCover
from partnermap.network.derive import is_counted, is_funding, runs_on, ties_and_hubs
from partnermap.network.lookup import lookup_of

_WORST = (
    Fate.NO_HOME_YET,
    Fate.SPLIT,
    Fate.NOT_KNOWN,
    Fate.VIA_SUCCESSOR,
    Fate.UNCHANGED,
    Fate.INTERNALISED,
    Fate.ENDED,
)
"""Of a payer's or a post's several links the one that needs somebody most decides."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One payer's money in one agreement for the year before, or one post, and where it goes.

    Attributes:
        about: the agreement or post.
        before_id: who pays or employs before.
        after_id: who does afterwards; None where it goes nowhere, or nobody knows where.
        pence: what is paid in the financial year of the date before; None for a post or not known.
        wte: of the post; None for money or not known.
        by_share: an indication where a decision is needed: pence by successor, None what nobody gets.
    """

    about: About
    before_id: str
    fate: Fate
    after_id: str | None
    pence: int | None = None
    wte: float | None = None
    by_share: Mapping[str | None, int] | None = None


class Following:
    """The money and posts of one picture, and where they are in another."""

    def __init__(self, before: Picture, after: Picture) -> None:
        self._before = before
        self._after = after
        self._lookup = lookup_of(before.place)
        self._judge = Judge(after)
        self._was, self._will = before.standing, after.standing
        self._links = _links_by_origin(before, self._judge)

    def money(self) -> tuple[Flow, ...]:
        """Every payer of every agreement that moves money on the date before, contracts included."""
        return tuple(
            self._flow(About(Agreement.TABLE, agreement.id), payer, self._runs(agreement), pence=pence)
            for agreement in self._funding()
            for payer, pence in money_on(self._lookup, agreement, self._before.on).by_payer.items()
        )

    def money_unknown(self) -> int:
        """How many agreements that move money have not all of it recorded for the year."""
        moneys = (money_on(self._lookup, item, self._before.on) for item in self._funding())
        return sum(not money.is_known for money in moneys)

    def cover(self) -> YearCover:
        """How much of the year before the money covers, all of it together."""
        moneys = [money_on(self._lookup, item, self._before.on) for item in self._funding()]
        return cover_of_money(moneys, self._before.on)

    def posts(self) -> tuple[Flow, ...]:
        """Every joint post with a recorded employer; statutory posts stand apart."""
        return tuple(
            self._flow(About(Post.TABLE, post.id), post.employer_id, self._holds(post), wte=post.wte)
            for post in self._before.place.posts.values()
            if post.employer_id is not None
            and is_counted(post, self._before.on)
            and is_joint(self._lookup, post)
        )

    def _funding(self) -> list[Agreement]:
        return [
            item
            for item in self._before.place.agreements.values()
            if is_funding(self._lookup, item) and runs_on(self._lookup, item, self._before.on)
        ]

    def _runs(self, agreement: Agreement) -> bool:
        after = self._after.place.agreements.get(agreement.id)
        return after is not None and runs_on(lookup_of(self._after.place), after, self._after.on)

    def _holds(self, post: Post) -> bool:
        after = self._after.place.posts.get(post.id)
        return after is not None and is_counted(after, self._after.on)

    def _flow(
        self,
        origin: About,
        body: str,
        lasts: bool,
        *,
        pence: int | None = None,
        wte: float | None = None,
    ) -> Flow:
        home = self._will.home_of(body, origin)
        fate = self._fate(origin, body, lasts)
        undecided = fate is Fate.SPLIT and home.stopped_at is not None
        shares = self._will.shares(home.stopped_at or "", home.successor_ids) if undecided else {}
        return Flow(
            about=origin,
            before_id=self._was.home_of(body, origin).organisation_id or body,
            fate=fate,
            after_id=home.organisation_id if fate in _WITH_A_HOME else None,
            pence=pence,
            wte=wte,
            by_share=divided(pence, shares) if pence is not None and shares else None,
        )

    def _fate(self, origin: About, body: str, lasts: bool) -> Fate:
        """The worst of the links that the body gives into, else of all that it is an end of."""
        links = self._links.get(origin, [])
        given = [link for link in links if link.tie.from_id == body]
        own = given or [link for link in links if body in link.tie.pair] or links
        if own:
            return min((link.fate for link in own), key=_WORST.index)
        return self._judge.fate_of_end(body, origin, lasts=lasts)


_WITH_A_HOME = frozenset({Fate.UNCHANGED, Fate.VIA_SUCCESSOR, Fate.INTERNALISED})


def _links_by_origin(before: Picture, judge: Judge) -> Mapping[About, list[LinkFate]]:
    """The fates of all links before, by their record, the ends as recorded."""
    candidates, _ = ties_and_hubs(lookup_of(before.place), before.on, with_forums=False)
    found: dict[About, list[LinkFate]] = defaultdict(list)
    for tie in candidates:
        found[tie.origin].append(judge.fate_of(tie))
    return found
