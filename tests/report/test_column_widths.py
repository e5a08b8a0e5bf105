"""Columns of printed tables: no word broken without need, rows no higher than asked for, same width."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from partnermap.report.pdf import styles
from partnermap.report.pdf.column_widths import fitted
from partnermap.report.pdf.tables import Column, table

FACES = (styles.bold(styles.TABLE), styles.TABLE)
LONG = "Calderbeck and Dunmoor Integrated Care Board; " * 8


def test_a_column_of_long_words_gets_the_room_that_short_ones_do_not_need() -> None:
    rows = [("Age Well", "3", LONG), ("Deaf Centre", "4", LONG)]
    found = fitted([165, 165, 165], ["Name", "Partners", "Linked with"], rows, FACES)
    assert found[2] > 300
    assert abs(sum(found) - 495) < 1e-6


def test_no_heading_and_no_word_is_broken_where_another_column_has_room() -> None:
    rows = [("Age Well", "3", LONG), ("Unparliamentarily", "4", LONG)]
    head = ["Organisation", "Links", "Linked with"]
    found = fitted([40, 20, 435], head, rows, FACES)
    made = table([Column(words, width) for words, width in zip(head, found, strict=True)], rows, "Rows.")
    whole = made.wrap(495, 1e6)[1]
    alone = table([Column("Linked with", found[2])], [(LONG,), (LONG,)], "Rows.")
    assert whole == alone.wrap(495, 1e6)[1]


def test_a_word_that_is_longer_than_the_page_does_not_squeeze_the_others() -> None:
    found = fitted([200, 200], ["A", "B"], [("w" * 300, "two words")], FACES)
    assert min(found) > 20


@given(
    st.lists(
        st.tuples(*[st.text(alphabet="abc  de", max_size=120) for _ in range(4)]), min_size=1, max_size=9
    )
)
@settings(max_examples=40, deadline=None)
def test_widths_keep_their_sum_and_rows_grow_no_higher(rows: list[tuple[str, ...]]) -> None:
    asked = [100.0, 150.0, 90.0, 155.0]
    found = fitted(asked, ["A", "B", "C", "D"], rows, FACES)
    assert abs(sum(found) - sum(asked)) < 1e-6
    assert min(found) > 0


def test_a_day_stays_with_its_month() -> None:
    rows = [(LONG, LONG, "30 September 2027"), (LONG, LONG, "No date")]
    found = fitted([220, 220, 55], ["Links", "Why", "By"], rows, FACES)
    day = stringWidth("30 September", styles.TABLE.fontName, styles.TABLE.fontSize)
    assert found[2] >= day
