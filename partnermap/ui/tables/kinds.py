"""The kinds of record that have a register, in the order of its list; no Qt."""

from partnermap.domain.agreement import Agreement, Contribution, Party, PaymentLine
from partnermap.domain.evidence import Action, Assumption, Evidence, Rating, Statement
from partnermap.domain.organisation import Alias, Organisation
from partnermap.domain.place import PlaceInfo
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Programme
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import (
    Affected,
    Decision,
    Reorganisation,
    ScenarioChange,
    Succession,
)
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie

KINDS: tuple[type[Record], ...] = (
    Organisation,
    Tie,
    Agreement,
    Contribution,
    Party,
    Post,
    PostPartner,
    Team,
    Member,
    Programme,
    Reorganisation,
    Affected,
    Succession,
    Decision,
    Statement,
    Evidence,
    Action,
    Rating,
    Alias,
    ScenarioChange,
    Assumption,
    PaymentLine,
    PlaceInfo,
)
"""In the order of the list; what stands in cells of another kind, and pins, are left out."""

MADE_BY_IMPORTS = frozenset({PaymentLine.TABLE})
"""Kinds that imports replace month by month: read only."""

ONE_ROW = frozenset({PlaceInfo.TABLE})
"""Kinds of which there is exactly one record."""
