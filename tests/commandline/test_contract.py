"""The command line's contract: exit codes, one line on standard error, files left untouched."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from partnermap.shell.version import VERSION
from tests.commandline.answer import Run

READERS = [
    ("measures",),
    ("risks",),
    ("history",),
    ("undo",),
    ("check",),
    ("disruption",),
    ("health",),
    ("compare", "--with", "2027-01-01"),
]


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


def test_version(run: Run) -> None:
    assert run("--version").out == f"Partnermap {VERSION}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("new",),
        ("new", "place.pmap"),
        ("measures",),
        ("measures", "place.pmap", "--on", "31 February 2026"),
        ("measures", "place.pmap", "--kinds", "friendship"),
        ("import", "place.pmap"),
        ("import", "place.pmap", "x.csv", "--select", "partnership"),
        ("export", "place.pmap", "out.xlsx", "--without", "names"),
        ("map", "place.pmap", "out.pdf", "--paper", "A9"),
        ("report", "place.pmap", "out.pdf", "--audience", "press"),
        ("risks", "place.pmap", "--months", "0"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert one_line(answer.err)


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\x00cut", b"hello" * 500], ids=["empty", "cut", "text"]
)
def test_every_command_refuses_a_damaged_file(
    run: Run, tmp_path: Path, command: tuple[str, ...], content: bytes
) -> None:
    file = tmp_path / "broken.pmap"
    file.write_bytes(content)
    answer = run(command[0], file, *command[1:])
    assert answer.code == 1
    assert one_line(answer.err)
    assert "broken.pmap" in answer.err
    assert file.read_bytes() == content


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_every_command_names_a_missing_file(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    answer = run(command[0], tmp_path / "nowhere.pmap", *command[1:])
    assert answer.code == 1
    assert one_line(answer.err)
    assert "nowhere.pmap" in answer.err


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_a_file_that_may_not_be_read_is_no_wrong_usage(
    run: Run, place_file: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(shutil, "copyfile", refuse)
    answer = run(command[0], place_file, *command[1:])
    assert answer.code == 1
    assert one_line(answer.err)
    assert "place.pmap may not be read or written with your account" in answer.err


def test_new_refuses_an_existing_file(run: Run, place_file: Path) -> None:
    before = place_file.read_bytes()
    answer = run("new", place_file, "--title", "Again")
    assert answer.code == 1
    assert one_line(answer.err)
    assert place_file.read_bytes() == before


def test_example_refuses_an_existing_file(run: Run, place_file: Path) -> None:
    assert run("example", place_file).code == 1


def test_a_failed_import_leaves_the_file_untouched(run: Run, place_file: Path, tmp_path: Path) -> None:
    before = place_file.read_bytes()
    source = tmp_path / "empty.xlsx"
    source.write_bytes(b"")
    answer = run("import", place_file, source)
    assert answer.code == 1
    assert one_line(answer.err)
    assert "empty.xlsx" in answer.err
    assert place_file.read_bytes() == before


def test_undo_with_nothing_to_undo(run: Run, place_file: Path) -> None:
    answer = run("undo", place_file)
    assert answer.code == 1
    assert one_line(answer.err)


def test_no_working_copy_is_left_behind(run: Run, place_file: Path) -> None:
    from partnermap.shell.paths import work_folder

    assert run("measures", place_file, "--json").code == 0
    assert run("undo", place_file).code == 1
    assert list(work_folder().iterdir()) == []


def test_names_that_the_fonts_cannot_draw_are_said(run: Run, place_file: Path, tmp_path: Path) -> None:
    source = tmp_path / "Organisations.csv"
    source.write_text("Name,Sector\nمجموعة,VCSE\nZoë’s Café,VCSE\n", encoding="utf-8")
    assert run("import", place_file, source).code == 0
    answer = run("map", place_file, tmp_path / "map.pdf", "--paper", "a4")
    assert answer.code == 0, answer.err
    assert "مجموعة" in answer.out
    assert "Zoë" not in answer.out


def test_an_export_without_people_warns_of_free_text(run: Run, place_file: Path, tmp_path: Path) -> None:
    answer = run("export", place_file, tmp_path / "out.xlsx", "--without", "people")
    assert answer.code == 0
    assert "notes" in answer.out
