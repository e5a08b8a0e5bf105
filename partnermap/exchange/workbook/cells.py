"""How one cell is read and written: words, dates, numbers, money, references and pointers.

A form reads the text of a cell into the values of its fields, and writes them back without loss.
A reference is read and written as `Named`: what it names may stand further down or in another sheet.
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from partnermap.domain.dates import PartialDate, read_financial_year
from partnermap.domain.errors import BadValue
from partnermap.domain.money import pounds_text, read_pence
from partnermap.domain.place import TYPE_OF_TABLE
from partnermap.domain.words import Renewal, read_word


@dataclass(frozen=True, slots=True)
class Named:
    """A reference as a sheet gives it: the ID or the name of a record of one table."""

    table: str
    text: str


Value = str | int | float | PartialDate | Named | None
"""What a field may hold; words are StrEnum members, yes and no are bool."""

Values = tuple[Value, ...]
Written = str | int | float | None
"""What goes into a cell: text, a number, or nothing."""


class Form(Protocol):
    """How a cell is read and written; `hint` says it in a few words for the template."""

    @property
    def hint(self) -> str:
        """What may stand in the cell."""

    def read(self, text: str) -> Values:
        """The values of the fields, from a cell that is not blank.

        Raises:
            BadValue: the text cannot be used here.
        """

    def write(self, values: Values) -> Written:
        """The cell that `read` turns into these values, of which one at least is not None."""


@dataclass(frozen=True, slots=True)
class Text:
    """Free text; `short` where it is a name, a title or a few words, which have no line breaks."""

    hint: str = ""
    short: bool = False

    def read(self, text: str) -> Values:
        """The text itself."""
        return (text,)

    def write(self, values: Values) -> Written:
        """The text itself."""
        return str(values[0])


@dataclass(frozen=True, slots=True)
class Word:
    """One of a list of words."""

    words: type[StrEnum]

    @property
    def hint(self) -> str:
        """The words."""
        return ", ".join(self.words)

    def read(self, text: str) -> Values:
        """The word that was meant."""
        return (read_word(self.words, text),)

    def write(self, values: Values) -> Written:
        """The word as DESIGN writes it."""
        return str(values[0])


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month, a year, or not known."""

    hint: str = "2026-04-01, 2026-04, 2026 or “not known”"

    def read(self, text: str) -> Values:
        """The date with the precision given; a time of day is left out."""
        day = re.sub(r"(\d)[ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?\Z", r"\1", text)
        return (PartialDate.parse(day),)

    def write(self, values: Values) -> Written:
        """ISO text, so that the precision stays."""
        return str(values[0])


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year, kept as text."""

    hint: str = "2025-09"

    def read(self, text: str) -> Values:
        """The month as `2025-09`."""
        date = PartialDate.parse(text)
        if date.month is None:
            raise BadValue(f"“{text}” is not a month; write it as 2025-09.")
        return (f"{date.year:04d}-{date.month:02d}",)

    def write(self, values: Values) -> Written:
        """As kept."""
        return str(values[0])


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """A financial year, April to March."""

    hint: str = "2025/26"

    def read(self, text: str) -> Values:
        """The year as `2025/26`."""
        return (read_financial_year(text),)

    def write(self, values: Values) -> Written:
        """As kept."""
        return str(values[0])


@dataclass(frozen=True, slots=True)
class Number:
    """A number within bounds, both included; `whole` numbers are int, others float."""

    low: float = -math.inf
    high: float = math.inf
    whole: bool = False

    @property
    def hint(self) -> str:
        """The bounds, as far as there are any."""
        kind = "a whole number" if self.whole else "a number"
        if math.isfinite(self.high):
            return f"{kind} from {self.low:g} to {self.high:g}"
        return f"{kind}, not negative" if self.low == 0 else kind

    def read(self, text: str) -> Values:
        """The number."""
        number = _read_number(text)
        if number is None or (self.whole and not number.is_integer()):
            raise BadValue(f"“{text}” cannot be used; give {self.hint}.")
        if not self.low <= number <= self.high:
            raise BadValue(f"{text} is out of range; give {self.hint}.")
        return (int(number) if self.whole else number,)

    def write(self, values: Values) -> Written:
        """The number."""
        value = values[0]
        return value if isinstance(value, int | float) else None


def _read_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1, or a percentage."""

    hint: str = "0.5 or 50%"

    def read(self, text: str) -> Values:
        """The share as 0 to 1."""
        number = _read_number(text.removesuffix("%"))
        if number is not None and text.endswith("%"):
            number /= 100
        if number is None or not 0 <= number <= 1:
            raise BadValue(f"the share {text} is not between 0% and 100%; write it as 0.5 or 50%.")
        return (number,)

    def write(self, values: Values) -> Written:
        """The share as 0 to 1."""
        return Number().write(values)


@dataclass(frozen=True, slots=True)
class Money:
    """Pounds in the cell, whole pence in the record."""

    may_be_negative: bool = False
    hint: str = "pounds, such as 1234.50"

    def read(self, text: str) -> Values:
        """Pence."""
        pence = read_pence(text)
        if pence < 0 and not self.may_be_negative:
            raise BadValue(f"the amount {text} is negative; give what is paid or received, from 0 up.")
        return (pence,)

    def write(self, values: Values) -> Written:
        """Pounds; a float holds every amount that can be read exactly to the penny."""
        return float(pounds_text(int(str(values[0]))))


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no; blank is not known."""

    hint: str = "yes or no"

    def read(self, text: str) -> Values:
        """True or False."""
        word = text.lower()
        if word in {"yes", "y", "true", "1"}:
            return (True,)
        if word in {"no", "n", "false", "0"}:
            return (False,)
        raise BadValue(f"“{text}” is neither yes nor no; write one of them or leave it blank.")

    def write(self, values: Values) -> Written:
        """The word."""
        return "yes" if values[0] else "no"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record, by its ID or unique name."""

    table: str
    hint: str = "an ID or a unique name"

    def read(self, text: str) -> Values:
        """The reference, yet to be looked up."""
        return (Named(self.table, text),)

    def write(self, values: Values) -> Written:
        """What the record is called here."""
        return _called(values[0])


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record of any kind, `Sheet:ID`; its fields are the table and the key."""

    tables: tuple[tuple[str, str], ...]
    hint: str = "Sheet:ID, such as Agreements:AG1; blank for the place itself"

    def read(self, text: str) -> Values:
        """The table, and the reference yet to be looked up."""
        sheet, _, name = text.partition(":")
        wanted = " ".join(sheet.replace("_", " ").lower().split())
        table = dict(self.tables).get(wanted)
        if table is None or not name.strip():
            raise BadValue(f"“{text}” does not point at a record; write it as Agreements:ID.")
        return (table, Named(table, name.strip()))

    def write(self, values: Values) -> Written:
        """Sheet and ID."""
        title = TYPE_OF_TABLE[str(values[0])].TITLE
        return f"{title}:{_called(values[1])}"


def _called(value: Value) -> str:
    return value.text if isinstance(value, Named) else ""


@dataclass(frozen=True, slots=True)
class RenewalTerm:
    """What happens when the term is over, and to which date an option runs."""

    hint: str = "ends, yearly by national rule, option, option to 2028-03-31"

    def read(self, text: str) -> Values:
        """The word and the date, either of which may be missing."""
        found = re.fullmatch(r"(?:(.*?)\s+)?(?:to|until)\s+(\S.*)", text, re.IGNORECASE)
        word, date = found.groups() if found else (text, None)
        return (
            read_word(Renewal, word) if word else None,
            PartialDate.parse(date) if date else None,
        )

    def write(self, values: Values) -> Written:
        """`option to 2028-03-31`, or the part that is known."""
        word, date = values
        parts = ([str(word)] if word is not None else []) + ([f"to {date}"] if date is not None else [])
        return " ".join(parts)
