"""What every mapped class shares: storage types, the columns of a record, references."""

from typing import Annotated

from sqlalchemy import REAL, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

DateText = Annotated[str, mapped_column(Text)]
"""A date as ISO text of its precision, `2026`, `2026-04` or `2026-04-01`, or `not known`."""

Word = Annotated[str, mapped_column(Text)]
"""One of a list of words of partnermap.domain.words, as people write it."""

Flag = Annotated[int, mapped_column(Integer)]
"""1 yes, 0 no; empty is not known."""

Pence = Annotated[int, mapped_column(Integer)]
"""An amount of money in whole pence."""


class Base(DeclarativeBase):
    """Root of the mapped classes; only the storage types that STRICT tables know."""

    metadata = MetaData()
    type_annotation_map = {str: Text(), int: Integer(), float: REAL()}


class RecordColumns:
    """What every record carries; `position` keeps the order in which records were entered."""

    __table_args__ = {"sqlite_strict": True}

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-2)
    ref: Mapped[str | None] = mapped_column(unique=True, sort_order=-1)
    source: Mapped[str | None] = mapped_column(sort_order=1)
    last_confirmed: Mapped[DateText | None] = mapped_column(sort_order=2)
    notes: Mapped[str | None] = mapped_column(sort_order=3)
    position: Mapped[int] = mapped_column(sort_order=4)


def goes_with(table: str) -> MappedColumn[str]:
    """A required key; the row goes when the row that it points at goes."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


def may_name(table: str) -> MappedColumn[str | None]:
    """A key that may be empty, and is emptied when the row that it points at goes."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="SET NULL"), index=True)
