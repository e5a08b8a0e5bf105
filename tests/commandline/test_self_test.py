"""The self-test as a user starts it: one line a check, and a clean standard error without a screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

MAIN = Path(__file__).resolve().parents[2] / "main.py"


def test_the_self_test_says_what_works_and_nothing_else(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if name != "QT_LOGGING_RULES"}
    done = subprocess.run(
        [sys.executable, MAIN, "--self-test", tmp_path / "out"],
        env={**ours, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    checks = ["example", "file", "measures", "map", "report", "window"]
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["ok", f"{name}:"] for name in checks
    ]
    answer = json.loads((tmp_path / "out" / "self-test.json").read_text(encoding="utf-8"))
    assert [(each["check"], each["ok"]) for each in answer["checks"]] == [
        (name, True) for name in checks
    ]
