"""What the command line loads: a short answer must not wait for libraries that it has no use for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEVER = {
    *("PySide6", "pyqtgraph", "scipy", "openpyxl", "reportlab", "pikepdf", "pypdfium2", "alembic"),
    "uharfbuzz",
}
HEAVY = NEVER | {"sqlalchemy", "numpy", "networkx", "rustworkx", "fontTools", "rapidfuzz"}
PROGRAM = """
import sys
from partnermap.app import main
code = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def _loaded(home: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env=os.environ | {"PARTNERMAP_HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [("--version",), ("--help",), ("measures", "--help")], ids=" ".join
)
def test_a_word_of_help_loads_no_heavy_library(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    loaded = _loaded(tmp_path, *arguments)
    assert "click" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("command", ["measures", "risks"])
def test_figures_load_neither_windows_nor_printing(tmp_path: Path, command: str) -> None:
    file = str(tmp_path / "place.pmap")
    _loaded(tmp_path, "example", file)
    loaded = _loaded(tmp_path, command, file, "--on", "2026-11-01")
    assert "sqlalchemy" in loaded
    assert loaded & NEVER == set()
