"""Page one: title with a thumbnail, and the first sections, set so that they fit on one A4 sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnermap.report.content import Block, Grid, Points, ReportContent, Section, Words
from partnermap.report.pdf import styles
from partnermap.report.pdf.document import A4, Sheet
from partnermap.report.pdf.flowables import Figure, bullet_list, heading, paragraph
from partnermap.report.pdf.tables import Column, table
from partnermap.report.pdf.tagging import TagCanvas

_GAP = 14.0

FIRST_SHEET = Sheet("first", A4, side=46.0, top=40.0, bottom=36.0)
"""Page one has a little more room than the others."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How tightly page one is set; the smallest stays readable."""

    body: ParagraphStyle
    table: ParagraphStyle


_SETTINGS = (
    _Setting(styles.BODY, styles.TABLE),
    _Setting(styles.TIGHT_BODY, styles.TIGHT_TABLE),
    _Setting(styles.TIGHT_BODY, styles.SMALLEST_TABLE),
    _Setting(styles.SMALLEST_BODY, styles.SMALLEST_TABLE),
    _Setting(styles.LEAST_BODY, styles.LEAST_TABLE),
)
_THUMBNAIL = 66.0
"""Height: that of the title, the line below it and the first heading, so that it takes no room."""
_TABLE_PADDING = 2.2


class Beside(Flowable):
    """Blocks on the left and a figure at their right, read in this order."""

    def __init__(self, blocks: Sequence[Flowable], figure: Figure) -> None:
        super().__init__()
        self._blocks, self._figure = list(blocks), figure

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and the height of the taller side."""
        self._left = width - self._figure.width - _GAP
        self.width = width
        self.height = max(stacked(self._blocks, self._left), self._figure.height)
        return self.width, self.height

    def draw(self) -> None:
        """The blocks from the top down, then the figure."""
        canvas = cast(TagCanvas, self.canv)
        y, after = self.height, 0.0
        for block in self._blocks:
            y -= max(block.getSpaceBefore(), after) if y < self.height else 0.0
            y -= block.wrapOn(canvas, self._left, self.height)[1]
            block.drawOn(canvas, 0, y)
            after = block.getSpaceAfter()
        top = self.height - self._figure.height
        self._figure.drawOn(canvas, self._left + _GAP, top)


def stacked(blocks: Iterable[Flowable], width: float) -> float:
    """Height of blocks one below the other, with the larger space between each two."""
    height, after = 0.0, 0.0
    for block in blocks:
        before = block.getSpaceBefore() if height else 0.0
        height += max(before, after) + block.wrap(width, 1e6)[1]
        after = block.getSpaceAfter()
    return height


def first_page(content: ReportContent, thumbnail: Callable[[float], Figure]) -> list[Flowable]:
    """Page one in the loosest setting that fits; what never fits goes on to the next page."""
    tried: list[Flowable] = []
    for setting in _SETTINGS:
        tried = list(_page(content, setting, thumbnail))
        if stacked(tried, FIRST_SHEET.free_width) <= FIRST_SHEET.free_height:
            break
    return tried


def _page(
    content: ReportContent, setting: _Setting, thumbnail: Callable[[float], Figure]
) -> Iterator[Flowable]:
    first, *others = content.first_page
    decide, *points = _section(first, setting)
    opening = (
        heading(content.place, 1, styles.TITLE),
        paragraph(content.as_at, styles.QUIET_BODY),
        decide,
    )
    yield Beside(opening, thumbnail(_THUMBNAIL))
    yield from points
    for section in others:
        yield from _section(section, setting)


def _section(section: Section, setting: _Setting) -> Iterator[Flowable]:
    yield heading(section.heading, 2, styles.FIRST_PAGE_HEADING)
    for block in section.blocks:
        yield from _block(block, setting)


def _block(block: Block, setting: _Setting) -> Iterator[Flowable]:
    match block:
        case Words():
            yield paragraph(block.text, setting.body)
        case Points():
            yield from bullet_list(block.items, styles.indented(setting.body))
        case Grid():
            columns = [Column(f.title, FIRST_SHEET.free_width * f.share, f.right) for f in block.fields]
            yield table(columns, block.rows, block.summary, style=setting.table, padding=_TABLE_PADDING)
        case _:
            raise TypeError(f"page one has no place for {type(block).__name__}")
