"""Several maps in one file: two dates beside each other, an atlas, the sheets of a poster."""

import datetime as dt
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from partnermap.report.atlas import Leaf
from partnermap.report.pdf import styles
from partnermap.report.pdf.document import A4, PORTRAIT_A4, Furniture, Sheet, print_story
from partnermap.report.pdf.flowables import Figure, bullet_list, headed, heading, paragraph
from partnermap.report.pdf.fonts import BOLD, REGULAR
from partnermap.report.pdf.map import change_list, partner_list, scene_figure
from partnermap.report.pdf.scene_painter import ScenePainter
from partnermap.report.pdf.tagging import TagCanvas
from partnermap.report.tiling import OVERLAP, Tile, Tiling
from partnermap.scene.change_words import ChangeGroup
from partnermap.scene.crop import cropped
from partnermap.scene.fit import Box
from partnermap.scene.model import AdjacencyRow, Scene

_SIDE, _TOP, _BOTTOM = 26.0, 24.0, 34.0
_HEADING_ROOM = 26.0
BETWEEN = 14.0
"""Between two maps beside each other, in points."""

TILE_MARGIN = 30.0
"""Around a sheet of a poster: office printers leave no less white."""


def leaf_room(paper: tuple[float, float], maps: int = 1, enlarged: float = 1.0) -> tuple[float, float]:
    """What each of so many scenes beside each other may fill on a page below its heading.

    Args:
        paper: width and height of the page.
        maps: how many stand beside each other.
        enlarged: how many times larger they are printed than composed: so are margins and heading.
    """
    width = paper[0] - (2 * _SIDE + (maps - 1) * BETWEEN) * enlarged
    return width / maps, paper[1] - (_TOP + _BOTTOM + _HEADING_ROOM) * enlarged


def _enlarged(leaf: Leaf) -> float:
    return leaf.scenes[0].view.enlarged


def _sheet(leaf: Leaf) -> Sheet:
    by = _enlarged(leaf)
    width = sum(scene.view.width for scene in leaf.scenes) + (len(leaf.scenes) - 1) * BETWEEN * by
    size = (
        width + 2 * _SIDE * by,
        max(scene.view.height for scene in leaf.scenes) + (_TOP + _BOTTOM + _HEADING_ROOM) * by,
    )
    name = f"leaf {size[0]:.0f} enlarged {by:.6f}"
    side, top, bottom = _SIDE * by, _TOP * by, _BOTTOM * by
    return Sheet(name, size, side=side, top=top, bottom=bottom, header=False, enlarged=by)


class Beside(Flowable):
    """Figures in a row, each with its own alternative text."""

    def __init__(self, figures: Sequence[Figure], gap: float) -> None:
        super().__init__()
        self._figures, self._gap = figures, gap
        self.width = sum(item.width for item in figures) + gap * (len(figures) - 1)
        self.height = max(item.height for item in figures)

    def wrap(self, *_: float) -> tuple[float, float]:
        """The size of all together."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw one after the other, from the left."""
        x = 0.0
        for figure in self._figures:
            figure.drawOn(self.canv, x, self.height - figure.height)
            x += figure.width + self._gap


def leaves_pdf(
    leaves: Sequence[Leaf],
    title: str,
    adjacency: Sequence[AdjacencyRow],
    *,
    when: dt.datetime | None = None,
    note: str = "",
    changes: Sequence[ChangeGroup] = (),
) -> bytes:
    """Each leaf on a page of its own size with its heading, then the lists.

    Args:
        leaves: at least one; their scenes fill `leaf_room` of their papers.
        title: of the file.
        adjacency: the text twin of all of them.
        when: creation time, None for now; the same content and time give the same bytes.
        note: bottom left on every page.
        changes: what changed between two dates, in sentences.
    """
    sheets = {sheet.name: sheet for sheet in map(_sheet, leaves)}
    furniture = Furniture(title, "Partnership map", note)

    def story() -> Sequence[Flowable]:
        blocks: list[Flowable] = []
        for place, leaf in enumerate(leaves):
            if place:
                blocks += [NextPageTemplate(_sheet(leaf).name), PageBreak()]
            by = _enlarged(leaf)
            style = styles.enlarged(styles.SUBHEADING, by)
            blocks.append(heading(leaf.title, 1 if place == 0 else 2, style))
            figures = [scene_figure(scene) for scene in leaf.scenes]
            blocks.append(Beside(figures, BETWEEN * by))
        return [*blocks, *_lists(title, adjacency, changes)]

    return print_story(story, [*sheets.values(), PORTRAIT_A4], furniture, title, when)


def _lists(
    title: str, adjacency: Sequence[AdjacencyRow], changes: Sequence[ChangeGroup]
) -> list[Flowable]:
    return [
        NextPageTemplate(PORTRAIT_A4.name),
        PageBreak(),
        *headed(title, 2, styles.HEADING),
        *change_list(changes),
        *headed("The same map as a list", 2, styles.HEADING),
        *partner_list(adjacency),
    ]


def tile_room() -> tuple[float, float]:
    """What a lying sheet of A4 can show of a poster."""
    return A4[1] - 2 * TILE_MARGIN, A4[0] - 2 * TILE_MARGIN


def tiles_pdf(
    scene: Scene,
    tiling: Tiling,
    title: str,
    *,
    when: dt.datetime | None = None,
    note: str = "",
    changes: Sequence[ChangeGroup] = (),
) -> bytes:
    """A page that says how to put the poster together, its sheets, then the list of partners."""
    size = (A4[0], A4[1]) if tiling.turned else (A4[1], A4[0])
    sheet = Sheet("tile", size, side=TILE_MARGIN, top=TILE_MARGIN, bottom=TILE_MARGIN, header=False)
    furniture = Furniture(title, "Poster in sheets", note)

    def story() -> Sequence[Flowable]:
        return [
            heading(title, 1, styles.TITLE),
            paragraph("How to put the poster together", styles.SUBHEADING),
            *bullet_list(tiling.plan, styles.indented(styles.BODY)),
            _plan_figure(scene, tiling),
            *(block for tile in tiling.tiles for block in _tile(scene, tile, tiling)),
            *_lists("Who is linked with whom", scene.adjacency, changes),
        ]

    return print_story(story, [PORTRAIT_A4, sheet], furniture, title, when)


def _plan_figure(scene: Scene, tiling: Tiling) -> Figure:
    scale = PORTRAIT_A4.free_width / tiling.poster[0]
    width, height = tiling.poster[0] * scale, tiling.poster[1] * scale

    def paint(canvas: TagCanvas, _width: float, _height: float) -> None:
        canvas.saveState()
        canvas.scale(scale, scale)
        ScenePainter(canvas, scene).paint_marks()
        canvas.restoreState()
        for tile in tiling.tiles:
            _plan_tile(canvas, tile, scale, tiling.poster)

    names = ", ".join(tile.name for tile in tiling.tiles)
    alt = f"The poster cut into {tiling.rows} rows of {tiling.columns} sheets, row by row: {names}."
    return Figure(width, height, alt, paint)


def _plan_tile(canvas: TagCanvas, tile: Tile, scale: float, poster: tuple[float, float]) -> None:
    right, foot = min(tile.left + tile.width, poster[0]), min(tile.top + tile.height, poster[1])
    x, y = tile.left * scale, (poster[1] - foot) * scale
    wide, high = (right - tile.left) * scale, (foot - tile.top) * scale
    canvas.setStrokeColor(HexColor(styles.QUIET))
    canvas.setLineWidth(0.6)
    canvas.setDash([])
    canvas.rect(x, y, wide, high, stroke=1, fill=0)
    canvas.setFillColor(HexColor(styles.ACCENT))
    canvas.setFont(BOLD, 13)
    with canvas.unspoken():
        canvas.drawString(x + 5, y + high - 15, tile.name)


def _tile(scene: Scene, tile: Tile, tiling: Tiling) -> list[Flowable]:
    box = Box(tile.left, tile.top, tile.left + tile.width, tile.top + tile.height)
    part = cropped(scene, box)

    def paint(canvas: TagCanvas, width: float, height: float) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(-tile.left, height + tile.top - scene.view.height)
        ScenePainter(canvas, part).paint()
        canvas.restoreState()
        _marks(canvas, tile, tiling, width, height)

    alt = f"Sheet {tile.name} of the poster: row {tile.row}, column {tile.column}."
    return [NextPageTemplate("tile"), PageBreak(), Figure(tile.width, tile.height - 0.1, alt, paint)]


def _marks(canvas: TagCanvas, tile: Tile, tiling: Tiling, width: float, height: float) -> None:
    """The sheet's name in its margin, and dashed lines where the next sheets begin."""
    canvas.setStrokeColor(HexColor(styles.QUIET))
    canvas.setLineWidth(0.5)
    canvas.setDash([4, 3])
    if tile.column < tiling.columns:
        canvas.line(width - OVERLAP, -10, width - OVERLAP, height + 10)
    if tile.row < tiling.rows:
        canvas.line(-10, OVERLAP, width + 10, OVERLAP)
    canvas.setDash([])
    canvas.setFillColor(HexColor(styles.QUIET))
    with canvas.unspoken():
        canvas.setFont(BOLD, 11)
        canvas.drawString(0, height + 10, tile.name)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(26, height + 10, "Glue the strips beyond the dashed lines.")
