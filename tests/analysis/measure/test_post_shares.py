"""Who pays for posts, what they span, which run out, how long people stay (MEASURES C2, C4, C6, C7)."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.analysis.measure.post_shares import (
    end_not_known,
    fixed_term_share,
    spanning_share,
    spans,
    split_of_all,
    splits,
)
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.tenure import Tenure, tenure_on
from partnermap.domain.dates import add_months
from partnermap.domain.post import PostPartner
from partnermap.domain.words import PostPartnerRole, PostStatus, Sector
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS
FILLED = PostStatus.FILLED


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name, sector in (("A", Sector.NHS), ("B", Sector.LOCAL_AUTHORITY), ("V", Sector.COMMUNITY)):
        place_builder.add_organisation(name, sector)
    place_builder.add_organisation("N", None)
    return place_builder


def _share(build: "PlaceBuilder", post: str, organisation: str, share: float | None) -> None:
    row = PostPartner(
        id=f"{post}{organisation}", post_id=post, organisation_id=organisation, share=share
    )
    build.add(row)


@pytest.mark.parametrize(
    ("shares", "total", "adds_up"),
    [
        ([0.5, 0.5], 1, True),
        ([0.5, 0.49], 0.99, True),
        ([0.5, 0.51], 1.01, True),
        ([0.5, 0.48], 0.98, False),
        ([0.6, 0.6], 1.2, False),
        ([0.5, None], None, False),
        ([], None, False),
    ],
)
def test_shares_must_add_up(
    build: "PlaceBuilder", shares: list[float | None], total: float | None, adds_up: bool
) -> None:
    build.add_post("Lead", "A", {})
    for organisation, share in zip("BV", shares, strict=False):
        _share(build, "Lead", organisation, share)
    place = build.build()
    (found,) = splits(lookup_of(place), place.posts.values())
    assert found.total == (None if total is None else pytest.approx(total))
    assert found.adds_up is adds_up


def test_who_pays_for_all_posts(build: "PlaceBuilder") -> None:
    for title, wte in (("Half", 1.0), ("Whole", 0.5), ("Off", 1.0), ("Unsized", None), ("Unsaid", 1.0)):
        build.add_post(title, "A", {}, wte=wte)
    for post, organisation, share in (
        *(("Half", "A", 0.5), ("Half", "B", 0.5), ("Whole", "B", 1.0)),
        *(("Off", "A", 0.5), ("Off", "B", 0.2), ("Unsized", "B", 1.0)),
    ):
        _share(build, post, organisation, share)
    place = build.build()
    found = split_of_all(lookup_of(place), joint_posts(place, ON))
    assert found.wte == {"A": 0.5, "B": 1.0}
    assert (found.known, found.of, found.not_adding_up) == (2, 5, ("Off",))
    assert found.herfindahl == pytest.approx(5 / 9)
    assert found.effective_funders == pytest.approx(9 / 5)


def test_an_even_split(build: "PlaceBuilder") -> None:
    build.add_post("Lead", "A", {}, wte=1.0)
    _share(build, "Lead", "A", 0.5)
    _share(build, "Lead", "B", 0.5)
    place = build.build()
    found = split_of_all(lookup_of(place), joint_posts(place, ON))
    assert found.herfindahl == 0.5
    assert found.evenness == pytest.approx(1)


def test_no_posts_and_no_shares(build: "PlaceBuilder") -> None:
    lookup = lookup_of(build.build())
    assert isinstance(split_of_all(lookup, ()).herfindahl, NotDefined)
    assert isinstance(spanning_share(()), NotDefined)
    assert isinstance(fixed_term_share((), ON), NotDefined)
    build.add_post("Lead", "A", {"B": FUNDS})
    place = build.build()
    posts = joint_posts(place, ON)
    assert isinstance(split_of_all(lookup_of(place), posts).herfindahl, NotKnown)
    assert isinstance(fixed_term_share(posts, ON), NotKnown)


def test_span_counts_sectors_and_says_what_it_cannot(build: "PlaceBuilder") -> None:
    build.add_post("Two", "A", {"B": FUNDS, "V": PostPartnerRole.HOSTS})
    build.add_post("Three", "A", {"B": FUNDS, "V": PostPartnerRole.ANSWERS_TO})
    build.add_post("One", "A", {"A": FUNDS})
    build.add_post("Unsaid", "A", {"N": FUNDS})
    place = build.build()
    rows = spans(lookup_of(place), place.posts.values())
    assert {row.post_id: (row.sectors, row.not_known) for row in rows} == {
        "Two": (("NHS", "local authority"), 0),
        "Three": (("NHS", "VCSE", "local authority"), 0),
        "One": (("NHS",), 0),
        "Unsaid": (("NHS",), 1),
    }
    assert spanning_share(rows) == pytest.approx(2 / 3)


def test_posts_that_run_out(build: "PlaceBuilder") -> None:
    build.add_post("Soon", "A", {"B": FUNDS}, wte=1.0, funding_ends="2028-01-01")  # 730 days
    build.add_post("Later", "A", {"B": FUNDS}, wte=2.0, funding_ends="2028-01-02")
    build.add_post("Own end", "A", {"B": FUNDS}, wte=0.5, end="2026-06")
    build.add_post("Gone", "A", {"B": FUNDS}, wte=0.5, funding_ends="2025-12-31")
    build.add_post("Open", "A", {"B": FUNDS}, wte=1.0)
    build.add_post("Unsaid", "A", {"B": FUNDS}, wte=1.0, funding_ends="not known")
    build.add_post("Unsized", "A", {"B": FUNDS}, funding_ends="2026-06")
    posts = joint_posts(build.build(), ON)
    assert fixed_term_share(posts, ON) == pytest.approx(2 / 5)
    assert [post.title for post in posts if end_not_known(post)] == ["Unsaid"]


def _tenure(build: "PlaceBuilder") -> Tenure:
    return tenure_on(joint_posts(build.build(), ON), ON)


def test_tenure_is_of_holders_with_a_beginning(build: "PlaceBuilder") -> None:
    for number, since in enumerate(("2022-01-01", "2024-01-01", "2025-01-01", None)):
        build.add_post(f"P{number}", "A", {"B": FUNDS}, status=FILLED, status_since=since)
    found = _tenure(build)
    assert found.median_years == pytest.approx(731 / 365.25)
    assert (found.known, found.of) == (3, 4)
    assert isinstance(found.turnover, NotDefined)


def test_turnover_where_every_status_is_dated(build: "PlaceBuilder") -> None:
    for number in range(4):
        build.add_post(f"P{number}", "A", {"B": FUNDS}, status=FILLED, status_since="2020")
    build.add_post("Left", "A", {"B": FUNDS}, status=PostStatus.VACANT, status_since="2025-06")
    found = _tenure(build)
    assert found.left == ("Left",)
    assert found.turnover == pytest.approx(1 / 4.5)
    build.add_post("New", "A", {"B": FUNDS}, status=FILLED, status_since="2025-06")
    assert isinstance(_tenure(build).turnover, NotKnown)


def test_who_left_more_than_a_year_ago_is_not_counted(build: "PlaceBuilder") -> None:
    build.add_post(
        "Old", "A", {"B": FUNDS}, status=PostStatus.VACANT, status_since=str(add_months(ON, -12))
    )
    found = _tenure(build)
    assert found.left == ()
    assert isinstance(found.median_years, NotDefined)


def test_nobody_wrote_down_since_when(build: "PlaceBuilder") -> None:
    build.add_post("Lead", "A", {"B": FUNDS}, status=FILLED)
    assert isinstance(_tenure(build).median_years, NotKnown)
