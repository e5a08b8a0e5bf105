"""Problem: one row of the record that cannot be right, as a sentence; everything else still counts."""

from dataclasses import dataclass

from partnermap.domain.record import About


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one record.

    Attributes:
        about: the record in question.
        text: a whole sentence that names the sheet and the row, what is wrong and what to do.
    """

    about: About
    text: str
