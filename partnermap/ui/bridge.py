"""Bridge: the window's only way to the Document, which lives on one thread of its own.

Calls return at once; what comes of them arrives as signals on the thread of the window.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from partnermap.document.command import Command
from partnermap.domain.changes import ChangeSet
from partnermap.domain.errors import DamagedFile, DocumentError, FileInUse, PartnermapError, UserError
from partnermap.domain.place import Place
from partnermap.shell.words import counted, text
from partnermap.ui.runner import Result, Runner
from partnermap.ui.turns import Turns

if TYPE_CHECKING:
    from partnermap.document.document import Document
    from partnermap.document.forgetting import Traces
    from partnermap.document.history import History
    from partnermap.document.recovery import Leftover
    from partnermap.document.rescue import Rescued

QUIET_MS = 3000
"""Milliseconds without an edit after which the file is saved by itself."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What the header and the menus need to know of the open file.

    Attributes:
        saved_at: when this window saved it last, None for not yet.
        undo_label, redo_label: the step that would be reversed, None where there is none; undo ends
            where the worked example, or another invented place, would be taken apart.
    """

    path: Path
    title: str
    is_saved: bool
    saved_at: dt.datetime | None = None
    undo_label: str | None = None
    redo_label: str | None = None
    read_only: bool = False


class Bridge(QObject):
    """Commands in, signals out.

    Signals:
        opened: FileState and Place of another file.
        place_changed: Place and ChangeSet after every step, undo and redo alike.
        state_changed: FileState, whenever it changes.
        failed: one sentence for the user.
        unusable: the DamagedFile or FileInUse of a file that could not be opened, its path, and its
            newest backup or None.
        done: one sentence about what was finished.
        crashed: an exception that is a bug.
        closed: no file is open any more.
    """

    opened = Signal(object, object)
    place_changed = Signal(object, object)
    state_changed = Signal(object)
    failed = Signal(str)
    unusable = Signal(object, object, object)
    done = Signal(str)
    crashed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QObject | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(1, "document", self, turns)
        self._runner.crashed.connect(self.crashed)
        self._document: Document | None = None
        self._saved_at: dt.datetime | None = None
        self._state: FileState | None = None
        self._place: Place | None = None
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(QUIET_MS)
        self._autosave.timeout.connect(self.save)

    @property
    def state(self) -> FileState | None:
        """The open file, None when none is."""
        return self._state

    @property
    def place(self) -> Place | None:
        """All records of the open file."""
        return self._place

    @property
    def is_busy(self) -> bool:
        """Whether the document is being worked on, or what came of it has not arrived."""
        return self._runner.is_busy

    def create(self, path: Path, title: str) -> None:
        """Make an empty file and open it; the one that is open is saved and closed first."""
        self._change_file(lambda: _documents().create(path, title))

    def create_example(self, path: Path) -> None:
        """Make a file of the worked example and open it."""
        self._change_file(lambda: _example(path))

    def open(self, path: Path) -> None:
        """Open a file; one that a newer Partnermap made can only be read."""

        def fault(problem: BaseException) -> None:
            if isinstance(problem, DamagedFile | FileInUse):
                self._tell_unusable(problem, path)
            else:
                self._on_fault(problem)

        self._change_file(lambda: _documents().open(path, newer="read-only"), fault)

    def rescue(self, path: Path, then: "Callable[[Rescued], None]") -> None:
        """Open what can be read of a damaged file as a new one, then say what came of it."""
        told: list[Rescued] = []

        def make() -> "Document":
            from partnermap.document.rescue import rescue

            document, rescued = rescue(path)
            told.append(rescued)
            return document

        self._change_file(make, then=lambda: then(told[0]))

    def open_backup(self, backup: Path, path: Path) -> None:
        """Open a backup of a file as a new one beside it."""

        def make() -> "Document":
            from partnermap.document.rescue import open_backup

            return open_backup(backup, path)

        self._change_file(make)

    def recover(self, leftover: "Leftover") -> None:
        """Open what a process that died left behind."""
        self._change_file(lambda: _documents().recover(leftover))

    def execute(self, command: Command) -> None:
        """Carry a command out; `place_changed` follows, or `failed`."""
        self._step(lambda document: document.execute(command))

    def undo(self) -> None:
        """Take the last step back."""
        self._step(_undone)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._step(lambda document: document.redo())

    def save(self) -> None:
        """Write the file now."""
        self._autosave.stop()
        if self._state is not None and not self._state.read_only:
            self._runner.submit(
                lambda _: self._saved(lambda document: document.save()), self._on_state, self._on_fault
            )

    def save_as(self, path: Path) -> None:
        """Go on under another name."""
        work = partial(self._saved, lambda document: document.save_as(path))
        self._runner.submit(lambda _: work(), self._on_state, self._on_fault)

    def save_copy(self, path: Path, without: frozenset[str] = frozenset()) -> None:
        """Write a copy and stay with the file that is open; `done` says so."""
        work = partial(self._copied, path, without)
        self._runner.submit(lambda _: work(), self.done.emit, self._on_fault)

    def history(self, then: "Callable[[History], None]") -> None:
        """Hand every step of the open file, oldest first, to `then`."""
        self.read_history(lambda steps: steps, then)

    def read_history(
        self, read: "Callable[[History], Result]", then: "Callable[[Result], None]"
    ) -> None:
        """Hand what `read` makes of every step, on the document's thread, to `then`."""
        self._runner.submit(lambda _: read(self._open_document().history()), then, self._on_fault)

    def weigh_steps(self, last: int, then: Callable[[int, int], None]) -> None:
        """Hand `last`, and how many bytes the steps up to it keep, to `then`."""
        self._runner.submit(
            lambda _: self._open_document().weight_of_steps(last),
            lambda size: then(last, size),
            self._on_fault,
        )

    def fold(self, last: int) -> None:
        """Fold the steps up to `last` to their labels, and save."""
        self._runner.submit(lambda _: self._folded(last), self._on_state, self._on_fault)
        self.save()

    def look_for(
        self, name: str, then: "Callable[[Traces], None]", failed: Callable[[str], None]
    ) -> None:
        """Hand where a person's name stands to `then`, or what is wrong with it to `failed`."""

        def fault(problem: BaseException) -> None:
            failed(str(problem)) if isinstance(problem, UserError) else self._on_fault(problem)

        self._runner.submit(lambda _: self._open_document().traces_of(name), then, fault)

    def forget(self, name: str, *, and_backups: bool) -> None:
        """Take a person's name out for good, save, and delete the backups where that is wanted."""
        self._step(lambda document: document.forget(name))
        self.save()
        if and_backups:
            self._runner.submit(lambda _: self._without_backups(), self.done.emit, self._on_fault)

    def close_file(self, then: Callable[[], None] | None = None) -> None:
        """Save and close what is open; `then` runs when that has worked."""
        self._autosave.stop()
        self._runner.submit(lambda _: self._close(), lambda _: self._after_close(then), self._on_fault)

    def shut_down(self) -> None:
        """Stop the document's thread; what is open and not saved stays in its working copy."""
        self._autosave.stop()
        self._runner.close()

    def _change_file(
        self,
        make: "Callable[[], Document]",
        failed: Callable[[BaseException], None] | None = None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        self._autosave.stop()

        def opened(result: tuple[FileState, Place, tuple[str, ...]]) -> None:
            self._on_opened(result)
            then()

        self._runner.submit(lambda _: self._replaced(make), opened, failed or self._on_fault)

    def _tell_unusable(self, problem: DocumentError, path: Path) -> None:
        def look() -> Path | None:
            from partnermap.document.rescue import newest_backup

            return newest_backup(path)

        self._runner.submit(
            lambda _: look(), lambda backup: self.unusable.emit(problem, path, backup), self._on_fault
        )

    def _step(self, step: "Callable[[Document], ChangeSet]") -> None:
        self._runner.submit(lambda _: self._stepped(step), self._on_stepped, self._on_fault)

    # On the document's thread.

    def _replaced(self, make: "Callable[[], Document]") -> "tuple[FileState, Place, tuple[str, ...]]":
        fresh = make()
        try:
            self._close()
        except PartnermapError:
            fresh.close(save=False)
            raise
        self._document = fresh
        return self._look(), fresh.place, fresh.notices

    def _stepped(self, step: "Callable[[Document], ChangeSet]") -> tuple[FileState, Place, ChangeSet]:
        document = self._open_document()
        changes = step(document)
        return self._look(), document.place, changes

    def _saved(self, save: "Callable[[Document], None]") -> FileState:
        save(self._open_document())
        self._saved_at = dt.datetime.now()
        return self._look()

    def _folded(self, last: int) -> FileState:
        self._open_document().fold(last)
        return self._look()

    def _without_backups(self) -> str:
        from partnermap.document.backups import delete_backups
        from partnermap.document.failures import plain_errors

        document = self._open_document()
        if not document.is_saved:
            raise UserError(text("The backups were kept, because the file could not be saved."))
        with plain_errors(document.path):
            return text("Deleted {backups}.", backups=counted(delete_backups(document.path), "backup"))

    def _copied(self, path: Path, without: frozenset[str]) -> str:
        self._open_document().save_copy(path, without=without)
        return text("Wrote {file}.", file=path.name)

    def _close(self) -> None:
        if self._document is not None:
            self._document.close(save=not self._document.read_only)
            self._document = self._saved_at = None

    def _open_document(self) -> "Document":
        if self._document is None:
            raise UserError(text("No file is open."))
        return self._document

    def _look(self) -> FileState:
        document = self._open_document()
        return FileState(
            path=document.path,
            title=document.place.title,
            is_saved=document.is_saved,
            saved_at=self._saved_at,
            undo_label=None if document.undo_unmakes else document.undo_label,
            redo_label=document.redo_label,
            read_only=document.read_only,
        )

    # On the window's thread.

    def _on_opened(self, result: tuple[FileState, Place, tuple[str, ...]]) -> None:
        self._state, self._place, notices = result
        self.opened.emit(self._state, self._place)
        self.state_changed.emit(self._state)
        for notice in notices:
            self.failed.emit(notice)

    def _on_stepped(self, result: tuple[FileState, Place, ChangeSet]) -> None:
        self._state, self._place, changes = result
        self.place_changed.emit(self._place, changes)
        self.state_changed.emit(self._state)
        if not self._state.is_saved:
            self._autosave.start()

    def _on_state(self, state: FileState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _after_close(self, then: Callable[[], None] | None) -> None:
        self._state = self._place = None
        self.closed.emit()
        self.state_changed.emit(None)
        if then is not None:
            then()

    def _on_fault(self, fault: BaseException) -> None:
        if isinstance(fault, PartnermapError):
            self.failed.emit(str(fault))
        else:
            self.crashed.emit(fault)


def _undone(document: "Document") -> ChangeSet:
    if document.undo_unmakes:
        raise UserError(text("There is nothing to undo: the place is as it was made."))
    return document.undo()


def _documents() -> "type[Document]":
    # Loaded on the document's thread, after the window is there.
    from partnermap.document.document import Document

    return Document


def _example(path: Path) -> "Document":
    from partnermap.document.commands.imports import ApplyChanges
    from partnermap.exchange.example import EXAMPLE_TITLE, plan_example

    document = _documents().create(path, EXAMPLE_TITLE, invented=True)
    try:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        document.save()
    except BaseException:
        document.close(save=False)
        raise
    return document
