"""Problem: one row of the record that cannot be right, as a sentence; everything else still counts."""

from dataclasses import dataclass

from partnermap.domain.record import About


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one record.

    Attributes:
        about: the record in question.
        text: a whole sentence that names the sheet and the row, what is wrong and what to do.
        what: the part of it after the row, where somebody else names the row.
    """

    about: About
    text: str
    what: str = ""


def problem_at(about: About, where: str, what: str) -> Problem:
    """A problem of the row that is found by `where`: its sheet and names."""
    return Problem(about, f"{where}: {what}", what)
