"""The rooms: every folder has a place in the list, and the import rules bite."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("partnermap", "db", "resources")
TOP_LEVEL = {"partnermap", "db", "resources", "tests", "packaging"}


def _contracts() -> list[dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts: list[dict[str, object]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return contracts


def test_every_room_stands_in_the_layers() -> None:
    layers = next(contract["layers"] for contract in _contracts() if contract["type"] == "layers")
    assert isinstance(layers, list)
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {
        f"partnermap.{path.stem}"
        for path in (ROOT / "partnermap").iterdir()
        if path.name not in ("__init__.py", "__pycache__") and (path.is_dir() or path.suffix == ".py")
    }
    assert rooms | {"db", "resources"} == placed


def test_only_the_designed_folders_stand_at_the_top() -> None:
    folders = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any(path.rglob("*.py"))
    }
    assert folders - {"out", "build"} == TOP_LEVEL


def test_packaging_never_becomes_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_folders_are_at_most_three_deep() -> None:
    deep = [
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if len(path.relative_to(ROOT).parts) > 4
    ]
    assert deep == []


PLANTED = {
    "partnermap/domain/planted.py": "import partnermap.ui\n",
    "partnermap/analysis/planted.py": "def late() -> None:\n    import partnermap.document.command\n",
    "partnermap/scene/planted.py": "from PySide6 import QtCore\n",
    "partnermap/exchange/planted.py": "import sqlalchemy\n",
    "partnermap/network/planted.py": "import reportlab\n",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_breaks_the_import_rules(fault: str, tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "fonts")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / fault).write_text(f'"""Planted."""\n\n{PLANTED[fault]}', encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [str(linter), "--no-cache", "--no-logo"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert "planted" in run.stdout
