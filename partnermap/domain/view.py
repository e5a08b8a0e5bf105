"""What a user decided about the drawing: its layout, pins and saved views."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from partnermap.domain.record import Record, refers_to


class LayoutStyle(StrEnum):
    """How organisations are arranged on the map."""

    DISTANCES = "distances"
    GROUPS = "groups"
    LANES = "sector lanes"
    RINGS = "rings"
    TIERS = "tiers"
    BY_HAND = "by hand"


class GroupBy(StrEnum):
    """What organisations are drawn together by."""

    NOTHING = "nothing"
    PART_OF = "part of"
    SECTOR = "sector"
    TYPE = "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Record):
    """A place on the map that the user gave an organisation, in layout units."""

    TABLE: ClassVar[str] = "pins"
    TITLE: ClassVar[str] = "Pins"

    organisation_id: str = refers_to("organisations", required=True)
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """What the user chose to see, under a name; `settings` is JSON."""

    TABLE: ClassVar[str] = "saved_views"
    TITLE: ClassVar[str] = "Saved views"

    name: str
    settings: str
