"""`compare` on files: Testbridge to the digit, the worked example in words, scenarios, wrong usage."""

from pathlib import Path
from typing import Any

import pytest

from tests.commandline.answer import Run
from tests.commandline.test_testbridge import SHEETS

LISTS = (
    *("unchanged", "via_successor", "duplicated", "internalised", "split"),
    *("no_home_yet", "ended", "not_known"),
)
HEADINGS = ("carries_on", "needs_decision", "internal", "no_home", "ended", "not_known")
MORE = {
    "Organisations": "A2,A2,NHS,2026-02-01\nU,U,local authority,2026-02-01\n",
    "Reorganisations": """ID,Name,Kind,Announced,Effective,Status,Scenario
R1,R1,merger,2025-09-09,2026-02-01,{status},{scenario}
R2,R2,merger,2025-09-09,2026-02-01,{status},{scenario}
""",
    "Affected": """Reorganisation,Organisation,Effect
R1,A,merged
R1,A2,created
R2,D,merged
R2,E,merged
R2,U,created
""",
    "Successions": """Reorganisation,Predecessor,Successor,Share
R1,A,A2,1
R2,D,U,1
R2,E,U,1
""",
}


def _import(run: Run, file: Path, folder: Path, *, scenario: str = "", status: str = "ordered") -> None:
    folder.mkdir()
    organisations = SHEETS["Organisations"].replace("Sector", "Sector,Opened")
    sheets = {**SHEETS, **MORE, "Organisations": organisations + MORE["Organisations"]}
    sheets["Reorganisations"] = sheets["Reorganisations"].format(scenario=scenario, status=status)
    for sheet, text in sheets.items():
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
    outcome = run("import", file, folder, "--json").json
    assert (outcome["skipped"], outcome["warnings"]) == ([], [])


def _reference(answer: Any) -> None:
    counts = {name: len(answer[name]) for name in LISTS}
    assert counts == {
        **dict.fromkeys(LISTS, 0),
        "unchanged": 2,
        "via_successor": 6,
        "internalised": 1,
    }
    assert (answer["pairs_before"], answer["pairs_after"]) == (9, 8)
    assert answer["summary"] == {**dict.fromkeys(HEADINGS, 0), "carries_on": 8, "internal": 1}
    assert answer["survival"] == 8 / 9
    assert answer["new"] == []
    assert {"before": ["A", "B"], "after": ["A2", "B"]} in answer["via_successor"]
    assert answer["internalised"] == [{"before": ["D", "E"], "after": None, "within": "U"}]
    assert answer["money"]["before"] == 8_320_000
    assert sum(answer["money"]["summary"].values()) == 8_320_000
    assert answer["not_defined"] == {}


def test_testbridge_on_two_dates(run: Run, place_file: Path, tmp_path: Path) -> None:
    _import(run, place_file, tmp_path / "sheets")
    answer = run("compare", place_file, "--on", "2026-01-01", "--with", "2026-03-01", "--json").json
    _reference(answer)
    assert (answer["on"], answer["with"], answer["scenario"]) == ("2026-01-01", "2026-03-01", None)


def test_testbridge_as_a_scenario(run: Run, place_file: Path, tmp_path: Path) -> None:
    _import(run, place_file, tmp_path / "sheets", scenario="Both", status="proposed")
    untouched = place_file.read_bytes()
    answer = run("compare", place_file, "--on", "2026-03-01", "--scenario", "both", "--json").json
    _reference(answer)
    assert answer["what_if"] == "what if: Both"
    assert place_file.read_bytes() == untouched
    plain = run("compare", place_file, "--on", "2026-01-01", "--with", "2026-03-01", "--json").json
    assert len(plain["unchanged"]) == 9


def test_proposed_reorganisations_count_only_where_asked_for(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    _import(run, place_file, tmp_path / "sheets", status="proposed")
    dates = ("--on", "2026-01-01", "--with", "2026-03-01", "--json")
    assert len(run("compare", place_file, *dates).json["unchanged"]) == 9
    _reference(run("compare", place_file, *dates, "--include", "proposed").json)


def test_the_worked_example(run: Run, example_file: Path) -> None:
    dates = ("--on", "2026-11-01", "--with", "2028-06-01")
    answer = run("compare", example_file, *dates, "--json").json
    assert sum(len(answer[name]) for name in LISTS) == answer["pairs_before"]
    assert answer["summary"]["needs_decision"] == len(answer["split"]) == 18
    assert answer["money"]["before"] == pytest.approx(sum(answer["money"]["summary"].values()))
    fund = answer["decisions"][0]
    assert fund["about"] == "Better Care Fund section 75 agreement"
    assert (fund["owner"], fund["decide_by"]) == ("Calderbeck County Council", "2028-03-31")
    assert fund["money"] == 30_000_000
    decided = {row["about"]: row for row in answer["decided"]}
    service = decided["Integrated adult mental health service"]
    assert service["goes_to"] == "West Calderbeck Council"
    assert (service["legal_carry_over"], service["relationship_continuity"]) == (
        "to be agreed",
        "same people",
    )
    assert service["staff_route"] == "secondments renewed by each council"
    assert sum(answer["carry_over"]["legal_carry_over"].values()) == answer["carry_over"]["records"]
    lines = run("compare", example_file, *dates).out.splitlines()
    assert lines[1].startswith("By 1 June 2028, of 146 linked pairs, 108 carry on, 18 await a decision")


def test_two_scenarios_side_by_side(run: Run, example_file: Path) -> None:
    one, other = "One trust for hospital and community", "County grants stop in December"
    arguments = ("compare", example_file, "--on", "2028-06-01", "--scenario", one, "--and", other)
    answer = run(*arguments, "--json").json
    assert (answer["scenario"], answer["and"]["scenario"]) == (one, other)
    assert 0 <= answer["worse"]["chance_first_is_worse"] <= 1
    assert len(answer["internalised"]) == 1
    text = run(*arguments).out
    assert "what if: One trust" in text
    assert "not forecast" in text
    assert run(*arguments, "--json").json == answer


@pytest.mark.parametrize("command", ["measures", "disruption", "map", "report", "compare"])
def test_an_unknown_scenario_is_told_with_the_names(
    run: Run, example_file: Path, tmp_path: Path, command: str
) -> None:
    target = {"map": [tmp_path / "x.svg"], "report": [tmp_path / "x.pdf"]}.get(command, [])
    answer = run(command, example_file, *target, "--scenario", "Nowhere")
    assert answer.code == 1
    assert "“One trust for hospital and community”" in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("command", ["measures", "map", "disruption"])
def test_a_what_if_says_so(run: Run, example_file: Path, tmp_path: Path, command: str) -> None:
    target = [tmp_path / "x.svg"] if command == "map" else []
    start = "--from" if command == "disruption" else "--on"
    on = (start, "2028-06-01", "--scenario", "One trust for hospital and community")
    answer = run(command, example_file, *target, *on)
    assert answer.code == 0, answer.err
    text = target[0].read_text(encoding="utf-8") if target else answer.out
    assert "what if: one trust for hospital and community" in text.lower()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--with", "2027", "--scenario", "X"),
        ("--with", "2027", "--and", "X"),
        ("--on", "2027", "--with", "2026"),
    ],
    ids=" ".join,
)
def test_wrong_usage(run: Run, place_file: Path, arguments: tuple[str, ...]) -> None:
    answer = run("compare", place_file, *arguments)
    assert answer.code == 2
    assert answer.err.count("\n") == 1


def test_an_empty_place(run: Run, place_file: Path) -> None:
    dates = ("--on", "2026", "--with", "2027")
    answer = run("compare", place_file, *dates, "--json").json
    assert answer["survival"] is None
    assert "survival" in answer["not_defined"]
    assert run("compare", place_file, *dates).code == 0


def test_rows_that_cannot_be_right_are_told_on_import_and_in_check(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    sheets = {
        "Organisations": "ID,Name,Sector\nA,A,NHS\nB,B,NHS\n",
        "Ties": "From,To,Kind\nA,B,referral\n",
        "Reorganisations": "ID,Name,Kind,Announced,Effective,Status\n"
        "R,R,split,2027-01-01,2026-01-01,ordered\nE,E,merger,,2026-01-01,ordered\n",
        "Successions": "Reorganisation,Predecessor,Successor,Share\nR,A,A,0.9\nR,A,B,0.9\n",
        "Scenario changes": "Scenario,Change,About,Value,Date\nS,explode,Organisations:A,,2027\n",
    }
    for sheet, text in sheets.items():
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
    outcome = run("import", place_file, folder, "--json").json
    warnings = outcome["warnings"]
    assert outcome["skipped"] == []
    wanted = ("before Announced", "no organisation is named", "180%", "is not one of")
    assert [sum(part in text for text in warnings) for part in wanted] == [1, 1, 1, 1]
    assert all("row " in text for text in warnings)
    checked = run("check", place_file)
    assert checked.code == 0
    assert all(part in checked.out for part in wanted)
    answer = run("compare", place_file, "--on", "2025", "--with", "2027", "--json").json
    assert len(answer["unchanged"]) == 1
    assert len(answer["problems"]) == 3
