"""measures --null-models: random networks from the command line, in JSON and in words."""

from pathlib import Path

import pytest

from tests.commandline.answer import Run

SHEETS = {
    "Organisations": "Name,Sector\nHub,NHS\nB,NHS\nC,VCSE\nD,VCSE\nE,VCSE\nF,private\n",
    "Ties": "From,To,Kind\n" + "".join(f"Hub,{name},referral\n" for name in "BCDEF"),
}
ON = ("--on", "2026-01-01")


@pytest.fixture
def star_file(run: Run, place_file: Path, tmp_path: Path) -> Path:
    """Five organisations around one."""
    folder = tmp_path / "star"
    folder.mkdir()
    for sheet, text in SHEETS.items():
        (folder / f"{sheet}.csv").write_text(text, encoding="utf-8")
    run("import", place_file, folder)
    return place_file


def test_json_adds_them_and_says_why_one_is_missing(run: Run, star_file: Path) -> None:
    answer = run("measures", star_file, *ON, "--null-models", "--json").json
    found = answer["null_models"]
    assert found["centralisation.degree"]["value"] == 1
    assert found["centralisation.degree"]["draws"] == 5_000
    assert 0 < found["centralisation.degree"]["p_high"] < 0.05
    assert found["centralisation.degree"]["luck"] == "unlikely by luck"
    assert found["communities.modularity"] is None
    assert "null_models.communities.modularity" in answer["not_defined"]
    assert answer["density"] == pytest.approx(1 / 3)


def test_words_carry_the_verdict(run: Run, star_file: Path) -> None:
    text = run("measures", star_file, *ON, "--null-models").out
    assert "Centralisation, degree: 1. By luck alone a value this high would come up" in text
    assert "modularity" not in text


def test_they_are_left_out_unless_asked_for(run: Run, star_file: Path) -> None:
    assert "null_models" not in run("measures", star_file, *ON, "--json").json
    assert "By luck alone" not in run("measures", star_file, *ON).out
