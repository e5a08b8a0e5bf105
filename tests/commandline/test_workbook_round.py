"""The analyst's round: a folder of sheets in, figures out, a workbook back, undo."""

from pathlib import Path

import pytest

from tests.commandline.answer import Run

ORGANISATIONS = """ID,Name,Sector
A,Alpha ICB,NHS
B,Beta Council,local authority
C,Gamma Group,VCSE
"""
TIES = """From,To,Kind,Strength,Start,End
A,B,governance,2,2020-04,
B,Gamma Group,referral,,,2027-03-31
B,Nobody,referral,1,,
A,C,trust,4,,
A,C,data sharing,1,2026-02-31,
A,C,data sharing,1,2026-05-01,2026-04-01
"""


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "Organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    (folder / "Ties.csv").write_text(TIES, encoding="utf-8")
    return folder


def test_bad_rows_are_named_and_the_rest_comes_in(run: Run, place_file: Path, sheets: Path) -> None:
    answer = run("import", place_file, sheets, "--json")
    assert answer.code == 0, answer.err
    outcome = answer.json
    assert (outcome["read"], outcome["created"], outcome["updated"]) == (9, 5, 0)
    assert [row["row"] for row in outcome["skipped"]] == [4, 5, 6, 7]
    assert "Nobody" in outcome["skipped"][0]["reason"]


def test_dry_run_says_the_same_and_changes_nothing(run: Run, place_file: Path, sheets: Path) -> None:
    before = place_file.read_bytes()
    tried = run("import", place_file, sheets, "--dry-run", "--json").json
    assert place_file.read_bytes() == before
    assert tried == run("import", place_file, sheets, "--json").json


def test_importing_again_creates_nothing(run: Run, place_file: Path, sheets: Path) -> None:
    run("import", place_file, sheets)
    again = run("import", place_file, sheets, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 5)


def test_measures_after_import(run: Run, place_file: Path, sheets: Path) -> None:
    run("import", place_file, sheets)
    answer = run("measures", place_file, "--on", "2026-11", "--json").json
    assert answer["on"] == "2026-11-01"
    assert (answer["organisations"], answer["ties"], answer["pairs"]) == (3, 2, 2)
    assert answer["articulation_points"] == ["Beta Council"]
    only = run("measures", place_file, "--on", "2026-11-01", "--kinds", "referral", "--json").json
    assert only["ties"] == 1


def test_history_and_undo(run: Run, place_file: Path, sheets: Path) -> None:
    run("import", place_file, sheets)
    steps = run("history", place_file, "--json").json["steps"]
    assert "sheets" in steps[-1]["label"]
    assert run("undo", place_file).code == 0
    assert run("measures", place_file, "--json").json["organisations"] == 0
    steps = run("history", place_file, "--json").json["steps"]
    assert steps[-1]["reverses"] == steps[-2]["id"]


@pytest.mark.parametrize("name", ["back.xlsx", "back"])
def test_a_workbook_goes_out_and_comes_in_again(
    run: Run, place_file: Path, sheets: Path, tmp_path: Path, name: str
) -> None:
    run("import", place_file, sheets)
    target = tmp_path / name
    assert run("export", place_file, target).code == 0
    other = tmp_path / "other.pmap"
    run("new", other, "--title", "Other")
    assert run("import", other, target, "--json").json["skipped"] == []
    first = run("measures", place_file, "--on", "2026-11-01", "--json").json
    assert run("measures", other, "--on", "2026-11-01", "--json").json == first
