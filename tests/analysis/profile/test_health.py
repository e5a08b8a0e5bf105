"""The whole profile: both sides beside each other, bands, lowest, gaps, and what it is asked for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.answer import health_json
from partnermap.analysis.profile.bands import Band, band_of
from partnermap.analysis.profile.cut_points import CUT_POINTS, Limit, Side
from partnermap.analysis.profile.health import health_of
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.sentences import health_text, summary
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import Cancelled
from partnermap.domain.evidence import Evidence
from partnermap.domain.place import Place
from partnermap.domain.words import EvidenceKind, PostPartnerRole, PostStatus, Sector
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

Rate = Callable[..., None]
ON = dt.date(2026, 11, 1)


def domain(profile: HealthProfile, number: int) -> DomainHealth:
    return next(item for item in profile.domains if item.domain.number == number)


@pytest.mark.parametrize(
    ("median", "band", "letter", "shape"),
    [
        (5, Band.STRONG, "S", "circle"),
        (4, Band.STRONG, "S", "circle"),
        (3.5, Band.MIXED, "M", "square"),
        (3, Band.MIXED, "M", "square"),
        (2.5, Band.ATTENTION, "N", "triangle"),
        (None, Band.NOT_KNOWN, "?", "ring"),
    ],
)
def test_bands_have_a_letter_and_a_shape(
    median: float | None, band: Band, letter: str, shape: str
) -> None:
    assert band_of(median) is band
    assert (band.letter, band.shape) == (letter, shape)


def test_the_optional_domain_stands_only_where_rated_or_asked_for(
    place_builder: "PlaceBuilder", rate: Rate
) -> None:
    assert len(health_of(Place(), ON).domains) == 15
    assert len(health_of(Place(), ON, with_optional=True).domains) == 16
    rate([3] * 5, "We use our own jobs and spending to reduce inequality")
    assert health_of(place_builder.build(), ON).whole.of == 16


def test_what_is_not_known_is_never_a_three() -> None:
    profile = health_of(Place(), ON)
    assert all(item.median is None and item.band is Band.NOT_KNOWN for item in profile.domains)
    assert not any(item.is_coloured for item in profile.domains)
    assert (profile.whole.low, profile.whole.high) == (1, 5)
    assert profile.lowest == ()


def test_colour_needs_evidence_of_c_and_views_that_are_not_divided(
    place_builder: "PlaceBuilder", rate: Rate
) -> None:
    rate([4] * 5, "1")
    rate([4] * 4, "2")
    rate([1, 1, 3, 5, 5], "3")
    profile = health_of(place_builder.build(), ON)
    assert [domain(profile, number).is_coloured for number in (1, 2, 3)] == [True, False, False]
    assert domain(profile, 3).is_split
    text = health_text(profile)
    assert "Leaders who make it legitimate: strong, on thin evidence [–]" in text
    assert "Joint appointments: views are divided [–]" in text


def test_the_observed_step_is_the_lowest_and_is_not_averaged_with_opinion(
    testbridge_place: Place, place_builder: "PlaceBuilder", rate: Rate
) -> None:
    rate([4] * 5, "5", day="2025-12-01")
    place = testbridge_place.with_tables(place_builder.build().tables, 2)
    money = domain(health_of(place, dt.date(2026, 1, 1)), 5)
    assert [item.step for item in money.observed.indicators] == [1, 1]
    assert money.observed.step == 1
    assert money.median == 4
    assert money.band is Band.STRONG
    assert money.gap == 3
    assert money.is_gap_wide


def test_a_gap_of_less_than_two_steps_is_no_flag(
    testbridge_place: Place, place_builder: "PlaceBuilder", rate: Rate
) -> None:
    rate([2, 2, 3, 3], "5", day="2025-12-01")
    place = testbridge_place.with_tables(place_builder.build().tables, 2)
    profile = health_of(place, dt.date(2026, 1, 1))
    assert domain(profile, 5).gap == 1.5
    assert profile.gaps == ()


def test_the_lowest_three_by_median_then_by_records(place_builder: "PlaceBuilder", rate: Rate) -> None:
    for number, score in ((1, 5), (2, 1), (4, 2), (7, 2), (13, 2)):
        rate([score] * 5, str(number))
    place_builder.add_reorganisation("Merger", effective="2027-04-01")
    profile = health_of(place_builder.build(), ON)
    # Of the three with a median of 2 only domain 13 has a step on record, the lowest.
    assert [item.domain.number for item in profile.lowest] == [2, 13, 4]
    assert [item.domain.number for item in profile.lowest_observed] == [13]


def test_own_cut_points_change_the_step(testbridge_place: Place) -> None:
    limits = CUT_POINTS["A21"].limits
    low = replace(CUT_POINTS["A21"], limits=(Limit(Side.AT_LEAST, 0.3), *limits[1:]))
    profile = health_of(testbridge_place, dt.date(2026, 1, 1), cut_points={**CUT_POINTS, "A21": low})
    assert domain(profile, 6).observed.step == 5
    assert "≥30%" in health_text(profile)


def test_evidence_is_kept_to_be_looked_at(place_builder: "PlaceBuilder") -> None:
    place_builder.add(
        Evidence(
            id="E",
            kind=EvidenceKind.DOCUMENT,
            title="…",
            theme="Data",
            date=PartialDate(2026, 5),
        )
    )
    assert [item.id for item in domain(health_of(place_builder.build(), ON), 9).evidence] == ["E"]


def test_a_cancelled_profile_stops() -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        health_of(Place(), ON, token)


def test_every_unknown_has_a_sentence_in_the_json() -> None:
    answer = health_json(Place(), health_of(Place(), ON, with_overall=True))
    not_defined, not_known = answer["not_defined"], answer["not_known"]
    assert isinstance(not_defined, dict)
    assert isinstance(not_known, dict)
    figures = not_known["figures"]
    assert not_known["domains_not_rated"] == 15
    assert all(text.endswith(".") for text in (*not_defined.values(), *figures.values()))
    assert answer["overall"] is None
    assert "overall" in figures
    for item in health_of(Place(), ON).domains:
        assert isinstance(item.opinion, NotKnown)
        for indicator in item.observed.indicators:
            key = f"domains.{item.domain.number}.observed.{indicator.key}"
            assert (key in not_defined) != (key in figures)


def test_the_overall_number_appears_only_where_asked_for() -> None:
    assert "overall" not in health_json(Place(), health_of(Place(), ON))


def test_own_questions_stand_apart(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([2, 4, 4], "We would miss the village hall")
    profile = health_of(place_builder.build(), ON)
    assert profile.whole.known == 0
    assert [item.opinion.answers.median for item in profile.questions] == [4]
    assert "“We would miss the village hall”: median 4 of 5" in health_text(profile)


def test_the_head_tells_strengths_first(place_builder: "PlaceBuilder", rate: Rate) -> None:
    rate([5] * 6, "1")
    rate([1] * 6, "15")
    first, second, *_ = summary(health_of(place_builder.build(), ON))
    assert first == "Strong by what people say: Common goals and shared targets."
    assert second.startswith("Lowest by what people say: Joint work that survives reorganisation (1)")


def test_a_post_moves_the_observed_side_of_its_domain(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Trust")
    place_builder.add_organisation("Council", Sector.LOCAL_AUTHORITY)
    before = domain(health_of(place_builder.build(), ON), 3).observed
    place_builder.add_post(
        "Lead", "Trust", {"Council": PostPartnerRole.FUNDS}, status=PostStatus.FILLED, wte=1.0
    )
    after = domain(health_of(place_builder.build(), ON), 3).observed
    assert before.step is None
    assert [item.step for item in after.indicators] == [5, 1]
    assert [before.facts[0].count, after.facts[0].count] == [0, 1]


def test_the_last_of_all_days_has_no_horizon(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("Merger", effective="2027-04-01")
    profile = health_of(place_builder.build(), dt.date.max)
    assert domain(profile, 15).observed.step is None
