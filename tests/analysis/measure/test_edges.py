"""The edges of every measure: nobody, one, two, no ties, one sector, pieces; never NaN in the JSON."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.summary import measures
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


def _measured(build: "PlaceBuilder") -> Any:
    answer = measures(build.build(), ON)
    return json.loads(json.dumps(answer, allow_nan=False))


def test_no_organisations(place_builder: "PlaceBuilder") -> None:
    answer = _measured(place_builder)
    assert (answer["organisations"], answer["ties"], answer["pairs"], answer["components"]) == (
        0,
        0,
        0,
        0,
    )
    assert answer["density"] is None
    assert answer["not_defined"]["density"] == "There are no organisations yet."
    assert answer["per_organisation"] == []


def test_one_organisation(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    answer = _measured(place_builder)
    assert answer["density"] is None
    assert answer["isolates"] == ["A"]
    assert answer["centralisation"] == {"degree": None, "betweenness": None, "closeness": None}
    assert set(answer["e_i_index"].values()) == {None}
    assert "e_i_index.value" in answer["not_defined"]


def test_two_tied_organisations(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B", Sector.VCSE)
    place_builder.add_tie("A", "B", strength=3)
    answer = _measured(place_builder)
    row = answer["per_organisation"][0]
    assert answer["density"] == 1
    assert answer["e_i_index"]["value"] == 1
    assert (row["degree"], row["strength"], row["closeness"]) == (1, 3, 1)
    assert (row["betweenness"], row["fragmentation_without"]) == (None, None)
    assert "per_organisation.betweenness" in answer["not_defined"]


def test_no_ties(place_builder: "PlaceBuilder") -> None:
    for name in "ABCD":
        place_builder.add_organisation(name)
    answer = _measured(place_builder)
    assert (answer["density"], answer["components"]) == (0, 4)
    assert answer["isolates"] == list("ABCD")
    for key in ("centralisation", "e_i_index", "robustness"):
        assert set(answer[key].values()) == {None}
    row = answer["per_organisation"][0]
    keys = ("degree", "strength", "betweenness", "harmonic_closeness", "core_number")
    assert {key: row[key] for key in keys} == dict.fromkeys(keys, 0)
    assert set(row["brokerage"].values()) == {0}
    assert (row["constraint"], row["effective_size"], row["closeness"]) == (None, None, None)
    assert row["fragmentation_without"] == 1


def test_an_isolate_beside_a_path(place_builder: "PlaceBuilder") -> None:
    for name in "ABCD":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B")
    place_builder.add_tie("B", "C")
    answer = _measured(place_builder)
    rows = {row["organisation"]: row for row in answer["per_organisation"]}
    assert (answer["components"], answer["isolates"]) == (2, ["D"])
    assert answer["centralisation"]["closeness"] is None
    assert answer["centralisation"]["degree"] == pytest.approx((0 + 1 + 1 + 2) / 6)
    assert {row["closeness"] for row in rows.values()} == {None}
    assert rows["D"]["betweenness"] == rows["D"]["harmonic_closeness"] == rows["D"]["core_number"] == 0
    assert rows["D"]["eigenvector"] is None
    assert rows["B"]["eigenvector"] == pytest.approx(0.5**0.5)
    assert rows["B"]["fragmentation_without"] == 1
    assert rows["D"]["fragmentation_without"] == 0


def test_one_sector(place_builder: "PlaceBuilder") -> None:
    for name in "ABC":
        place_builder.add_organisation(name)
    place_builder.add_tie("A", "B")
    answer = _measured(place_builder)
    assert answer["e_i_index"] == {"value": -1, "expected": -1, "p_low": 1, "p_high": 1}
    assert answer["sector_assortativity"] is None
    assert answer["mixing_matrix"] == {"NHS": {"NHS": pytest.approx(1 / 3)}}


def test_community_counts_as_vcse(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Group", Sector.COMMUNITY)
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_tie("Group", "Charity")
    place_builder.add_agreement("Grant", host_id="Group", pays={"Charity": 50})
    answer = _measured(place_builder)
    assert answer["mixing_matrix"] == {"VCSE": {"VCSE": 1}}
    assert answer["funding"]["by_sector"]["VCSE"]["total"] == 50
    assert answer["funding"]["vcse_share"] == 1
    assert answer["per_organisation"][0]["sector"] == "community"


def test_an_unknown_sector_is_counted_as_not_known(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A", None)
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", strength=None)
    answer = _measured(place_builder)
    assert answer["not_known"]["sectors"] == 1
    assert answer["not_known"]["strengths"] == 1
    assert answer["per_organisation"][0]["brokerage"] is None
    assert answer["e_i_index"]["value"] is None


def test_every_null_outside_a_row_has_a_reason_or_is_counted(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    answer = _measured(place_builder)
    for key, value in answer["funding"].items():
        if value is None:
            assert f"funding.{key}" in answer["not_defined"]


def test_it_can_be_cancelled(testbridge_place: Place) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        measures(testbridge_place, ON, token=token)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([None, *Sector]), max_size=7),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
)
def test_any_place_gives_plain_json(
    place_builder: "PlaceBuilder", found: list[Sector | None], ties: list[tuple[int, int]]
) -> None:
    build = type(place_builder)()
    for number, sector in enumerate(found):
        build.add_organisation(f"O{number}", sector)
    for one, other in ties:
        if max(one, other) < len(found):
            build.add_tie(f"O{one}", f"O{other}")
    answer = _measured(build)
    assert answer["organisations"] == len(found) == len(answer["per_organisation"])
    assert answer["components"] >= len(answer["isolates"])
