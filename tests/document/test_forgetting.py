"""Forgetting a person: no byte of the file, the working copy or a later backup holds the name."""

from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.document.backups import backups_of, delete_backups
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.document.forgetting import FORGET_LABEL
from partnermap.document.recovery import leftovers
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.organisation import Organisation
from partnermap.domain.post import Post

NAME = "Zarah Quillfeather"
NEIGHBOUR = "Zarah Quillfeathers"
KNOWN_AS = (NAME, NAME.upper(), "Quillfeather, Zarah", "zarah.quillfeather", "Zarah\u00a0Quillfeather")

RECORDS = (
    Organisation(id="o1", name="Trust", notes=f"Ask {NAME} first. {NEIGHBOUR} is somebody else."),
    Post(id="p1", title="Reablement lead", holder=NAME, source=f"E-mail of {NAME}, {'long ' * 300}"),
    Action(id="a1", action="Write to them", owner="Quillfeather, Zarah", ref="Zarah Quillfeather 1"),
    Statement(id="s1", text=f"{NAME}: we never met.", owner="zarah.quillfeather@trust.example"),
)


def pages(*paths: Path) -> bytes:
    return b"".join(path.read_bytes() for path in paths if path.is_file())


def holds(content: bytes) -> list[str]:
    plain = content.lower().replace(NEIGHBOUR.lower().encode(), b"")
    return [name for name in KNOWN_AS if name.lower().encode() in plain]


@pytest.fixture
def named(document: Document) -> Document:
    """A name in records, in rows before, in labels, and in rows that were removed since."""
    document.execute(ApplyChanges("Fill", Changes(create=RECORDS)))
    document.execute(EditRecord("posts", "p1", (("title", f"Lead ({NAME})"),)))
    document.execute(EditRecord("posts", "p1", (("title", "Reablement lead"),)))
    gone = Statement(id="s2", text=f"{NAME} again", owner=NAME)
    document.execute(ApplyChanges(f"Add a word of {NAME[:11]}…", Changes(create=(gone,))))
    document.execute(ApplyChanges("Remove", Changes(delete=(("statements", "s2"),))))
    document.save()
    return document


def test_no_byte_holds_the_name_and_the_neighbour_stays(named: Document, path: Path) -> None:
    working = sorted(named._copy.folder.iterdir())
    assert holds(path.read_bytes())
    assert "Zarah Quill…".encode() in path.read_bytes()
    assert holds(pages(*working))
    named.forget("zarah quillfeather")
    assert holds(pages(*working)) == []
    named.save()
    assert holds(path.read_bytes()) == []
    assert NEIGHBOUR.encode() in path.read_bytes()
    assert "Zarah Quill…".encode() not in path.read_bytes()
    with Document.open(path) as again:
        assert again.place == named.place
        assert again.history() == named.history()


def test_records_keep_everything_else(named: Document) -> None:
    before = named.place
    change = named.forget(NAME)
    assert named.place.posts["p1"].holder is None
    source = named.place.posts["p1"].source
    assert source is not None
    assert source.startswith("E-mail of [name removed], long long")
    assert named.place.of(Statement)["s1"].owner == "[name removed]@trust.example"
    assert named.place.of(Action)["a1"] == replace(before.of(Action)["a1"], owner=None, ref="X-a1")
    assert change.changed.keys() == {"organisations", "posts", "actions", "statements"}
    assert not change.removed


def test_the_step_names_nobody_and_cannot_be_undone(named: Document) -> None:
    named.forget(NAME)
    last = named.history()[-1]
    assert (last.label, last.folded) == (FORGET_LABEL, True)
    assert "[name removed]" in "".join(step.label for step in named.history())
    with pytest.raises(UserError, match="nothing to undo"):
        named.undo()
    named.execute(EditRecord("posts", "p1", (("title", "New"),)))
    named.undo()
    assert named.undo_label is None


def test_no_backup_made_afterwards_holds_the_name(named: Document, path: Path) -> None:
    assert holds(pages(*backups_of(path))) == []
    named.close(save=True)
    with Document.open(path) as again:
        again.forget(NAME)
        again.save()
        again.execute(EditRecord("posts", "p1", (("title", "New"),)))
        again.save()
    with Document.open(path) as later:
        later.execute(EditRecord("posts", "p1", (("title", "Newer"),)))
        later.save()
    assert backups_of(path)
    assert holds(pages(*backups_of(path))) == []
    assert delete_backups(path) > 0
    assert backups_of(path) == []


def test_a_crash_before_saving_makes_no_backup_of_the_name_either(named: Document, path: Path) -> None:
    named.save()
    with Document.open(path) as again:
        again.forget(NAME)
        again._database.close()
        again._copy.release()
        (found,) = [one for one in leftovers() if one.folder == again._copy.folder]
        with Document.recover(found) as recovered:
            recovered.save()
    assert holds(path.read_bytes()) == []
    assert holds(pages(*backups_of(path))) == []


def test_where_a_name_stands_is_told_before(named: Document) -> None:
    traces = named.traces_of(NAME)
    assert traces.fields == {
        ("organisations", "notes"): 1,
        ("posts", "holder"): 1,
        ("posts", "source"): 1,
        ("statements", "text"): 1,
        ("statements", "owner"): 1,
        ("actions", "ref"): 1,
        ("actions", "owner"): 1,
    }
    assert traces.rows_before == 3
    assert traces.labels == 3
    named.forget(NAME)
    assert not named.traces_of(NAME)


def test_a_name_in_the_history_only_is_forgotten_too(named: Document) -> None:
    for table, key, field in (("posts", "p1", "holder"), ("posts", "p1", "source")):
        named.execute(EditRecord(table, key, ((field, ""),)))
    keys = (("organisations", "o1"), ("statements", "s1"), ("actions", "a1"))
    named.execute(ApplyChanges("Remove", Changes(delete=keys)))
    assert not named.traces_of(NAME).fields
    before = named.place.tables
    named.forget(NAME)
    assert named.place.tables == before
    assert not named.traces_of(NAME)


@pytest.mark.parametrize("name", ["", "  ", "Al", "A. B"])
def test_a_name_that_is_too_short_is_refused(named: Document, name: str) -> None:
    with pytest.raises(UserError, match="too short"):
        named.forget(name)


def test_a_name_that_stands_nowhere_leaves_no_step(named: Document) -> None:
    before = named.history()
    with pytest.raises(UserError, match="stands nowhere"):
        named.forget("Nobody Atall")
    assert named.history() == before
