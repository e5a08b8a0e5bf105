"""`merge`: two copies of one file come together again, and what differs is told."""

import shutil
from pathlib import Path

from tests.commandline.answer import Run


def sheet(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return file


def two_copies(run: Run, file: Path, folder: Path) -> Path:
    first = sheet(folder, "Organisations", "ID,Name,Sector\nO1,Age Well,VCSE\nO2,Council,LA\n")
    assert run("import", file, first).code == 0
    other = folder / "other.pmap"
    shutil.copy(file, other)
    here = sheet(folder, "Organisations", "ID,Name,Short name\nO1,Age Well,AW\n")
    assert run("import", file, here).code == 0
    there = sheet(
        folder, "Organisations", "ID,Name,Short name,Sector\nO1,Age Well,Well,VCSE\n,Garth,,VCSE\n"
    )
    assert run("import", other, there).code == 0
    return other


def test_merge_takes_what_is_new_and_tells_what_differs(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    other = two_copies(run, place_file, tmp_path)
    untouched = other.read_bytes()
    answer = run("merge", place_file, other, "--json")
    assert answer.code == 0
    assert answer.json == {
        "created": 1,
        "updated": 0,
        "removed": 0,
        "recognised": [],
        "conflicts": [{"record": "Age Well", "field": "short name", "here": "AW", "there": "Well"}],
        "warnings": [],
    }
    assert other.read_bytes() == untouched
    names = [
        each["organisation"] for each in run("measures", place_file, "--json").json["per_organisation"]
    ]
    assert sorted(names) == ["Age Well", "Council", "Garth"]
    assert run("undo", place_file).out == "Undone: Merge of other.pmap.\n"


def test_merge_in_words_and_again(run: Run, place_file: Path, tmp_path: Path) -> None:
    other = two_copies(run, place_file, tmp_path)
    first = run("merge", place_file, other).out
    assert first.splitlines() == [
        "From other.pmap: 1 added, 0 changed, 0 removed.",
        "The files differ in one thing; what this file says stays:",
        "  Age Well, short name: “AW” stays; the other file says “Well”.",
    ]
    assert run("merge", place_file, other).out.startswith("other.pmap brings nothing new.")


def test_merge_with_the_base_named(run: Run, place_file: Path, tmp_path: Path) -> None:
    base = tmp_path / "base.pmap"
    other = two_copies(run, place_file, tmp_path)
    shutil.copy(place_file, base)
    assert run("merge", place_file, other, "--base", base).code == 0
    assert run("measures", place_file, "--json").json["organisations"] == 3


def test_merge_refuses_itself_a_missing_and_a_damaged_file(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    before = place_file.read_bytes()
    damaged = tmp_path / "damaged.pmap"
    damaged.write_bytes(before[: len(before) // 2])
    for other in (place_file, tmp_path / "nowhere.pmap", damaged):
        answer = run("merge", place_file, other)
        assert answer.code == 1
        assert answer.err.count("\n") == 1
        assert other.name in answer.err
    assert place_file.read_bytes() == before
