"""Where a page ends: no heading without what it announces, no short table in two parts."""

import datetime as dt
from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable, Spacer

from partnermap.report.pdf import styles
from partnermap.report.pdf.document import PORTRAIT_A4, Furniture, print_story
from partnermap.report.pdf.flowables import Figure, headed, heading, paragraph
from partnermap.report.pdf.page_ends import with_beginnings
from partnermap.report.pdf.tables import Column, WordTable, table
from tests.report.invented import PageTexts

WIDTH, HEIGHT = PORTRAIT_A4.free_width, PORTRAIT_A4.free_height


def printed(left: float, last: Callable[[], Flowable]) -> bytes:
    """A heading, a sentence and a last block, with so much room left for them on the first page."""

    def whole() -> Sequence[Flowable]:
        blocks = [*headed("Finding", 2, styles.HEADING), paragraph("A sentence.", styles.BODY), last()]
        start = [heading("Title", 1, styles.TITLE), Spacer(1, HEIGHT - 27 - left)]
        return [*start, *with_beginnings(blocks, WIDTH, HEIGHT)]

    moment = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    return print_story(whole, (PORTRAIT_A4,), Furniture("T", "R", "B"), "T", moment)


def chart(height: float) -> Figure:
    return Figure(WIDTH, height, "Chart.", lambda canvas, _width, _height: canvas.setLineWidth(1))


def rows(count: int) -> WordTable:
    words = [(f"Row {number}", "Words") for number in range(count)]
    return table((Column("Name", 200), Column("Words", 290)), words, "Rows.")


def on_pages(pages_of: PageTexts, left: float, last: Callable[[], Flowable]) -> list[bool]:
    return ["Finding" in text for text in pages_of(printed(left, last))]


def test_a_heading_goes_on_with_its_sentence_and_its_chart(pages_of: PageTexts) -> None:
    assert on_pages(pages_of, 200, lambda: chart(220)) == [False, True]
    assert on_pages(pages_of, 320, lambda: chart(220)) == [True]


def test_a_heading_whose_chart_needs_a_page_stands_with_its_words(pages_of: PageTexts) -> None:
    assert on_pages(pages_of, 200, lambda: chart(640)) == [True, False]


def test_a_short_table_goes_on_as_a_whole_with_its_heading(pages_of: PageTexts) -> None:
    texts = pages_of(printed(140, lambda: rows(6)))
    assert ["Finding" in text for text in texts] == [False, True]
    assert all(f"Row {number}" in texts[1] for number in range(6))


def test_a_long_table_begins_on_the_page_where_its_first_rows_fit(pages_of: PageTexts) -> None:
    texts = pages_of(printed(180, lambda: rows(30)))
    assert ["Finding" in text for text in texts] == [True, False]
    assert "Row 0" in texts[0]
    assert "Row 29" in texts[1]
