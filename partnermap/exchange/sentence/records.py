"""Records of a sentence: new organisations, ties, an agreement with its money, or a post."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.changes import new_id
from partnermap.domain.dates import PartialDate, financial_year, financial_year_period
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.record import Record
from partnermap.domain.sentences import joined
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementKind,
    ContributionRole,
    PostPartnerRole,
)
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.sentence.bodies import Body, is_same
from partnermap.exchange.sentence.facts import LONGEST_TERM, Facts
from partnermap.exchange.sentence.reading import Spoken

LARGEST_CIRCLE = 5
"""Organisations of one sentence that are linked each with each at most."""


@dataclass(eq=False)
class Making:
    """Records that a sentence makes, with the names of its organisations.

    Attributes:
        today: the day on which it is said.
        records: in the order they are made.
    """

    place: Place
    today: dt.date
    records: list[Record] = field(default_factory=list)
    _new: dict[str, Organisation] = field(default_factory=dict)

    def id_of(self, body: Body) -> str:
        """The key of an organisation of the sentence; a new one is made once."""
        if body.organisation_id is not None and not body.is_new:
            return body.organisation_id
        key = name_key(body.words)
        if key not in self._new:
            made = Organisation(
                id=new_id(), name=body.words, sector=body.sector, source=self.source,
                last_confirmed=self.confirmed,
            )  # fmt: skip
            self._new[key] = made
            self.records.append(made)
        return self._new[key].id

    def label_of(self, body: Body) -> str:
        """A short name for the names of records."""
        key = body.organisation_id
        return self.place.organisations[key].label if key and not body.is_new else body.words

    @property
    def new_bodies(self) -> tuple[Organisation, ...]:
        """The organisations that are new."""
        return tuple(self._new.values())

    @property
    def source(self) -> str:
        """Who said so."""
        return f"Workshop, {self.confirmed.in_words()}"

    @property
    def confirmed(self) -> PartialDate:
        """When it was said."""
        return PartialDate.from_day(self.today)


def pounds_in_words(pence: int) -> str:
    """The sum as it is recorded, to the penny: `£1,250,000`, `£12.50`."""
    return f"£{pence // 100:,}" if pence % 100 == 0 else f"£{pence / 100:,.2f}"


def years_of(facts: Facts, today: dt.date) -> tuple[str, ...]:
    """The financial years of the money: as said, else from start to end, else the one of today.

    Raises:
        BadValue: they are too many.
    """
    if facts.years or facts.pence is None:
        return facts.years
    start = facts.start.first_day if facts.start else min(today, _last_day(facts, today))
    first = int(financial_year(start)[:4])
    last = int(financial_year(max(_last_day(facts, today), start))[:4])
    if last - first >= LONGEST_TERM:
        raise BadValue(f"From {first} to {last} are too many years for one line; say which of them.")
    return tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(first, last + 1))


def _last_day(facts: Facts, today: dt.date) -> dt.date:
    return facts.end.last_day if facts.end else today


def term_of(facts: Facts, *, of_money: bool = False) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end: as said, else of the years; one year alone is no term of money, but of its sum."""
    if not facts.years or (of_money and len(facts.years) == 1):
        return facts.start, facts.end
    first = financial_year_period(facts.years[0]).start
    last = financial_year_period(facts.years[-1]).end
    return facts.start or first, facts.end or last


def make_agreement(making: Making, spoken: Spoken, years: Sequence[str]) -> Agreement:
    """An agreement with what each pays and receives by year; amounts nobody said stay not known."""
    facts, verb = spoken.facts, spoken.hit.verb
    start, end = term_of(facts, of_money=True)
    payers = [making.id_of(body) for body in spoken.subjects]
    recipients = [making.id_of(body) for body in spoken.objects]
    agreement = Agreement(
        id=new_id(),
        name=facts.name or _agreement_name(making, spoken),
        kind=AgreementKind.FUNDING,
        legal_basis=facts.basis or verb.basis,
        start=start,
        end=end,
        recurrent=facts.recurrent,
        strength=facts.strength,
        source=making.source,
        last_confirmed=making.confirmed,
        notes=_unshared_sum(facts, years, len(payers)),
    )
    making.records.append(agreement)
    paid, received = amounts(facts, years, len(payers))
    for year in years or (None,):
        rows = [(key, ContributionRole.PAYS, paid) for key in payers]
        rows += [(key, ContributionRole.RECEIVES, received) for key in recipients]
        making.records += [
            Contribution(
                id=new_id(),
                agreement_id=agreement.id,
                organisation_id=key,
                role=role,
                financial_year=year,
                amount=amount,
                source=making.source,
            )
            for key, role, amount in rows
        ]
    return agreement


def amounts(facts: Facts, years: Sequence[str], payers: int) -> tuple[int | None, int | None]:
    """What each payer pays and the recipient receives a year, in pence; None where it is not known."""
    if facts.pence is None or (len(years) > 1 and not facts.per_year):
        return None, None
    if payers == 1:
        return facts.pence, facts.pence
    return (facts.pence, facts.pence * payers) if facts.each else (None, facts.pence)


def _unshared_sum(facts: Facts, years: Sequence[str], payers: int) -> str | None:
    """The sum as it was said, where it cannot be told how much of it belongs to whom or when."""
    paid, _ = amounts(facts, years, payers)
    if facts.pence is None or paid is not None:
        return None
    when = f"in {years[0]}" if len(years) == 1 else f"from {years[0]} to {years[-1]}"
    how = " a year" if facts.per_year and len(years) > 1 else " in all" if len(years) > 1 else ""
    whose = " for each payer" if facts.each and payers > 1 else " together" if payers > 1 else ""
    return f"Said: {pounds_in_words(facts.pence)}{how}{whose} {when}; the shares were not said."


def _agreement_name(making: Making, spoken: Spoken) -> str:
    payers = joined([making.label_of(body) for body in spoken.subjects])
    if not spoken.objects:
        return f"Pooled money of {payers}"
    what = f"{spoken.hit.verb.basis.value.capitalize()} of" if spoken.hit.verb.basis else "Funding from"
    return f"{what} {payers} to {joined([making.label_of(body) for body in spoken.objects])}"


def make_post(making: Making, spoken: Spoken) -> Post:
    """A post with its employer and whom else it answers to.

    Raises:
        BadValue: fewer than two organisations share it.
    """
    facts = spoken.facts
    bodies = _different(spoken.bodies)
    employer = spoken.employer or spoken.subjects[0]
    if len(bodies) < 2:
        raise BadValue("A joint post needs two organisations; name both before “joint post”.")
    post = Post(
        id=new_id(),
        title=spoken.title,
        wte=facts.wte,
        employer_id=making.id_of(employer),
        status=facts.status,
        start=term_of(facts)[0],
        end=term_of(facts)[1],
        strength=facts.strength,
        source=making.source,
        last_confirmed=making.confirmed,
    )
    others = [making.id_of(body) for body in bodies if not is_same(body, employer)]
    making.records.append(post)
    making.records += [
        PostPartner(
            id=new_id(),
            post_id=post.id,
            organisation_id=key,
            role=PostPartnerRole.ANSWERS_TO,
            source=making.source,
        )
        for key in others
    ]
    return post


def make_ties(making: Making, spoken: Spoken) -> tuple[Tie, ...]:
    """A tie from each in front to each behind the verb, or of all with each other.

    Raises:
        BadValue: an organisation would be linked to itself, or too many with each other.
    """
    facts, verb = spoken.facts, spoken.hit.verb
    if facts.pence is not None:
        raise BadValue(
            f"{pounds_in_words(facts.pence)} is money, and “{spoken.hit.phrase}” records none; "
            "write “funds”, “commissions” or “pays”, on a line of its own."
        )
    start, end = term_of(facts)
    ties = tuple(
        Tie(
            id=new_id(),
            from_id=making.id_of(one),
            to_id=making.id_of(other),
            kind=verb.kind,
            strength=facts.strength or verb.strength,
            directed=verb.directed,
            start=start,
            end=end,
            name=facts.name,
            source=making.source,
            last_confirmed=making.confirmed,
        )
        for one, other in _pairs(spoken)
    )
    making.records += ties
    return ties


def _pairs(spoken: Spoken) -> Iterator[tuple[Body, Body]]:
    if spoken.hit.is_mutual:
        bodies = _different(spoken.subjects)
        if len(bodies) > LARGEST_CIRCLE:
            raise BadValue(
                f"{len(bodies)} organisations linked each with each are too many for one line; record "
                "them as a team or forum in Registers."
            )
        if len(bodies) < 2:
            raise BadValue(f"Who else? “{spoken.hit.phrase}” needs two organisations before it.")
        return combinations(bodies, 2)
    for one, other in product(spoken.subjects, spoken.objects):
        if is_same(one, other):
            raise BadValue("A link needs two different organisations; change one end.")
    return product(spoken.subjects, spoken.objects)


def _different(bodies: Sequence[Body]) -> list[Body]:
    found: list[Body] = []
    for body in bodies:
        if not any(is_same(body, other) for other in found):
            found.append(body)
    return found
