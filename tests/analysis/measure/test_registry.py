"""The registry explains exactly the figures that `measures` gives."""

import datetime as dt
from typing import Any

import pytest

from partnermap.analysis.measure.registry import MEASURES, measure
from partnermap.analysis.measure.summary import measures
from partnermap.domain.place import Place

COUNTS = {"on", "organisations", "ties", "pairs", "not_defined", "not_known"}
LISTS = {"hubs", "waiting", "recorded_beside_derived"}


def test_every_figure_has_an_entry_and_every_entry_a_figure(testbridge_place: Place) -> None:
    answer: Any = measures(testbridge_place, dt.date(2026, 1, 1))
    found = set(answer) - COUNTS - LISTS - {"funding", "appointments", "per_organisation"}
    found |= {f"funding.{key}" for key in answer["funding"]} - {"funding.by_sector"}
    found |= {f"appointments.{key}" for key in answer["appointments"]}
    row = answer["per_organisation"][0]
    found |= {f"per_organisation.{key}" for key in row if key not in {"organisation", "sector"}}
    assert {item.key for item in MEASURES} == found


def test_keys_are_unique_and_sentences_whole() -> None:
    assert len({item.key for item in MEASURES}) == len(MEASURES)
    assert all(item.board.endswith(".") for item in MEASURES)


def test_a_measure_is_found_by_key() -> None:
    assert measure("density").title == "Density"
    with pytest.raises(KeyError):
        measure("health")
