"""The registry explains exactly the figures that `measures` gives, each once and completely."""

import datetime as dt
from typing import Any

import pytest

from partnermap.analysis.measure.entry import Need, Shown
from partnermap.analysis.measure.registry import FAMILIES, MEASURES, measure
from partnermap.analysis.measure.summary import measures
from partnermap.domain.place import Place

SPECIALIST = {
    *("eigenvector", "core_number", "constraint", "effective_size", "brokerage"),
    "sector_assortativity",
}
"""DESIGN 8: A5, A10, A12 to A15 and A17."""


NOT_MEASURES = frozenset(
    {"on", "sampled", "not_defined", "not_known", "hubs", "waiting", "recorded_beside_derived"}
)
"""Keys of the answer that say what it is about and what it leaves out."""


def printed_keys(answer: Any) -> set[str]:
    """Every key that a registered measure must stand behind: a registered object is one measure."""
    registered = {item.key for item in MEASURES}
    inside = {key.rpartition(".")[0] for key in registered} - {""} - registered
    found = set()
    for key, value in answer.items():
        if key in inside:
            row = value[0] if isinstance(value, list) else value
            found |= {f"{key}.{name}" for name in row if name not in {"organisation", "sector"}}
        else:
            found.add(key)
    return found - NOT_MEASURES


def test_every_figure_has_an_entry_and_every_entry_a_figure(testbridge_place: Place) -> None:
    answer = measures(testbridge_place, dt.date(2026, 1, 1))
    assert printed_keys(answer) == {item.key for item in MEASURES}


def test_no_key_stands_in_two_families() -> None:
    assert len({item.key for item in MEASURES}) == len(MEASURES)
    assert sum(len(family.measures) for family in FAMILIES) == len(MEASURES)


@pytest.mark.parametrize("item", MEASURES, ids=lambda item: item.key)
def test_every_entry_is_whole(item: Any) -> None:
    assert item.title
    assert item.board.endswith(".")
    assert item.formula
    assert item.source
    assert item.needs
    assert set(item.needs) <= set(Need)


def test_specialist_measures_stay_off_board_pages() -> None:
    names = {item.key.rpartition(".")[2] for item in MEASURES if item.is_specialist}
    assert names >= SPECIALIST
    assert measure("e_i_index").shown is Shown.APPENDIX
    assert measure("density").shown is Shown.BOARD


def test_a_measure_is_found_by_key() -> None:
    assert measure("density").title == "Density"
    with pytest.raises(KeyError):
        measure("health")
