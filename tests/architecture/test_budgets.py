"""Sizes and docstrings: what keeps every file small enough to read at one sitting."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _modules() -> list[Path]:
    return [
        path for package in ("partnermap", "db", "resources") for path in (ROOT / package).rglob("*.py")
    ]


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_module_is_under_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*_modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= 400
    }
    assert long == {}


def test_no_function_is_longer_than_50_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{function.name}": _length(function)
        for path in _modules()
        for function in _functions(path)
        if _length(function) > 50
    }
    assert long == {}


def test_the_median_function_is_under_10_lines() -> None:
    assert statistics.median(_length(each) for path in _modules() for each in _functions(path)) < 10


def test_every_module_and_class_says_what_it_is() -> None:
    silent = []
    for path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        silent += [
            f"{path.relative_to(ROOT)}:{node.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
        ]
    assert silent == []


def test_no_module_is_called_utils() -> None:
    vague = {"utils", "util", "common", "misc", "helpers"}
    assert [path for path in _modules() if path.stem in vague or path.parent.name in vague] == []
