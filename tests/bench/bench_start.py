"""How long it takes to a drawn map of 300 organisations, against a bare Qt window.

Run: `python tests/bench/bench_start.py [RUNS]`. Every run starts two fresh processes one after the other
and prints the ratio of their times; it asserts nothing.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.organisation import Organisation
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind

ORGANISATIONS, TIES = 300, 900

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
OURS = """
import sys
from pathlib import Path
from partnermap.ui.photograph import photograph
photograph(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def main(arguments: list[str]) -> None:
    """Measure so many runs and print them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    runs = int(arguments[0]) if arguments else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERMAP_HOME"] = folder
        file = generated_file(Path(folder) / "generated.pmap")
        ratios = [one_run(file, Path(folder) / "window.png") for _ in range(runs)]
    say(f"median of {runs}: {statistics.median(ratios):.1f} times a bare Qt window")


def one_run(file: Path, picture: Path) -> float:
    """Start both once and return the ratio of their times."""
    bare, ours = seconds(BARE), seconds(OURS, str(file), str(picture))
    say(f"drawn map {ours:.2f} s, bare window {bare:.2f} s, ratio {ours / bare:.1f}")
    return ours / bare


def seconds(program: str, *arguments: str) -> float:
    """Wall time of a fresh interpreter that runs the program to its end."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, stderr=subprocess.DEVNULL, timeout=120
    )
    return time.perf_counter() - started


def generated_file(path: Path) -> Path:
    """An invented place in which a tenth of the organisations hold half of the ties."""
    chance = random.Random(300)
    bodies = [
        Organisation(id=new_id(), name=f"Invented body {number}", sector=chance.choice(list(Sector)))
        for number in range(ORGANISATIONS)
    ]
    hubs = bodies[: ORGANISATIONS // 10]
    ties: list[Tie] = []
    while len(ties) < TIES:
        one, other = chance.choice(hubs if chance.random() < 0.5 else bodies), chance.choice(bodies)
        if one is not other:
            kind = chance.choice(list(TieKind))
            ties.append(Tie(id=new_id(), from_id=one.id, to_id=other.id, kind=kind))
    with Document.create(path, "Generated", invented=True) as document:
        document.execute(ApplyChanges("Generated place", Changes(create=(*bodies, *ties))))
        document.save()
    return path


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
