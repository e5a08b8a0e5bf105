"""The observed side: Testbridge against the measure book (MEASURES E1b), and what cannot be known."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.profile.cut_points import CUT_POINTS
from partnermap.analysis.profile.reading import Reading, Source
from partnermap.analysis.profile.readings import READERS
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.place import Place
from partnermap.domain.words import (
    AgreementKind,
    AgreementStatus,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    ReorganisationStatus,
    Sector,
    TieKind,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

TESTBRIDGE_DAY = dt.date(2026, 1, 1)
ON = dt.date(2026, 11, 1)


def read(place: Place, key: str, on: dt.date = ON) -> Reading:
    """One figure before its cut-points."""
    return READERS[key](Source(Question(place, on)))


def step(reading: Reading, key: str) -> int:
    """The step of a figure that is known."""
    assert isinstance(reading.value, float | int)
    return CUT_POINTS[key].step(reading.value)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [("B8", 10.4, 1), ("B6", 0.375, 1), ("A21", 1 / 3, 3), ("A19", 0.889, 4)],
)
def test_testbridge(testbridge_place: Place, key: str, value: float, expected: int) -> None:
    found = read(testbridge_place, key, TESTBRIDGE_DAY)
    assert found.value == pytest.approx(value, abs=0.05)
    assert step(found, key) == expected


def test_testbridge_if_the_joint_team_were_one_post(
    testbridge_place: Place, place_builder: "PlaceBuilder"
) -> None:
    place_builder.add_post("Joint team as one post", "E", {"H": PostPartnerRole.FUNDS})
    posts = place_builder.build().tables
    ties = {key: tie for key, tie in testbridge_place.ties.items() if tie.to_id != "H"}
    place = testbridge_place.with_tables({**posts, "ties": ties}, 2)
    found = read(place, "C5", TESTBRIDGE_DAY)
    assert found.value == pytest.approx(7 / 28)
    assert step(found, "C5") == 2
    assert "25%" in found.text
    assert "Joint team" not in found.text


@pytest.mark.parametrize("key", ["C3", "C5"])
def test_without_posts_there_is_no_figure_of_posts(testbridge_place: Place, key: str) -> None:
    assert isinstance(read(testbridge_place, key, TESTBRIDGE_DAY).value, NotDefined)


@pytest.mark.parametrize("key", READERS)
def test_an_empty_place_has_no_figures(key: str) -> None:
    found = read(Place(), key)
    assert isinstance(found.value, NotDefined | NotKnown)
    assert found.value.reason.endswith(".")


def test_without_a_reorganisation_on_record_its_cost_is_not_known(testbridge_place: Place) -> None:
    assert isinstance(read(testbridge_place, "D5", TESTBRIDGE_DAY).value, NotKnown)


def test_disruption_is_that_of_the_next_24_months(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B", start="2015")
    decided = ReorganisationStatus.DECIDED
    place_builder.add_reorganisation(
        "Merger", affects={"A": None}, announced="2026-01-01", effective="2027-04-01", status=decided
    )
    found = read(place_builder.build(), "D5")
    assert isinstance(found.value, float)
    assert 0 < found.value < 1
    assert [about.id for about in found.records] == ["Merger"]
    assert step(found, "D5") < 5


def test_the_worse_of_all_money_and_that_of_the_voluntary_sector_counts(
    place_builder: "PlaceBuilder",
) -> None:
    place_builder.add_organisation("Council", Sector.LOCAL_AUTHORITY)
    place_builder.add_organisation("Trust")
    place_builder.add_agreement(
        "Pool",
        pays={"Council": 100, "Trust": 100},
        host_id="Council",
        legal_basis=LegalBasis.S75_POOLED,
        start="2020-04-01",
        end="2027-04-30",
        year="2026/27",
        recurrent=False,
    )
    found = read(place_builder.build(), "B8")
    assert isinstance(found.value, float)
    assert found.value == pytest.approx(5.9, abs=0.1)
    assert read(place_builder.build(), "B6").value == 1.0


def test_empty_posts_are_told_as_counts(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    for title, status in (("One", PostStatus.VACANT), ("Two", PostStatus.FILLED)):
        place_builder.add_post(title, "A", {"B": PostPartnerRole.FUNDS}, status=status, wte=1.0)
    found = read(place_builder.build(), "C3")
    assert found.value == 0.5
    assert found.text == "1 of 2 joint posts is empty."


def test_programmes_that_state_six_things(place_builder: "PlaceBuilder") -> None:
    six = dict.fromkeys(
        ("inequality_type", "group", "comparison", "geography", "driver", "logic"), "something"
    )
    place_builder.add_programme("Clear", **six)
    place_builder.add_programme("Less clear", **{**six, "logic": "not stated"})
    found = read(place_builder.build(), "F1")
    assert found.value == 0.5
    assert found.text.startswith("1 of 2 programmes can state 6 or more of 8 things")


def test_a_change_needs_a_check_and_an_action(place_builder: "PlaceBuilder") -> None:
    decided = ReorganisationStatus.DECIDED
    for name in ("Checked", "Checked in vain", "Unchecked"):
        place_builder.add_reorganisation(name, effective="2027-04-01", status=decided)
    for name in ("Checked", "Checked in vain"):
        place_builder.add(
            Statement(
                id=f"s{name}",
                kind="equity check",
                text="…",
                about_table="reorganisations",
                about_id=name,
            )
        )
    for name in ("Checked", "Unchecked"):
        place_builder.add(
            Action(id=f"a{name}", action="…", about_table="reorganisations", about_id=name)
        )
    found = read(place_builder.build(), "equity")
    assert found.value == pytest.approx(1 / 3)
    assert step(found, "equity") == 2


@pytest.mark.parametrize(
    ("announced", "effective", "status"),
    [
        ("2020", "2024-10-31", ReorganisationStatus.IN_FORCE),
        ("2026", "2027-04-01", ReorganisationStatus.PROPOSED),
        ("2026-12", "2027", ReorganisationStatus.DECIDED),
        ("2026", "2027-04-01", ReorganisationStatus.NOT_PROCEEDING),
    ],
)
def test_changes_long_past_only_proposed_or_not_announced_yet_do_not_count(
    place_builder: "PlaceBuilder", announced: str, effective: str, status: ReorganisationStatus
) -> None:
    place_builder.add_reorganisation("Change", announced=announced, effective=effective, status=status)
    assert isinstance(read(place_builder.build(), "equity").value, NotKnown)


def test_expired_data_agreements_that_still_run_are_out_of_date(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    for name, end, status in (
        ("Valid", "2027-03-31", AgreementStatus.SIGNED),
        ("Lapsed", "2025-03-31", AgreementStatus.EXPIRED_BUT_RUNNING),
        ("Over", "2025-03-31", AgreementStatus.ENDED),
    ):
        place_builder.add_agreement(
            name,
            kind=AgreementKind.DATA_SHARING,
            parties=("A", "B"),
            start="2020-04-01",
            end=end,
            status=status,
        )
    found = read(place_builder.build(), "data")
    assert found.value == 0.5
    assert found.text == "1 of 2 data sharing agreements is in date."
    assert {about.id for about in found.records} == {"Valid", "Lapsed"}


def test_link_ages_leave_out_unknown_starts(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B", "C"):
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B", TieKind.REFERRAL, start="2015")
    place_builder.add_tie("B", "C", TieKind.REFERRAL)
    found = read(place_builder.build(), "A21")
    assert found.value == 1.0
    assert [about.id for about in found.records] == ["ties-1"]


def test_no_voluntary_body_is_not_known_rather_than_nought(place_builder: "PlaceBuilder") -> None:
    for name in ("A", "B"):
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B")
    assert isinstance(read(place_builder.build(), "A19").value, NotKnown)


def test_a_later_date_reads_the_records_of_that_date(testbridge_place: Place) -> None:
    ended = {
        key: replace(tie, end=PartialDate(2026, 6)) if tie.to_id == "H" else tie
        for key, tie in testbridge_place.ties.items()
    }
    place = testbridge_place.with_tables({"ties": ended}, 2)
    before, after = (read(place, "A21", day) for day in (TESTBRIDGE_DAY, ON))
    assert len(before.records) == len(after.records) + 2
