"""The public sees the links that posts make, and not which agreement a post rests on."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.health.risk_list import risks_json
from partnermap.domain.words import PostPartnerRole
from partnermap.report.audience import Audience
from partnermap.report.public import place_for

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def test_no_agreement_tells_the_public_of_its_posts(place_builder: "PlaceBuilder") -> None:
    for name in "AB":
        place_builder.add_organisation(name)
    place_builder.add_agreement("Fund", host_id="A", pays={"B": 10}, end="2026-09-30")
    partners = {"B": PostPartnerRole.FUNDS}
    place_builder.add_post("Lead", "A", partners, wte=0.5, agreement_id="Fund")
    place = place_builder.build()
    for audience, said in ((Audience.BOARD, True), (Audience.PUBLIC, False)):
        ties = risks_json(place_for(place, audience), ON)["ties"]
        assert isinstance(ties, list)
        assert ("one post" in ties[0]["consequence"]) is said
