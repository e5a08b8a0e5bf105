"""Fonts on paper: the bundled faces, registered with ReportLab once, and what they can show."""

from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from partnermap.scene.bundled_font import PRINTED
from partnermap.scene.text_runs import runs
from resources import font_path

FAMILY = PRINTED
"""The family of every report."""

REGULAR = "Arimo"
BOLD = "Arimo-Bold"


class PrintedFont(TTFont):
    """A bundled face that measures text as it is drawn, with fonts of the computer where they draw."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """Width in points of a line of text."""
        if text.isascii():
            return super().stringWidth(text, size, encoding)
        parts = runs(text, bold=self.fontName == BOLD)
        foreign = sum(glyph.advance for run in parts for glyph in run.glyphs)
        shown = "".join(run.shown for run in parts)
        return super().stringWidth(shown, size, encoding) + foreign * size


@cache
def register_fonts() -> None:
    """Make REGULAR and BOLD known to ReportLab, embedded as subsets wherever they are used.

    Raises:
        FileNotFoundError: the fonts have not been built.
    """
    registerFont(PrintedFont(REGULAR, font_path(FAMILY)))
    registerFont(PrintedFont(BOLD, font_path(FAMILY, bold=True)))
    addMapping(FAMILY, 0, 0, REGULAR)
    addMapping(FAMILY, 1, 0, BOLD)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of one line of text."""
    register_fonts()
    return float(stringWidth(text, BOLD if bold else REGULAR, size))
