"""The JSON of inclusion, ties, luck and spans: keys, values on the reference place, edges."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.measure.summary import measures
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.words import Sector

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def _json(place: Place) -> Any:
    return json.loads(json.dumps(measures(place, ON), allow_nan=False))


@pytest.fixture
def testbridge(testbridge_place: Place) -> Any:
    """The figures of Testbridge as the command line prints them."""
    return _json(testbridge_place)


def test_contract_keys_keep_their_shape(testbridge: Any) -> None:
    assert set(testbridge["e_i_index"]) == {"value", "expected", "p_low", "p_high"}
    assert round(testbridge["e_i_index"]["p_low"], 3) == 0.029


def test_range_and_empty_cells(testbridge: Any) -> None:
    assert testbridge["e_i_range"]["rescaled"] == pytest.approx(-0.6)
    assert testbridge["unlinked_sectors"] == [["NHS", "other public"], ["VCSE", "other public"]]


def test_inclusion(testbridge: Any) -> None:
    found = testbridge["vcse_inclusion"]
    assert found.pop("representation_ratio") == pytest.approx(0.889, abs=5e-4)
    assert found == {"organisations": 2, "share": 0.25, "funded": 1, "governed": 0, "in_core": 1}


def test_ties(testbridge: Any) -> None:
    found = testbridge["multiplexity"]
    assert found["mean"] == pytest.approx(1.111, abs=5e-4)
    assert {"kinds": ["joint funding", "joint appointment"], "value": pytest.approx(1 / 3)} in found[
        "overlaps"
    ]
    assert testbridge["tie_age"]["known"] == 9
    assert testbridge["tie_age"]["not_known"] == 1
    assert testbridge["tie_age"]["median"] == pytest.approx(4.25, abs=0.005)
    assert testbridge["shared_history"]["known"] == 8


def test_the_vcse_stands_beside_all(testbridge: Any) -> None:
    # D-F from 2023-04-01, F-G from 2022-01-01 and A-G from 2024-04-01 have a VCSE end.
    assert testbridge["tie_age"]["vcse"]["known"] == 3
    assert testbridge["tie_age"]["vcse"]["median"] == pytest.approx(2.75, abs=0.01)
    assert testbridge["shared_history"]["vcse"]["five_years_share"] == 0
    assert testbridge["multiplexity"]["vcse"]["mean"] == 1


def test_the_change_of_a_year(testbridge_place: Place) -> None:
    found = _json(testbridge_place)["network_change"]
    assert (found["since"], found["jaccard"], found["kept"]) == ("2025-01-01", 1, 9)
    answer: Any = measures(testbridge_place, dt.date(2026, 6, 1))
    # The grant to F ended on 31 March 2026.
    assert answer["network_change"]["lost"] == [["D", "F"]]
    assert answer["network_change"]["jaccard"] == pytest.approx(8 / 9)


def test_luck(testbridge: Any) -> None:
    found = testbridge["significance"]
    assert (found["e_i_index"]["draws"], found["e_i_index"]["exact"]) == (1680, True)
    assert found["e_i_index"]["luck"] == "unlikely by luck"
    assert found["e_i_index"]["sentence"] == (
        "By luck alone a value this low would come up about 3 in 100 times: unlikely by luck."
    )
    assert found["sector_assortativity"]["value"] == pytest.approx(0.1892, abs=5e-5)
    assert {"representation_ratio", "funded", "governed", "in_core"} == set(found["vcse_inclusion"])
    assert ["NHS", "VCSE"] in [cell["sectors"] for cell in found["mixing_matrix"]]
    assert all(0 < item["p_high"] <= 1 for item in found["multiplexity"])


def test_the_seed_of_the_file_is_printed_and_counts(place_builder: "PlaceBuilder") -> None:
    for number in range(14):
        sector = (Sector.NHS, Sector.VCSE, Sector.PRIVATE)[number % 3]
        place_builder.add_organisation(f"O{number}", sector)
        for other in range(0, number, 2):
            place_builder.add_tie(f"O{number}", f"O{other}")
    first = _json(place_builder.build())
    place_builder.add(Assumption(id="seed", name="seed", low="7", high="7"))
    second = _json(place_builder.build(2))
    assert (first["significance"]["seed"], second["significance"]["seed"]) == (20_260_101, 7)
    assert second == _json(place_builder.build(3))
    for key in ("p_low", "p_high"):
        assert first["e_i_index"][key] == pytest.approx(second["e_i_index"][key], abs=0.03)
    assert first["significance"]["e_i_index"] != second["significance"]["e_i_index"]
    # The index itself and its chance agree: both come from the same deals.
    assert second["significance"]["e_i_index"]["p_low"] == second["e_i_index"]["p_low"]


def test_spans_hold_the_figure(testbridge: Any) -> None:
    spans, centralisation = testbridge["if_one_link_changed"], testbridge["centralisation"]
    for key, value in {**centralisation, "e_i_index": testbridge["e_i_index"]["value"]}.items():
        assert spans[key]["low"] - 1e-9 <= value <= spans[key]["high"] + 1e-9
    assert spans["e_i_index"] == {"low": 0.0, "high": 0.25}


def test_tiers_and_ranks_of_each_organisation(testbridge: Any) -> None:
    rows = {row["organisation"]: row for row in testbridge["per_organisation"]}
    assert rows["D"]["tiers"] == {"degree": "top three", "betweenness": "top three"}
    assert rows["H"]["tiers"] == {"degree": "edge", "betweenness": "edge"}
    assert rows["D"]["rank_spans"]["betweenness"]["rank"] == 1


def test_nobody(place_builder: "PlaceBuilder") -> None:
    found = _json(place_builder.build())
    none: dict[str, Any] = {"mean": None, "share_of_two": None, "single_kind": None, "overlaps": []}
    assert found["multiplexity"] == {**none, "vcse": none}
    assert found["network_change"]["jaccard"] is None
    assert found["not_defined"]["multiplexity.mean"] == "No ties are recorded on this date."
    assert set(found["vcse_inclusion"].values()) == {None}
    assert "vcse_inclusion.share" in found["not_known"]["figures"]
    assert found["significance"]["vcse_inclusion"] is None
    assert found["unlinked_sectors"] == []
    assert found["provisional"] == []


def test_one_organisation_and_no_ties(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A", Sector.VCSE)
    found = _json(place_builder.build())
    assert found["vcse_inclusion"]["share"] == 1
    assert found["vcse_inclusion"]["funded"] is None
    assert found["if_one_link_changed"]["degree"] is None
    assert found["per_organisation"][0]["tiers"] == {"degree": "middle", "betweenness": "middle"}
    assert found["per_organisation"][0]["rank_spans"] is None
    for key in ("significance.e_i_index", "if_one_link_changed.degree", "tie_age.median"):
        assert found["not_defined"][key]
