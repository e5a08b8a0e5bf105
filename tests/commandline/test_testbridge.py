"""Testbridge, entered as a workbook, against the published reference values of its measures."""

from pathlib import Path
from typing import Any

import pytest

from tests.commandline.answer import Run

SHEETS = {
    "Organisations": """ID,Name,Sector
A,A,NHS
B,B,NHS
C,C,NHS
D,D,local authority
E,E,local authority
F,F,VCSE
G,G,VCSE
H,H,other public
""",
    "Ties": """From,To,Kind,Strength,Start,End
A,D,joint appointment,2,2021-04-01,
A,B,governance,2,2022-07-01,
B,C,referral,2,2020-01-01,
F,G,referral,1,2022-01-01,
D,E,data sharing,1,,
E,H,joint team,2,2020-04-01,
C,D,joint team,2,2021-10-01,
""",
    "Agreements": """ID,Name,Kind,Legal basis,Host,Start,End,Recurrent,Strength
AD,Pooled fund,funding,section 75 pooled fund,D,2019-04-01,,yes,3
DF,Grant to F,funding,grant,,2023-04-01,2026-03-31,no,1
AG,Grant to G,funding,ICB grant,,2024-04-01,2027-03-31,no,1
""",
    "Contributions": """Agreement,Organisation,Role,Financial year,Amount
AD,A,pays,2025/26,5000000
AD,D,pays,2025/26,3000000
DF,D,pays,2025/26,120000
DF,F,receives,2025/26,120000
AG,A,pays,2025/26,200000
AG,G,receives,2025/26,200000
""",
}


@pytest.fixture
def figures(run: Run, place_file: Path, tmp_path: Path) -> Any:
    folder = tmp_path / "testbridge"
    folder.mkdir()
    for sheet, text in SHEETS.items():
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
    outcome = run("import", place_file, folder, "--json").json
    assert (outcome["skipped"], outcome["warnings"]) == ([], [])
    return run("measures", place_file, "--on", "2026-01-01", "--json").json


def rounded(value: float) -> float:
    return round(value, 4)


def test_the_network(figures: Any) -> None:
    assert (figures["organisations"], figures["ties"], figures["pairs"]) == (8, 10, 9)
    assert rounded(figures["density"]) == 0.3214
    assert figures["articulation_points"] == ["D", "E"]
    assert sorted(map(sorted, figures["bridges"])) == [["D", "E"], ["E", "H"]]
    assert {key: rounded(value) for key, value in figures["centralisation"].items()} == {
        "degree": 0.3333,
        "betweenness": 0.5215,
        "closeness": 0.4927,
    }
    assert rounded(figures["e_i_index"]["value"]) == 0.1111
    assert rounded(figures["e_i_index"]["expected"]) == 0.6429
    assert round(figures["e_i_index"]["p_low"], 3) == 0.029
    assert rounded(figures["sector_assortativity"]) == 0.1892


def test_the_organisations(figures: Any) -> None:
    rows = {row["organisation"]: row for row in figures["per_organisation"]}
    assert {name: row["degree"] for name, row in rows.items()} == dict(
        zip("ABCDEFGH", (3, 2, 2, 4, 2, 2, 2, 1), strict=True)
    )
    assert {name: row["strength"] for name, row in rows.items()} == dict(
        zip("ABCDEFGH", (8, 4, 4, 9, 3, 2, 2, 2), strict=True)
    )
    assert rounded(rows["D"]["betweenness"]) == 0.6349
    assert rounded(rows["D"]["closeness"]) == 0.7
    assert rounded(rows["D"]["harmonic_closeness"]) == 0.7857
    assert rounded(rows["D"]["eigenvector"]) == 0.5434
    assert rounded(rows["A"]["constraint"]) == 0.3333
    assert rows["D"]["effective_size"] == 4
    assert rounded(rows["D"]["fragmentation_without"]) == 0.4762
    assert rows["D"]["brokerage"] == {
        "coordinator": 0,
        "gatekeeper_representative": 3,
        "consultant": 1,
        "liaison": 2,
    }


def test_the_joint_money(figures: Any) -> None:
    funding = figures["funding"]
    assert funding["total"] == 8_320_000
    assert rounded(funding["pooled_share"]) == 0.9615
    assert rounded(funding["herfindahl"]) == 0.5312
    assert rounded(funding["recurrent_share"]) == 0.9615
    assert rounded(funding["ending_12_months"]) == 0.0144
    assert rounded(funding["ending_24_months"]) == 0.0385
    assert round(funding["secured_horizon_months"], 1) == 58.1
    vcse = funding["by_sector"]["VCSE"]
    assert vcse["total"] == 320_000
    assert (vcse["ending_12_months"], vcse["ending_24_months"]) == (0.375, 1.0)
    assert round(vcse["secured_horizon_months"], 1) == 10.4
