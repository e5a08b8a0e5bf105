"""`partnermap health`: the whole profile as one object, and in lines that a board reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commandline.answer import Run

ON = ("--on", "2026-11-01")


@pytest.fixture
def profile(run: Run, example_file: Path) -> dict[str, Any]:
    """The answer for the worked example."""
    answer = run("health", example_file, *ON, "--json")
    assert answer.code == 0
    assert answer.err == ""
    found: dict[str, Any] = json.loads(answer.out)
    return found


def test_the_example_in_one_object(profile: dict[str, Any]) -> None:
    assert profile["on"] == "2026-11-01"
    assert profile["coverage"] == {"known": 8, "of": 15, "share": 8 / 15}
    domains = {item["number"]: item for item in profile["domains"]}
    assert domains[3]["opinion"]["counts"] == {"1": 1, "2": 8, "3": 3, "4": 0, "5": 0}
    assert domains[3]["movement"]["direction"] == "down"
    assert domains[5]["views_divided"]
    assert domains[5]["gap_flag"]
    assert not domains[5]["coloured"]
    assert domains[6]["opinion"] is None
    assert profile["not_known"]["figures"]["domains.6.opinion"]
    assert profile["lowest"][:2] == ["Joint appointments", "Joint work that survives reorganisation"]
    assert "overall" not in profile


def test_nothing_of_the_example_singles_out_a_sector_of_four(profile: dict[str, Any]) -> None:
    assert all(each["by_sector"] == {} for item in profile["domains"] for each in item["rounds"])


def test_records_can_be_found_again(profile: dict[str, Any]) -> None:
    (demand, *_) = profile["national_demands"]
    assert demand["about"] == "Checks that count"
    assert demand["records"][0]["ref"] == "PR2"
    effects = [item["effect"] for item in profile["national_demands"]]
    assert effects == ["helps", "hinders", "hinders"]
    assert [item["action"] for item in profile["actions"]["overdue"]][1] == (
        "Renew the frequent callers protocol"
    )


def test_what_a_board_reads(run: Run, example_file: Path) -> None:
    answer = run("health", example_file, *ON)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "Partnership health of Calderbeck place partnership on 1 November 2026"
    assert "8 of 15 domains were rated." in lines
    assert "3. Joint appointments: needs attention [N]" in lines
    assert "    No sponsor: Somewhere to start and Tackling inequalities together." in lines
    assert not any(len(line) != len(line.rstrip()) for line in lines)


def test_one_number_comes_only_with_its_coverage(run: Run, example_file: Path) -> None:
    answer = run("health", example_file, *ON, "--overall", "--json")
    found = json.loads(answer.out)
    assert found["overall"] is None
    assert "53%" in found["not_known"]["figures"]["overall"]


def test_cut_points_can_be_changed_and_are_printed(run: Run, example_file: Path) -> None:
    answer = run("health", example_file, *ON, "--cut-point", "C3=0,5%,10%,25%", "--json")
    found = json.loads(answer.out)
    assert found["cut_points"]["C3"] == "5: 0%, 4: ≤5%, 3: ≤10%, 2: ≤25%, 1: otherwise"
    (empty, _) = found["domains"][2]["observed"]["indicators"]
    assert empty["value"] == pytest.approx(0.24)
    assert empty["step"] == 2


def test_weights_are_printed(run: Run, example_file: Path) -> None:
    answer = run("health", example_file, *ON, "--weight", "5=30", "--weight", "1=10", "--overall")
    assert "All domains together: 3.2 of 5, between" in answer.out
    assert "5: 30" in answer.out
    assert "Of 1,000 random weightings" in answer.out


@pytest.mark.parametrize(
    ("option", "code", "says"),
    [
        (("--weight", "17=1"), 2, "NUMBER=WEIGHT"),
        (("--weight", "5=0"), 2, "NUMBER=WEIGHT"),
        (("--weight", "5=nan"), 2, "NUMBER=WEIGHT"),
        (("--cut-point", "C3=a,b,c,d"), 2, "FIVE,FOUR,THREE,TWO"),
        (("--cut-point", "Z9=1,2,3,4"), 1, "“Z9” is not one of: B8"),
        (("--cut-point", "B8=48,36"), 1, "B8 needs four numbers"),
        (("--cut-point", "B8=12,24,36,48"), 1, "must fall from step 5 to step 2"),
        (("--cut-point", "C5=0,10%,5%,30%"), 1, "must rise from step 5 to step 2"),
    ],
)
def test_what_cannot_be_judged_by_is_refused(
    run: Run, place_file: Path, option: tuple[str, str], code: int, says: str
) -> None:
    answer = run("health", place_file, *option)
    assert answer.code == code
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_a_place_with_nothing_on_record(run: Run, place_file: Path) -> None:
    answer = run("health", place_file)
    assert answer.code == 0
    assert "None of 15 domains were rated." in answer.out


def test_nonsense_for_a_date_is_wrong_usage(run: Run, place_file: Path) -> None:
    assert run("health", place_file, "--on", "soon").code == 2
