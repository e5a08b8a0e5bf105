"""Document: one open file. Commands are the only way to write to it, and each is one step of history."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy.exc import DBAPIError

from db.engine import Database
from db.folding import fold_steps, weight_of_steps
from db.header import SCHEMA_VERSION
from db.journal import StepRow, Touched, read_steps, replay, start_journal, step, touched_by
from db.scrubbing import leave_no_trace
from partnermap.document.brought_in import read_label
from partnermap.document.clean_copy import save_clean_copy
from partnermap.document.command import Command, label_of
from partnermap.document.failures import plain_errors
from partnermap.document.forgetting import FORGET_LABEL, Traces, scrub, traces_of
from partnermap.document.history import (
    History,
    Reversible,
    Stacks,
    as_steps,
    rests_on_first_step,
    stacks_of,
)
from partnermap.document.loading import as_written, load_place, load_what_is_readable, reload
from partnermap.document.making import elsewhere, make_empty, own_copy
from partnermap.document.opening import resolved, take_in
from partnermap.document.preparing import Writing, prepare
from partnermap.document.recovery import Leftover
from partnermap.document.rewinding import place_after
from partnermap.document.saving import save_anyway, save_over
from partnermap.document.stamp import Stamp
from partnermap.document.working_copy import Note, WorkingCopy, read_note
from partnermap.document.writing import change_set, plain_refusals, write
from partnermap.domain.changes import ChangeSet, new_id
from partnermap.domain.errors import DocumentError, UserError
from partnermap.domain.forgetting import PersonName, without_person
from partnermap.domain.place import Place, PlaceInfo, Rows

Outcome = tuple[Touched, Mapping[str, Rows]]


class Document:
    """An open file with its working copy; any thread may use it, one at a time.

    Attributes:
        path: of the user's file.
        read_only: a newer Partnermap made the file; nothing can be written to it.
        notices: plain sentences that the user should read after opening.
    """

    def __init__(
        self, copy: WorkingCopy, note: Note, *, read_only: bool = False, notices: tuple[str, ...] = ()
    ) -> None:
        self.path = note.path
        self.read_only = read_only
        self.notices = notices
        self._copy = copy
        self._note = note
        self._steps: list[StepRow] = []
        self._is_busy = False
        self._has_kept_old = False
        with plain_errors(self.path):
            self._database = Database(copy.database)
            try:
                self._place = self._read()
            except BaseException:
                self._database.close()
                raise

    def _read(self) -> Place:
        if self.read_only:
            return load_what_is_readable(self._database)
        start_journal(self._database)
        self._steps = read_steps(self._database)
        return load_place(self._database, self._steps[-1].id if self._steps else 0, self.path.name)

    @classmethod
    def create(cls, path: Path, title: str, *, invented: bool = False) -> Self:
        """Make a new file for a place and open it.

        Raises:
            DocumentError: there is a file of that name already, or it cannot be written.
        """
        path = resolved(path)
        if path.exists():
            raise DocumentError(f"{path.name} is there already: choose another name.")
        with own_copy(path) as copy:
            make_empty(copy.database, PlaceInfo(id=new_id(), title=title, invented=invented or None))
            document = cls(copy, Note(path, None, None))
            try:
                document.save()
            except BaseException:
                document.close(save=False)
                raise
            return document

    @classmethod
    def open(cls, path: Path, newer: Literal["refuse", "read-only"] = "refuse") -> Self:
        """Open a file; it is copied, and written to again by saving only.

        Args:
            path: the user's file.
            newer: what to do with a file that a newer Partnermap made.

        Raises:
            DocumentError: it is missing, damaged, not ours or newer; one sentence says which.
        """
        path = resolved(path)
        with own_copy(path) as copy:
            taken = take_in(path, copy.database, allow_newer=newer == "read-only")
            notices = (*taken.notices, *elsewhere(path))
            note = Note(path, taken.stamp, None)
            document = cls(copy, note, read_only=taken.is_newer, notices=notices)
            document._write_note(taken.stamp)
            return document

    @classmethod
    def recover(cls, leftover: Leftover) -> Self:
        """Open what a process that died left behind, with everything it had committed.

        Raises:
            DocumentError: somebody else has taken it meanwhile, or it is damaged.
        """
        copy, note = WorkingCopy.claim(leftover.folder), read_note(leftover.folder)
        if copy is None or note is None:
            raise DocumentError(f"{leftover.path.name} was recovered by another window already.")
        try:
            return cls(copy, note.settled())
        except BaseException:
            copy.release()
            raise

    @property
    def place(self) -> Place:
        """All records as they stand."""
        return self._place

    @property
    def version(self) -> int:
        """Number of the last step; nought for a file without history."""
        return self._place.version

    @property
    def is_saved(self) -> bool:
        """Whether the user's file holds the last step."""
        return self._note.saved_version == self.version

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._stacks.undo_label

    @property
    def undo_unmakes(self) -> bool:
        """Whether undo would take an invented place apart: nobody means that who pressed a key."""
        return self._place.is_invented and rests_on_first_step(self._steps, self._stacks)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._stacks.redo_label

    def history(self) -> History:
        """All steps, oldest first."""
        return History(as_steps(self._steps), self._copy.database)

    def place_after(self, step: int) -> Place:
        """All records as they stood after an earlier step.

        Raises:
            UserError: the history no longer tells.
        """
        return place_after(self._database, self._steps, step)

    def execute(self, command: Command) -> ChangeSet:
        """Apply a command as one step, all or nothing; without effect it leaves no step.

        Raises:
            UserError: the command makes no sense for this place.
            DocumentError: the working copy could not be written.
        """
        with self._writing():
            label = label_of(command, self._place)
            writing = prepare(self._place, command.changes(self._place))
            if not writing:
                return ChangeSet(self.version, label)
            return self._commit(label, None, partial(self._write, writing))

    def _write(self, writing: Writing, step: int) -> Outcome:
        write(self._database, writing, step)
        touched = touched_by(self._database, step)
        if writing.delete:
            return touched, reload(self._database, self._place, touched, step)
        return touched, as_written(self._place, touched, writing.records)

    def undo(self) -> ChangeSet:
        """Take the last edit back, as a step of its own.

        Raises:
            UserError: there is nothing to undo.
        """
        if not self._stacks.undo:
            raise UserError("There is nothing to undo.")
        return self._reverse(self._stacks.undo[-1], "Undo")

    def redo(self) -> ChangeSet:
        """Do again what was last undone.

        Raises:
            UserError: there is nothing to redo.
        """
        if not self._stacks.redo:
            raise UserError("There is nothing to redo.")
        return self._reverse(self._stacks.redo[-1], "Redo")

    def weight_of_steps(self, last: int) -> int:
        """About how many bytes smaller the file would be if the steps up to `last` were folded."""
        return weight_of_steps(self._database, last)

    def fold(self, last: int) -> None:
        """Keep of all steps up to `last` their labels only; they cannot be undone any more.

        It is no step itself: no record changes, and the file is smaller once it is saved.

        Raises:
            DocumentError: the working copy could not be written.
        """
        with self._writing(), plain_errors(self.path):
            # First, so that a death in between offers the same work back rather than loses it.
            self._mark_unsaved()
            with self._database.transaction():
                fold_steps(self._database, 1, last)
            self._steps = read_steps(self._database)

    def traces_of(self, name: str) -> Traces:
        """Where a person's name stands in the records, in the history and perhaps in backups.

        Raises:
            UserError: the name is too short to be looked for.
        """
        return traces_of(self._database, self._place, self.path, PersonName(name))

    def forget(self, name: str) -> ChangeSet:
        """Take a person's name out of the records and the history for good.

        It is a step whose label does not say whom; neither it nor what came before can be undone.

        Raises:
            UserError: the name stands nowhere, or is too short to be looked for.
            DocumentError: the working copy could not be written.
        """
        person = PersonName(name)
        if not traces_of(self._database, self._place, self.path, person):
            raise UserError("This name stands nowhere in the file; look how it is spelt there.")
        with self._writing():
            writing = prepare(self._place, without_person(self._place, person))
            change = self._commit(FORGET_LABEL, None, partial(self._forget, writing, person))
            self._steps = read_steps(self._database)
            # What was committed stays, even if no room is left: a saved file is built afresh anyway.
            with suppress(DBAPIError):
                leave_no_trace(self._database)
            return change

    def _forget(self, writing: Writing, person: PersonName, step: int) -> Outcome:
        outcome = self._write(writing, step)
        scrub(self._database, person, step)
        return outcome

    def _mark_unsaved(self) -> None:
        self._note = replace(self._note, saved_version=None)
        self._copy.write_note(self._note)

    @property
    def _stacks(self) -> Stacks:
        return stacks_of(self._steps, SCHEMA_VERSION)

    def _reverse(self, item: Reversible, verb: str) -> ChangeSet:
        with self._writing():
            return self._commit(f"{verb}: {item.label}", item.step, partial(self._replay, item.step))

    def _replay(self, reversed_step: int, step: int) -> Outcome:
        replay(self._database, reversed_step)
        touched = touched_by(self._database, step)
        return touched, reload(self._database, self._place, touched, step)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._is_busy:
            raise RuntimeError("a command was executed from within a command")
        if self.read_only:
            raise DocumentError(f"{self.path.name} was made by a newer Partnermap and can only be read.")
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False

    def _commit(self, label: str, reverses: int | None, work: Callable[[int], Outcome]) -> ChangeSet:
        with plain_errors(self.path), plain_refusals(), step(self._database, label, reverses) as row:
            touched, tables = work(row.id)
        self._steps.append(row)
        self._place = self._place.with_tables(tables, row.id)
        change = change_set(row.id, read_label(label)[0], touched)
        if change.wholesale:
            # What was committed stays, even if no room is left for statistics.
            with suppress(DBAPIError):
                self._database.refresh_statistics()
        return change

    def save(self) -> None:
        """Write the user's file, unless it holds everything already.

        Raises:
            DocumentError: nothing was written, and why; the working copy keeps everything.
        """
        if self.is_saved:
            return
        if self.read_only:
            raise DocumentError(f"{self.path.name} was made by a newer Partnermap and can only be read.")
        stamp = save_over(
            self._database,
            self.path,
            self._note.stamp,
            keep_old=not self._has_kept_old and not self._forgot_someone,
            announce=self._announce,
        )
        self._has_kept_old = True
        self._write_note(stamp)

    @property
    def _forgot_someone(self) -> bool:
        """Whether the file as it lies there holds a name that no backup may keep."""
        saved = self._note.saved_version or 0
        return any(step.id > saved and step.label == FORGET_LABEL for step in self._steps)

    def save_as(self, path: Path) -> None:
        """Write to another file, whatever lies there, and go on with that one.

        Raises:
            DocumentError: nothing was written, and why.
        """
        path = resolved(path)
        stamp = save_anyway(self._database, path)
        self.path, self._has_kept_old = path, True
        self._write_note(stamp)

    def save_copy(self, path: Path, *, without: frozenset[str] = frozenset()) -> None:
        """Write a copy and go on with the file as it is.

        Args:
            path: of the copy; what lies there is replaced.
            without: what to leave out: people, money, history. History goes with the other two,
                because it would still hold them.

        Raises:
            DocumentError: nothing was written, and why.
        """
        if without:
            save_clean_copy(self._database, self._place, resolved(path), without)
        else:
            save_anyway(self._database, resolved(path))

    def _announce(self, stamp: Stamp) -> None:
        self._copy.write_note(replace(self._note, coming_stamp=stamp, coming_version=self.version))

    def _write_note(self, stamp: Stamp) -> None:
        self._note = Note(self.path, stamp, self.version)
        self._copy.write_note(self._note)

    def close(self, save: bool) -> None:
        """Let go of the file, saved first or not; without saving, what was not saved is gone.

        Raises:
            DocumentError: it could not be saved; the document stays open.
        """
        if save:
            self.save()
        self._database.close()
        self._copy.remove()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(save=False)
