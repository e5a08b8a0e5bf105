"""Understood: what a typed line would record, in words, and what has to be asked first."""

from dataclasses import dataclass, field

from partnermap.exchange.plan import ImportPlan


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: what it is called, and the line with the answer in it."""

    words: str
    line: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the line leaves open and nobody may guess."""

    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Understood:
    """What a line means.

    Attributes:
        line: as typed.
        said: what will be recorded, in one sentence; empty while something is asked or wrong.
        assumed: what was assumed, a sentence each.
        warnings: what else the user should know, a sentence each.
        problem: one sentence about what was not understood; empty where all was.
        question: what has to be answered first.
        plan: the records, as one step; None until there is nothing to ask.
        organisation_ids: the ends, those first that the map should show.
    """

    line: str
    said: str = ""
    assumed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: str = ""
    question: Question | None = None
    plan: ImportPlan | None = None
    organisation_ids: tuple[str, ...] = field(default=())
