"""Page one of a board report as data."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.health.board import BoardPage, first_page
from partnermap.analysis.succession.totals import LinkCounts
from partnermap.domain.place import Place
from partnermap.domain.words import (
    AgreementStatus,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    ReorganisationKind,
    ReorganisationStatus,
    Sector,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def page(place_builder: "PlaceBuilder") -> BoardPage:
    build = place_builder
    build.add_organisation("County", Sector.LOCAL_AUTHORITY, closed="2027-03-31")
    build.add_organisation("East", Sector.LOCAL_AUTHORITY, opened="2027-04-01")
    build.add_organisation("West", Sector.LOCAL_AUTHORITY, opened="2027-04-01")
    build.add_organisation("Board")
    build.add_organisation("Charity", Sector.VCSE)
    build.add_organisation("Alone", Sector.COMMUNITY)
    build.add_reorganisation(
        "Split",
        moves=[("County", "East"), ("County", "West")],
        kind=ReorganisationKind.SPLIT,
        status=ReorganisationStatus.ORDERED,
        effective="2027-04-01",
    )
    build.add_agreement(
        "Better Care",
        host_id="County",
        pays={"Board": 30_000_000},
        start="2015-04-01",
        legal_basis=LegalBasis.S75_POOLED,
        notice_months=12,
    )
    build.add_agreement(
        "Grant",
        host_id="Charity",
        pays={"Board": 50_000},
        start="2024-04-01",
        end="2026-03-31",
        legal_basis=LegalBasis.ICB_GRANT,
    )
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement(
        "Lapsed grant",
        host_id="Charity",
        pays={"Board": None},
        end="2025-03-31",
        status=lapsed,
        legal_basis=LegalBasis.GRANT,
    )
    build.add_post(
        "Director",
        "County",
        {"Board": PostPartnerRole.FUNDS},
        wte=1.0,
        status=PostStatus.VACANT,
        start="2019",
    )
    build.add_delivery(build.add_programme("Home First", group="frail people"), "posts", "Director")
    return first_page(build.build(), ON)


def test_decisions_are_the_weightiest_in_order_of_their_date(page: BoardPage) -> None:
    found = [(item.question, item.owner, str(item.decide_by), item.protects) for item in page.decisions]
    assert found == [
        (
            "What follows Grant? Grant ends on 31 March 2026.",
            "Board",
            "2026-03-31",
            "£50,000 a year",
        ),
        (
            "Who takes over Better Care? County passes to East and West on 1 April 2027 (ordered).",
            "County",
            "2027-03-31",
            "£30.0m a year",
        ),
        (
            "Who takes over Director? County passes to East and West on 1 April 2027 (ordered).",
            "County",
            "2027-03-31",
            "one post (1 WTE) and the programme Home First, for frail people",
        ),
    ]


def test_losses_name_money_posts_purpose_reason_and_certainty(page: BoardPage) -> None:
    first, second, third, fourth = page.losses
    assert (first.link, first.money, first.certainty) == ("Board – County", "£30.0m a year", "ordered")
    assert (second.name, second.money, second.certainty) == ("Grant", "£50,000 a year", "written end")
    assert (third.posts, third.purpose) == (
        "one post (1 WTE)",
        "the programme Home First, for frail people",
    )
    assert "is vacant" in third.reason
    assert (fourth.money, fourth.certainty) == ("money not known", "expired")
    assert page.losses_in_all == 4


def test_of_so_many_links(page: BoardPage) -> None:
    assert page.counts == LinkCounts(
        links=2, carries_on=1, needs_decision=1, internal=0, no_home=0, ended=0, not_known=0
    )
    assert page.vcse_counts.links == 1


def test_what_holds_never_claims_what_is_not_there(page: BoardPage) -> None:
    texts = [item.text for item in page.strengths]
    assert texts == [
        "1 of 2 linked pairs has a link of five years or more (with a VCSE organisation: none of 1).",
        "1 of 2 linked pairs has more than one kind of link, most of all Board and County with 2 "
        "(with a VCSE organisation: none).",
    ]


def test_what_we_do_not_know(page: BoardPage) -> None:
    assert page.gaps.sentences == (
        "Money for 2025/26 is known for 2 of 3 agreements.",
        "Expired but still running: Lapsed grant.",
        "Not known: when 1 of 4 links began.",
        "No recorded link: Alone.",
    )


def test_testbridge(testbridge_place: Place) -> None:
    page = first_page(testbridge_place, ON)
    assert [item.pence for item in page.decisions] == [12_000_000, 20_000_000]
    assert [item.owner for item in page.decisions] == ["D", "A"]
    assert (page.counts.links, page.counts.carries_on, page.counts.ended) == (9, 7, 2)
    assert (page.vcse_counts.links, page.vcse_counts.carries_on) == (3, 1)
    assert page.strengths[0].text == (
        "Nothing recorded threatens £8.0m of £8.3m joint money a year before January 2028 "
        "(where VCSE organisations take part: £0 of £320,000)."
    )
    assert len(page.strengths) == 3


def test_an_empty_place_says_nothing(place_builder: "PlaceBuilder") -> None:
    page = first_page(place_builder.build(), ON)
    assert (page.decisions, page.losses, page.strengths) == ((), (), ())
    assert page.counts.links == 0
    assert page.gaps.sentences == ()


def test_a_single_pair_is_told_in_plain_words(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Board")
    place_builder.add_organisation("County", Sector.LOCAL_AUTHORITY)
    place_builder.add_tie("Board", "County", start="2010")
    texts = [item.text for item in first_page(place_builder.build(), ON).strengths]
    assert texts[0] == (
        "The one linked pair has a link of five years or more (no pair has a VCSE organisation)."
    )
