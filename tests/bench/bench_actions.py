"""How long the window's thread is busy in one turn at most by dialogs, menus, files and a large place.

Run: `python tests/bench/bench_actions.py [SPEND.csv]`. It does what `bench_window.py` does not, with a
history of 5,000 steps and with 2,000 organisations; a public spending file is previewed too. Times are
those of the thread. It asserts nothing, but stops where an action did not do what it is called.
"""

import datetime as dt
import os
import random
import runpy
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QTableWidget

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
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

ORGANISATIONS, TIES, EDITS, DIFFERENCES = 2_000, 6_000, 5_000, 500
ON = dt.date(2026, 6, 1)
Step = tuple[str, Callable[[], Iterator[None] | None]]


class Work:
    """What a user does in both places."""

    def __init__(self, window: MainWindow, folder: Path, spend: Path | None) -> None:
        assert window.rooms is not None
        self._window, self._folder, self._spend = window, folder, spend
        self._rooms = window.rooms
        self._usual = WINDOW["Actions"](window, folder, folder, folder)
        self._faults: list[object] = []
        for told in (window.runner.crashed, window.bridge.crashed, window.bridge.failed):
            told.connect(self._faults.append)

    def steps(self) -> Iterator[Step]:
        """Every action with its name, as long as all goes well."""
        for step in self._steps():
            yield step
            if self._faults:
                raise RuntimeError(f"{step[0]}: {self._faults[0]!r}")

    def _steps(self) -> Iterator[Step]:
        bridge, act = self._window.bridge, self._window.actions_
        yield "history: open", partial(bridge.open, history_file(self._folder / "history.pmap"))
        yield from self._dialog("history of 5,000 steps", act.history.trigger)
        yield from self._dialogs()
        yield from self._pictures()
        yield from self._files()
        yield "2,000: open", partial(bridge.open, large_file(self._folder / "large.pmap"))
        yield from self._large()
        yield from self._workshop()
        yield f"preview of {DIFFERENCES} differences", self._preview_merge
        yield "tick every difference", self._tick_all
        yield "choose the others", self._accept
        yield "undo the others", bridge.undo
        yield f"preview of {DIFFERENCES} differences again", self._preview_merge
        yield f"bring in {DIFFERENCES} differences", self._accept
        for name, file in (("large workbook", self._folder / "large.xlsx"), ("spend", self._spend)):
            if file is not None:
                yield f"preview of the {name}", partial(self._window.tasks.import_paths, (file,))
                yield from self._changing(f"import the {name}", self._accept)
                yield from self._changing(f"undo the import of the {name}", bridge.undo)

    def _changing(self, name: str, act: Callable[[], object]) -> Iterator[Step]:
        """A step that gives the place other records."""
        before = self._place.version
        yield name, partial(_done, act)
        if self._place.version == before:
            raise RuntimeError(f"nothing changed: {name}")

    def _choose_view(self) -> None:
        self._rooms.map.map.filters.views_menu().actions()[0].trigger()

    def _tick_all(self) -> Iterator[None]:
        """Tick by keyboard, a row in each turn."""
        (dialog,) = self._open_dialogs()
        (table,) = dialog.findChildren(QTableWidget)
        for row in range(table.rowCount()):
            table.setCurrentCell(row, 0)
            QTest.keyClick(table, Qt.Key.Key_Space)
            yield

    def _preview_merge(self) -> None:
        other = self._folder / "other.pmap"
        self._window.bridge.history(lambda steps: self._window.tasks.merging.preview(other, steps))

    def _workshop(self) -> Iterator[Step]:
        """The room for workshops."""
        window, room = self._window, self._rooms.workshop
        yield "workshop", partial(window.tabs.setCurrentWidget, room)
        for number in range(room.tabs.count()):
            yield f"workshop, {room.tabs.tabText(number)}", partial(room.tabs.setCurrentIndex, number)
        yield "workshop, projector size", partial(room.projector.setChecked, True)
        yield "workshop, an entry", self._usual._edit
        yield "workshop, take it back", room.take_back.click
        yield "workshop, desk size", partial(room.projector.setChecked, False)
        yield from self._goals()

    def _goals(self) -> Iterator[Step]:
        """Shared goals, by the keys of the matrix and the boxes of the pane."""
        room = self._rooms.workshop
        page = room.goals
        yield "goals", partial(room.show_page, page)
        for name in ("Fewer falls", "Warm homes"):
            yield from self._changing(f"goals, add {name}", partial(self._enter, page.goal, name))
        yield "goals, all organisations", partial(page.show_all.setChecked, True)
        for key in (Qt.Key.Key_Space, Qt.Key.Key_H, Qt.Key.Key_Delete):
            press = partial(QTest.keyClick, page.matrix, key)
            yield from self._changing(f"goals, {key.name}", press)
        yield "goals, walk", partial(QTest.keyClick, page.matrix, Qt.Key.Key_Right)
        for changer in list(page.pane.changers.values())[:2]:
            yield from self._changing(f"goals, {changer.accessibleName()}", changer.click)
        yield from self._changing(
            "goals, a voice", partial(self._enter, page.pane.voice, "Some members")
        )
        yield "goals, framing", page.as_table.click
        yield "goals, matrix", page.as_matrix.click
        yield from self._changing("goals, undo", self._window.bridge.undo)

    def _enter(self, field: QLineEdit, words: str) -> None:
        field.setText(words)
        QTest.keyClick(field, Qt.Key.Key_Return)

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
            yield "scenario", partial(view.set_scenario, name, beside_register=False)
            yield "beside the register", partial(view.set_scenario, name)
            yield "no scenario", partial(view.set_scenario, None)
        for kind in (GroupBy.SECTOR, GroupBy.NOTHING):
            yield f"group by {kind}", partial(self._arrange, group_by=kind)
        for style in (LayoutStyle.RINGS, LayoutStyle.DISTANCES):
            yield f"arrangement {style}", partial(self._arrange, style=style)
        yield "arrange afresh", self._window.actions_.arrange_afresh.trigger
        yield "select", self._usual._select
        yield "zoom in", self._window.actions_.zoom_in.trigger
        yield "fit", self._window.actions_.fit.trigger
        yield from self._views()

    def _views(self) -> Iterator[Step]:
        """A saved view: kept, chosen when everything is another, and removed."""
        view, bar = self._window.view, self._rooms.map.map.filters
        before = view.on, view.choice
        yield from self._dialog("save a view", bar.ask_name)
        yield from self._changing("keep a view", partial(bar.save_as, "Before", with_date=True))
        other = replace(
            view.choice,
            hidden_kinds=frozenset(list(TieKind)[:2]),
            wanted=replace(view.filter, sectors=frozenset(list(Sector)[:2])),
            arrangement=replace(view.arrangement, style=LayoutStyle.RINGS, group_by=GroupBy.SECTOR),
        )
        yield "everything another", partial(view.show, other, ON.replace(year=2027))
        yield "choose a view", self._choose_view
        if (view.on, view.choice) != before:
            raise RuntimeError("not brought back: the view")
        yield from self._changing("undo the view", self._window.bridge.undo)

    def _files(self) -> Iterator[Step]:
        act = self._window.actions_
        for name, action in (
            ("map.pdf", act.export_map),
            ("map.svg", act.export_map),
            ("r.pdf", act.report),
        ):
            yield f"options of {name}", action.trigger
            yield from self._written(name, self._accept)
        yield from self._written("all.xlsx", act.export_workbook.trigger)

    def _written(self, name: str, call: Callable[[], object]) -> Iterator[Step]:
        """A step that writes a file."""
        target = self._folder / name
        # Left in place: it may be asked for in a later turn.
        patch.object(QFileDialog, "getSaveFileName", return_value=(str(target), "")).start()
        yield f"write {name}", partial(_done, call)
        if not target.exists():
            raise RuntimeError(f"not written: {name}")

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

    def _accept(self) -> None:
        """Press the main button of what is open, as a user does."""
        for dialog in self._open_dialogs():
            go = getattr(dialog, "go", None)
            if not isinstance(go, QPushButton) or not go.isEnabled():
                raise RuntimeError(f"nothing to accept: {dialog.windowTitle()}")
            go.click()

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
    """An invented place of so many organisations, another as a workbook, and a copy that differs."""
    with Document.create(path, "Generated", invented=True) as document:
        document.execute(ApplyChanges("Generated place", generated("body")))
        document.save()
        shutil.copyfile(path, path.with_name("other.pmap"))
        document.execute(_noted(document.place, "here"))
        document.save()
    with Document.open(path.with_name("other.pmap")) as document:
        document.execute(_noted(document.place, "there"))
        document.save()
    export_workbook(applied(Place(), generated("company")), path.with_suffix(".xlsx"))
    return path


def generated(word: str) -> Changes:
    """So many invented organisations with such names, and ties between them."""
    chance = random.Random(2_000)
    bodies = [
        Organisation(id=new_id(), name=f"Invented {word} {row}", sector=chance.choice(list(Sector)))
        for row in range(ORGANISATIONS)
    ]
    ties = [
        Tie(id=new_id(), from_id=one.id, to_id=other.id, kind=chance.choice(list(TieKind)))
        for one, other in (chance.sample(bodies, 2) for _ in range(TIES))
    ]
    return Changes(create=(*bodies, *ties))


def _noted(place: Place, words: str) -> ApplyChanges:
    some = list(place.organisations.values())[:DIFFERENCES]
    return ApplyChanges("Notes", Changes(update=tuple(replace(one, notes=words) for one in some)))


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
