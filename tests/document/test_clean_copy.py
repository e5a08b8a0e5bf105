"""A clean copy holds nothing, on no page of the file, of what was to be left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.agreement import Agreement, Contribution, PaymentLine
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.post import Post

BODY = Organisation(id="o", name="Age Well", source="Told by SECRETSOURCE")
POST = Post(id="p", title="Joint head", holder="SECRETHOLDER")
AGREEMENT = Agreement(id="a", name="Pooled fund")
PAID = Contribution(id="c", agreement_id="a", organisation_id="o", amount=4_711_471_147)
LINE = PaymentLine(id="l", payer_id="o", payee_name="SECRETPAYEE", month="2026-04", amount=1, rows=1)


@pytest.fixture
def filled(document: Document) -> Document:
    made = Changes(create=(BODY, POST, AGREEMENT, PAID, LINE))
    document.execute(ApplyChanges("SECRETLABEL", made))
    holder = replace(document.place.posts["p"], holder="SECRETSUCCESSOR")
    document.execute(ApplyChanges("Change", Changes(update=(holder,))))
    return document


def test_a_plain_copy_holds_everything(filled: Document, tmp_path: Path) -> None:
    filled.save_copy(tmp_path / "copy.pmap")
    with Document.open(tmp_path / "copy.pmap") as copy:
        assert copy.place == filled.place
        assert copy.history() == filled.history()
    assert not filled.is_saved


@pytest.mark.parametrize(
    ("without", "gone", "kept"),
    [
        ({"history"}, [b"SECRETLABEL", b"SECRETHOLDER"], [b"SECRETSUCCESSOR", b"SECRETPAYEE"]),
        (
            {"people"},
            [b"SECRETLABEL", b"SECRETHOLDER", b"SECRETSUCCESSOR", b"SECRETSOURCE"],
            [b"SECRETPAYEE"],
        ),
        (
            {"money"},
            [b"SECRETLABEL", b"SECRETPAYEE", (4_711_471_147).to_bytes(6, "big")],
            [b"SECRETSOURCE"],
        ),
    ],
)
def test_what_was_left_out_is_on_no_page(
    filled: Document, tmp_path: Path, without: set[str], gone: list[bytes], kept: list[bytes]
) -> None:
    target = tmp_path / "clean.pmap"
    filled.save_copy(target, without=frozenset(without))
    content = target.read_bytes()
    assert [word for word in gone if word in content] == []
    assert [word for word in kept if word not in content] == []
    with Document.open(target) as copy:
        assert copy.history() == ()
        assert copy.undo_label is None
        assert len(copy.place.organisations) == 1
        assert copy.place.title == "Testbridge"
        copy.execute(ApplyChanges("Go on", Changes(delete=(("organisations", "o"),))))
    assert sorted(item.name for item in tmp_path.iterdir()) == ["Testbridge.pmap", "clean.pmap"]


def test_the_document_itself_keeps_everything(filled: Document, tmp_path: Path) -> None:
    before = filled.place
    filled.save_copy(tmp_path / "clean.pmap", without=frozenset({"people", "money", "history"}))
    assert filled.place is before
    filled.undo()
    assert filled.place.posts["p"].holder == "SECRETHOLDER"
