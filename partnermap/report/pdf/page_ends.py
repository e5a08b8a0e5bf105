"""Keeps headings with what they announce, and short tables whole, where a page ends."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from partnermap.report.pdf.flowables import Heading, ListItem, Text
from partnermap.report.pdf.tables import WordTable

MOST_KEPT = 0.62
"""Of a page's height; a heading whose beginning would need more stands with its first words only."""


MOST_ROWS = 8
"""Of a table that is not split; the header counts too."""


def with_beginnings(story: Sequence[Flowable], width: float, height: float) -> Iterator[Flowable]:
    """The story, in which breaks before headings ask for room for what the heading announces.

    Short tables go on to the next page as a whole.

    Args:
        story: the flowables; before each heading that may move stands its CondPageBreak.
        width: of a page's text, in points.
        height: of a page's text.
    """
    for place, item in enumerate(story):
        if isinstance(item, CondPageBreak) and isinstance(_next(story, place), Heading):
            needed = _beginning(story[place + 1 :], width)
            yield CondPageBreak(needed if needed <= MOST_KEPT * height else item.height)
        elif isinstance(item, WordTable):
            if (kept := _kept(item, width)) <= MOST_KEPT * height:
                yield CondPageBreak(kept)
            yield item
        else:
            yield item


def _next(story: Sequence[Flowable], place: int) -> Flowable | None:
    return story[place + 1] if place + 1 < len(story) else None


def _beginning(story: Sequence[Flowable], width: float) -> float:
    """Height of headings and paragraphs up to the first point, the first rows or the whole figure."""
    height = 0.0
    for item in story:
        if isinstance(item, PageBreak):
            break
        if isinstance(item, CondPageBreak | Spacer):
            continue
        if isinstance(item, WordTable):
            return height + item.getSpaceBefore() + _kept(item, width)
        height += item.wrap(width, 1e6)[1] + item.getSpaceBefore() + item.getSpaceAfter()
        if isinstance(item, ListItem) or not isinstance(item, Text):
            break
    return height


def _kept(item: WordTable, width: float) -> float:
    """Height of a short table, or of the beginning of a longer one."""
    return item.wrap(width, 1e6)[1] if item.rows <= MOST_ROWS else item.opening
