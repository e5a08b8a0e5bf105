"""How long the window's thread is busy in one turn at most while long registers are worked in.

Run: `python tests/bench/bench_registers.py`. It makes an invented place with 1,500 ties and 30,000
contributions and edits, removes, undoes, scrolls, sorts and filters in both; times are those of
the thread, so that other programs do not count. It asserts nothing.
"""

import datetime as dt
import os
import random
import runpy
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.organisation import Organisation
from partnermap.domain.tie import Tie
from partnermap.domain.words import ContributionRole, Sector, TieKind
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application, take_down
from partnermap.ui.tables.kinds import KINDS

# A script of this folder; they are run by their paths.
WINDOW: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("bench_window.py")))

ORGANISATIONS, AGREEMENTS = 300, 100
ROWS = {Tie.TABLE: 1_500, Contribution.TABLE: 30_000}
EDITED = {Tie.TABLE: "name", Contribution.TABLE: "notes"}
ON = dt.date(2026, 6, 1)
Step = tuple[str, Callable[[], Iterator[None] | None]]


class Work:
    """What a user does in one register after the other."""

    def __init__(self, window: MainWindow, file: Path) -> None:
        assert window.rooms is not None
        self._window, self._file = window, file
        self._page = window.rooms.registers

    def steps(self) -> Iterator[Step]:
        """Every action with its name."""
        view, bridge = self._page.view, self._window.bridge
        yield "open", partial(bridge.open, self._file)
        yield "registers", partial(self._window.tabs.setCurrentWidget, self._page)
        for table, rows in ROWS.items():
            name = f"{rows:,} {table}"
            row = [kind.TABLE for kind in KINDS].index(table)
            yield f"{name}: show", partial(self._page.kinds.setCurrentRow, row)
            yield f"{name}: scroll down", partial(self._scroll, view.verticalScrollBar())
            yield f"{name}: scroll across", partial(self._scroll, view.horizontalScrollBar())
            yield f"{name}: edit", partial(self._edit, table)
            yield f"{name}: undo", bridge.undo
            yield f"{name}: sort", partial(view.sortByColumn, 0, Qt.SortOrder.DescendingOrder)
            yield f"{name}: in the order of the file", view.unsort
            yield f"{name}: filter", self._filter
            yield f"{name}: remove 20 rows", partial(self._remove, 20)
            yield f"{name}: undo the removal", bridge.undo
            yield f"{name}: select all", view.selectAll
            yield f"{name}: remove all", self._page.remove_chosen
            yield f"{name}: undo the removal of all", bridge.undo

    def _scroll(self, bar: Any) -> Iterator[None]:
        for share in (*range(0, 21), 0):
            bar.setValue(bar.maximum() * share // 20)
            yield

    def _edit(self, table: str) -> None:
        place = self._window.bridge.place
        assert place is not None
        first = next(iter(place.tables[table]))
        self._window.bridge.execute(EditRecord(table, first, ((EDITED[table], "Changed."),)))

    def _filter(self) -> Iterator[None]:
        for words in ("i", "in", "inv", "body 1", "body 12", ""):
            self._page.words.setText(words)
            for _ in range(8):
                yield

    def _remove(self, rows: int) -> None:
        model = self._page.view.model()
        chosen = QItemSelection(model.index(0, 0), model.index(rows - 1, model.columnCount() - 1))
        self._page.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._page.remove_chosen()


def generated(path: Path) -> Path:
    """An invented place with long registers."""
    chance = random.Random(1500)
    bodies = [
        Organisation(id=new_id(), name=f"Invented body {number}", sector=chance.choice(list(Sector)))
        for number in range(ORGANISATIONS)
    ]
    agreements = [
        Agreement(id=new_id(), name=f"Invented agreement {number}", host_id=chance.choice(bodies).id)
        for number in range(AGREEMENTS)
    ]
    ties = [
        Tie(id=new_id(), from_id=one.id, to_id=other.id, kind=chance.choice(list(TieKind)))
        for one, other in (chance.sample(bodies, 2) for _ in range(ROWS[Tie.TABLE]))
    ]
    contributions = [
        Contribution(
            id=new_id(),
            agreement_id=chance.choice(agreements).id,
            organisation_id=chance.choice(bodies).id,
            role=ContributionRole.PAYS,
        )
        for _ in range(ROWS[Contribution.TABLE])
    ]
    with Document.create(path, "Generated", invented=True) as document:
        records = (*bodies, *agreements, *ties, *contributions)
        document.execute(ApplyChanges("Generated place", Changes(create=records)))
        document.save()
    return path


def main() -> None:
    """Measure the window at work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERMAP_HOME"] = folder
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        longest = measure(application, generated(Path(folder) / "long.pmap"))
    WINDOW["say"](f"longest turn {longest * 1000:.0f} ms")


def measure(application: QApplication, file: Path) -> float:
    """Longest turn through all actions, seconds."""
    window = MainWindow(ON)
    window.resize(1440, 900)
    window.finished.connect(application.quit)
    window.rooms_ready.connect(lambda: begin(window, file, runs))
    runs: list[Any] = []
    window.show()
    window.load_rooms()
    application.exec()
    take_down(window)
    return float(runs[0].longest)


def begin(window: MainWindow, file: Path, runs: list[Any]) -> None:
    """Start the actions once the rooms stand."""
    steps = Work(window, file).steps()
    runs.append(WINDOW["Run"](steps, lambda: window.is_quiet, partial(WINDOW["close"], window)))


if __name__ == "__main__":
    main()
