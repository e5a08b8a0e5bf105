"""Assumptions: read from the file, checked row by row, listed with their evidence."""

import pytest

from partnermap.analysis.disruption.assumptions import Shape, assumptions_of
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.reference import references
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationKind, TieKind


def place_with(*rows: tuple[str, str | None, str | None]) -> Place:
    records = {
        str(number): Assumption(id=str(number), name=name, low=low, high=high)
        for number, (name, low, high) in enumerate(rows)
    }
    return Place(1, {Assumption.TABLE: records})


def test_the_documented_defaults_hold_where_the_file_is_silent() -> None:
    found = assumptions_of(Place())
    assert (found.fade, found.lead_in_cap, found.slip) == (Range(18, 24), Range(24, 24), Range(0, 6))
    assert (found.shape, found.draws, found.problems) == (Shape.BOTH, 2_000, ())
    assert found.sensitivity[TieKind.TRUST] == Range(0.8, 1)
    assert found.sensitivity[TieKind.REFERRAL] == Range(0.5, 0.8)
    assert found.sensitivity[TieKind.JOINT_FUNDING] == Range(0.3, 0.6)


def test_the_file_is_heard() -> None:
    rows = (
        ("fade_months", "24", "36"),
        ("Slip months", "0", "0"),
        ("shape", "fade", "fade"),
        ("sensitivity:Joint Team", "1", None),
        ("seed", "7", "7"),
        ("draws", "500", ""),
    )
    found = assumptions_of(place_with(*rows))
    assert found.problems == ()
    assert (found.fade, found.slip, found.shape) == (Range(24, 36), Range(0, 0), Shape.FADE)
    assert found.sensitivity[TieKind.JOINT_TEAM] == Range(1, 1)
    assert (found.seed, found.draws) == (7, 500)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("fade", "18", "24"), "Name: there is no such assumption"),
        (("sensitivity:magic", "0", "1"), "“magic” is not one of"),
        (("fade_months", "24", "18"), "High: 18 is below Low 24"),
        (("fade_months", "long", "24"), "Low: “long” is not a number"),
        (("fade_months", "nan", "24"), "Low: “nan” is not a number"),
        (("fade_months", "0", "24"), "is not longer than none"),
        (("slip_months", "-1", "6"), "Low: -1 is outside"),
        (("sensitivity:trust", "0.5", "1.5"), "High: 1.5 is outside 0 to 1"),
        (("shape", "fade", "round"), "High: “round” is not one of: fade, block, both"),
        (("seed", "1", "2"), "one number and no range"),
        (("draws", "0", "0"), "whole number from 1"),
        (("draws", "1e9", "1e9"), "whole number from 1"),
        (("seed", "1.5", "1.5"), "no whole number"),
        (("fade_months", None, " "), "Low: it is blank"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_bad_row_is_one_sentence_and_the_default_holds(
    row: tuple[str, str | None, str | None], words: str
) -> None:
    found = assumptions_of(place_with(row, ("lead_in_cap_months", "12", "12")))
    (problem,) = found.problems
    assert words in problem.text
    assert (problem.about.table, problem.about.id) == ("assumptions", "0")
    assert "\n" not in problem.text
    default = assumptions_of(Place())
    assert (found.fade, found.slip, found.shape) == (default.fade, default.slip, default.shape)
    assert (found.sensitivity, found.seed, found.draws) == (
        default.sensitivity,
        default.seed,
        default.draws,
    )
    assert found.lead_in_cap == Range(12, 12)


def test_the_first_of_two_rows_of_one_name_counts() -> None:
    found = assumptions_of(place_with(("fade_months", "20", "20"), ("fade months", "30", "30")))
    assert found.fade == Range(20, 20)
    assert "twice" in found.problems[0].text


def test_every_assumption_is_listed_with_title_unit_default_and_evidence() -> None:
    listed = {
        item.name: item for item in assumptions_of(place_with(("fade_months", "20", "22"))).listed()
    }
    assert listed.keys() == references().keys()
    assert all(item.title and item.unit and item.evidence for item in listed.values())
    fade = listed["fade_months"]
    assert (fade.low, fade.high, fade.default_low, fade.default_high) == ("20", "22", "18", "24")
    assert (fade.record_id, listed["slip_months"].record_id) == ("0", None)


def test_every_kind_of_tie_and_of_change_has_a_default() -> None:
    names = references().keys()
    assert {f"sensitivity:{kind.value}" for kind in TieKind} <= names
    assert {f"peak:{kind.value}" for kind in ReorganisationKind} <= names
    effects = set(Effect) - {Effect.CREATED, Effect.AFFECTED}
    assert {f"peak:{effect.value}" for effect in effects} <= names
