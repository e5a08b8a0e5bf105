"""What we do not know on a date: counts and names, in sentences for a board."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.measure.money import joint_agreements, money_on
from partnermap.domain.dates import financial_year
from partnermap.domain.place import Place
from partnermap.domain.sentences import counted, first_few, is_or_are, part_of, sentence
from partnermap.network.build import network_on
from partnermap.network.derive import has_lapsed, is_counted, runs_on, status_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import Network, TieMark


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing from the record.

    Attributes:
        money_known, money_of: agreements of joint money with every amount of the year, and all in force.
        year: the financial year meant.
        lapsed: names of agreements that expired and still run.
        starts, strengths: links whose start, whose strength nobody recorded, out of `links`.
        isolates: names of organisations with no recorded link.
        waiting: links of closed bodies without a new home.
        posts: joint posts without a recorded WTE or status.
    """

    money_known: int
    money_of: int
    year: str
    lapsed: tuple[str, ...]
    links: int
    starts: int
    strengths: int
    isolates: tuple[str, ...]
    waiting: int
    posts: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each gap; none where nothing is missing."""
        return tuple(text for text in (self._money(), self._lapsed(), *self._links()) if text)

    def _money(self) -> str:
        if not self.money_of:
            return ""
        known = part_of(self.money_known, self.money_of, "agreement")
        return f"Money for {self.year} is known for {known}."

    def _lapsed(self) -> str:
        if not self.lapsed:
            return ""
        return f"Expired but still running: {first_few(self.lapsed, 6)}."

    def _links(self) -> tuple[str, ...]:
        missing = (
            (self.starts, f"when {part_of(self.starts, self.links, 'link')} began"),
            (
                self.strengths,
                f"how strong {part_of(self.strengths, self.links, 'link')} {is_or_are(self.strengths)}",
            ),
            (self.posts, f"the size or status of {counted(self.posts, 'joint post')}"),
            (self.waiting, f"where {counted(self.waiting, 'link')} of closed bodies should go"),
        )
        texts = [sentence(f"not known: {text}") for count, text in missing if count]
        if self.isolates:
            texts.append(f"No recorded link: {first_few(self.isolates, 6)}.")
        return tuple(texts)


def gaps_on(place: Place, on: dt.date) -> Gaps:
    """What is missing from the record of a place on a date."""
    lookup, network = lookup_of(place), network_on(place, on)
    moneys = [money_on(lookup, agreement, on) for agreement in joint_agreements(lookup, on)]
    return Gaps(
        money_known=sum(money.is_known for money in moneys),
        money_of=len(moneys),
        year=financial_year(on),
        lapsed=_lapsed_names(lookup, on),
        links=len(network.ties),
        starts=_marked(network, TieMark.START_NOT_KNOWN),
        strengths=_marked(network, TieMark.STRENGTH_NOT_KNOWN),
        isolates=_isolates(place, network),
        waiting=len(network.waiting),
        posts=_posts(lookup, on),
    )


def _lapsed_names(lookup: Lookup, on: dt.date) -> tuple[str, ...]:
    return tuple(
        item.name
        for item in lookup.place.agreements.values()
        if has_lapsed(item, on) and runs_on(lookup, item, on)
    )


def _marked(network: Network, mark: TieMark) -> int:
    return sum(mark in tie.marks for tie in network.ties)


def _isolates(place: Place, network: Network) -> tuple[str, ...]:
    linked = {end for tie in network.ties for end in tie.pair}
    return tuple(place.name_of(item) for item in network.organisation_ids if item not in linked)


def _posts(lookup: Lookup, on: dt.date) -> int:
    posts = [post for post in lookup.place.posts.values() if is_counted(post, on)]
    return sum(post.wte is None or status_on(post, on) is None for post in posts)
