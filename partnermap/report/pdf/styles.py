"""Sizes, colours and paragraph styles of every document: calm, few, all text at least 7 points."""

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from partnermap.report.pdf.fonts import BOLD, REGULAR, register_fonts

INK = "#1F2933"
QUIET = "#52606D"
"""Second-rank words; 6.4:1 on white."""
RULE = "#C3CAD2"
ACCENT = "#005EB8"

MARGIN = 51.0
"""Left and right, in points (18 mm)."""

register_fonts()

BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=10.5,
    leading=14.5,
    textColor=HexColor(INK),
    spaceAfter=5,
    splitLongWords=1,
)
QUIET_BODY = ParagraphStyle("quiet", parent=BODY, textColor=HexColor(QUIET))
TITLE = ParagraphStyle(
    "title",
    parent=BODY,
    fontName=BOLD,
    fontSize=19,
    leading=23,
    textColor=HexColor(ACCENT),
    spaceAfter=2,
)
HEADING = ParagraphStyle(
    "heading",
    parent=BODY,
    fontName=BOLD,
    fontSize=15,
    leading=19,
    textColor=HexColor(ACCENT),
    spaceBefore=10,
    spaceAfter=5,
)
SUBHEADING = ParagraphStyle(
    "subheading",
    parent=BODY,
    fontName=BOLD,
    fontSize=11.5,
    leading=15,
    spaceBefore=9,
    spaceAfter=2,
)
FIRST_PAGE_HEADING = ParagraphStyle(
    "first page heading",
    parent=BODY,
    fontName=BOLD,
    fontSize=12.5,
    leading=16,
    textColor=HexColor(ACCENT),
    spaceBefore=6,
    spaceAfter=1.5,
)
TIGHT_BODY = ParagraphStyle("tight body", parent=BODY, leading=12.7, spaceAfter=2)
SMALLEST_BODY = ParagraphStyle("smallest body", parent=BODY, fontSize=9.5, leading=11.3, spaceAfter=1.5)
LEAST_BODY = ParagraphStyle("least body", parent=BODY, fontSize=9, leading=10.6, spaceAfter=1.2)
TABLE = ParagraphStyle("table", parent=BODY, fontSize=9.5, leading=12, spaceAfter=0)
TIGHT_TABLE = ParagraphStyle("tight table", parent=TABLE, fontSize=8.5, leading=10.2)
SMALLEST_TABLE = ParagraphStyle("smallest table", parent=TABLE, fontSize=8, leading=9.5)
LEAST_TABLE = ParagraphStyle("least table", parent=TABLE, fontSize=7.5, leading=8.8)


@cache
def right(style: ParagraphStyle) -> ParagraphStyle:
    """The same style set right, for figures."""
    return ParagraphStyle(f"{style.name} right", parent=style, alignment=TA_RIGHT)


@cache
def indented(style: ParagraphStyle) -> ParagraphStyle:
    """The same style with room for a bullet."""
    return ParagraphStyle(f"{style.name} point", parent=style, leftIndent=12, spaceAfter=2.5)


@cache
def bold(style: ParagraphStyle) -> ParagraphStyle:
    """The same style in bold, for the heads and sums of tables."""
    return ParagraphStyle(f"{style.name} bold", parent=style, fontName=BOLD)


@cache
def enlarged(style: ParagraphStyle, by: float) -> ParagraphStyle:
    """The same style so many times as large, for a page that is read from farther away."""
    return ParagraphStyle(
        f"{style.name} enlarged",
        parent=style,
        fontSize=style.fontSize * by,
        leading=style.leading * by,
        spaceBefore=style.spaceBefore * by,
        spaceAfter=style.spaceAfter * by,
    )
