"""From when to when ties run within a horizon, by the rules that make the network."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.disruption.spells import tie_spells
from partnermap.domain.place import Place
from partnermap.domain.words import AgreementStatus
from partnermap.network.derive import ties_and_hubs
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

SINCE, UNTIL = dt.date(2026, 1, 1), dt.date(2026, 1, 31)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABC":
        place_builder.add_organisation(name)
    return place_builder


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, [(0, 30)]),
        ("2026-01-11", None, [(10, 30)]),
        (None, "2026-01-10", [(0, 10)]),
        ("2025-12", "2026-01-01", [(0, 1)]),
        ("2026-01-30", "2026-02-28", [(29, 30)]),
        ("2026-01-31", None, []),
        (None, "2025-12-31", []),
        (None, "not known", [(0, 30)]),
        ("2026-01-20", "2026-01-10", []),
    ],
)
def test_first_and_last_days_count(
    build: "PlaceBuilder", start: str | None, end: str | None, expected: list[tuple[int, int]]
) -> None:
    build.add_tie("A", "B", start=start, end=end)
    found = tie_spells(build.build(), SINCE, UNTIL)
    assert [spell for item in found for spell in item.spells] == expected


def test_what_happens_to_its_ends_does_not_matter(build: "PlaceBuilder") -> None:
    build.add_organisation("Gone", closed="2020-01-01")
    build.add_tie("A", "Gone")
    (found,) = tie_spells(build.build(), SINCE, UNTIL)
    assert found.spells == ((0, 30),)


def test_a_member_who_leaves_and_comes_back_has_two_spells(build: "PlaceBuilder") -> None:
    build.add_team("Team", ["A"], start="2020-01-01")
    build.add_member("Team", "B", end="2026-01-05")
    build.add_member("Team", "B", start="2026-01-11")
    (found,) = tie_spells(build.build(), SINCE, UNTIL)
    assert found.spells == ((0, 5), (10, 30))


def test_an_agreement_that_runs_on_ends_when_another_replaces_it(build: "PlaceBuilder") -> None:
    pays = {"A": 1}
    lapsed: dict[str, Any] = {"end": "2025-03-31", "status": AgreementStatus.EXPIRED_BUT_RUNNING}
    build.add_agreement("Old", pays=pays, host_id="B", start="2020-01-01", **lapsed)
    build.add_agreement("New", pays=pays, host_id="B", start="2026-01-16", replaces_id="Old")
    found = {item.tie.origin.id: item.spells for item in tie_spells(build.build(), SINCE, UNTIL)}
    assert found == {"Old": ((0, 15),), "New": ((15, 30),)}


def test_every_day_holds_the_ties_of_the_network(testbridge_place: Place) -> None:
    since, until = dt.date(2026, 3, 25), dt.date(2027, 4, 5)
    spells = tie_spells(testbridge_place, since, until)
    for day in range(0, (until - since).days, 3):
        ties, _ = ties_and_hubs(
            lookup_of(testbridge_place), since + dt.timedelta(days=day), with_forums=False
        )
        running = {
            item.tie.id for item in spells if any(first <= day < after for first, after in item.spells)
        }
        assert running == {tie.id for tie in ties}
