"""Joint posts on a date."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.appointments import Appointments, appointments_on
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.domain.words import PostPartnerRole, PostStatus
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "AB":
        place_builder.add_organisation(name)
    return place_builder


def _posts(build: "PlaceBuilder") -> Appointments:
    return appointments_on(lookup_of(build.build()), ON)


def test_counts_by_hand(build: "PlaceBuilder") -> None:
    build.add_post("One", "A", {"B": FUNDS}, wte=1.0, status=PostStatus.FILLED)
    build.add_post("Two", "A", {"B": FUNDS}, wte=0.5, status=PostStatus.VACANT)
    build.add_post("Three", "A", {"B": FUNDS}, wte=0.6, status=PostStatus.INTERIM)
    build.add_post("Four", "A", {"B": FUNDS}, wte=0.4, status=PostStatus.FROZEN)
    build.add_post("Law", "A", {"B": FUNDS}, wte=1.0, statutory=True)
    build.add_post("Over", "A", {"B": FUNDS}, wte=1.0, end="2025-12-31")
    found = _posts(build)
    assert (found.posts, found.statutory) == (4, 1)
    assert found.wte == pytest.approx(2.5)
    assert found.interim_wte == pytest.approx(0.6)
    assert found.vacancy_rate == pytest.approx(0.9 / 2.5)


def test_a_post_of_one_organisation_is_not_joint(build: "PlaceBuilder") -> None:
    build.add_post("Own", "A", {"A": FUNDS, "B": PostPartnerRole.HOSTS}, wte=1.0)
    build.add_post("Partners not recorded", "A", {}, wte=1.0)
    assert _posts(build).posts == 1


def test_no_posts(build: "PlaceBuilder") -> None:
    found = _posts(build)
    assert (found.posts, found.wte, found.interim_wte) == (0, 0, 0)
    assert isinstance(found.vacancy_rate, NotDefined)


def test_unknown_size_is_counted_and_never_nought(build: "PlaceBuilder") -> None:
    build.add_post("One", "A", {"B": FUNDS}, status=PostStatus.VACANT)
    found = _posts(build)
    assert isinstance(found.wte, NotKnown)
    assert isinstance(found.vacancy_rate, NotKnown)
    assert (found.posts, found.wte_not_known, found.status_not_known) == (1, 1, 0)


def test_a_post_whose_funding_ended_is_no_vacancy(build: "PlaceBuilder") -> None:
    build.add_post("Gone", "A", {"B": FUNDS}, wte=1, status=PostStatus.VACANT, funding_ends="2025")
    build.add_post("Here", "A", {"B": FUNDS}, wte=1, status=PostStatus.FILLED, funding_ends="2026")
    assert _posts(build).vacancy_rate == 0
