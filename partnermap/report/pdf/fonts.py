"""Fonts on paper: the bundled faces, registered with ReportLab once, and what they can show."""

from functools import cache

from resources import font_path

FAMILY = "Arimo"
"""The family of every report; its metrics are those of Arial."""

REGULAR = "Arimo"
BOLD = "Arimo-Bold"

MISSING_GLYPH = "\N{WHITE SQUARE}"
"""Drawn for a character that the fonts do not have; the character itself stays in the text layer."""


@cache
def register_fonts() -> None:
    """Make REGULAR and BOLD known to ReportLab, embedded as subsets wherever they are used.

    Raises:
        FileNotFoundError: the fonts have not been built.
    """
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(REGULAR, str(font_path(FAMILY))))
    registerFont(TTFont(BOLD, str(font_path(FAMILY, bold=True))))
    addMapping(FAMILY, 0, 0, REGULAR)
    addMapping(FAMILY, 1, 0, BOLD)


@cache
def known_characters(name: str) -> frozenset[int]:
    """Code points that a registered font has a glyph for, by ReportLab's name of the font."""
    from reportlab.pdfbase.pdfmetrics import getFont
    from reportlab.pdfbase.ttfonts import TTFont

    register_fonts()
    font = getFont(name)
    return frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset(range(256))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of one line of text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register_fonts()
    return float(stringWidth(text, BOLD if bold else REGULAR, size))
