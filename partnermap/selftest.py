"""The self-test that runs in source, in a frozen build and on the user's laptop: the main job once."""

import datetime as dt
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from partnermap.domain.errors import PartnermapError
from partnermap.shell.version import VERSION

Check = tuple[str, Callable[[Path], str]]
_ON = dt.date(2026, 11, 1)


def run_self_test(folder: Path | None) -> int:
    """Do the main job in a folder (a temporary one when None), print one line a check, return 0 or 1.

    The same lines go to `self-test.json` in the folder, because a windowed program has no console.
    """
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        return _run_in(folder)
    with tempfile.TemporaryDirectory() as temporary:
        return _run_in(Path(temporary))


def _run_in(folder: Path) -> int:
    results = [_outcome(name, work, folder) for name, work in CHECKS]
    ok = all(result["ok"] for result in results)
    answer = {"version": VERSION, "ok": ok, "checks": results}
    (folder / "self-test.json").write_text(json.dumps(answer, indent=2), encoding="utf-8")
    for result in results:
        click.echo(f"{'ok    ' if result['ok'] else 'FAILED'} {result['check']}: {result['says']}")
    return 0 if ok else 1


def _outcome(name: str, work: Callable[[Path], str], folder: Path) -> dict[str, object]:
    started = time.perf_counter()
    try:
        says, ok = work(folder), True
    except (PartnermapError, OSError, ImportError, AssertionError, ValueError, RuntimeError) as fault:
        says, ok = f"{type(fault).__name__}: {fault}", False
    return {"check": name, "ok": ok, "says": says, "seconds": round(time.perf_counter() - started, 2)}


def _example(folder: Path) -> Path:
    return folder / "self-test.pmap"


def _write_example(folder: Path) -> str:
    from partnermap.document.commands.imports import ApplyChanges
    from partnermap.document.document import Document
    from partnermap.exchange.example import EXAMPLE_TITLE, plan_example

    _example(folder).unlink(missing_ok=True)
    document = Document.create(_example(folder), EXAMPLE_TITLE, invented=True)
    try:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        document.undo()
        document.redo()
        document.save()
        return f"{len(document.place.organisations)} organisations written, undone and redone"
    finally:
        document.close(save=False)


def _check_file(folder: Path) -> str:
    from partnermap.document.checking import check

    report = check(_example(folder))
    if report.problems:
        raise ValueError(report.problems[0])
    return f"schema {report.schema_version}, no problem"


def _measure(folder: Path) -> str:
    from partnermap.analysis.measure.summary import measures
    from partnermap.commandline.documents import read_place

    answer = measures(read_place(_example(folder)), _ON, None)
    return f"{answer['ties']} ties, {answer['pairs']} pairs"


def _draw(folder: Path) -> str:
    from partnermap.commandline.documents import read_place
    from partnermap.report.map import write_place_map

    place = read_place(_example(folder))
    for ending in ("pdf", "svg", "png"):
        write_place_map(place, _ON, folder / f"map.{ending}", paper="A3")
    return "map.pdf, map.svg, map.png"


def _report(folder: Path) -> str:
    from partnermap.commandline.documents import read_place
    from partnermap.report.printing import write_place_report

    write_place_report(read_place(_example(folder)), _ON, folder / "report.pdf", audience="board")
    return f"{(folder / 'report.pdf').stat().st_size:,} bytes"


def _window(folder: Path) -> str:
    # Without a screen Qt would end the process, so it draws in memory there.
    if os.name == "posix" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Drawing in memory, Qt remarks on what a screen could do better; standard error is for our line.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from partnermap.ui.photograph import photograph

    picture = folder / "window.png"
    photograph(_example(folder), picture)
    return f"{picture.stat().st_size:,} bytes in {picture.name}"


CHECKS: tuple[Check, ...] = (
    ("example", _write_example),
    ("file", _check_file),
    ("measures", _measure),
    ("map", _draw),
    ("report", _report),
    ("window", _window),
)
