"""Stacked bars: one bar a row over the whole width, portions told apart by shade and by number."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from partnermap.domain.money import money_in_words
from partnermap.report.content import Bar, Bars
from partnermap.report.pdf import styles
from partnermap.report.pdf.flowables import Figure
from partnermap.report.pdf.fonts import BOLD, REGULAR, text_width
from partnermap.report.pdf.tagging import TagCanvas

_BAR = 20.0
_ROW = 40.0
_LEGEND_ROW = 14.0
_SIZE = 8.5
_SHADES = ("#8A4B00", "#D98E48", "#F2CFA4", "#9CC3EA", "#5E97D1", "#2F6DB0", "#15457D", "#C3CAD2")
_DARK = frozenset({"#8A4B00", "#2F6DB0", "#15457D"})


def bars_figure(content: Bars, width: float) -> Figure:
    """The bars with a legend below, as one figure."""
    shades = _shades(content.bars)
    height = _ROW * len(content.bars) + _LEGEND_ROW * len(_legend_rows(shades, width)) + 8

    def paint(canvas: TagCanvas, wide: float, high: float) -> None:
        for row, bar in enumerate(content.bars):
            _paint_bar(canvas, bar, shades, wide, high - row * _ROW)
        _paint_legend(canvas, shades, wide, high - _ROW * len(content.bars) - 8)

    return Figure(width, height, content.alt, paint)


def _shades(bars: Sequence[Bar]) -> dict[str, str]:
    """Titles of all portions in the order of their ranks, with their colours."""
    ranks = {portion.title: portion.rank for bar in bars for portion in bar.portions}
    return {
        title: _SHADES[ranks[title] % len(_SHADES)] for title in sorted(ranks, key=ranks.__getitem__)
    }


def _paint_bar(canvas: TagCanvas, bar: Bar, shades: dict[str, str], width: float, top: float) -> None:
    canvas.setFillColor(HexColor(styles.INK))
    canvas.setFont(BOLD, _SIZE + 0.5)
    canvas.drawString(0, top - 10, f"{bar.title}: {money_in_words(bar.total)} a year ")
    x, y = 0.0, top - 15 - _BAR
    for portion in bar.portions:
        part = width * portion.pence / bar.total
        colour = shades[portion.title]
        canvas.setFillColor(HexColor(colour))
        canvas.setStrokeColor(HexColor("#FFFFFF"))
        canvas.setLineWidth(1)
        canvas.rect(x, y, part, _BAR, stroke=1, fill=1)
        _paint_amount(canvas, money_in_words(portion.pence), colour, x, y, part)
        x += part


def _paint_amount(canvas: TagCanvas, words: str, colour: str, x: float, y: float, room: float) -> None:
    """The amount inside its portion, where there is room; the table below has all of them."""
    if text_width(words, _SIZE) + 6 > room:
        return
    canvas.setFillColor(HexColor("#FFFFFF" if colour in _DARK else "#111111"))
    canvas.setFont(REGULAR, _SIZE)
    canvas.drawCentredString(x + room / 2, y + _BAR / 2 - _SIZE * 0.35, f"{words} ")


def _legend_rows(shades: dict[str, str], width: float) -> list[list[tuple[float, str]]]:
    """Titles with their x in rows that fit the width."""
    rows: list[list[tuple[float, str]]] = [[]]
    x = 0.0
    for title in shades:
        needed = 13 + text_width(title, _SIZE) + 16
        if rows[-1] and x + needed - 16 > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, title))
        x += needed
    return rows


def _paint_legend(canvas: TagCanvas, shades: dict[str, str], width: float, top: float) -> None:
    for row, entries in enumerate(_legend_rows(shades, width)):
        y = top - _LEGEND_ROW * (row + 1) + 4
        for x, title in entries:
            canvas.setFillColor(HexColor(shades[title]))
            canvas.rect(x, y - 1, 9, 9, stroke=0, fill=1)
            canvas.setFillColor(HexColor(styles.INK))
            canvas.setFont(REGULAR, _SIZE)
            canvas.drawString(x + 13, y, f"{title} ")
