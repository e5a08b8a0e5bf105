"""Sizes of paper, and which of them a map of so many organisations needs."""

from dataclasses import dataclass
from enum import StrEnum

from partnermap.domain.errors import UserError
from partnermap.shell.words import counted

PAPERS = {
    "A4": (841.89, 595.28),
    "A3": (1190.55, 841.89),
    "A2": (1683.78, 1190.55),
    "A1": (2383.94, 1683.78),
    "A0": (3370.39, 2383.94),
}
"""Sheets lying on their long side, in points."""

READS_WELL = {"A4": 60, "A3": 150, "A2": 210, "A1": 420, "A0": 840}
"""Most organisations at which a reader still sees whose name is whose."""

_CHOSEN = ("A4", "A3", "A1", "A0")
"""Papers that are chosen by themselves: A2 is rarely at hand and holds little more than A3."""


class MapForm(StrEnum):
    """How a map is spread over pages."""

    ONE_PAGE = "one page"
    SIDE_BY_SIDE = "side by side"
    TILES = "tiles"
    SECTORS = "a page for each sector"
    ORGANISATIONS = "a page for each organisation"


@dataclass(frozen=True, slots=True)
class Advice:
    """Which paper suits a number of organisations.

    Attributes:
        paper: the smallest that does; the largest there is where none does.
        should_split: one page for each sector beside an overview reads better.
        words: a sentence for the user.
    """

    paper: str
    should_split: bool
    words: str


def paper_for(organisations: int) -> str:
    """The smallest paper on which so many names stay readable."""
    return next((name for name in _CHOSEN if organisations <= READS_WELL[name]), _CHOSEN[-1])


def advice_for(organisations: int) -> Advice:
    """The paper for so many organisations, and why."""
    paper = paper_for(organisations)
    who = counted(organisations, "organisation")
    split = organisations > READS_WELL["A3"]
    reads = "reads" if organisations == 1 else "read"
    words = f"{who} {reads} well on {paper}, which holds up to {READS_WELL[paper]}."
    if not organisations:
        words = f"There is no organisation to draw; {paper} will do."
    if organisations > READS_WELL[paper]:
        words = f"{who} are more than any sheet shows well; {paper} is the largest."
    if split:
        words += " One page for each sector is easier to read from a desk."
    return Advice(paper, split, words)


def paper_size(name: str) -> tuple[float, float]:
    """Width and height in points.

    Raises:
        UserError: there is no such paper.
    """
    if name.upper() not in PAPERS:
        raise UserError(f"“{name}” is no paper size; use one of: {', '.join(PAPERS)}.")
    return PAPERS[name.upper()]
