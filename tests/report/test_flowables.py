"""Blocks that go over a page: one element, one bullet, one bookmark, headers repeated as furniture."""

import datetime as dt
import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object
from reportlab.platypus import Flowable, Spacer

from partnermap.report.pdf import styles
from partnermap.report.pdf.document import PORTRAIT_A4, Furniture, print_story
from partnermap.report.pdf.flowables import bullet_list, heading, paragraph
from partnermap.report.pdf.tables import Column, table
from partnermap.report.pdf.tagging import Node, TagCanvas
from tests.report.invented import Gate, PageTexts

LONG = "These words go on and on until the page is over. " * 20
NEARLY_FULL = PORTRAIT_A4.free_height - 110


def printed(blocks: Callable[[], Sequence[Flowable]]) -> bytes:
    """Pages that begin with a title and so much room that the blocks go over the first page's end."""

    def story() -> list[Flowable]:
        return [heading("Title", 1, styles.TITLE), Spacer(1, NEARLY_FULL), *blocks()]

    moment = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
    return print_story(story, (PORTRAIT_A4,), Furniture("Title", "Right", "Bottom"), "Title", moment)


def roles(pdf: bytes, role: str) -> int:
    def count(node: Object) -> int:
        if not isinstance(node, Dictionary):
            return 0
        own = int(node.get("/S") == Name(f"/{role}"))
        return own + sum(count(kid) for kid in list(node.get("/K", Array([]))))

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return count(file.Root.StructTreeRoot.K[0])


def test_a_point_over_two_pages_is_one_point_with_one_bullet(passes: Gate, pages_of: PageTexts) -> None:
    pdf = printed(lambda: bullet_list([LONG, "Short."], styles.indented(styles.BODY)))
    assert passes(pdf)
    assert [roles(pdf, role) for role in ("L", "LI", "Lbl", "LBody")] == [1, 2, 2, 2]
    assert [text.count("•") for text in pages_of(pdf)] == [1, 1]


def test_a_paragraph_over_two_pages_is_one_element(passes: Gate) -> None:
    pdf = printed(lambda: [paragraph(LONG, styles.BODY)])
    assert passes(pdf)
    assert roles(pdf, "P") == 1


def test_words_stay_apart_at_line_ends(pages_of: PageTexts) -> None:
    text = " ".join(pages_of(printed(lambda: [paragraph(LONG, styles.BODY)])))
    assert "pageis" not in text
    assert text.count("These words go on and on until the page is over.") >= 18


def test_a_table_over_pages_is_one_table_whose_header_repeats(passes: Gate, pages_of: PageTexts) -> None:
    columns = (Column("Name", 200), Column("Amount", 100, right=True))
    rows = [(f"Row {number}", f"{number}") for number in range(90)]
    pdf = printed(lambda: [table(columns, rows, "Rows with their numbers.")])
    assert passes(pdf)
    assert (roles(pdf, "Table"), roles(pdf, "TR")) == (1, 91)
    assert sum("Name Amount" in text for text in pages_of(pdf)) == len(pages_of(pdf))


def test_a_row_taller_than_a_page_breaks_inside(passes: Gate, pages_of: PageTexts) -> None:
    columns = (Column("Name", 200), Column("Words", 290))
    pdf = printed(lambda: [table(columns, [("Row", LONG * 6), ("Last", "x")], "One long row.")])
    assert passes(pdf)
    assert " ".join(pages_of(pdf)).count("until the page is over.") >= 110


def test_marked_content_never_nests() -> None:
    canvas = TagCanvas(io.BytesIO())
    canvas.begin(Node("P"))
    with pytest.raises(AssertionError, match="never nests"):
        canvas.begin(Node("P"))
    canvas.end()
    with pytest.raises(AssertionError, match="open"):
        canvas.end()
