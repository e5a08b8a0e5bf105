"""Organisations with their identifiers, past names and the names that files know them by."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import VCSE_SECTORS, LegalForm, OrganisationType, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A body of any sector; `closed` is its legal end, `operational_until` when it stopped working."""

    TABLE: ClassVar[str] = "organisations"
    TITLE: ClassVar[str] = "Organisations"

    name: str
    short_name: str | None = None
    sector: Sector | None = None
    type: OrganisationType | None = None
    legal_form: LegalForm | None = None
    acts_through_id: str | None = refers_to("organisations")
    opened: PartialDate | None = None
    closed: PartialDate | None = None
    operational_until: PartialDate | None = None
    part_of_id: str | None = refers_to("organisations")

    @property
    def period(self) -> Period:
        """From opening to legal closing, both inclusive."""
        return Period(self.opened, self.closed)

    @property
    def is_vcse(self) -> bool:
        """Whether it counts in VCSE figures: community organisations do."""
        return self.sector in VCSE_SECTORS

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Record):
    """A code of an organisation within a scheme of org-id, such as `GB-NHS` and `RAX`."""

    TABLE: ClassVar[str] = "identifiers"
    TITLE: ClassVar[str] = "Identifiers"

    organisation_id: str = refers_to("organisations", required=True)
    scheme: str
    value: str

    @property
    def text(self) -> str:
        """Scheme and value joined as org-id writes them."""
        return f"{self.scheme}-{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastName(Record):
    """A name that an organisation had, with its dates where known."""

    TABLE: ClassVar[str] = "past_names"
    TITLE: ClassVar[str] = "Past names"

    organisation_id: str = refers_to("organisations", required=True)
    name: str
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Record):
    """A name by which a source knows an organisation; `source` empty means any source."""

    TABLE: ClassVar[str] = "aliases"
    TITLE: ClassVar[str] = "Aliases"

    name: str
    organisation_id: str = refers_to("organisations", required=True)
