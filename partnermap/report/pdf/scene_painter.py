"""Paints a Scene onto a canvas as vectors; decides nothing.

Only names, titles and legend words are text to a reader: letters in symbols, halos and the numbers in
samples repeat what stands elsewhere.
"""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.pathobject import PDFPathObject

from partnermap.report.pdf.fonts import BOLD, REGULAR, text_width
from partnermap.report.pdf.glyphs import clean
from partnermap.report.pdf.tagging import TagCanvas
from partnermap.scene import symbols as shapes
from partnermap.scene.legend import words as legend_words
from partnermap.scene.lines import sample_lines
from partnermap.scene.model import (
    LEADING,
    Floats,
    Hatch,
    KeyEntry,
    Label,
    LegendEntry,
    LineBatch,
    Pen,
    Ring,
    Scene,
    SymbolBatch,
    TextMark,
    TieLetter,
)

_ROUND = 1
_FLAT = 0


class ScenePainter:
    """Draws one scene; the canvas's origin is the scene's bottom left corner."""

    def __init__(self, canvas: TagCanvas, scene: Scene) -> None:
        self._canvas = canvas
        self._scene = scene
        self._height = scene.view.height
        self._enlarged = scene.view.enlarged

    def paint(self) -> None:
        """Everything from back to front: hatches, lines, symbols, words, legend."""
        self._canvas.saveState()
        self._paint_guides()
        for hatch in self._scene.hatches:
            self._paint_hatch(hatch)
        for batch in self._scene.lines:
            self._paint_lines(batch)
        self._paint_arrows()
        for letter in self._scene.letters:
            self._paint_tie_letter(letter)
        for symbols in self._scene.symbols:
            self._paint_symbols(symbols)
        for ring in self._scene.rings:
            self._paint_ring(ring)
        self._paint_words()
        self._canvas.restoreState()

    def paint_marks(self) -> None:
        """Lines and symbols alone: the thumbnail, whose words would be too small to read."""
        self._canvas.saveState()
        for batch in self._scene.lines:
            self._paint_lines(batch)
        for symbols in self._scene.symbols:
            self._paint_symbols(symbols, letters=False)
        self._canvas.restoreState()

    def _paint_words(self) -> None:
        for label in self._scene.labels:
            self._paint_label(label)
        for entry in self._scene.key:
            self._paint_key(entry)
        for row in self._scene.legend:
            self._paint_legend(row)
        for mark in self._scene.texts:
            self._paint_mark(mark)

    def _paint_lines(self, batch: LineBatch) -> None:
        if not len(batch.segments):
            return
        self._use(batch.pen)
        path = self._canvas.beginPath()
        for _, points in batch.paths():
            self._trace(path, points)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _paint_guides(self) -> None:
        if self._scene.guide_pen is None or not self._scene.guides:
            return
        self._use(self._scene.guide_pen)
        path = self._canvas.beginPath()
        for points in self._scene.guides:
            self._trace(path, points)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _use(self, pen: Pen) -> None:
        self._canvas.setStrokeColor(HexColor(pen.colour))
        self._canvas.setLineWidth(pen.width)
        self._canvas.setLineCap(_FLAT if pen.dash else _ROUND)
        self._canvas.setDash(list(pen.dash))

    def _plain_line(self, colour: str, width: float) -> None:
        """A line in one of the painter's own widths, as large as the map is."""
        self._use(Pen("", "", colour, width * self._enlarged))

    def _trace(self, path: PDFPathObject, points: Floats) -> None:
        first, *rest = points.tolist()
        path.moveTo(first[0], self._height - first[1])
        for x, y in rest:
            path.lineTo(x, self._height - y)

    def _paint_polygon(self, points: Floats, *, stroke: bool) -> None:
        path = self._canvas.beginPath()
        self._trace(path, points)
        path.close()
        self._canvas.drawPath(path, stroke=int(stroke), fill=1)

    def _paint_arrows(self) -> None:
        for batch in self._scene.arrows:
            self._canvas.setFillColor(HexColor(batch.colour))
            for corners in batch.corners:
                self._paint_polygon(corners, stroke=False)

    def _paint_tie_letter(self, item: TieLetter) -> None:
        half, wide = item.size * 0.56, item.half_width
        self._canvas.setFillColor(HexColor(self._scene.background))
        bottom = self._height - item.y - half
        self._canvas.roundRect(item.x - wide, bottom, 2 * wide, 2 * half, half, stroke=0, fill=1)
        with self._canvas.unspoken():
            self._line(
                item.letter, item.x, item.baseline, item.size, item.colour, bold=True, align="centre"
            )

    def _paint_hatch(self, hatch: Hatch) -> None:
        for (x, y), radius in zip(hatch.centres.tolist(), hatch.radii.tolist(), strict=True):
            self._canvas.setFillColor(HexColor(hatch.ground))
            self._canvas.circle(x, self._height - y, radius, stroke=0, fill=1)
            self._stroke_rows(hatch.colour, shapes.hatch_lines(x, y, radius, hatch.gap))

    def _stroke_rows(self, colour: str, rows: Floats) -> None:
        self._plain_line(colour, shapes.HATCH_WIDTH)
        for x1, y1, x2, y2 in rows.tolist():
            self._canvas.line(x1, self._height - y1, x2, self._height - y2)

    def _paint_symbols(self, batch: SymbolBatch, *, letters: bool = True) -> None:
        for (x, y), radius in zip(batch.centres.tolist(), batch.radii.tolist(), strict=True):
            for shift in batch.shifts:
                step, top = shift * radius, letters and shift == 0
                self._paint_symbol(batch, x + step, y - step, radius, letters=top)

    def _paint_symbol(
        self, batch: SymbolBatch, x: float, y: float, radius: float, *, letters: bool = True
    ) -> None:
        self._canvas.setFillColor(HexColor(batch.fill))
        self._plain_line(batch.outline, shapes.OUTLINE_WIDTH)
        self._paint_polygon(shapes.outline(batch.shape, x, y, radius), stroke=True)
        size = shapes.letter_size(radius)
        if letters and size >= shapes.LEAST_LETTER:
            baseline = shapes.letter_baseline(batch.shape, y, radius)
            with self._canvas.unspoken():
                self._line(batch.letter, x, baseline, size, batch.ink, bold=True, align="centre")

    def _paint_ring(self, ring: Ring) -> None:
        self._plain_line(self._scene.accent, shapes.RING_WIDTH)
        self._canvas.circle(ring.x, self._height - ring.y, ring.radius, stroke=1, fill=0)

    def _paint_label(self, label: Label) -> None:
        if label.leader is not None:
            x1, y1, x2, y2 = label.leader
            self._plain_line(self._scene.ink, shapes.LEADER_WIDTH)
            self._canvas.line(x1, self._height - y1, x2, self._height - y2)
        rows = list(zip(label.lines, label.baselines, strict=True))
        self._canvas.setStrokeColor(HexColor(self._scene.halo))
        self._canvas.setLineWidth(shapes.HALO_WIDTH * self._enlarged)
        self._canvas.setLineJoin(_ROUND)
        self._canvas.setDash([])
        # Some readers take a sequence as one unit: each line's halo needs one of its own.
        for words, baseline in rows:
            with self._canvas.unspoken():
                self._label_line(label, words, baseline, halo=True)
        for words, baseline in rows:
            self._label_line(label, words, baseline, halo=False)

    def _label_line(self, label: Label, words: str, baseline: float, *, halo: bool) -> None:
        colour = self._scene.halo if halo else self._scene.ink
        self._line(words, label.anchor, baseline, label.size, colour, label.bold, label.align, halo=halo)

    def _paint_key(self, entry: KeyEntry) -> None:
        self._line(str(entry.number), entry.x, entry.y, entry.size, self._scene.ink, bold=True)
        for row, words in enumerate(entry.lines):
            y = entry.y + row * entry.size * LEADING
            self._line(words, entry.text_x, y, entry.size, self._scene.ink)

    def _paint_legend(self, row: LegendEntry) -> None:
        if row.symbol is not None:
            radius = shapes.legend_radius(row.sample_width, row.size)
            self._paint_symbol(row.symbol, row.x + row.sample_width / 2, row.y, radius)
        elif row.pen is not None:
            self._paint_line_sample(row, row.pen)
        elif row.hatch and self._scene.hatches:
            self._paint_hatch_sample(row)
        self._line(legend_words(row), row.text_x, row.y + 0.35 * row.size, row.size, self._scene.ink)

    def _paint_line_sample(self, row: LegendEntry, pen: Pen) -> None:
        self._use(pen)
        right = row.x + row.sample_width
        for x1, y1, x2, y2 in sample_lines(pen, row.x, right, row.y, self._enlarged).tolist():
            self._canvas.line(x1, self._height - y1, x2, self._height - y2)
        if pen.letter:
            middle = (row.x + right) / 2
            self._paint_tie_letter(TieLetter(0, pen.letter, middle, row.y, row.size, self._scene.ink))

    def _paint_hatch_sample(self, row: LegendEntry) -> None:
        hatch = self._scene.hatches[0]
        width, height = row.sample_width, row.size
        top = row.y - height / 2
        self._canvas.setFillColor(HexColor(hatch.ground))
        self._canvas.rect(row.x, self._height - top - height, width, height, stroke=0, fill=1)
        self._stroke_rows(hatch.colour, shapes.hatch_box_lines(row.x, top, width, height, row.gap))

    def _paint_mark(self, mark: TextMark) -> None:
        self._line(mark.text, mark.x, mark.y, mark.size, mark.colour, bold=mark.bold)

    def _line(
        self,
        words: str,
        x: float,
        baseline: float,
        size: float,
        colour: str,
        bold: bool = False,
        align: str = "left",
        halo: bool = False,
    ) -> None:
        """One line of text; the space after it keeps it apart from the next."""
        shown = clean(words)
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(shown, size, bold)
        text = self._canvas.beginText(x - shift, self._height - baseline)
        text.setFont(BOLD if bold else REGULAR, size)
        text.setFillColor(HexColor(colour))
        text.setTextRenderMode(1 if halo else 0)
        text.textOut(f"{shown} ")
        text.setTextRenderMode(0)
        self._canvas.drawText(text)
