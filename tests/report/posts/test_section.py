"""The section on joint posts: what may break over pages stands before the picture that may not."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.domain.words import PostPartnerRole, PostStatus
from partnermap.report.audience import Audience
from partnermap.report.content import ChartFigure, Grid, Words
from partnermap.report.posts.section import posts_section
from partnermap.scene.chart.spans import TimeBars

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


def test_the_list_stands_before_the_terms_and_what_is_left_out_beside_the_count(
    place_builder: "PlaceBuilder",
) -> None:
    for name in "AB":
        place_builder.add_organisation(name)
    place_builder.add_post("Lead", "A", {"B": FUNDS}, wte=0.5, status=PostStatus.VACANT)
    place_builder.add_post("Director of Public Health", "A", {"B": FUNDS}, statutory=True)
    section = posts_section(place_builder.build(), ON, Audience.BOARD)
    assert section.heading == "The one joint post is vacant"
    kinds = [type(block) for block in section.blocks]
    words = [block.text for block in section.blocks[:2] if isinstance(block, Words)]
    assert words[1] == "Required by law and therefore not counted: Director of Public Health."
    last = section.blocks[-1]
    assert isinstance(last, ChartFigure)
    assert isinstance(last.chart, TimeBars)
    assert kinds[-2] is Grid
