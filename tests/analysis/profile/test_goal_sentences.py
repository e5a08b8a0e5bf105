"""Sentences on shared goals for a board: blank stays `not said`, and nothing is called low by itself."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.profile.goal_sentences import (
    NOT_SAID,
    changers_text,
    difference_texts,
    horizon_text,
    nobody_texts,
    ownership_text,
    said_text,
    scale_text,
    tag_counts,
    unit_text,
)
from partnermap.analysis.profile.goals import goal_matrix
from partnermap.analysis.profile.programmes import ProgrammeRecord, programmes_of
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.domain.words import Sector

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)


def build_goals(build: "PlaceBuilder") -> Place:
    build.add_organisation("Trust")
    build.add_organisation("Charity", Sector.VCSE)
    for goal, bodies in {"One": ("Trust", "Charity"), "Two": ("Trust",), "Three": ()}.items():
        build.add_programme(goal)
        for body in bodies:
            build.add(
                ProgrammeOwner(id=f"{goal}-{body}", programme_id=goal, organisation_id=body),
            )
    for body, text in (("Trust", "High priority"), ("Charity", "Low priority")):
        build.add(
            Statement(
                id=body,
                about_table=Programme.TABLE,
                about_id="One",
                kind="framing",
                stage="priority",
                owner=body,
                text=text,
            )
        )
    return build.build()


def test_a_board_is_told_who_owns_nothing_and_where_priorities_differ(
    place_builder: "PlaceBuilder",
) -> None:
    place = build_goals(place_builder)
    matrix = goal_matrix(place, ON)
    assert ownership_text(matrix) == "1 of 3 goals is owned by two organisations or more."
    assert list(nobody_texts(matrix)) == [
        "Nobody owns Three.",
        "Nobody of the local authorities owns One and Two.",
        "Nobody of the VCSE owns Two.",
    ]
    assert list(difference_texts(matrix)) == [
        "Priorities differ on One: high priority for Trust; low priority for Charity."
    ]
    assert said_text(matrix) == ("2 of 3 owners, counted goal by goal, have said how much they want it.")


def test_of_no_goals_nothing_is_claimed() -> None:
    matrix = goal_matrix(Place(), ON)
    assert ownership_text(matrix) == "No shared goal is recorded."
    assert list(nobody_texts(matrix)) == []
    assert said_text(matrix) == ""
    counts = tag_counts(())
    assert {total for words in counts.values() for total in words.values()} == {0}


def record_of(build: "PlaceBuilder", **fields: object) -> ProgrammeRecord:
    build.add_programme("Goal", **fields)
    (record,) = programmes_of(build.build()).records
    return record


@pytest.mark.parametrize(
    ("framing", "unit", "scale", "changers"),
    [
        (None, NOT_SAID, NOT_SAID, NOT_SAID),
        ("not stated", NOT_SAID, NOT_SAID, NOT_SAID),
        ("risk group", "risk group", NOT_SAID, NOT_SAID),
        ("access; gap", "access", "gap between extremes", "not said; unit implies organisations"),
        ("individual choice; services, policy", "individual choice", NOT_SAID, "services and policy"),
        ("a slogan", "“a slogan”", NOT_SAID, NOT_SAID),
    ],
)
def test_what_is_blank_stays_not_said(
    place_builder: "PlaceBuilder", framing: str | None, unit: str, scale: str, changers: str
) -> None:
    record = record_of(place_builder, framing=framing)
    assert (unit_text(record), scale_text(record), changers_text(record)) == (unit, scale, changers)


@pytest.mark.parametrize(
    ("written", "told"),
    [(None, NOT_SAID), ("18 months", "1 to 5 years"), ("for ever", "“for ever”")],
)
def test_a_horizon_in_other_words_is_quoted(
    place_builder: "PlaceBuilder", written: str | None, told: str
) -> None:
    assert horizon_text(record_of(place_builder, horizon=written)) == told


def test_tags_are_counted_and_so_are_the_blanks(place_builder: "PlaceBuilder") -> None:
    for name, framing, horizon in (
        ("A", "access; gradient; people; policy", "3 years"),
        ("B", "a slogan", "long"),
        ("C", None, None),
    ):
        place_builder.add_programme(name, framing=framing, horizon=horizon)
    counts = tag_counts(programmes_of(place_builder.build()).records)
    assert counts["unit"]["access"] == 1
    assert (counts["unit"]["in other words"], counts["unit"][NOT_SAID]) == (1, 1)
    assert counts["gap or gradient"] == {"gap between extremes": 0, "gradient": 1, NOT_SAID: 2}
    assert counts["horizon"] == {
        "up to 1 year": 0,
        "1 to 5 years": 1,
        "over 5 years": 0,
        "in other words": 1,
        NOT_SAID: 1,
    }
    assert counts["who must change"] == {
        "people": 1,
        "services": 0,
        "organisations": 0,
        "policy": 1,
        NOT_SAID: 2,
    }


def test_everything_to_ask_of_a_programme_stands_together(place_builder: "PlaceBuilder") -> None:
    fields = {"group": "Carers", "framing": "people", "logic": "Buses", "sponsor": "Chair"}
    place_builder.add_programme("A", inequality_type="access", baseline="3 of 9", **fields)
    place_builder.add_programme("B", inequality_type="health status", **fields)
    found = programmes_of(place_builder.build())
    first, second = (found.asked_of(record) for record in found.records)
    assert len(first) == 2
    assert first[0].startswith("It asks individuals alone to change")
    assert first[1] == found.clashes[0].text
    assert second[0] == "It has no baseline, so it cannot be tracked."
