"""Testbridge: every figure of MEASURES for the synthetic place, to four decimals (as of 2026-01-01)."""

import datetime as dt
from typing import Any

import pytest

from partnermap.analysis.measure.summary import measures
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind

ON = dt.date(2026, 1, 1)
NAMES = "ABCDEFGH"


@pytest.fixture
def answer(testbridge_place: Place) -> Any:
    return measures(testbridge_place, ON)


def _by_name(answer: Any, key: str) -> dict[str, Any]:
    return {
        row["organisation"]: round(row[key], 4) if isinstance(row[key], float) else row[key]
        for row in answer["per_organisation"]
    }


def _named(*values: float) -> dict[str, float]:
    return dict(zip(NAMES, values, strict=True))


def test_counts(answer: Any) -> None:
    assert answer["on"] == "2026-01-01"
    assert (answer["organisations"], answer["ties"], answer["pairs"]) == (8, 10, 9)
    assert answer["density"] == pytest.approx(9 / 28)
    assert (answer["components"], answer["isolates"]) == (1, [])
    assert answer["articulation_points"] == ["D", "E"]
    assert answer["bridges"] == [["D", "E"], ["E", "H"]]
    assert answer["not_known"]["starts"] == 1
    assert answer["not_known"]["strengths"] == 0


def test_centralisation(answer: Any) -> None:
    found = {key: round(value, 4) for key, value in answer["centralisation"].items()}
    assert found == {"degree": 0.3333, "betweenness": 0.5215, "closeness": 0.4927}


def test_sectors(answer: Any) -> None:
    found = answer["e_i_index"]
    assert found["value"] == pytest.approx(1 / 9)
    assert round(found["expected"], 4) == 0.6429
    assert found["p_low"] == pytest.approx(48 / 1680)  # exact: 1,680 labellings
    assert round(answer["sector_assortativity"], 4) == 0.1892
    assert answer["mixing_matrix"]["NHS"]["NHS"] == pytest.approx(2 / 3)
    assert answer["mixing_matrix"]["NHS"]["local authority"] == pytest.approx(2 / 6)
    assert answer["mixing_matrix"]["VCSE"]["local authority"] == pytest.approx(1 / 4)
    assert answer["mixing_matrix"]["other public"]["other public"] is None
    assert "mixing_matrix.other public.other public" in answer["not_defined"]


def test_robustness_does_not_depend_on_tie_breaks_here(answer: Any) -> None:
    assert {key: round(value, 4) for key, value in answer["robustness"].items()} == {
        "mean": 0.2188,
        "low": 0.2188,
        "high": 0.2188,
    }


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("degree", (3, 2, 2, 4, 2, 2, 2, 1)),
        ("strength", (8, 4, 4, 9, 3, 2, 2, 2)),
        ("betweenness", (0.254, 0.0397, 0.0873, 0.6349, 0.2857, 0.0873, 0.0397, 0.0)),
        ("closeness", (0.5833, 0.4375, 0.5, 0.7, 0.5, 0.5, 0.4375, 0.35)),
        ("harmonic_closeness", (0.6905, 0.5595, 0.5952, 0.7857, 0.5952, 0.5952, 0.5595, 0.4286)),
        ("eigenvector", (0.4587, 0.3122, 0.3361, 0.5434, 0.2524, 0.3361, 0.3122, 0.0991)),
        ("core_number", (2, 2, 2, 2, 1, 2, 2, 1)),
        ("constraint", (0.3333, 0.5, 0.5, 0.25, 0.5, 0.5, 0.5, 1.0)),
        ("effective_size", (3, 2, 2, 4, 2, 2, 2, 1)),
        ("fragmentation_without", (0, 0, 0, 0.4762, 0.2857, 0, 0, 0)),
    ],
)
def test_each_organisation(answer: Any, key: str, values: tuple[float, ...]) -> None:
    assert _by_name(answer, key) == _named(*values)


def test_brokerage(answer: Any) -> None:
    roles = ("coordinator", "gatekeeper_representative", "consultant", "liaison")
    found = {
        name: tuple(row[role] for role in roles) for name, row in _by_name(answer, "brokerage").items()
    }
    assert found == {
        "A": (0, 2, 0, 1),
        "B": (1, 0, 0, 0),
        "C": (0, 1, 0, 0),
        "D": (0, 3, 1, 2),
        "E": (0, 1, 0, 0),
        "F": (0, 1, 0, 0),
        "G": (0, 1, 0, 0),
        "H": (0, 0, 0, 0),
    }


def test_joint_money(answer: Any) -> None:
    funding = answer["funding"]
    assert funding["total"] == 8_320_000
    assert funding["herfindahl"] == pytest.approx(0.53125)
    assert round(funding["pooled_share"], 4) == 0.9615
    assert round(funding["recurrent_share"], 4) == 0.9615
    assert round(funding["ending_12_months"], 4) == 0.0144
    assert round(funding["ending_24_months"], 4) == 0.0385
    assert round(funding["secured_horizon_months"], 3) == 58.093
    assert round(funding["vcse_share"], 4) == 0.0385
    assert answer["not_known"]["amounts"] == {"known": 3, "of": 3}


def test_vcse_money_shows_the_cliff_that_the_whole_hides(answer: Any) -> None:
    vcse = answer["funding"]["by_sector"]["VCSE"]
    assert vcse["total"] == 320_000
    assert vcse["ending_12_months"] == 0.375
    assert vcse["ending_24_months"] == 1
    assert round(vcse["secured_horizon_months"], 4) == 10.4189


def test_kinds_leave_ties_out_and_keep_organisations(testbridge_place: Place) -> None:
    answer: Any = measures(testbridge_place, ON, frozenset({TieKind.REFERRAL}))
    assert (answer["organisations"], answer["ties"], answer["components"]) == (8, 2, 6)
    assert answer["isolates"] == ["A", "D", "E", "H"]
    assert answer["centralisation"]["closeness"] is None
    assert answer["funding"]["total"] == 8_320_000
