"""Logs of bugs: written where that is possible, and never a bug of their own."""

from pathlib import Path

import pytest

from partnermap.commandline import entry
from partnermap.shell.faults import record_fault


@pytest.fixture
def no_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the folders should be lies a file, so that nothing can be written there."""
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("PARTNERMAP_HOME", str(blocked))
    return blocked


def test_a_fault_is_written_to_a_log() -> None:
    path = record_fault(ValueError("odd \ud800 text"))
    assert path is not None
    assert "ValueError: odd \\ud800 text" in path.read_text(encoding="utf-8")


def test_without_a_folder_for_logs_nothing_is_raised(no_logs: Path) -> None:
    assert record_fault(ValueError("odd")) is None
    assert no_logs.read_text(encoding="utf-8") == "no folder"


def test_the_command_line_says_the_fault_itself_where_no_log_can_be_written(
    no_logs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(**_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(entry.commands, "main", fails)
    assert entry.run(["measures"]) == 1
    assert capsys.readouterr().err == (
        "This is a fault in Partnermap (KeyError: 'x'); the folder for its logs cannot be written.\n"
    )
