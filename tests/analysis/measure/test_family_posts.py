"""Joint posts in the answer of `measures`: keys, names, and what has no figure."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.measure.summary import measures
from partnermap.domain.words import PostPartnerRole, PostStatus, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABC":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B", TieKind.REFERRAL, strength=2)
    return place_builder


def _answer(build: "PlaceBuilder", kinds: frozenset[TieKind] | None = None) -> Any:
    return json.loads(json.dumps(measures(build.build(), ON, kinds), allow_nan=False))


def test_what_hangs_on_each_post_by_name(build: "PlaceBuilder") -> None:
    build.add_post("Lead", "B", {"C": FUNDS}, strength=2)
    build.add_post("Nobody's", None, {"A": FUNDS, "B": FUNDS})
    answer = _answer(build)
    rows = answer["appointments"]["key_person"]
    assert rows[0] == {
        "post": "Lead",
        "ties": 1,
        "pair_share": 2 / 3,
        "strength_share": 0.5,
        "cut_off": ["C"],
        "lost_links": [["B", "C"]],
    }
    assert (rows[1]["post"], rows[1]["ties"], rows[1]["pair_share"]) == ("Nobody's", 0, None)
    assert answer["not_defined"]["appointments.key_person"].startswith("No ties are recorded")


def test_the_kinds_asked_for_do_not_hide_what_hangs_on_a_post(build: "PlaceBuilder") -> None:
    build.add_post("Lead", "B", {"C": FUNDS})
    rows = _answer(build, frozenset({TieKind.REFERRAL}))["appointments"]["key_person"]
    assert rows[0]["cut_off"] == ["C"]


def test_without_posts_every_figure_says_why(build: "PlaceBuilder") -> None:
    answer = _answer(build)
    posts = answer["appointments"]
    assert (posts["posts"], posts["key_person"], posts["key_team"]) == (0, [], [])
    reasons = answer["not_defined"]
    for key in ("vacancy_rate", "fixed_term_share", "span.spanning_share", "funding_split.herfindahl"):
        assert reasons[f"appointments.{key}"].endswith(".")
    assert posts["fixed_term_share"] is None


def test_a_post_without_a_size_is_counted_and_not_weighed(build: "PlaceBuilder") -> None:
    build.add_post("Sized", "A", {"B": FUNDS}, wte=0.5, status=PostStatus.FILLED)
    build.add_post("Unsized", "A", {"B": FUNDS}, status=PostStatus.VACANT)
    answer = _answer(build)
    posts = answer["appointments"]
    assert (posts["posts"], posts["wte"], posts["vacant_posts"]) == (2, 0.5, 1)
    assert posts["vacancy_rate"] == 0
    assert answer["not_known"]["wte"] == 1
