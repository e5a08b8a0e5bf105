"""What a link carries: money a year, posts, programmes and the groups they serve."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.analysis.measure.money import Money, cover_of_money, money_on, received_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.sentences import counted, joined
from partnermap.domain.year_cover import WHOLE_YEAR, YearCover
from partnermap.network.derive import is_counted, is_funding
from partnermap.network.lookup import lookup_of
from partnermap.network.network import NetworkTie

MOST_NAMED = 2
"""Programmes that a sentence names; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What one or several records carry on a date; each record counts once.

    Attributes:
        pence: of the financial year, as far as recorded; None when no amount is.
        cover: how much of that year the amount covers.
        money_unknown: agreements that move money, not all of it recorded for the year.
        posts: how many joint posts.
        wte: their whole-time equivalents, as far as recorded; None when none is.
        programmes, groups: names of what is delivered, and for whom where recorded.
        records: the programmes, and the posts that rest on an agreement among the records.
    """

    pence: int | None = None
    money_unknown: int = 0
    posts: int = 0
    wte: float | None = None
    programmes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    records: tuple[About, ...] = ()
    cover: YearCover = WHOLE_YEAR

    @property
    def money_text(self) -> str:
        """`£120,000 a year`, `£60,000 in 6 months of 2025/26`, `money not known`, or nothing."""
        if self.pence is None:
            return "money not known" if self.money_unknown else ""
        return self.cover.words(self.pence, is_known=not self.money_unknown)

    @property
    def posts_text(self) -> str:
        """`one post (0.8 WTE)`, or nothing."""
        if not self.posts:
            return ""
        wte = "WTE not known" if self.wte is None else f"{self.wte:g} WTE"
        return f"{counted(self.posts, 'post')} ({wte})"

    @property
    def purpose_text(self) -> str:
        """`the programme X, for Y`, only their number where there are many, or nothing."""
        if not self.programmes:
            return ""
        if len(self.programmes) > MOST_NAMED:
            return counted(len(self.programmes), "programme")
        word = "the programme" if len(self.programmes) == 1 else "the programmes"
        return f"{word} {joined(self.programmes)}" + (
            f", for {joined(self.groups)}" if self.groups else ""
        )

    @property
    def texts(self) -> tuple[str, ...]:
        """The three texts that say something."""
        return tuple(text for text in (self.money_text, self.posts_text, self.purpose_text) if text)


def carried_by(place: Place, origins: Iterable[About], on: dt.date) -> Carried:
    """What the records behind one or several ties carry together on the date.

    The posts of an agreement hang on it: they count with it, and once.
    """
    unique = list(dict.fromkeys(origins))
    agreements = [place.agreements[item.id] for item in unique if item.table == Agreement.TABLE]
    posts = _posts(place, unique, on)
    moneys = _moneys(place, agreements, on)
    totals = [money.total for money in moneys if money.total is not None]
    wtes = [post.wte for post in posts if post.wte is not None]
    programmes = _programmes(place, unique)
    return Carried(
        pence=sum(totals) if totals else None,
        money_unknown=sum(not money.is_known for money in moneys),
        posts=len(posts),
        wte=sum(wtes) if wtes else None,
        programmes=tuple(item.name for item in programmes),
        groups=tuple(dict.fromkeys(item.group for item in programmes if item.group)),
        records=(
            *(About(Programme.TABLE, item.id) for item in programmes),
            *(about for post in posts if (about := About(Post.TABLE, post.id)) not in unique),
        ),
        cover=cover_of_money(moneys, on),
    )


def texts_of_tie(place: Place, tie: NetworkTie, on: dt.date) -> tuple[str, ...]:
    """What one tie carries: its own part of an agreement's money where that is recorded."""
    carried = carried_by(place, [tie.origin], on)
    own = own_pence(place, tie, on)
    if own is None or carried.pence is None or own >= carried.pence:
        return carried.texts
    part = f"{money_in_words(own)} of the agreement’s {carried.money_text}"
    return (part, *(text for text in (carried.posts_text, carried.purpose_text) if text))


def own_pence(place: Place, tie: NetworkTie, on: dt.date) -> int | None:
    """What this recipient gets, or else this payer pays, in the year; None when not known."""
    if tie.origin.table != Agreement.TABLE:
        return None
    # The id keeps the ends that were recorded, whoever inherited the link since.
    payer, recipient = tie.id.split(":")[-2:]
    lookup, agreement = lookup_of(place), place.agreements[tie.origin.id]
    received = received_on(lookup, agreement, on).get(recipient)
    return received if received is not None else money_on(lookup, agreement, on).by_payer.get(payer)


def _moneys(place: Place, agreements: list[Agreement], on: dt.date) -> list[Money]:
    lookup = lookup_of(place)
    return [money_on(lookup, item, on) for item in agreements if is_funding(lookup, item)]


def _posts(place: Place, origins: list[About], on: dt.date) -> list[Post]:
    """Posts among the records, and counted ones that rest on an agreement among them."""
    found = dict.fromkeys(item.id for item in origins if item.table == Post.TABLE)
    resting = lookup_of(place).posts_of_agreement
    for item in origins:
        if item.table == Agreement.TABLE:
            found.update(
                dict.fromkeys(key.id for key in resting.get(item.id, ()) if is_counted(key, on))
            )
    return [place.posts[key] for key in found]


def _programmes(place: Place, origins: list[About]) -> list[Programme]:
    deliveries = lookup_of(place).deliveries
    ids = [row.programme_id for item in origins for row in deliveries.get((item.table, item.id), ())]
    programmes = place.of(Programme)
    return [programmes[key] for key in dict.fromkeys(ids)]
