"""How strong the evidence for a domain is, A to D (MEASURES E2, a matter of judgement)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from partnermap.analysis.health.equity import KIND as EQUITY_CHECK
from partnermap.analysis.measure.confirmation import FEWEST_RATERS
from partnermap.analysis.profile.demands import KIND as DEMAND
from partnermap.analysis.profile.domains import DOMAINS, plain
from partnermap.analysis.profile.opinion import Opinion
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, add_months, known_first_day, known_last_day
from partnermap.domain.evidence import Evidence, Statement
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import EvidenceKind


class Strength(StrEnum):
    """A is the strongest; a domain is coloured from C on."""

    A = "a dated document is attached"
    B = "somebody in a named role confirmed it in the last 12 months"
    C = "five or more people rated it"
    D = "one view only, or older than 24 months"

    @property
    def letter(self) -> str:
        """A to D."""
        return self.name

    @property
    def may_be_coloured(self) -> bool:
        """Whether it is strong enough for a colour."""
        return self is not Strength.D


DOCUMENT_MONTHS = 24
"""What is older is told as one view is."""

CONFIRMED_MONTHS = 12

_DOMAIN_OF_TABLE = {Post.TABLE: 3, Team.TABLE: 4, Agreement.TABLE: 5, Programme.TABLE: 12}
_DOMAIN_OF_TABLE |= {Tie.TABLE: 6, Reorganisation.TABLE: 15}
"""What a piece of evidence without a theme is about."""

_DOMAIN_OF_KIND = {DEMAND: 8, "asset": 11, EQUITY_CHECK: 13, "framing": 14}
"""What a statement of each kind says something about."""


@dataclass(frozen=True, slots=True)
class EvidenceFor:
    """What is filed about one domain by a date."""

    pieces: tuple[Evidence, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def records(self) -> tuple[About, ...]:
        """All of it, to look at."""
        return tuple(About(row.TABLE, row.id) for row in (*self.pieces, *self.statements))


def evidence_by_domain(place: Place, on: dt.date) -> Mapping[int, EvidenceFor]:
    """Evidence and statements of every domain, by its number, those dated after the date left out."""
    pieces: dict[int, list[Evidence]] = {}
    for piece in place.of(Evidence).values():
        number = _domain_of(piece)
        if number is not None and _is_past(piece.date, on):
            pieces.setdefault(number, []).append(piece)
    statements: dict[int, list[Statement]] = {}
    for row in place.of(Statement).values():
        number = _DOMAIN_OF_KIND.get(plain(row.kind))
        if number is not None and _is_past(row.date, on):
            statements.setdefault(number, []).append(row)
    return {
        number: EvidenceFor(tuple(pieces.get(number, ())), tuple(statements.get(number, ())))
        for number in pieces.keys() | statements.keys()
    }


def strength_of(evidence: EvidenceFor, opinion: Opinion | None, on: dt.date) -> Strength | None:
    """How strong all of it is; None where there is neither evidence nor an opinion."""
    documents = [row.date for row in evidence.pieces if row.kind is EvidenceKind.DOCUMENT]
    if any(_is_within(date, on, DOCUMENT_MONTHS) for date in documents):
        return Strength.A
    if any(_is_within(date, on, CONFIRMED_MONTHS) for date in _confirmations(evidence)):
        return Strength.B
    if opinion is not None and opinion.answers.n >= FEWEST_RATERS and _is_recent(opinion, on):
        return Strength.C
    return Strength.D if evidence.records or opinion is not None else None


def _confirmations(evidence: EvidenceFor) -> Iterator[PartialDate | None]:
    """When somebody with a role was asked or watched, or made a statement under their role."""
    seen = {EvidenceKind.INTERVIEW, EvidenceKind.OBSERVATION}
    yield from (row.date for row in evidence.pieces if row.kind in seen)
    yield from (row.date for row in evidence.statements if row.owner)


def _is_recent(opinion: Opinion, on: dt.date) -> bool:
    return opinion.day is not None and opinion.day >= add_months(on, -DOCUMENT_MONTHS)


def _is_within(date: PartialDate | None, on: dt.date, months: int) -> bool:
    day = known_last_day(date)
    return day is not None and day >= add_months(on, -months)


def _is_past(date: PartialDate | None, on: dt.date) -> bool:
    day = known_first_day(date)
    return day is None or day <= on


def _domain_of(piece: Evidence) -> int | None:
    if piece.theme:
        return _by_theme().get(plain(piece.theme))
    return _DOMAIN_OF_TABLE.get(piece.about_table or "")


@cache
def _by_theme() -> Mapping[str, int]:
    return {
        plain(words): item.number
        for item in DOMAINS
        for words in (*item.themes, item.name, str(item.number))
    }
