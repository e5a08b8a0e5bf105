"""What hangs on single posts and teams, in sentences."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.health.key_posts import key_posts, key_teams
from partnermap.domain.words import PostPartnerRole, TeamKind, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABCD":
        place_builder.add_organisation(name)
    for one, other in ("AB", "BC", "CA"):
        place_builder.add_tie(one, other, TieKind.REFERRAL)
    return place_builder


def test_each_post_in_the_order_of_what_hangs_on_it(build: "PlaceBuilder") -> None:
    build.add_tie("B", "D", TieKind.JOINT_TEAM, end="2025-12-31")
    build.add_post("Backed", "A", {"B": FUNDS}, strength=3)
    build.add_post("Alone", "C", {"D": FUNDS})
    build.add_post("Nobody's", None, {"A": FUNDS, "B": FUNDS})
    build.add_post("Law", "A", {"D": FUNDS}, statutory=True)
    found = key_posts(build.build(), ON)
    assert [(item.name, item.text) for item in found] == [
        ("Alone", "If this post fell empty, D would be cut off from the rest of this part of the map."),
        ("Backed", "If this post fell empty, every pair it links would still have another link."),
        ("Nobody's", "No ties are recorded for it on this date."),
    ]
    assert (found[0].cut_off, found[0].lost_links) == (("D",), (("C", "D"),))
    assert found[2].dependency is None


def test_a_team_that_alone_links_pairs_within_a_whole(build: "PlaceBuilder") -> None:
    build.add_tie("A", "D")
    build.add_team("Hub", ["B", "C"], lead="D")
    build.add_team("Over", ["A", "D"], end="2025-12-31")
    build.add_team("Board", ["A", "D"], kind=TeamKind.FORUM)
    (found,) = key_teams(build.build(), ON)
    assert found.text == (
        "If this team went, two pairs would lose their only links: B with D and C with D."
    )
    assert found.cut_off == ()


def test_no_posts_and_no_teams(build: "PlaceBuilder") -> None:
    place = build.build()
    assert key_posts(place, ON) == key_teams(place, ON) == ()
