"""What two people really do with two copies of one file, told from start to end on the command line."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.document.document import Document
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.post import Post
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from tests.commandline.answer import Run
from tests.commandline.copy_of_file import Copy

COUNCIL = Organisation(id="o1", ref="O1", name="Council", sector=Sector.LOCAL_AUTHORITY)
TRUST = Organisation(id="o2", ref="O2", name="Trust", sector=Sector.NHS)
FUND = Agreement(id="a1", ref="A1", name="Winter fund", end=PartialDate(2027))
MONEY = Contribution(id="c1", agreement_id="a1", organisation_id="o1", amount=100_00)
LINK = Tie(id="t1", ref="T1", from_id="o1", to_id="o2", kind=TieKind.CONTRACT, strength=1)
POST = Post(id="p1", title="Lead", employer_id="o2")


@pytest.fixture
def copies(run: Run, place_file: Path) -> tuple[Copy, Copy]:
    """The copies of two people who start from the same file."""
    mine = Copy(run, place_file)
    mine.edits(adds=(COUNCIL, TRUST, FUND, MONEY, LINK, POST))
    return mine, mine.copied("other")


Pair = tuple[Copy, Copy]


def amount(copy: Copy) -> int | None:
    """What the council pays into the fund."""
    return copy.place.of(Contribution)["c1"].amount


def test_both_add_the_same_organisation(copies: Pair) -> None:
    mine, other = copies
    mine.edits(adds=(Organisation(id="m", name="Age Well", short_name="AW"),))
    other.edits(adds=(Organisation(id="n", name="Age Well", sector=Sector.VCSE),))
    other.edits(adds=(Tie(id="t2", from_id="n", to_id="o1", kind=TieKind.TRUST),))
    assert mine.takes(other, created=1, updated=1) == []
    assert mine.place.organisations.keys() == {"o1", "o2", "m"}
    assert mine.place.organisations["m"].sector is Sector.VCSE
    assert mine.place.ties["t2"].from_id == "m"


def test_one_edits_the_amount_and_the_other_the_end(copies: Pair) -> None:
    mine, other = copies
    mine.edits(replace(MONEY, amount=200_00))
    other.edits(replace(FUND, end=PartialDate(2028)))
    assert mine.takes(other, updated=1) == []
    assert mine.place.agreements["a1"].end == PartialDate(2028)
    assert amount(mine) == 200_00


def test_both_edit_the_same_field(copies: Pair) -> None:
    mine, other = copies
    mine.edits(replace(MONEY, amount=200_00))
    other.edits(replace(MONEY, amount=300_00))
    record = "contribution of Winter fund and Council"
    told = {"record": record, "field": "amount", "here": "£200.00", "there": "£300.00"}
    assert mine.takes(other, updated=0) == [told]
    assert amount(mine) == 200_00


def test_one_removes_a_body_whose_tie_the_other_strengthened(copies: Pair) -> None:
    mine, other = copies
    mine.edits(removes=(("organisations", "o2"),))
    other.edits(replace(LINK, strength=3))
    (told,) = mine.takes(other, created=0, removed=0)
    assert (told["here"], told["there"]) == ("removed", "changed")
    assert "o2" not in mine.place.organisations


def test_the_same_seen_from_the_other_copy(copies: Pair) -> None:
    mine, other = copies
    mine.edits(replace(LINK, strength=3))
    other.edits(removes=(("organisations", "o2"),))
    assert [told["there"] for told in mine.takes(other, removed=0, updated=0)] == ["removed", "removed"]
    assert mine.place.ties["t1"].strength == 3
    assert mine.place.posts["p1"].employer_id == "o2"


def test_what_was_undone_there_never_happened(copies: Pair) -> None:
    mine, other = copies
    other.edits(replace(MONEY, amount=300_00))
    other.says("undo")
    mine.edits(replace(MONEY, amount=200_00))
    assert mine.takes(other, updated=0) == []
    assert amount(mine) == 200_00


def test_what_was_done_again_there_happened_once(copies: Pair) -> None:
    mine, other = copies
    other.edits(adds=(Organisation(id="n", name="Age Well"),))
    with Document.open(other.path) as document:
        document.undo()
        document.redo()
        document.save()
    assert mine.takes(other, created=1) == []
    assert list(mine.place.organisations) == ["o1", "o2", "n"]


def test_one_undoes_what_both_started_from(copies: Pair) -> None:
    mine, other = copies
    mine.edits(replace(COUNCIL, short_name="CC"))
    shutil.copy(mine.path, other.path)
    other.says("undo")
    mine.edits(replace(TRUST, short_name="T"))
    assert mine.takes(other, updated=1) == []
    assert mine.place.organisations["o1"].short_name is None
    assert mine.place.organisations["o2"].short_name == "T"


def test_one_imports_a_spreadsheet_and_the_other_types(copies: Pair) -> None:
    mine, other = copies
    mine.edits(
        replace(TRUST, short_name="T"), adds=(Organisation(id="m", name="Garth", sector=Sector.VCSE),)
    )
    other.imports("ID,Name,Sector,Short name\nO1,Council,LA,CC\n,Garth,VCSE,\n,Stillbeck,VCSE,\n")
    assert mine.takes(other, created=1, updated=1) == []
    place = mine.place
    assert sorted(each.name for each in place.organisations.values()) == [
        "Council",
        "Garth",
        "Stillbeck",
        "Trust",
    ]
    assert (place.organisations["o1"].short_name, place.organisations["o2"].short_name) == ("CC", "T")


def test_they_exchange_copies_and_go_on(copies: Pair) -> None:
    mine, other = copies
    mine.edits(replace(COUNCIL, short_name="CC"))
    other.edits(replace(TRUST, short_name="T"))
    assert mine.takes(other, updated=1) == other.takes(mine, updated=1) == []
    assert [*mine.place.records()] == [*other.place.records()]
    other.edits(replace(LINK, strength=3))
    mine.edits(replace(MONEY, amount=200_00))
    assert mine.takes(other, updated=1) == other.takes(mine, updated=1) == []
    assert [*mine.place.records()] == [*other.place.records()]


WORK: list[Callable[[Copy], None]] = [
    lambda copy: copy.edits(adds=(Organisation(id="m", name="Age Well"),)),
    lambda copy: copy.edits(removes=(("organisations", "o2"),)),
    lambda copy: copy.edits(replace(MONEY, amount=300_00)),
]


@pytest.mark.parametrize("work", WORK)
def test_a_merge_taken_back_gives_the_file_back_and_a_second_one_brings_nothing(
    copies: Pair, work: Callable[[Copy], None]
) -> None:
    mine, other = copies
    mine.edits(replace(COUNCIL, short_name="CC"))
    work(other)
    before = list(mine.place.records())
    assert mine.takes(other) == []
    after = list(mine.place.records())
    assert mine.takes(other, created=0, updated=0, removed=0) == []
    assert list(mine.place.records()) == after
    mine.says("undo")
    assert list(mine.place.records()) == before
