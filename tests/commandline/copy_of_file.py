"""One person's copy of a file, as the stories of merging handle it."""

import shutil
from pathlib import Path

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from tests.commandline.answer import Run

CONFLICT = dict[str, str | None]


class Copy:
    """One person's copy of the file."""

    def __init__(self, run: Run, path: Path) -> None:
        self.run, self.path = run, path

    def edits(
        self, *records: Record, adds: tuple[Record, ...] = (), removes: tuple[tuple[str, str], ...] = ()
    ) -> None:
        """One edit in the window, saved."""
        with Document.open(self.path) as document:
            document.execute(ApplyChanges("Edit", Changes(adds, records, removes)))
            document.save()

    def says(self, command: str) -> None:
        """Undo on the command line."""
        assert self.run(command, self.path).code == 0

    def does_again(self) -> None:
        """Redo in the window, saved."""
        with Document.open(self.path) as document:
            document.redo()
            document.save()

    def imports(self, words: str) -> None:
        """Bring in a spreadsheet of organisations."""
        folder = self.path.parent / self.path.stem
        folder.mkdir(exist_ok=True)
        sheet = folder / "Organisations.csv"
        sheet.write_text(words, encoding="utf-8")
        assert self.run("import", self.path, sheet).code == 0

    def takes(self, other: "Copy", **expected: int) -> list[CONFLICT]:
        """Merge the other copy; what differs."""
        answer = self.run("merge", self.path, other.path, "--json")
        assert answer.code == 0
        assert {key: answer.json[key] for key in expected} == expected
        assert answer.json["warnings"] == []
        conflicts: list[CONFLICT] = answer.json["conflicts"]
        return conflicts

    def copied(self, name: str) -> "Copy":
        """A copy of the file as it is now, for another person."""
        path = self.path.with_name(f"{name}.pmap")
        shutil.copy(self.path, path)
        return Copy(self.run, path)

    @property
    def place(self) -> Place:
        """The records as saved."""
        with Document.open(self.path) as document:
            return document.place
