"""`partnermap disruption` on Testbridge, entered as a workbook, and on files with wrong rows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commandline.answer import Run
from tests.commandline.test_testbridge import SHEETS

KINDS = ("joint funding", "joint appointment", "governance", "referral", "data sharing", "joint team")
EVENTS = {
    "Reorganisations": """ID,Name,Kind,Announced,Effective,Status,Peak low,Peak high
R1,R1,merger,2025-09-09,2026-04-01,decided,1,1
R2,R2,merger,2026-07-01,2028-04-01,decided,1,1
""",
    "Affected": """Reorganisation,Organisation,Effect
R1,A,merged
R2,D,merged
R2,E,merged
""",
}
HORIZON = ("--from", "2025-07-01", "--until", "2030-07-01")


def assumptions(fade: tuple[int, int]) -> str:
    """Nothing left to chance but the fade."""
    rows = [
        f"fade_months,{fade[0]},{fade[1]}",
        "lead_in_cap_months,24,24",
        "slip_months,0,0",
        "shape,fade,fade",
        *(f"sensitivity:{kind},1,1" for kind in KINDS),
    ]
    return "\n".join(["Name,Low,High", *rows, ""])


@pytest.fixture
def fill(run: Run, place_file: Path, tmp_path: Path) -> Any:
    """Import sheets into the file and return what the import said."""

    def call(sheets: Mapping[str, str]) -> Any:
        folder = tmp_path / "sheets"
        folder.mkdir(exist_ok=True)
        for sheet, text in sheets.items():
            (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
        return run("import", place_file, folder, "--json").json

    return call


@pytest.mark.parametrize(
    ("fade", "lost", "index"), [(18, 285.5, 0.307), (21, 308.0, 0.331), (24, 329.6, 0.354)]
)
def test_testbridge(run: Run, fill: Any, place_file: Path, fade: int, lost: float, index: float) -> None:
    fill({**SHEETS, **EVENTS, "Assumptions": assumptions((fade, fade))})
    found = run("disruption", place_file, *HORIZON, "--json").json
    assert found["tie_months_available"] == pytest.approx(929.9, abs=0.05)
    assert found["unweighted"]["tie_months_available"] == pytest.approx(509.9, abs=0.05)
    everywhere = dict.fromkeys(("low", "median", "high"), lost)
    assert found["tie_months_lost"] == pytest.approx(everywhere, abs=0.05)
    assert found["index"]["median"] == pytest.approx(index, abs=0.0006)
    assert found["peak"]["value"] == pytest.approx(0.667, abs=0.0005)
    assert found["peak"]["date"] == "2028-04-01"
    assert found["not_defined"] == {}
    assert found["problems"] == []
    assert found["not_known"]["starts"] == 1
    assert len(found["per_tie"]) == 10


def test_the_range_is_the_middle_four_fifths_of_the_draws(run: Run, fill: Any, place_file: Path) -> None:
    fill({**SHEETS, **EVENTS, "Assumptions": assumptions((18, 24))})
    found = run("disruption", place_file, *HORIZON, "--json").json
    assert found["tie_months_lost"] == pytest.approx({"low": 290, "median": 308, "high": 325.3}, abs=0.4)
    assert [driver["name"] for driver in found["drivers"]] == ["fade_months"]
    names = {row["name"]: row for row in found["assumptions"]}
    assert names["fade_months"]["set_in_the_file"]
    assert names["fade_months"]["default"] == ["18", "24"]


def test_exposure_to_one_event(run: Run, fill: Any, place_file: Path) -> None:
    one = {
        name: text.replace("2028-04-01,decided", "2028-04-01,proposed") for name, text in EVENTS.items()
    }
    fill({**SHEETS, **one})
    found = run("disruption", place_file, *HORIZON, "--json").json
    exposed = {name: share for name, share in found["exposure"].items() if share}
    assert exposed == pytest.approx({"D": 5 / 9, "B": 0.5, "G": 0.5})
    assert found["own_reorganisations"] == {"A": ["R1"]}
    both = run("disruption", place_file, *HORIZON, "--include", "proposed", "--json").json
    assert both["tie_months_lost"]["median"] > found["tie_months_lost"]["median"]
    assert [row["proposed"] for row in both["reorganisations"]] == [False, True]


def test_sentences_for_a_board(run: Run, fill: Any, place_file: Path) -> None:
    fill({**SHEETS, **EVENTS, "Assumptions": assumptions((18, 24))})
    answer = run("disruption", place_file, *HORIZON)
    assert (answer.code, answer.err) == (0, "")
    assert "two reorganisations can weigh on 7 of 10 links: “R1” and “R2”." in answer.out
    assert "months of one ordinary link at a standstill" in answer.out
    assert "The answer turns on how long the strain lasts after a change: at 18 months" in answer.out
    assert "it is no forecast" in answer.out
    assert "Most exposed:" in answer.out


BAD = {
    "Reorganisations": """ID,Name,Kind,Announced,Effective,Status
R1,Backwards,merger,2026-09-09,2026-04-01,decided
R2,Undated,merger,2026-07-01,,decided
R3,Empty,merger,2026-01-01,2027-04-01,decided
R4,Sudden,merger,,2028-04-01,decided
""",
    "Affected": """Reorganisation,Organisation,Effect
R1,A,merged
R2,B,merged
R4,D,merged
""",
    "Successions": """Reorganisation,Predecessor,Successor,Share
R4,E,F,0.7
R4,E,G,0.7
""",
    "Assumptions": """Name,Low,High
fade_months,30,20
no_such_thing,1,2
""",
}


def test_rows_that_are_wrong_are_named_and_the_rest_counts(
    run: Run, fill: Any, place_file: Path
) -> None:
    fill({**SHEETS, **BAD})
    found = run("disruption", place_file, *HORIZON, "--json").json
    sentences = " ".join(row["sentence"] for row in found["problems"])
    for words in ("“Backwards”", "“Undated”", "“Empty”", "140%", "“fade_months”", "“no_such_thing”"):
        assert words in sentences
    assert all(row["record"] and row["sentence"].endswith(".") for row in found["problems"])
    assert ["“Sudden”" in row["sentence"] for row in found["not_known"]["reorganisations"]] == [True]
    assert [row["name"] for row in found["reorganisations"]] == ["Sudden"]
    assert found["tie_months_lost"]["low"] > 0
    for command in (("risks", "--json"), ("check",), ("measures", "--json"), ("disruption",)):
        assert run(command[0], place_file, *command[1:]).code == 0


def test_a_place_without_ties_has_no_figures(run: Run, place_file: Path) -> None:
    found = run("disruption", place_file, "--json").json
    assert found["tie_months_lost"] == {"low": None, "median": None, "high": None}
    assert found["not_defined"]["index.median"] == "No tie runs within these dates."
    assert found["peak"]["date"] is None
    assert run("disruption", place_file).code == 0


def test_ties_without_reorganisations_lose_nothing(run: Run, fill: Any, place_file: Path) -> None:
    fill(SHEETS)
    found = run("disruption", place_file, *HORIZON, "--json").json
    assert found["tie_months_lost"] == {"low": 0, "median": 0, "high": 0}
    assert (found["peak"]["value"], found["peak"]["date"]) == (0, None)
    assert "peak.date" in found["not_defined"]
    assert "no reorganisation" in run("disruption", place_file, *HORIZON).out


@pytest.mark.parametrize(
    "arguments",
    [("--from", "2027-01-01", "--until", "2027-01-01"), ("--until", "2001"), ("--from", "soon")],
    ids=" ".join,
)
def test_a_horizon_without_days_is_wrong_usage(
    run: Run, place_file: Path, arguments: tuple[str, ...]
) -> None:
    answer = run("disruption", place_file, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


def test_an_unknown_scenario_is_one_sentence(run: Run, place_file: Path) -> None:
    answer = run("disruption", place_file, "--scenario", "No such thing")
    assert answer.code == 1
    assert "No such thing" in answer.err


def test_a_scenario_counts_and_the_register_stays(run: Run, example_file: Path) -> None:
    before = example_file.read_bytes()
    dates = ("--from", "2026-10-01", "--json")
    plain = run("disruption", example_file, *dates).json
    name = "One trust for hospital and community"
    other = run("disruption", example_file, "--scenario", name, *dates).json
    assert other["scenario"] == name
    assert other["tie_months_lost"]["median"] > plain["tie_months_lost"]["median"]
    assert example_file.read_bytes() == before
