"""How long the window's thread is busy in one turn at most by dialogs, menus, files and a large place.

Run: `python tests/bench/bench_actions.py [SPEND.csv]`. It does what `bench_window.py` does not, with a
history of 5,000 steps and with 2,000 organisations; a public spending file is previewed too. Times are
those of the thread. It asserts nothing.
"""

import datetime as dt
import os
import random
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.organisation import Organisation
from partnermap.domain.tie import Tie
from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.domain.words import Sector, TieKind
from partnermap.exchange.example import EXAMPLE_TITLE, plan_example
from partnermap.exchange.workbook.writing import export_workbook
from partnermap.network.scenario import scenario_names
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application, take_down

# A script of this folder; they are run by their paths.
WINDOW: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("bench_window.py")))

ORGANISATIONS, TIES, EDITS = 2_000, 6_000, 5_000
ON = dt.date(2026, 6, 1)
Step = tuple[str, Callable[[], Iterator[None] | None]]


class Work:
    """What a user does in both places."""

    def __init__(self, window: MainWindow, folder: Path, spend: Path | None) -> None:
        assert window.rooms is not None
        self._window, self._folder, self._spend = window, folder, spend
        self._rooms = window.rooms
        self._usual = WINDOW["Actions"](window, folder, folder, folder)

    def steps(self) -> Iterator[Step]:
        """Every action with its name."""
        bridge, act = self._window.bridge, self._window.actions_
        yield "history: open", partial(bridge.open, history_file(self._folder / "history.pmap"))
        yield from self._dialog("history of 5,000 steps", act.history.trigger)
        yield from self._dialogs()
        yield from self._pictures()
        yield from self._files()
        yield "2,000: open", partial(bridge.open, large_file(self._folder / "large.pmap"))
        yield from self._large()
        for name, file in (("large workbook", self._folder / "large.xlsx"), ("spend", self._spend)):
            if file is not None:
                yield f"preview of the {name}", partial(self._window.tasks.import_paths, (file,))
                yield f"import the {name}", self._accept
                yield f"undo the import of the {name}", bridge.undo

    def _dialog(self, name: str, show: Callable[[], object]) -> Iterator[Step]:
        yield name, partial(_done, show)
        yield f"{name}: close", self._close

    def _dialogs(self) -> Iterator[Step]:
        act, rooms = self._window.actions_, self._rooms
        for action in (act.keys, act.about, act.forget, act.export_map, act.report):
            yield from self._dialog(f"dialog {action.text()}", action.trigger)
        yield "registers", partial(self._window.tabs.setCurrentWidget, rooms.registers)
        for row in range(rooms.registers.kinds.count()):
            words = rooms.registers.kinds.item(row).text()
            yield f"register {words}", partial(rooms.registers.kinds.setCurrentRow, row)
            yield from self._dialog(f"add to {words}", rooms.registers.add_record)
        yield "measures", partial(self._window.tabs.setCurrentWidget, rooms.measures)
        yield from self._dialog("measures over time", rooms.measures.explore.click)
        yield "map", partial(self._window.tabs.setCurrentWidget, rooms.map)

    def _pictures(self) -> Iterator[Step]:
        """What changes the map: conditions, dates, scenarios, groups."""
        view, bar = self._window.view, self._rooms.map.map.filters
        for button in (bar.add, bar.views, bar.compare, bar.what_if):
            yield from self._dialog(button.text(), button.click)
        yield "filter by words", partial(self._type, bar.words, ("h", "he", "hea", ""))
        yield "filter by kind", lambda: view.set_hidden_kinds(frozenset(list(TieKind)[:2]))
        yield "all kinds", lambda: view.set_hidden_kinds(frozenset())
        yield "filter by sector", self._filter
        yield "take the chip away", bar.clear.click
        yield "compare two dates", lambda: view.set_other(ON.replace(year=2028))
        yield "one date", lambda: view.set_other(None)
        for name in scenario_names(self._place)[:1]:
            yield "scenario", partial(view.set_scenario, name)
            yield "beside the register", partial(view.set_scenario, name, beside_register=True)
            yield "no scenario", partial(view.set_scenario, None)
        for kind in (GroupBy.SECTOR, GroupBy.NOTHING):
            yield f"group by {kind}", partial(self._arrange, group_by=kind)
        for style in (LayoutStyle.RINGS, LayoutStyle.DISTANCES):
            yield f"arrangement {style}", partial(self._arrange, style=style)
        yield "arrange afresh", self._window.actions_.arrange_afresh.trigger
        yield "select", self._usual._select
        yield "zoom in", self._window.actions_.zoom_in.trigger
        yield "fit", self._window.actions_.fit.trigger

    def _files(self) -> Iterator[Step]:
        act = self._window.actions_
        for name, action in (
            ("map.pdf", act.export_map),
            ("map.svg", act.export_map),
            ("r.pdf", act.report),
        ):
            yield f"options of {name}", action.trigger
            yield f"write {name}", partial(self._write, name)
        yield "write a workbook", partial(self._named, "all.xlsx", act.export_workbook.trigger)

    def _large(self) -> Iterator[Step]:
        window, usual = self._window, self._usual
        yield "2,000: select", usual._select
        yield "2,000: drag the date", usual._drag
        yield "2,000: edit", usual._edit
        yield "2,000: undo", window.bridge.undo
        yield (
            "2,000: search",
            partial(self._type, window.header.search, ("i", "in", "inv", "body 19", "")),
        )
        for number in (*range(1, window.tabs.count()), 0):
            yield (
                f"2,000: tab {window.tabs.tabText(number)}",
                partial(window.tabs.setCurrentIndex, number),
            )
        room = self._rooms.reorganisation
        yield "2,000: reorganisation", partial(window.tabs.setCurrentWidget, room)
        for number, page in enumerate(room.pages):
            title = room.tabs.tabText(number)
            yield f"2,000: reorganisation, {title}", partial(room.tabs.setCurrentWidget, page)
        yield "2,000: map", partial(window.tabs.setCurrentIndex, 0)
        yield from self._pictures()

    @property
    def _place(self) -> Any:
        place = self._window.bridge.place
        assert place is not None
        return place

    def _type(self, field: QLineEdit, words: tuple[str, ...]) -> Iterator[None]:
        for some in words:
            field.setText(some)
            field.textEdited.emit(some)
            for _ in range(8):
                yield

    def _filter(self) -> None:
        view = self._window.view
        view.set_filter(replace(view.filter, sectors=frozenset(list(Sector)[:2])))

    def _arrange(self, **wanted: Any) -> None:
        view = self._window.view
        view.set_arrangement(replace(view.arrangement, **wanted))

    def _named(self, name: str, call: Callable[[], object]) -> None:
        target = str(self._folder / name)
        # Left in place: it may be asked for in a later turn.
        patch.object(QFileDialog, "getSaveFileName", return_value=(target, "")).start()
        call()

    def _write(self, name: str) -> None:
        self._named(name, self._accept)

    def _accept(self) -> None:
        for dialog in self._open_dialogs():
            dialog.accept()

    def _close(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self._open_dialogs():
            dialog.reject()

    def _open_dialogs(self) -> list[QDialog]:
        return [one for one in self._window.findChildren(QDialog) if one.isVisible()]


def _done(call: Callable[[], object]) -> None:
    call()


def history_file(path: Path) -> Path:
    """The worked example after so many edits."""
    with Document.create(path, EXAMPLE_TITLE, invented=True) as document:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        first = next(iter(document.place.organisations))
        for number in range(EDITS):
            document.execute(EditRecord("organisations", first, (("notes", f"Note {number}."),)))
        document.save()
    return path


def large_file(path: Path) -> Path:
    """An invented place of so many organisations, as a file and as a workbook beside it."""
    chance = random.Random(2_000)
    bodies = [
        Organisation(id=new_id(), name=f"Invented body {number}", sector=chance.choice(list(Sector)))
        for number in range(ORGANISATIONS)
    ]
    ties = [
        Tie(id=new_id(), from_id=one.id, to_id=other.id, kind=chance.choice(list(TieKind)))
        for one, other in (chance.sample(bodies, 2) for _ in range(TIES))
    ]
    with Document.create(path, "Generated", invented=True) as document:
        document.execute(ApplyChanges("Generated place", Changes(create=(*bodies, *ties))))
        document.save()
        export_workbook(document.place, path.with_suffix(".xlsx"))
    return path


def main(arguments: list[str]) -> None:
    """Measure the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spend = Path(arguments[0]) if arguments else None
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERMAP_HOME"] = folder
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        longest = measure(application, Path(folder), spend)
    WINDOW["say"](f"longest turn {longest * 1000:.0f} ms")


def measure(application: QApplication, folder: Path, spend: Path | None) -> float:
    """Longest turn through all actions, seconds."""
    window = MainWindow(ON)
    window.resize(1440, 900)
    window.finished.connect(application.quit)
    runs: list[Any] = []

    def begin() -> None:
        steps = Work(window, folder, spend).steps()
        runs.append(WINDOW["Run"](steps, lambda: window.is_quiet, partial(WINDOW["close"], window)))

    window.rooms_ready.connect(begin)
    window.show()
    window.load_rooms()
    application.exec()
    take_down(window)
    return float(runs[0].longest)


if __name__ == "__main__":
    main(sys.argv[1:])
