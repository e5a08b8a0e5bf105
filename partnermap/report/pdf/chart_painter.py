"""Paints a ChartScene onto a canvas as vectors; decides nothing."""

from reportlab.lib.colors import HexColor

from partnermap.report.pdf.flowables import Figure
from partnermap.report.pdf.fonts import BOLD, REGULAR, text_width
from partnermap.report.pdf.glyphs import clean
from partnermap.report.pdf.tagging import TagCanvas
from partnermap.scene.chart.model import SHARE_BEFORE, Area, ChartScene, Points, Stroke, Writing

_MITRE, _FLAT = 0, 0


def chart_figure(scene: ChartScene, alt: str = "") -> Figure:
    """The chart as one figure with its alternative text; one given stands instead of the scene's."""

    def paint(canvas: TagCanvas, _width: float, height: float) -> None:
        canvas.saveState()
        canvas.setLineJoin(_MITRE)
        canvas.setLineCap(_FLAT)
        for shape in scene.shapes:
            if isinstance(shape, Area):
                _paint_area(canvas, shape, height)
            else:
                _paint_stroke(canvas, shape, height)
        canvas.setDash([])
        for words in scene.words:
            _paint_words(canvas, words, height)
        canvas.restoreState()

    return Figure(scene.width, scene.height, alt or scene.alt, paint)


def _trace(
    canvas: TagCanvas, points: Points, height: float, *, close: bool, stroke: bool, fill: bool
) -> None:
    path = canvas.beginPath()
    (x, y), *rest = points
    path.moveTo(x, height - y)
    for x, y in rest:
        path.lineTo(x, height - y)
    if close:
        path.close()
    canvas.drawPath(path, stroke=int(stroke), fill=int(fill))


def _use(canvas: TagCanvas, colour: str, width: float, dash: tuple[float, ...]) -> None:
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(width)
    canvas.setDash(list(dash))


def _paint_area(canvas: TagCanvas, area: Area, height: float) -> None:
    if area.outline is not None:
        _use(canvas, area.outline, area.outline_width, area.dash)
    if area.fill is not None:
        canvas.setFillColor(HexColor(area.fill))
    has_line, has_fill = area.outline is not None, area.fill is not None
    _trace(canvas, area.points, height, close=True, stroke=has_line, fill=has_fill)


def _paint_stroke(canvas: TagCanvas, stroke: Stroke, height: float) -> None:
    _use(canvas, stroke.colour, stroke.width, stroke.dash)
    _trace(canvas, stroke.points, height, close=False, stroke=True, fill=False)


def _paint_words(canvas: TagCanvas, words: Writing, height: float) -> None:
    """One line; the space after it keeps it apart from the next."""
    shown = clean(words.words)
    shift = SHARE_BEFORE[words.align] * text_width(shown, words.size, words.bold)
    canvas.setFillColor(HexColor(words.colour))
    canvas.setFont(BOLD if words.bold else REGULAR, words.size)
    canvas.drawString(words.x - shift, height - words.y, f"{shown} ")
