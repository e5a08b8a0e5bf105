"""Tagged building blocks of a document: paragraphs, headings, list items, figures.

Story code may use only these and `partnermap.report.pdf.tables`: anything else would leave text
without a tag. Text is data: every block escapes what it is given.
"""

from collections.abc import Callable, Sequence
from typing import cast
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from partnermap.report.pdf.glyphs import clean
from partnermap.report.pdf.tagging import Attributes, Node, TagCanvas

BULLET = "•"


class Text(Paragraph):
    """A paragraph; made by the functions below, and by ReportLab when a page ends inside it.

    Attributes:
        role: its structure type.
        token: the paragraph that this is a part of; all parts share one element.
        begins: whether this is the whole or its first part.
    """

    role = "P"
    token: "Text | None" = None
    begins = True

    def element(self, canvas: TagCanvas) -> Node:
        """The structure element that the paragraph belongs to."""
        return canvas.node_for(self.token or self, self.role)

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """The parts that fit before and after a page's end."""
        parts = super().split(width, height)
        for number, part in enumerate(parts):
            if isinstance(part, Text) and part is not self:
                self.hand_on(part, begins=self.begins and number == 0)
        return parts

    def hand_on(self, part: "Text", *, begins: bool) -> None:
        """Give a part what it needs to know of the whole."""
        part.token, part.role, part.begins = self.token or self, self.role, begins

    def draw(self) -> None:
        """Draw as one marked-content sequence, or as a part of the cell that is open."""
        canvas = cast(TagCanvas, self.canv)
        if canvas.is_open:
            super().draw()
            return
        with canvas.tagged(self.element(canvas)):
            super().draw()


class Heading(Text):
    """A heading with its bookmark; `level` counts from 1."""

    level = 1
    words = ""

    def draw(self) -> None:
        """Draw, and set the bookmark where the heading begins."""
        canvas = cast(TagCanvas, self.canv)
        if self.begins:
            top = canvas.absolutePosition(0, self.height)[1] + 6
            key = f"heading-{canvas.getPageNumber()}-{round(top)}"
            canvas.bookmarkPage(key, fit="XYZ", top=top, left=0)
            canvas.addOutlineEntry(self.words, key, level=self.level - 1, closed=False)
        super().draw()

    def hand_on(self, part: Text, *, begins: bool) -> None:
        """Level and words too."""
        super().hand_on(part, begins=begins)
        if isinstance(part, Heading):
            part.level, part.words = self.level, self.words


class ListItem(Text):
    """One point of a list; `points` is shared by all points of the list."""

    points: object = None

    def element(self, canvas: TagCanvas) -> Node:
        """The body of the point."""
        return canvas.node_for(self.token or self, "LBody", self._item(canvas))

    def _item(self, canvas: TagCanvas) -> Node:
        whole = canvas.node_for(self.points, "L")
        whole.attributes = {"List": {"ListNumbering": "Disc"}}
        return canvas.node_for((self.token or self, "item"), "LI", whole)

    def hand_on(self, part: Text, *, begins: bool) -> None:
        """The list too."""
        super().hand_on(part, begins=begins)
        if isinstance(part, ListItem):
            part.points = self.points

    def draw(self) -> None:
        """Draw the bullet before the first part, then the words."""
        canvas = cast(TagCanvas, self.canv)
        if self.begins:
            style = self.style
            with canvas.tagged(self._item(canvas).add("Lbl")):
                canvas.setFont(style.fontName, style.fontSize)
                canvas.setFillColor(style.textColor)
                canvas.drawString(style.leftIndent - 10, self.height - style.fontSize, BULLET)
        super().draw()


class Figure(Flowable):
    """A vector drawing; one content item with its alternative text."""

    def __init__(
        self, width: float, height: float, alt: str, paint: Callable[[TagCanvas, float, float], None]
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.alt, self.paint = clean(alt), paint

    def wrap(self, *_: float) -> tuple[float, float]:
        """The size given."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw inside a Figure element with its box."""
        canvas = cast(TagCanvas, self.canv)
        left, bottom = canvas.absolutePosition(0, 0)
        figure = canvas.section.add(
            "Figure", alt=self.alt, attributes=figure_box(left, bottom, self.width, self.height)
        )
        with canvas.tagged(figure):
            self.paint(canvas, self.width, self.height)


def figure_box(left: float, bottom: float, width: float, height: float) -> Attributes:
    """Layout attributes of a figure from its corner and size on the page, in points."""
    box = tuple(round(value, 2) for value in (left, bottom, left + width, bottom + height))
    return {"Layout": {"BBox": box, "Placement": "Block"}}


def paragraph(words: str, style: ParagraphStyle) -> Text:
    """A paragraph of plain words."""
    return Text(escape(clean(words)), style)


def heading(words: str, level: int, style: ParagraphStyle) -> Heading:
    """A heading of level 1 to 6 that appears among the bookmarks."""
    made = Heading(escape(clean(words)), style)
    made.role, made.level, made.words = f"H{level}", level, clean(words)
    return made


def headed(words: str, level: int, style: ParagraphStyle, room: float = 110) -> list[Flowable]:
    """A heading that starts a new page when less than `room` points are left, so it never ends one."""
    return [CondPageBreak(room), heading(words, level, style)]


def bullet_list(points: Sequence[str], style: ParagraphStyle) -> list[ListItem]:
    """The points of one list; the style's left indent leaves room for the bullet."""
    token = object()
    made = [ListItem(escape(clean(point)), style) for point in points]
    for item in made:
        item.points = token
    return made
