"""What is said of every measure: title, sentence for a board, direction, formula, source, cost."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Whether more is better, as far as anybody has shown."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NONE = "no direction is better"


class Need(StrEnum):
    """What must be recorded for it."""

    TIES = "ties"
    SECTORS = "sectors"
    STARTS = "starts of ties"
    MONEY = "amounts of the financial year"
    ENDS = "ends of agreements"
    POSTS = "posts"
    ANSWERS = "answers of a survey"


class Cost(StrEnum):
    """How long it takes on a large place: null models run in the background, the others at once."""

    INSTANT = "instant"
    SECONDS = "seconds"
    NULL_MODEL = "null model"


class Shown(StrEnum):
    """The most public page on which it may stand; `--json` gives every one."""

    BOARD = "board page"
    APPENDIX = "appendix"
    ANALYST = "analyst's page"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        key: dotted, as in the JSON of `measures`; `per_organisation.` stands before those of each row.
        board: the sentence that explains it to a board.
        formula: in words.
        source: section of the measure book, and whose measure it is.
        needs: what must be recorded for it.
        cost: how long it takes.
        shown: the most public page on which it may stand.
    """

    key: str
    title: str
    board: str
    direction: Direction
    formula: str
    source: str
    needs: tuple[Need, ...] = (Need.TIES,)
    cost: Cost = Cost.INSTANT
    shown: Shown = Shown.BOARD

    @property
    def is_specialist(self) -> bool:
        """Whether only `--json` and the analyst's page may show it."""
        return self.shown is Shown.ANALYST
