"""FileTasks: new, open, save as, import, export, report: asking for names, working in the background."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMainWindow

from partnermap.domain.errors import Cancelled, DamagedFile, DocumentError, PartnermapError
from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.shell.file_names import file_name
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.dialogs.showing import show_once, while_open
from partnermap.ui.merging import Merging
from partnermap.ui.panels.banner import Banner
from partnermap.ui.preferences import Preferences
from partnermap.ui.runner import Runner
from partnermap.ui.writing import (
    looked_over,
    write_chosen_map,
    write_chosen_report,
    write_network,
    write_workbook,
)

if TYPE_CHECKING:
    from partnermap.analysis.layout.layout import Layout
    from partnermap.document.history import Step
    from partnermap.document.rescue import Rescued
    from partnermap.exchange.plan import ImportPlan
    from partnermap.scene.map_choice import MapChoice
    from partnermap.ui.dialogs.paper_options import PaperChoice, PaperOptions, Shown
    from partnermap.ui.tables.figures import FigureTable

PLACES = "Partnermap files (*.pmap)"
SOURCES = "Files to import (*.xlsx *.csv *.ods *.xls *.json);;All files (*)"
NETWORKS = (
    "GEXF, every date (*.gexf);;GraphML, the date shown (*.graphml);;"
    "Node-link JSON, the date shown (*.json)"
)
MAPS = "PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"
_ENDING = re.compile(r"\*(\.\w+)")


class FileTasks(QObject):
    """What the File menu does; dialogs never block the workers, work never blocks the window.

    Attributes:
        merging: brings another copy of the file in.
    """

    def __init__(
        self, window: QMainWindow, bridge: Bridge, runner: Runner, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._runner = runner
        self._preferences = preferences
        self._on: Callable[[], dt.date] = dt.date.today
        self._layout: Callable[[], Layout | None] = lambda: None
        self._choice: Callable[[], MapChoice | None] = lambda: None
        self._to_import: tuple[Path, ...] = ()
        self.merging = Merging(window, bridge, runner, self.show_crash)
        bridge.opened.connect(self._import_waiting)

    def follow_date(self, on: Callable[[], dt.date]) -> None:
        """Exports are made for the date that this says."""
        self._on = on

    def follow_layout(self, layout: "Callable[[], Layout | None]") -> None:
        """Maps have the organisations where this says, None for where they would be at first."""
        self._layout = layout

    def follow_choice(self, choice: "Callable[[], MapChoice | None]") -> None:
        """Maps show what this says, None for everything."""
        self._choice = choice

    def new(self) -> None:
        """Ask for a name and a place in the folders, make an empty file."""
        title, given = QInputDialog.getText(
            self._window, text("New place"), text("What is the place called?")
        )
        if given and title.strip():
            path = self._ask_target(text("New place"), file_name(title, ".pmap", text("Place")), PLACES)
            if path is not None:
                self._bridge.create(path, title.strip())

    def open(self) -> None:
        """Ask for a file and open it."""
        path, _ = QFileDialog.getOpenFileName(self._window, text("Open"), self._folder(), PLACES)
        if path:
            self._bridge.open(Path(path))

    def example(self) -> None:
        """Ask where the worked example may be written, write and open it."""
        path = self._ask_target(
            text("Where may the worked example be kept?"), "Worked example.pmap", PLACES
        )
        if path is not None:
            self._bridge.create_example(path)

    def save_as(self) -> None:
        """Ask for another name and go on with that file."""
        state = self._bridge.state
        if state is not None:
            path = self._ask_target(text("Save as"), state.path.name, PLACES)
            if path is not None:
                self._bridge.save_as(path)

    def clean_copy(self) -> None:
        """Write a copy that can be handed on: no history, no names of people."""
        path = self._ask_target(text("Save a clean copy"), self._named(" copy.pmap"), PLACES)
        if path is not None:
            self._bridge.save_copy(path, frozenset({"people", "history"}))

    def import_files(self) -> None:
        """Ask for files and preview their import."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, text("Import files"), self._folder(), SOURCES
        )
        if paths:
            self.import_paths(tuple(Path(path) for path in paths))

    def import_paths(self, paths: tuple[Path, ...]) -> None:
        """Preview the import of files; where no file is open, into a new place."""
        if self._bridge.place is None:
            self._to_import = paths
            self.new()
        else:
            self._preview(self._bridge.place, paths)

    def take_dropped(self, paths: list[Path]) -> None:
        """Open a dropped .pmap file, preview the import of anything else."""
        places = [path for path in paths if path.suffix.lower() == ".pmap"]
        if places:
            self._bridge.open(places[0])
        elif paths:
            self.import_paths(tuple(paths))

    def export_workbook(self) -> None:
        """Write everything into a workbook."""
        path = self._ask_target(text("Export workbook"), self._named(".xlsx"), "Workbook (*.xlsx)")
        if path is not None:
            self._write(path, write_workbook, self._on())

    def export_network(self) -> None:
        """Write the network for other tools."""
        path = self._ask_target(text("Export network"), self._named(" network.gexf"), NETWORKS)
        if path is not None:
            self._write(path, write_network, self._on())

    def export_map(self) -> None:
        """Ask for date and paper, and draw the map into a file."""
        self._ask_options(text("Export map"), for_map=True, then=self._export_map)

    def _export_map(self, choice: "PaperChoice") -> None:
        path = self._ask_target(text("Export map"), self._named(" map.pdf"), MAPS)
        if path is not None:
            write = partial(write_chosen_map, choice, self._layout(), self._choice())
            self._write(path, write, choice.on)

    def report(self) -> None:
        """Ask for date and audience, and write the report."""
        self._ask_options(text("Report"), for_map=False, then=self._report)

    def _report(self, choice: "PaperChoice") -> None:
        path = self._ask_target(text("Report"), self._named(" report.pdf"), "PDF (*.pdf)")
        if path is not None:
            self._write(
                path, partial(write_chosen_report, choice, self._layout(), self._choice()), choice.on
            )

    def _ask_options(self, title: str, *, for_map: bool, then: "Callable[[PaperChoice], None]") -> None:
        from partnermap.ui.dialogs.paper_options import PaperOptions

        dialog = PaperOptions(
            title, self._on(), for_map=for_map, shown=self._shown(), parent=self._window
        )
        dialog.chosen.connect(then)
        dialog.check_wanted.connect(partial(self._check, dialog))
        show_once(dialog)
        if for_map:
            dialog.ask_check()

    def _shown(self) -> "Shown":
        """What the screen shows besides the date, and the scenarios there are."""
        from partnermap.network.scenario import scenario_names
        from partnermap.ui.dialogs.paper_options import Shown

        choice, place = self._choice(), self._bridge.place
        if choice is None or place is None:
            return Shown()
        compares = choice.other is not None or choice.scenario is not None
        return Shown(compares, choice.scenario or choice.what_if, scenario_names(place))

    def _check(self, dialog: "PaperOptions", choice: "PaperChoice") -> None:
        """Look a map over on a worker while its options are chosen."""
        place, layout, shown = self._bridge.place, self._layout(), self._choice()
        if place is None:
            return
        token = Token()
        dialog.finished.connect(token.cancel)
        self._runner.submit(
            lambda asked: looked_over(choice, layout, shown, place, asked),
            lambda found: dialog.show_check(choice, found),
            lambda fault: None if token.is_cancelled else self._on_fault(fault),
            token,
        )

    def show_keys(self) -> None:
        """List the keys."""
        from partnermap.ui.dialogs.keys import KeysDialog

        show_once(KeysDialog(self._window))

    def show_history(self) -> None:
        """List every step of the file."""
        from partnermap.ui.dialogs.history import steps_table

        self._bridge.read_history(lambda steps: (steps, steps_table(steps)), self._show_steps)

    def _show_steps(self, found: "tuple[tuple[Step, ...], FigureTable]") -> None:
        from partnermap.ui.dialogs.history import HistoryDialog

        (steps, rows), state = found, self._bridge.state
        read_only = state is not None and state.read_only
        dialog = HistoryDialog(steps, rows, self._window, read_only=read_only)
        dialog.fold_wanted.connect(lambda: self._ask_fold(steps, dialog))
        show_once(dialog)

    def _ask_fold(self, steps: "tuple[Step, ...]", history: QDialog) -> None:
        from partnermap.ui.dialogs.folding import FoldSteps

        dialog = FoldSteps(steps, dt.date.today(), history)
        weighed = while_open(dialog, dialog.show_weight)
        dialog.weight_wanted.connect(lambda last: self._bridge.weigh_steps(last, weighed))
        dialog.chosen.connect(self._bridge.fold)
        dialog.chosen.connect(history.accept)
        dialog.look()
        show_once(dialog)

    def offer_ways_out(
        self, banner: Banner, fault: DocumentError, path: Path, backup: Path | None
    ) -> None:
        """Say why a file could not be opened, with what can be done about it."""
        if isinstance(fault, DamagedFile):
            banner.say(str(fault), text("Rescue what can be read"), lambda: self.rescue(path))
        else:
            banner.say(str(fault), text("Try again"), lambda: self._bridge.open(path))
        if backup is not None:
            banner.offer_second(
                text("Open the newest backup"), lambda: self._bridge.open_backup(backup, path)
            )

    def rescue(self, path: Path) -> None:
        """Open what can be read of a damaged file, and show what could not."""
        self._bridge.rescue(path, self._show_rescued)

    def _show_rescued(self, told: "Rescued") -> None:
        from partnermap.ui.dialogs.rescue import RescueReport

        state = self._bridge.state
        show_once(RescueReport(told, state.path.name if state is not None else "", self._window))

    def forget_person(self) -> None:
        """Ask whose name is to go, show where it stands, and take it out for good."""
        from partnermap.ui.dialogs.forgetting import ForgetPerson

        dialog = ForgetPerson(self._window)
        found = while_open(dialog, dialog.show_traces)
        failed = while_open(dialog, dialog.show_fault)
        dialog.looked_for.connect(lambda name: self._bridge.look_for(name, partial(found, name), failed))
        dialog.chosen.connect(
            lambda name, and_backups: self._bridge.forget(name, and_backups=and_backups)
        )
        show_once(dialog)

    def show_about(self) -> None:
        """Say what this is."""
        from partnermap.ui.dialogs.about import AboutDialog

        show_once(AboutDialog(self._window))

    def show_crash(self, fault: BaseException) -> None:
        """Show a bug with what is needed to report it; more of them meanwhile are only logged."""
        from partnermap.shell.faults import record_fault
        from partnermap.ui.dialogs.crash import CrashDialog

        if self._window.findChild(CrashDialog) is not None:
            record_fault(fault)
            return
        show_once(CrashDialog(fault, self._window))

    def _import_waiting(self, _state: object, place: Place) -> None:
        paths, self._to_import = self._to_import, ()
        if paths:
            self._preview(place, paths)

    def _preview(self, place: Place, paths: tuple[Path, ...]) -> None:
        from partnermap.ui.dialogs.import_preview import ImportPreview

        dialog = ImportPreview(paths, self._window)
        tell = while_open(dialog, dialog.show_progress)
        token = Token(lambda share, words: self._runner.post(partial(tell, share, words)))
        dialog.finished.connect(token.cancel)
        dialog.accepted_plan.connect(self._carry_out)
        dialog.crashed.connect(self.show_crash)
        show_once(dialog)

        def read(selection: Mapping[str, str]) -> None:
            self._runner.submit(
                lambda own: _plan(place, paths, selection, own),
                dialog.show_plan,
                dialog.show_fault,
                token,
            )

        dialog.selection_wanted.connect(read)
        read({})

    def _carry_out(self, plan: "ImportPlan") -> None:
        from partnermap.document.commands.imports import ApplyChanges

        self._bridge.execute(ApplyChanges(plan.label, plan.changes))

    def _write(self, path: Path, write: Callable[[Place, dt.date, Path], None], on: dt.date) -> None:
        place = self._bridge.place
        if place is None:
            return
        self._bridge.done.emit(text("Writing {file} …", file=path.name))
        self._runner.submit(
            lambda _: write(place, on, path),
            lambda _: self._bridge.done.emit(text("Wrote {file}.", file=path.name)),
            self._on_fault,
        )

    def _on_fault(self, fault: BaseException) -> None:
        if isinstance(fault, PartnermapError):
            self._bridge.failed.emit(str(fault))
        elif not isinstance(fault, Cancelled):
            self.show_crash(fault)

    def _folder(self) -> str:
        recent = self._preferences.recent
        state = self._bridge.state
        known = state.path if state is not None else Path(recent[0]) if recent else Path.home() / "x"
        return str(known.parent)

    def _named(self, ending: str) -> str:
        state = self._bridge.state
        return file_name(state.title if state else "Partnermap", ending, text("Place"))

    def _ask_target(self, title: str, name: str, kinds: str) -> Path | None:
        wanted = str(Path(self._folder()) / name)
        path, kind = QFileDialog.getSaveFileName(self._window, title, wanted, kinds)
        if not path:
            return None
        return with_ending(Path(path), kind or kinds, kinds)


def with_ending(chosen: Path, kind: str, kinds: str) -> Path:
    """The file with the ending of its kind, unless it has one that is offered: `St. Ann` has none."""
    endings = _ENDING.findall(kinds)
    if chosen.suffix.casefold() in endings:
        return chosen
    return chosen.with_name(chosen.name + next(iter(_ENDING.findall(kind)), ""))


def _plan(
    place: Place, paths: tuple[Path, ...], selection: Mapping[str, str], token: Token
) -> "ImportPlan":
    from partnermap.exchange.imports import plan_import

    return plan_import(place, paths, select=selection, token=token)
