"""The nearest date that has links, for a date that has none."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.health.nearest import nearest_day_with_links

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 11, 1)


def test_the_last_day_before_comes_first(place_builder: "PlaceBuilder") -> None:
    for name in "ABC":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B", start="2020", end="2024-03")
    place_builder.add_tie("A", "C", start="2021", end="2026-03")
    place_builder.add_tie("B", "C", start="2027-01")
    assert nearest_day_with_links(place_builder.build(), ON) == dt.date(2026, 3, 31)


def test_else_the_first_day_after(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", start="2027-01")
    assert nearest_day_with_links(place_builder.build(), ON) == dt.date(2027, 1, 1)


def test_a_last_day_on_which_an_end_had_closed_is_passed_over(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_organisation("C", closed="2022-03-31")
    place_builder.add_tie("A", "B", start="2020", end="2023-03")
    place_builder.add_tie("A", "C", start="2020", end="2025-03")
    assert nearest_day_with_links(place_builder.build(), ON) == dt.date(2023, 3, 31)


def test_none_where_there_is_no_link_at_all(place_builder: "PlaceBuilder") -> None:
    assert nearest_day_with_links(place_builder.build(), ON) is None
