"""The base of every record, and the field helper that says which kind a reference points at."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from partnermap.domain.dates import PartialDate


def refers_to(table: str, *, required: bool = False, cascade: bool = False) -> Any:
    """A dataclass field that holds the key of a record of another kind.

    Args:
        table: the table the key points into.
        required: a record without it makes no sense.
        cascade: the record goes when the one it points at goes; otherwise the reference is emptied.
    """
    metadata = {"refers_to": table, "cascade": cascade or required}
    return field(metadata=metadata) if required else field(default=None, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries.

    Attributes:
        id: the key, a UUID as text, made by the command that created the record.
        ref: the ID that people use in the workbook; unique within its kind, None where a kind has none.
        source: who said so, or which file it came from.
        last_confirmed: when somebody last checked it.
        notes: free text, including workbook columns that are not known.
    """

    TABLE: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""

    id: str
    ref: str | None = None
    source: str | None = None
    last_confirmed: PartialDate | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """A pointer to a record of any kind, written `Sheet:ID` in the workbook."""

    table: str
    id: str
