"""A file that somebody else changes or holds while a command works on it: one sentence, nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.exchange import imports
from partnermap.exchange.plan import ImportPlan
from tests.commandline.answer import Run


def somebody_adds(file: Path) -> None:
    with Document.open(file) as document:
        added = Organisation(id="x", name="Added meanwhile")
        document.execute(ApplyChanges("Meanwhile", Changes(create=(added,))))
        document.save()


def somebody_holds(file: Path) -> None:
    file.with_name(f"{file.name}-wal").write_bytes(b"held")


def somebody_protects(file: Path) -> None:
    file.chmod(0o444)


@pytest.mark.parametrize(
    ("meanwhile", "sentence"),
    [
        (
            somebody_adds,
            "place.pmap was changed by somebody else since it was opened, so nothing was written:"
            " run the command again.\n",
        ),
        (
            somebody_holds,
            "Another program has place.pmap open (place.pmap-wal lies beside it), so nothing was"
            " written: close it there and run the command again.\n",
        ),
        (
            somebody_protects,
            "place.pmap is read-only, so nothing was written: allow writing to it and run the command"
            " again.\n",
        ),
    ],
)
def test_an_import_says_what_happened_meanwhile_and_what_to_do(
    run: Run,
    place_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Path], None],
    sentence: str,
) -> None:
    sheet = tmp_path / "Organisations.csv"
    sheet.write_text("ID,Name,Sector\nO1,Age Well,VCSE\n", encoding="utf-8")
    left: list[bytes] = []

    def happens(changes: Changes) -> ImportPlan:
        meanwhile(place_file)
        left.append(place_file.read_bytes())
        return ImportPlan("Import", 1, changes)

    made = Changes(create=(Organisation(id="o", name="Age Well"),))
    monkeypatch.setattr(imports, "plan_import", lambda *_, **__: happens(made))
    answer = run("import", place_file, sheet)
    assert (answer.code, answer.err.splitlines(keepends=True)[-1]) == (1, sentence)
    assert place_file.read_bytes() == left[0]
