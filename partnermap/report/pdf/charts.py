"""A chart on paper: its finding, the drawing with its alternative text, and its figures as a table."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from partnermap.report.content import ChartFigure
from partnermap.report.pdf import styles
from partnermap.report.pdf.chart_painter import chart_figure
from partnermap.report.pdf.flowables import headed
from partnermap.report.pdf.tables import Column, table
from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import Twin
from partnermap.scene.style import PAPER

SIZE = 9.0
"""Of words in charts, in points."""

_TITLE_ROOM = 60.0
_FIRST_SHARE = 2.0


def chart_blocks(figure: ChartFigure, width: float, height: float) -> Iterator[Flowable]:
    """The chart, never higher than a page of that height."""
    look = Look(PAPER, width, SIZE, height - _TITLE_ROOM, headed=False)
    scene = chart_scene(figure.chart, look)
    if figure.titled:
        yield from headed(scene.title, 3, styles.SUBHEADING, min(scene.height + _TITLE_ROOM, height))
    yield CondPageBreak(scene.height)
    yield chart_figure(scene)
    yield Spacer(1, 6)
    if figure.with_table and scene.twin.rows:
        yield _twin_table(scene.twin, scene.title, width)


def _twin_table(twin: Twin, title: str, width: float) -> Flowable:
    """The first column names the rows and has the room of two."""
    share = width / (len(twin.headings) - 1 + _FIRST_SHARE)
    columns = [
        Column(heading, share if number else share * _FIRST_SHARE, right=number > 0)
        for number, heading in enumerate(twin.headings)
    ]
    return table(columns, twin.rows, f"The figures of the chart: {title}.")
