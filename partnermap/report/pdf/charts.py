"""A chart on paper: its finding, the drawing with its alternative text, and its figures as a table."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from partnermap.report.content import ChartFigure
from partnermap.report.pdf import styles
from partnermap.report.pdf.chart_painter import chart_figure
from partnermap.report.pdf.flowables import headed
from partnermap.report.pdf.tables import Column, table
from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.drawing import alt_in_full
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import ChartScene, Twin
from partnermap.scene.style import PAPER

SIZE, LEAST_SIZE = 9.0, 7.0
"""Of words in charts, in points; a chart that is higher than a page is drawn in the smaller one."""

_TITLE_ROOM = 60.0
_NOTE_ROOM = 40.0
_FIRST_SHARE = 2.0


def chart_blocks(figure: ChartFigure, width: float, height: float) -> Iterator[Flowable]:
    """The chart, or its table alone where even small words do not fit a page of that height."""
    scene = _fitted(figure, width, height - _TITLE_ROOM)
    if figure.titled:
        yield from headed(scene.title, 3, styles.SUBHEADING, min(scene.height + _TITLE_ROOM, height))
    is_too_high = scene.height > height - _TITLE_ROOM
    if not is_too_high:
        yield CondPageBreak(scene.height)
        yield chart_figure(scene, "" if figure.with_table else alt_in_full(scene))
        yield Spacer(1, 6)
    if (figure.with_table or is_too_high) and scene.twin.rows:
        yield _twin_table(scene.twin, scene.title, width)


def _fitted(figure: ChartFigure, width: float, height: float) -> ChartScene:
    """In the larger size where it fits; rows leave room for the note below them."""
    for size in (SIZE, LEAST_SIZE):
        look = Look(PAPER, width, size, height - _NOTE_ROOM, headed=False)
        scene = chart_scene(figure.chart, look)
        if scene.height <= height:
            break
    return scene


def _twin_table(twin: Twin, title: str, width: float) -> Flowable:
    """The first column names the rows and has the room of two."""
    share = width / (len(twin.headings) - 1 + _FIRST_SHARE)
    columns = [
        Column(heading, share if number else share * _FIRST_SHARE, right=number > 0)
        for number, heading in enumerate(twin.headings)
    ]
    return table(columns, twin.rows, f"The figures of the chart: {title}.")
