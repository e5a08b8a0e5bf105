"""Turns a story of tagged blocks into pages with their furniture, and those into a finished file."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from partnermap.report.pdf import styles
from partnermap.report.pdf.finish import finish
from partnermap.report.pdf.fonts import BOLD, REGULAR, text_width
from partnermap.report.pdf.glyphs import clean
from partnermap.report.pdf.tagging import TagCanvas

A4 = (595.28, 841.89)
PORTRAIT = "portrait"
HEADER_BAND = 46.0
FOOTER_BAND = 44.0
_SIZE = 8.0
_FOOT, _GAP = 22.0, 12.0
"""From the edge of the page to the footer's words, and between those and the number of the page."""

_MOST_PASSES = 3

Story = Callable[[], Sequence[Flowable]]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands at the edge of every page.

    Attributes:
        title: of the place, top left.
        right: top right, such as what the document is and for whom.
        bottom: bottom left: the data-as-at line, and that a place is invented.
    """

    title: str
    right: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page template: its name, size and free margins, in points.

    Attributes:
        side: margin on the left and on the right.
        header: whether the header is drawn; a map brings a title of its own.
        inset: how much further in header and footer begin than the frame.
        enlarged: how many times larger than on other pages header and footer are.
    """

    name: str
    size: tuple[float, float]
    side: float = styles.MARGIN
    top: float = HEADER_BAND
    bottom: float = FOOTER_BAND
    header: bool = True
    inset: float = 0.0
    enlarged: float = 1.0

    @property
    def free_width(self) -> float:
        """Between the side margins."""
        return self.size[0] - 2 * self.side

    @property
    def free_height(self) -> float:
        """Between header and footer."""
        return self.size[1] - self.top - self.bottom


PORTRAIT_A4 = Sheet(PORTRAIT, A4)


def print_story(
    story: Story, sheets: Sequence[Sheet], furniture: Furniture, title: str, when: dt.datetime | None
) -> bytes:
    """The story as a tagged PDF; it is laid out until "page n of m" is right.

    Args:
        story: makes the blocks afresh for every pass.
        sheets: page templates, the first one opens the document.
        furniture: of every page.
        title: of the file.
        when: creation time, None for now.
    """
    total = 0
    for _ in range(_MOST_PASSES):
        drawn, canvas = _pages(story(), sheets, furniture, total, title)
        if canvas.page_count == total:
            break
        total = canvas.page_count
    return finish(drawn, canvas, clean(title), when)


def _pages(
    story: Sequence[Flowable], sheets: Sequence[Sheet], furniture: Furniture, total: int, title: str
) -> tuple[bytes, TagCanvas]:
    target = io.BytesIO()
    made: list[TagCanvas] = []

    def canvas_maker(*args: Any, **settings: Any) -> TagCanvas:
        made.append(TagCanvas(*args, **settings))
        return made[-1]

    document = BaseDocTemplate(
        target, pagesize=sheets[0].size, title=clean(title), invariant=1, initialFontName=REGULAR
    )
    document.addPageTemplates([_template(sheet, furniture, total) for sheet in sheets])
    document.build(list(story), canvasmaker=canvas_maker)
    return target.getvalue(), made[-1]


def _template(sheet: Sheet, furniture: Furniture, total: int) -> PageTemplate:
    frame = Frame(
        sheet.side,
        sheet.bottom,
        sheet.free_width,
        sheet.free_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
        draw_furniture(cast(TagCanvas, canvas), sheet, furniture, total)

    return PageTemplate(sheet.name, [frame], onPage=decorate, pagesize=sheet.size)


def draw_furniture(canvas: TagCanvas, sheet: Sheet, furniture: Furniture, total: int) -> None:
    """Header and footer of the page being drawn, as artifacts."""
    if sheet.header:
        with canvas.furniture("Pagination", "Header"):
            _draw_header(canvas, sheet, furniture)
    with canvas.furniture("Pagination", "Footer"):
        number = f"Page {canvas.getPageNumber()} of {total}"
        _edge(canvas, sheet, _FOOT * sheet.enlarged, furniture.bottom, number)


def _draw_header(canvas: TagCanvas, sheet: Sheet, furniture: Furniture) -> None:
    width, height = sheet.size
    _edge(canvas, sheet, height - 26, furniture.title, furniture.right, bold=True)
    canvas.setStrokeColor(HexColor(styles.RULE))
    canvas.setLineWidth(0.5)
    canvas.line(sheet.side, height - 32, width - sheet.side, height - 32)


def _edge(
    canvas: TagCanvas, sheet: Sheet, y: float, left: str, right: str, *, bold: bool = False
) -> None:
    margin, size = sheet.side + sheet.inset, _SIZE * sheet.enlarged
    room = sheet.size[0] - 2 * margin - text_width(right, size) - _GAP * sheet.enlarged
    canvas.setFillColor(HexColor(styles.QUIET))
    canvas.setFont(BOLD if bold else REGULAR, size)
    canvas.drawString(margin, y, _fitting(left, room, size, bold))
    canvas.setFont(REGULAR, size)
    canvas.drawRightString(sheet.size[0] - margin, y, right)


def _fitting(words: str, room: float, size: float, bold: bool) -> str:
    """As many whole words as fit; the full title stands on the first page."""
    shown = clean(words).split()
    while len(shown) > 1 and text_width(" ".join(shown), size, bold) > room:
        shown.pop()
    return " ".join(shown)
