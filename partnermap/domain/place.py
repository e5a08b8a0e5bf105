"""Place: the frozen copy of all records of one file, stamped with the document's version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import ClassVar, TypeVar, cast

from partnermap.domain.agreement import Agreement, Contribution, Party, PaymentLine
from partnermap.domain.evidence import Action, Assumption, Evidence, Rating, Statement
from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Delivery, Programme, ProgrammeOwner
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
from partnermap.domain.view import Pin, SavedView


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceInfo(Record):
    """What the file says about itself; one row, its id is the file's identity."""

    TABLE: ClassVar[str] = "place"
    TITLE: ClassVar[str] = "Place"

    title: str
    description: str | None = None
    invented: bool | None = None


RECORD_TYPES: tuple[type[Record], ...] = (
    PlaceInfo,
    Organisation,
    Identifier,
    PastName,
    Alias,
    Tie,
    Agreement,
    Contribution,
    Party,
    PaymentLine,
    Post,
    PostPartner,
    Team,
    Member,
    Programme,
    ProgrammeOwner,
    Delivery,
    Reorganisation,
    Affected,
    Succession,
    Decision,
    ScenarioChange,
    Statement,
    Rating,
    Evidence,
    Action,
    Assumption,
    Pin,
    SavedView,
)
"""Every kind of record, parents before the records that point at them."""

TYPE_OF_TABLE: Mapping[str, type[Record]] = {kind.TABLE: kind for kind in RECORD_TYPES}

Kind = TypeVar("Kind", bound=Record)
Rows = Mapping[str, Record]
_NO_ROWS: Rows = MappingProxyType({})


def references_of(kind: type[Record]) -> Mapping[str, str]:
    """Field name to table for every field of a kind that holds another record's key."""
    return _references_in(kind.TABLE)


@cache
def _references_in(table: str) -> Mapping[str, str]:
    known = fields(TYPE_OF_TABLE[table])
    return {item.name: item.metadata["refers_to"] for item in known if "refers_to" in item.metadata}


@dataclass(frozen=True)
class Place:
    """All records of one file at one version; immutable, safe to hand to any thread.

    Attributes:
        scenario: name of the scenario laid over the register; None is the register itself.
        what_if: table and id of every record that the scenario added or changed.
    """

    version: int = 0
    tables: Mapping[str, Rows] = field(default_factory=dict)
    scenario: str | None = None
    what_if: frozenset[tuple[str, str]] = frozenset()

    def of(self, kind: type[Kind]) -> Mapping[str, Kind]:
        """The records of one kind by id, in the order they were recorded."""
        return cast(Mapping[str, Kind], self.tables.get(kind.TABLE, _NO_ROWS))

    def get(self, table: str, record_id: str) -> Record | None:
        """A record of any kind, or None."""
        return self.tables.get(table, _NO_ROWS).get(record_id)

    def records(self) -> Iterator[Record]:
        """All records, parents first."""
        for kind in RECORD_TYPES:
            yield from self.of(kind).values()

    def with_tables(self, tables: Mapping[str, Rows], version: int) -> "Place":
        """A copy in which the given tables replace those of the same name."""
        return replace(self, version=version, tables={**self.tables, **tables})

    @property
    def title(self) -> str:
        """The place's name, and the scenario with it, so that no output shows one without the other."""
        name = next((info.title for info in self.of(PlaceInfo).values()), "Untitled place")
        return f"{name} ({self.what_if_label})" if self.scenario is not None else name

    @property
    def what_if_label(self) -> str:
        """`what if: NAME` for a place with a scenario laid over it; empty for the register."""
        return f"what if: {self.scenario}" if self.scenario is not None else ""

    @property
    def is_invented(self) -> bool:
        """Whether the file says that its organisations do not exist."""
        return any(info.invented for info in self.of(PlaceInfo).values())

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisations by id."""
        return self.of(Organisation)

    @property
    def ties(self) -> Mapping[str, Tie]:
        """Recorded ties by id."""
        return self.of(Tie)

    @property
    def agreements(self) -> Mapping[str, Agreement]:
        """Agreements by id."""
        return self.of(Agreement)

    @property
    def posts(self) -> Mapping[str, Post]:
        """Joint posts by id."""
        return self.of(Post)

    @property
    def teams(self) -> Mapping[str, Team]:
        """Teams and forums by id."""
        return self.of(Team)

    @property
    def reorganisations(self) -> Mapping[str, Reorganisation]:
        """Reorganisations by id."""
        return self.of(Reorganisation)

    def has_vcse(self, organisation_ids: Iterable[str]) -> bool:
        """Whether one of some organisations is a VCSE or community organisation."""
        return any(self.organisations[key].is_vcse for key in organisation_ids)

    def name_of(self, organisation_id: str) -> str:
        """The organisation's name as in the file."""
        return self.organisations[organisation_id].name
