"""Rows about reorganisation that cannot be right or say too little, each in a sentence."""

from collections.abc import Iterator

from partnermap.domain.sentences import counted
from partnermap.report.content import Block, Points, Subheading, Words
from partnermap.report.reorganisation.ahead import Ahead

MOST_ROWS = 8


def problem_texts(ahead: Ahead) -> tuple[str, ...]:
    """Every row once: what cannot be right first, then what is not known."""
    found = ahead.strain
    return tuple(dict.fromkeys(item.text for item in (*found.problems, *found.not_known)))


def problem_blocks(ahead: Ahead) -> Iterator[Block]:
    """The first rows, and how many more there are; everything else has been reckoned with."""
    texts = problem_texts(ahead)
    if not texts:
        return
    yield Subheading("Rows to look at: everything else has been counted")
    yield Points(texts[:MOST_ROWS])
    if len(texts) > MOST_ROWS:
        more = counted(len(texts) - MOST_ROWS, "more row")
        yield Words(f"And {more}; the list of checks has them all.", quiet=True)
