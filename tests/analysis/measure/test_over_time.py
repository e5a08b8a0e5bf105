"""Any measure as a line across dates, with reorganisations marked."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.measure import over_time as lines
from partnermap.analysis.measure.over_time import (
    NOT_OPEN,
    Mark,
    dates_between,
    marks_between,
    over_time,
)
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.summary import measures
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import ReorganisationStatus, TieKind
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
DATES = [dt.date(2026, 1, 1), dt.date(2020, 1, 1), dt.date(2023, 1, 1)]


def _dig(answer: Any, key: str) -> Any:
    for part in key.split("."):
        answer = answer[part]
    return len(answer) if isinstance(answer, list) else answer


KEYS = (
    *("organisations", "ties", "pairs", "density", "components", "isolates", "bridges"),
    *("centralisation.degree", "centralisation.betweenness", "e_i_index.value", "e_i_index.p_low"),
    *("sector_assortativity", "mixing_matrix.NHS.VCSE", "multiplexity.mean", "tie_age.median"),
    *("robustness.mean", "vcse_inclusion.share", "funding.total", "appointments.posts"),
)


@pytest.mark.parametrize("key", KEYS)
def test_every_date_is_what_measures_says(testbridge_place: Place, key: str) -> None:
    (found,) = over_time(testbridge_place, [ON], [key]).lines[key]
    assert found == pytest.approx(_dig(measures(testbridge_place, ON), key))


def test_every_quick_figure_is_tested_against_the_slow_way() -> None:
    assert set(lines._QUICK) <= set(KEYS)


def test_dates_come_in_order_once(testbridge_place: Place) -> None:
    found = over_time(testbridge_place, [*DATES, ON], ["ties"])
    assert found.dates == tuple(sorted(DATES))
    # 2020: A-D joint funding, B-C, and D-E whose start is not known; 2023 adds five more.
    assert found.lines["ties"] == (3, 8, 10)


def test_kinds_narrow_the_network(testbridge_place: Place) -> None:
    only = frozenset({TieKind.REFERRAL})
    assert over_time(testbridge_place, [ON], ["ties"], kinds=only).lines["ties"] == (2,)


def test_what_is_not_defined_keeps_its_reason(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A", opened="2021")
    place_builder.add_organisation("B", opened="2023")
    keys = ["density", "tie_age.median", "centralisation.closeness", "trust.median"]
    found = over_time(place_builder.build(), DATES, keys)
    assert [type(value) for value in found.lines["density"]] == [NotDefined, float, float]
    assert {type(value) for value in found.lines["centralisation.closeness"]} == {NotDefined}
    assert {type(value) for value in found.lines["trust.median"]} == {NotKnown}


def test_an_organisation_is_followed_while_it_is_open(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("B")
    place_builder.add_organisation("A", opened="2022", closed="2024")
    place_builder.add_organisation("C")
    place_builder.add_tie("A", "C")
    place_builder.add_tie("B", "C")
    place = place_builder.build()
    keys = ["per_organisation.degree", "per_organisation.brokerage.coordinator"]
    found = over_time(place, DATES, keys, organisation_id="A")
    assert found.lines[keys[0]] == (NOT_OPEN, 1, NOT_OPEN)
    other = over_time(place, DATES, keys, organisation_id="C")
    assert other.lines[keys[0]] == (1, 2, 1)
    assert other.lines[keys[1]] == (0, 1, 0)
    assert set(over_time(place, DATES, keys).lines[keys[0]]) == {NOT_OPEN}


@pytest.mark.parametrize("key", ["health", "density.value", "mixing_matrix", "e_i_index.mean"])
def test_a_key_that_is_no_figure_is_refused(testbridge_place: Place, key: str) -> None:
    with pytest.raises(KeyError):
        over_time(testbridge_place, [ON], [key])


def test_no_dates_have_no_marks(testbridge_place: Place) -> None:
    found = over_time(testbridge_place, [], ["density"])
    assert (found.dates, found.lines, found.marks) == ((), {"density": ()}, ())


@pytest.fixture
def reorganised(place_builder: "PlaceBuilder") -> Place:
    """One reorganisation in force, one decided, one proposed, one without a date."""
    for name in "AB":
        place_builder.add_organisation(name)
    for name, status, effective in (
        ("First", ReorganisationStatus.IN_FORCE, "2021-07"),
        ("Second", ReorganisationStatus.DECIDED, "2025-04-01"),
        ("Idea", ReorganisationStatus.PROPOSED, "2023-04-01"),
        ("Undated", ReorganisationStatus.DECIDED, "not known"),
    ):
        place_builder.add_reorganisation(name, status=status, effective=effective)
    return place_builder.build()


def test_reorganisations_are_marked_on_the_day_they_take_effect(reorganised: Place) -> None:
    found = over_time(reorganised, DATES, ["density"]).marks
    assert found == (
        Mark(dt.date(2021, 7, 1), "First", "First"),
        Mark(dt.date(2025, 4, 1), "Second", "Second"),
    )
    assert marks_between(reorganised, dt.date(2025, 4, 1), dt.date(2025, 4, 1)) == found[1:]
    assert marks_between(reorganised, dt.date(2022, 1, 1), dt.date(2025, 3, 31)) == ()


def test_dates_show_the_jump_of_a_reorganisation(reorganised: Place) -> None:
    found = dates_between(reorganised, dt.date(2025, 1, 1), dt.date(2026, 1, 1), months=6)
    assert [day.isoformat() for day in found] == [
        "2025-01-01",
        "2025-03-31",
        "2025-04-01",
        "2025-07-01",
        "2026-01-01",
    ]
    one = dates_between(reorganised, ON, ON)
    assert one == (ON,)


def test_it_reports_and_can_be_cancelled(testbridge_place: Place) -> None:
    shares: list[float] = []
    token = Token(lambda share, _: shares.append(share))
    over_time(testbridge_place, DATES, ["density"], token=token)
    assert shares == pytest.approx([0, 1 / 3, 2 / 3])
    token.cancel()
    with pytest.raises(Cancelled):
        over_time(testbridge_place, DATES, ["density"], token=token)
