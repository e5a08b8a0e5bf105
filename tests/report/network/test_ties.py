"""The section on links at risk: its heading in plain words, and nothing told twice."""

import datetime as dt

from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.exchange.example import plan_example
from partnermap.report.audience import Audience
from partnermap.report.content import Grid
from partnermap.report.network.ties import MOST_ROWS, ties_appendix, ties_section
from tests.report.invented import ON, linked, place_of


def test_one_link_alone_is_spoken_of_in_plain_words() -> None:
    place = place_of(*linked(["Age Well", "Carers Centre"]))
    assert ties_section(place, ON, Audience.BOARD).heading == (
        "Nothing is recorded against the one link by April 2028"
    )


def test_the_section_and_its_appendix_share_no_row() -> None:
    example, on = applied(Place(), plan_example(Place()).changes), dt.date(2026, 11, 22)
    (appendix,) = ties_appendix(example, on, Audience.BOARD)
    first, further = (
        [row for block in section.blocks if isinstance(block, Grid) for row in block.rows]
        for section in (ties_section(example, on, Audience.BOARD), appendix)
    )
    assert len(first) >= MOST_ROWS
    assert further
    assert not set(first) & set(further)
