"""The shared goals: the matrix equals a plain count; priorities, blank cells, dates."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.profile.goals import goal_matrix
from partnermap.analysis.profile.voices import (
    Priority,
    counter_voices_of,
    priorities_of,
    priority_of,
    remarks_of,
    with_priority,
)
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Alias, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.programme import Delivery, Programme, ProgrammeOwner
from partnermap.domain.record import About, Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import PostPartnerRole, Sector, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)


def own(build: "PlaceBuilder", programme: str, *bodies: str) -> None:
    for body in bodies:
        build.add(ProgrammeOwner(id=f"{programme}-{body}", programme_id=programme, organisation_id=body))


def say(build: "PlaceBuilder", programme: str, owner: str | None, text: str, **fields: object) -> str:
    stage = str(fields.get("stage", "priority"))
    day = fields.get("day")
    return build.add(
        Statement(
            id=f"{programme}-{owner}-{text}-{day}",
            about_table=Programme.TABLE,
            about_id=programme,
            kind="Framing",
            stage=stage,
            owner=owner,
            text=text,
            date=PartialDate.parse(str(day)) if day else None,
        )
    )


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    place_builder.add_organisation("Trust")
    place_builder.add_organisation("Council", Sector.LOCAL_AUTHORITY)
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_organisation("Nobody yet", None)
    place_builder.add_programme("Goal")
    return place_builder


def test_owners_and_those_who_deliver_are_told_apart(build: "PlaceBuilder") -> None:
    own(build, "Goal", "Trust")
    build.add_agreement("Fund", pays={"Council": 1}, receives={"Charity": 1})
    build.add_delivery("Goal", "agreements", "Fund")
    matrix = goal_matrix(build.build(), ON)
    assert matrix.organisation_ids == ("Trust", "Council", "Charity", "Nobody yet")
    assert matrix.taking_part == ("Trust", "Council", "Charity")
    assert matrix.cell("Goal", "Trust").owns
    assert matrix.cell("Goal", "Charity").delivers == (About("agreements", "Fund"),)
    assert not matrix.cell("Goal", "Nobody yet").takes_part
    assert matrix.goals[0].without == ("the local authorities", "the VCSE")
    assert matrix.goals[0].nobody_text == "Nobody of the local authorities or the VCSE owns it."


def test_a_community_body_counts_as_vcse_and_no_owner_is_said_plainly(build: "PlaceBuilder") -> None:
    build.add_organisation("Hall", Sector.COMMUNITY)
    build.add_programme("Other")
    own(build, "Goal", "Trust", "Council", "Hall")
    first, second = goal_matrix(build.build(), ON).goals
    assert first.nobody_text == ""
    assert second.nobody_text == "Nobody owns it."


def test_only_what_is_there_on_the_date_delivers(build: "PlaceBuilder") -> None:
    records = [
        ("ties", build.add_tie("Trust", "Council", end="2026-05")),
        ("posts", build.add_post("Lead", "Trust", {"Charity": PostPartnerRole.FUNDS}, end="2026-07")),
        ("teams", build.add_team("Board", ["Council"], lead="Trust", start="2027")),
    ]
    for table, key in records:
        build.add_delivery("Goal", table, key)
    build.add_delivery("Goal", "posts", "gone")
    place = build.build()

    def bodies(day: dt.date) -> set[str]:
        return {body for _, body in goal_matrix(place, day).cells}

    assert bodies(dt.date(2026, 5, 31)) == {"Trust", "Council", "Charity"}
    assert bodies(ON) == {"Trust", "Charity"}
    assert bodies(dt.date(2027, 1, 1)) == {"Trust", "Council"}
    assert bodies(dt.date(2026, 8, 1)) == set()


def test_an_owner_that_has_closed_stays_in_view(build: "PlaceBuilder") -> None:
    build.add_organisation("Old", Sector.NHS, closed="2020")
    own(build, "Goal", "Old")
    assert "Old" in goal_matrix(build.build(), ON).organisation_ids
    build.add_organisation("Older", Sector.NHS, closed="2019")
    assert "Older" not in goal_matrix(build.build(), ON).organisation_ids


def test_priorities_differ_and_the_latest_of_each_counts(build: "PlaceBuilder") -> None:
    say(build, "Goal", "Trust", "Low priority", day="2024")
    say(build, "Goal", "trust ", "High priority for Trust: falls", day="2026-01")
    say(build, "Goal", "Council", "high", day="2025")
    (goal,) = goal_matrix(build.build(), ON).goals
    assert goal.priorities == {"Trust": Priority.HIGH, "Council": Priority.HIGH}
    assert not goal.differs
    say(build, "Goal", "Council", "Not a priority", day="2026")
    matrix = goal_matrix(build.build(), ON)
    assert matrix.goals[0].differs
    assert matrix.cell("Goal", "Council").priority is Priority.NONE
    assert matrix.taking_part == ("Trust", "Council")
    assert not matrix.cell("Goal", "Council").takes_part


def test_who_says_it_is_found_by_any_of_its_names_and_never_guessed(build: "PlaceBuilder") -> None:
    build.add(PastName(id="past", organisation_id="Trust", name="Infirmary"))
    build.add(Alias(id="alias", organisation_id="Council", name="Town Hall"))
    build.add_organisation("Two", short_name="Same")
    build.add_organisation("Three", short_name="Same")
    for owner in ("Infirmary", "TOWN HALL", "Same", "Somebody", None):
        say(build, "Goal", owner, "high")
    say(build, "Goal", "Charity", "As others do")
    place = build.build()
    (goal,) = goal_matrix(place, ON).goals
    assert set(goal.priorities) == {"Trust", "Council"}
    assert {row.owner for row in goal.elsewhere} == {"Same", "Somebody", None}
    assert [row.text for row in priorities_of(place)["Goal"] if row.priority is None] == ["As others do"]


@pytest.mark.parametrize(
    ("text", "priority"),
    [
        ("High priority for Age Well", Priority.HIGH),
        (" medium: money", Priority.MEDIUM),
        ("LOW", Priority.LOW),
        ("not a priority", Priority.NONE),
        ("No priority", Priority.NONE),
        ("none", Priority.NONE),
        ("higher than before", None),
        ("nonetheless", None),
        ("we shall see", None),
        ("", None),
    ],
)
def test_a_priority_is_one_of_four_words_or_not_said(text: str, priority: Priority | None) -> None:
    assert priority_of(text) is priority


def test_another_priority_keeps_the_reason() -> None:
    text = "Low priority for Age Well: no staff"
    assert with_priority(text, Priority.NONE) == "Not a priority for Age Well: no staff"
    assert priority_of(with_priority(text, Priority.HIGH)) is Priority.HIGH


def test_counter_voices_and_remarks_are_told_apart(build: "PlaceBuilder") -> None:
    say(build, "Goal", "Chair", "The treasurer, over money", stage="Counter-voice", day="2026")
    say(build, "Goal", "Chair", "The union, over shifts", stage="counter voice", day="2025")
    say(build, "Goal", "Chair", "A slogan", stage="")
    place = build.build()
    assert [row.text for row in counter_voices_of(place)["Goal"]] == [
        "The treasurer, over money",
        "The union, over shifts",
    ]
    assert [row.text for row in remarks_of(place)["Goal"]] == ["A slogan"]


def test_an_empty_place_has_an_empty_matrix() -> None:
    matrix = goal_matrix(Place(), ON)
    assert (matrix.goals, matrix.organisation_ids, matrix.cells) == ((), (), {})


BODIES, GOALS = ("A", "B", "C", "D"), ("P", "Q", "R")


@settings(max_examples=50, deadline=None)
@given(
    owns=st.lists(st.tuples(st.sampled_from(GOALS), st.sampled_from(BODIES)), max_size=10),
    ties=st.lists(
        st.tuples(st.sampled_from(GOALS), st.sampled_from(BODIES), st.sampled_from(BODIES)), max_size=8
    ),
)
def test_the_matrix_equals_a_plain_count(
    owns: list[tuple[str, str]], ties: list[tuple[str, str, str]]
) -> None:
    records: list[Record] = [Organisation(id=key, name=key) for key in BODIES]
    records += [Programme(id=key, name=key) for key in GOALS]
    for at, (goal, body) in enumerate(owns):
        records.append(ProgrammeOwner(id=str(at), programme_id=goal, organisation_id=body))
    for at, (goal, one, other) in enumerate(ties):
        records.append(Tie(id=str(at), from_id=one, to_id=other, kind=TieKind.TRUST))
        records.append(Delivery(id=str(at), programme_id=goal, about_table=Tie.TABLE, about_id=str(at)))
    tables: dict[str, dict[str, Record]] = {}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    matrix = goal_matrix(Place(version=1, tables=tables), ON)
    for goal in GOALS:
        for body in BODIES:
            cell = matrix.cell(goal, body)
            count = sum(key == goal and body in (one, other) for key, one, other in ties)
            assert cell.owns == ((goal, body) in owns)
            assert len(cell.delivers) == count
    assert len(matrix.cells) == len(
        {*owns, *((goal, end) for goal, one, other in ties for end in (one, other))}
    )
