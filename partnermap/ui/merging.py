"""Merging: another copy of the open file brought in, after a look at what it would change."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.dialogs.showing import show_once
from partnermap.ui.runner import Runner

if TYPE_CHECKING:
    from partnermap.document.history import History
    from partnermap.document.merge.answer import Conflict, Merge
    from partnermap.domain.changes import Changes
    from partnermap.ui.dialogs.merge_preview import MergePreview


class Merging(QObject):
    """What the File menu's “Bring in another copy” does; the comparing is done by a worker."""

    def __init__(
        self,
        window: QMainWindow,
        bridge: Bridge,
        runner: Runner,
        show_crash: Callable[[BaseException], None],
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._runner = window, bridge, runner
        self._show_crash = show_crash

    def ask(self) -> None:
        """Ask for the other copy and compare."""
        state = self._bridge.state
        if state is None:
            return
        path, _ = QFileDialog.getOpenFileName(
            self._window,
            text("Bring in another copy"),
            str(state.path.parent),
            text("Partnermap files (*.pmap)"),
        )
        if path and Path(path).resolve() == state.path.resolve():
            self._bridge.failed.emit(text("This is the file itself; choose the other copy."))
        elif path:
            self._bridge.history(lambda steps: self.preview(Path(path), steps))

    def preview(self, path: Path, steps: "History") -> None:
        """Show what a copy would bring."""
        from partnermap.ui.dialogs.merge_preview import MergePreview

        place = self._bridge.place
        if place is None:
            return
        dialog = MergePreview(path.name, self._runner.turns, self._window)
        token = Token()
        dialog.finished.connect(token.cancel)
        dialog.crashed.connect(self._show_crash)
        dialog.accepted_merge.connect(
            lambda found, chosen: self._carry_out(dialog, place, found, chosen)
        )
        show_once(dialog)
        self._runner.submit(
            lambda own: _compared(place, steps, path, own), dialog.show_merge, dialog.show_fault, token
        )

    def _carry_out(
        self, dialog: "MergePreview", place: Place, found: "Merge", chosen: "tuple[Conflict, ...]"
    ) -> None:
        def execute(changes: "Changes") -> None:
            from partnermap.document.commands.imports import ApplyChanges

            if self._bridge.place is place:
                self._bridge.execute(ApplyChanges(found.label, changes))
            else:
                self._bridge.failed.emit(text("The file changed meanwhile; bring the copy in again."))
            dialog.accept()

        token = Token()
        dialog.finished.connect(token.cancel)
        self._runner.submit(
            lambda _: _decided(found, place, chosen), execute, dialog.show_refusal, token
        )


def _decided(found: "Merge", place: Place, chosen: "tuple[Conflict, ...]") -> "Changes":
    from partnermap.document.merge.choosing import with_the_others

    return with_the_others(found, place, chosen)


def _compared(place: Place, steps: "History", path: Path, token: Token) -> "Merge":
    from partnermap.document.merge.planning import plan_merge

    return plan_merge(place, steps, path, None, token)
