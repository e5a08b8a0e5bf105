"""When reorganisations weigh on organisations."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.disruption.window import being_reorganised, windows
from partnermap.domain.evidence import Assumption
from partnermap.domain.words import Effect, ReorganisationStatus

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ORDERED, PROPOSED = ReorganisationStatus.ORDERED, ReorganisationStatus.PROPOSED


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in ("Old", "New", "Hit"):
        place_builder.add_organisation(name)
    place_builder.add_reorganisation(
        "Merger",
        moves=[("Old", "New")],
        affects={"Hit": Effect.AFFECTED},
        status=ORDERED,
        announced="2025-09",
        shadow_from="2026-01-01",
        effective="2026-04-01",
    )
    return place_builder


def test_a_window_runs_from_announcement_to_two_years_after(build: "PlaceBuilder") -> None:
    (window,) = windows(build.build())
    assert (window.start, window.effective) == (dt.date(2025, 9, 1), dt.date(2026, 4, 1))
    assert window.blight_end == dt.date(2028, 4, 1)
    assert set(window.organisation_ids) == {"Old", "New", "Hit"}


@pytest.mark.parametrize(
    ("day", "hit"),
    [("2025-08-31", False), ("2025-09-01", True), ("2028-04-01", True), ("2028-04-02", False)],
)
def test_who_is_being_reorganised(build: "PlaceBuilder", day: str, hit: bool) -> None:
    found = being_reorganised(build.build(), dt.date.fromisoformat(day))
    assert set(found) == ({"Old", "New", "Hit"} if hit else set())


def test_without_an_announcement_it_starts_when_it_takes_effect(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("R", status=ORDERED, effective="2026-04-01")
    (window,) = windows(place_builder.build())
    assert window.start == window.effective


def test_the_fade_of_the_file_ends_the_window(build: "PlaceBuilder") -> None:
    build.add(Assumption(id="a", name="fade_months", low="30", high="36"))
    (window,) = windows(build.build())
    assert window.blight_end == dt.date(2029, 4, 1)


def test_what_disruption_cannot_reckon_with_has_no_window(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation(
        "Backwards", status=ORDERED, announced="2026-09-01", effective="2026-04-01"
    )
    assert windows(place_builder.build()) == ()


def test_only_the_register_counts(place_builder: "PlaceBuilder") -> None:
    place_builder.add_reorganisation("Maybe", status=PROPOSED, effective="2026-04-01")
    place_builder.add_reorganisation("What if", status=ORDERED, effective="2026-04-01", scenario="S")
    place_builder.add_reorganisation("No date", status=ORDERED)
    place = place_builder.build()
    assert windows(place) == ()
    assert [window.name for window in windows(place, with_proposed=True)] == ["Maybe"]


def test_windows_stand_in_order_of_their_start(build: "PlaceBuilder") -> None:
    build.add_reorganisation("Earlier", status=ORDERED, effective="2022-07-01")
    assert [window.name for window in windows(build.build())] == ["Earlier", "Merger"]
