"""Prints a report: every block of its content as tagged blocks on A4, the map on a page of its own."""

import datetime as dt
from collections.abc import Iterator

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Table

from partnermap.report.content import (
    Block,
    ChartFigure,
    Grid,
    MapFigure,
    Points,
    ReportContent,
    Section,
    Subheading,
    Words,
)
from partnermap.report.pdf import styles
from partnermap.report.pdf.charts import chart_blocks
from partnermap.report.pdf.document import PORTRAIT_A4, Furniture, Sheet, print_story
from partnermap.report.pdf.first_page import FIRST_SHEET, first_page
from partnermap.report.pdf.flowables import Figure, bullet_list, headed, paragraph
from partnermap.report.pdf.map import scene_figure
from partnermap.report.pdf.page_ends import with_beginnings
from partnermap.report.pdf.scene_painter import ScenePainter
from partnermap.report.pdf.tables import Column, table
from partnermap.report.pdf.tagging import TagCanvas
from partnermap.scene.model import Scene
from partnermap.scene.symbols import REACH

WIDTH = PORTRAIT_A4.free_width
MAP_SHEET = "map"
_HEADING_ROOM = 30.0
_LEAST_ROOM = 120.0
_WIDEST = 150.0
"""Of the thumbnail."""
_SIDE = 28.0


def report_map_size(paper: tuple[float, float]) -> tuple[float, float]:
    """What a scene may fill on the map page of a report of that size, below its heading."""
    sheet = _map_sheet(paper)
    return sheet.free_width, sheet.free_height - _HEADING_ROOM


def _map_sheet(paper: tuple[float, float]) -> Sheet:
    return Sheet(MAP_SHEET, paper, side=_SIDE, top=40.0, bottom=36.0)


def report_pdf(content: ReportContent, scene: Scene, when: dt.datetime | None = None) -> bytes:
    """The report as a tagged PDF; the same content, scene and time give the same bytes.

    The scene fills `report_map_size` of its page.
    """
    width, height = report_map_size((0.0, 0.0))
    paper = (scene.view.width - width, scene.view.height - height)
    furniture = Furniture(content.title, content.marking, content.as_at)
    printer = _Printer(content, scene)
    sheets = (FIRST_SHEET, PORTRAIT_A4, _map_sheet(paper))
    return print_story(printer.story, sheets, furniture, content.title, when)


class _Printer:
    """Turns the sections of a report into flowables."""

    def __init__(self, content: ReportContent, scene: Scene) -> None:
        self._content = content
        self._scene = scene

    def story(self) -> list[Flowable]:
        """All pages, from the first to the last."""
        return [
            NextPageTemplate(PORTRAIT_A4.name),
            *first_page(self._content, self._thumbnail),
            *with_beginnings(self._sections(), WIDTH, PORTRAIT_A4.free_height),
        ]

    def _sections(self) -> list[Flowable]:
        return [flowable for section in self._content.sections for flowable in self._section(section)]

    def _section(self, section: Section) -> Iterator[Flowable]:
        is_map = any(isinstance(block, MapFigure) for block in section.blocks)
        if is_map:
            yield from (NextPageTemplate(MAP_SHEET), PageBreak())
        yield from headed(section.heading, 2, styles.HEADING, _LEAST_ROOM)
        for block in section.blocks:
            yield from self._blocks(block)
        if is_map:
            yield from (NextPageTemplate(PORTRAIT_A4.name), PageBreak())

    def _blocks(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Words():
                yield paragraph(block.text, styles.QUIET_BODY if block.quiet else styles.BODY)
            case Points():
                yield from bullet_list(block.items, styles.indented(styles.BODY))
            case Subheading():
                yield from headed(block.text, 3, styles.SUBHEADING, _LEAST_ROOM)
            case Grid():
                yield grid_table(block)
            case ChartFigure():
                yield from chart_blocks(block, WIDTH, PORTRAIT_A4.free_height - _HEADING_ROOM)
            case MapFigure():
                yield scene_figure(self._scene)

    def _thumbnail(self, height: float) -> Figure:
        """The drawn part of the map without its words, scaled to a height."""
        scene = self._scene
        left, top, right, bottom = drawn_box(scene)
        scale = min(height / (bottom - top), _WIDEST / (right - left))

        def paint(canvas: TagCanvas, _width: float, _height: float) -> None:
            canvas.scale(scale, scale)
            canvas.translate(-left, -(scene.view.height - bottom))
            ScenePainter(canvas, scene).paint_marks()

        alt = "Thumbnail of the map, which stands on a page of its own with names and legend."
        return Figure((right - left) * scale, (bottom - top) * scale, alt, paint)


def drawn_box(scene: Scene) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the symbols of a scene; the whole view when there are none."""
    if not len(scene.positions):
        return 0.0, 0.0, scene.view.width, scene.view.height
    reach = scene.radii[:, None] * REACH
    left, top = (scene.positions - reach).min(axis=0).tolist()
    right, bottom = (scene.positions + reach).max(axis=0).tolist()
    return left, top, right, bottom


def grid_table(grid: Grid, width: float = WIDTH) -> Table:
    """A table over the whole width, in the shares that its fields ask for."""
    whole = sum(field.share for field in grid.fields)
    columns = [Column(f.title, width * f.share / whole, f.right) for f in grid.fields]
    return table(columns, grid.rows, grid.summary, total=grid.total)
