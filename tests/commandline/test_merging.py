"""`merge`: two copies of one file come together again, and what differs is told."""

import shutil
from pathlib import Path

from partnermap.document.document import Document
from tests.commandline.answer import Run


def sheet(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    return file


def two_copies(run: Run, file: Path, folder: Path) -> Path:
    sheets = sheet(folder, "Organisations", "ID,Name,Sector\nO1,Age Well,VCSE\nO2,Council,LA\n")
    assert run("import", file, sheets).code == 0
    other = folder / "other.pmap"
    shutil.copy(file, other)
    shutil.copy(file, folder / "first.pmap")
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
    other = two_copies(run, place_file, tmp_path)
    answer = run("merge", place_file, other, "--base", tmp_path / "first.pmap", "--json")
    assert (answer.code, answer.json["warnings"]) == (0, [])
    assert run("measures", place_file, "--json").json["organisations"] == 3


def test_a_base_that_is_none_is_refused_in_one_sentence_and_nothing_is_written(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    other = two_copies(run, place_file, tmp_path)
    stranger, later = tmp_path / "stranger.pmap", tmp_path / "later.pmap"
    assert run("example", stranger).code == 0
    shutil.copy(place_file, later)
    first, again = tmp_path / "first.pmap", tmp_path / "again.pmap"
    shutil.copy(first, again)
    before = {file: file.read_bytes() for file in (place_file, first)}
    for file, copy, base, words in (
        (place_file, other, stranger, "it is a file of its own, of "),
        (place_file, other, later, "it holds later work that other.pmap never had"),
        (first, again, place_file, "it is newer than both files"),
        (first, other, place_file, "it is newer than this file"),
    ):
        answer = run("merge", file, copy, "--base", base)
        assert answer.code == 1
        assert answer.err.startswith(f"{base.name} cannot be the base: {words}")
        assert answer.err.endswith("give the copy that both came from, or leave the base out.\n")
        assert answer.err.count("\n") == 1
    assert before == {file: file.read_bytes() for file in before}


def test_a_base_that_may_be_one_is_taken_with_a_warning(
    run: Run, place_file: Path, tmp_path: Path
) -> None:
    other = two_copies(run, place_file, tmp_path)
    clean = tmp_path / "clean.pmap"
    with Document.open(tmp_path / "first.pmap") as document:
        document.save_copy(clean, without=frozenset({"history"}))
    untold = run("merge", place_file, other, "--base", clean, "--json").json
    assert untold["created"] == 1
    assert [words.partition(",")[0] for words in untold["warnings"]] == [
        "clean.pmap and this file share no history",
        "clean.pmap and other.pmap share no history",
    ]
    # What was brought in before is part of this file, though its history does not say so.
    brought_in = run("merge", place_file, other, "--base", other, "--json").json
    assert brought_in["warnings"] == [
        "other.pmap holds work that is no part of the history of this file: it is the base only if that"
        " work was brought in there; if anything is missing afterwards, undo the merge and leave the"
        " base out."
    ]


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
