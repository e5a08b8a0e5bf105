"""Charts on paper: every kind passes the gate, one tagged figure each, its figures as a table below."""

import datetime as dt

import pytest
from reportlab.platypus import Flowable, NextPageTemplate

from partnermap.domain.place import Place
from partnermap.report.audience import Audience
from partnermap.report.content import ChartFigure
from partnermap.report.pdf import styles
from partnermap.report.pdf.charts import chart_blocks
from partnermap.report.pdf.document import PORTRAIT_A4, Furniture, print_story
from partnermap.report.pdf.flowables import heading
from partnermap.report.posts.section import posts_section
from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.spans import TimeBars
from partnermap.scene.style import PAPER
from tests.report.invented import ON, Gate, PageTexts
from tests.report.test_flowables import roles
from tests.scene.chart_samples import KINDS, SIZES, sample

WHEN = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def printed(figure: ChartFigure) -> bytes:
    def story() -> list[Flowable]:
        return [
            NextPageTemplate(PORTRAIT_A4.name),
            heading("Title", 1, styles.TITLE),
            heading("Section", 2, styles.HEADING),
            *chart_blocks(figure, PORTRAIT_A4.free_width, PORTRAIT_A4.free_height - 30),
        ]

    return print_story(story, (PORTRAIT_A4,), Furniture("Title", "Right", "Bottom"), "Title", WHEN)


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_passes_the_gate_as_one_figure(
    kind: str, size: str, long: bool, passes: Gate
) -> None:
    pdf = printed(ChartFigure(sample(kind, SIZES[size], long=long), titled=True))
    assert passes(pdf)
    assert roles(pdf, "Figure") == 1


def test_the_table_below_has_every_figure_of_the_chart(passes: Gate, pages_of: PageTexts) -> None:
    chart = sample("stacked", 8)
    pdf = printed(ChartFigure(chart, with_table=True))
    text = " ".join(" ".join(pages_of(pdf)).split())
    assert passes(pdf)
    assert roles(pdf, "Table") == 1
    for row in chart_scene(chart, Look(PAPER, 500.0)).twin.rows:
        assert " ".join(row[1:]) in text


def test_posts_stand_in_charts_for_the_board_and_never_for_the_public(rich_place: Place) -> None:
    board = posts_section(rich_place, ON, Audience.BOARD)
    charts = [block.chart for block in board.blocks if isinstance(block, ChartFigure)]
    assert any(isinstance(chart, TimeBars) for chart in charts)
    public = posts_section(rich_place, ON, Audience.PUBLIC)
    assert not any(isinstance(block, ChartFigure) for block in public.blocks)
