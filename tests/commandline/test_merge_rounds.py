"""Copies that go to and fro for several rounds: what the other had before his eyes is no contradiction.

The strength of one tie stands for a field that is edited in turn, its name for one that goes back to
what it was.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.document.document import Document
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.post import Post
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from tests.commandline.answer import Run
from tests.commandline.copy_of_file import Copy

COUNCIL = Organisation(id="o1", ref="O1", name="Council")
TRUST = Organisation(id="o2", ref="O2", name="Trust")
LINK = Tie(id="t1", ref="T1", from_id="o1", to_id="o2", kind=TieKind.CONTRACT, strength=1)
HOSPICE = Organisation(id="o3", ref="O3", name="Hospice")
Pair = tuple[Copy, Copy]


@pytest.fixture
def copies(run: Run, place_file: Path) -> Pair:
    """The copies of two people who start from the same file."""
    mine = Copy(run, place_file)
    mine.edits(adds=(COUNCIL, TRUST, LINK))
    return mine, mine.copied("other")


def strengthens(copy: Copy, strength: int) -> None:
    """One field edited in a file whose other fields stay as they are."""
    copy.edits(replace(copy.place.ties["t1"], strength=strength))


def strength(copy: Copy) -> int | None:
    return copy.place.ties["t1"].strength


def exchange(one: Copy, other: Copy) -> None:
    """Each takes what the other has, and nothing differs."""
    assert one.takes(other) == []
    assert other.takes(one) == []
    assert [*one.place.records()] == [*other.place.records()]


@pytest.mark.parametrize("starts", [0, 1])
def test_a_field_edited_in_turn_is_the_last_ones(copies: Pair, starts: int) -> None:
    one, other = copies[starts], copies[1 - starts]
    for round_, wanted in enumerate((2, 3, 1, 2, 1, 3)):
        writer, reader = (one, other) if round_ % 2 == 0 else (other, one)
        strengthens(writer, wanted)
        writer.edits(replace(COUNCIL, notes=f"Seen {round_}"))
        assert reader.takes(writer, created=0, updated=2, removed=0) == []
        assert strength(reader) == wanted
        assert reader.takes(writer, updated=0) == writer.takes(reader, updated=0) == []


@pytest.mark.parametrize("takes_first", [0, 1])
def test_whoever_of_the_two_merges_the_last_edit_stays(copies: Pair, takes_first: int) -> None:
    mine, other = copies
    for wanted in (2, 3, 1):
        strengthens(mine, wanted)
        exchange(copies[takes_first], copies[1 - takes_first])
        assert strength(mine) == strength(other) == wanted
    strengthens(other, 3)
    exchange(copies[takes_first], copies[1 - takes_first])
    assert strength(mine) == strength(other) == 3


def test_only_one_ever_merges(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    assert mine.takes(other, updated=1) == []
    strengthens(mine, 3)
    assert mine.takes(other, updated=0) == []
    other.edits(replace(COUNCIL, short_name="CC"))
    assert mine.takes(other, updated=1) == []
    assert strength(mine) == 3
    # The other one never saw the three.
    strengthens(other, 1)
    (told,) = mine.takes(other, updated=0)
    assert (told["here"], told["there"]) == ("3", "1")


def test_both_edit_after_the_exchange_and_each_is_told(copies: Pair) -> None:
    mine, other = copies
    strengthens(mine, 2)
    assert other.takes(mine, updated=1) == []
    assert mine.takes(other, updated=0) == []
    strengthens(mine, 3)
    strengthens(other, 1)
    (told,) = mine.takes(other, updated=0)
    assert (told["field"], told["here"], told["there"]) == ("strength", "3", "1")
    (told,) = other.takes(mine, updated=0)
    assert (told["field"], told["here"], told["there"]) == ("strength", "1", "3")


def test_a_contradiction_that_was_told_to_one_is_told_to_the_other_too(copies: Pair) -> None:
    mine, other = copies
    strengthens(mine, 2)
    strengthens(other, 3)
    other.edits(replace(COUNCIL, short_name="CC"))
    assert len(mine.takes(other, updated=1)) == 1
    (told,) = other.takes(mine, updated=0)
    assert (told["here"], told["there"]) == ("3", "2")


def test_whoever_edits_after_he_was_told_has_settled_it(copies: Pair) -> None:
    mine, other = copies
    strengthens(mine, 2)
    strengthens(other, 3)
    other.edits(replace(COUNCIL, short_name="CC"))
    assert len(mine.takes(other, updated=1)) == 1
    strengthens(mine, 1)
    assert other.takes(mine, updated=1) == []
    assert strength(other) == 1
    assert mine.takes(other, updated=0) == []


def test_both_wrote_the_same_and_one_goes_on(copies: Pair) -> None:
    mine, other = copies
    strengthens(mine, 2)
    strengthens(other, 2)
    mine.edits(replace(COUNCIL, short_name="CC"))
    assert other.takes(mine, updated=1) == []
    strengthens(mine, 3)
    assert other.takes(mine, updated=1) == []
    assert strength(other) == 3


def test_what_one_made_the_other_removes(copies: Pair) -> None:
    mine, other = copies
    other.edits(adds=(HOSPICE, Tie(id="t2", from_id="o3", to_id="o1", kind=TieKind.TRUST)))
    assert mine.takes(other, created=2) == []
    mine.edits(removes=(("organisations", "o3"),))
    assert mine.takes(other, created=0) == []
    assert other.takes(mine, removed=2) == []
    assert "o3" not in mine.place.organisations


def test_what_one_made_he_removes_again_after_the_other_has_it(copies: Pair) -> None:
    mine, other = copies
    other.edits(adds=(HOSPICE,))
    assert mine.takes(other, created=1) == []
    other.edits(removes=(("organisations", "o3"),))
    assert mine.takes(other, removed=1) == []
    assert other.takes(mine, created=0) == []


def test_removed_after_the_exchange_but_edited_meanwhile_is_told(copies: Pair) -> None:
    mine, other = copies
    other.edits(adds=(HOSPICE,))
    assert mine.takes(other, created=1) == []
    mine.edits(replace(HOSPICE, short_name="H"))
    other.edits(removes=(("organisations", "o3"),))
    (told,) = mine.takes(other, removed=0)
    assert (told["here"], told["there"]) == ("changed", "removed")
    assert "o3" in mine.place.organisations
    (told,) = other.takes(mine, created=0)
    assert (told["here"], told["there"]) == ("removed", "changed")


def test_removed_after_the_same_was_written_unseen_is_told_every_time(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    other.edits(removes=(("ties", "t1"),))
    strengthens(mine, 2)
    other.edits(replace(COUNCIL, short_name="CC"))
    assert len(mine.takes(other, updated=1)) == 1
    (told,) = mine.takes(other, removed=0)
    assert (told["here"], told["there"]) == ("changed", "removed")


def test_removed_after_the_others_edit_was_seen_is_removed(copies: Pair) -> None:
    mine, other = copies
    other.edits(adds=(HOSPICE,))
    exchange(mine, other)
    mine.edits(replace(HOSPICE, short_name="H"))
    assert other.takes(mine, updated=1) == []
    other.edits(removes=(("organisations", "o3"),))
    assert mine.takes(other, removed=1) == []


def test_a_removal_that_was_taken_over_and_taken_back_brings_the_record_back(copies: Pair) -> None:
    mine, other = copies
    mine.edits(removes=(("ties", "t1"),))
    assert other.takes(mine, removed=1) == []
    mine.says("undo")
    assert other.takes(mine, created=1) == []
    assert mine.takes(other, removed=0) == []


def test_an_edit_undone_after_the_exchange_is_undone_there_too(copies: Pair) -> None:
    mine, other = copies
    strengthens(mine, 2)
    assert other.takes(mine, updated=1) == []
    mine.says("undo")
    assert other.takes(mine, updated=1) == []
    assert strength(other) == 1


@pytest.mark.parametrize("saw_it", [False, True])
def test_a_merge_taken_back_takes_nothing_from_whoever_wrote_it(copies: Pair, saw_it: bool) -> None:
    mine, other = copies
    strengthens(other, 2)
    other.edits(adds=(HOSPICE,))
    mine.edits(replace(COUNCIL, short_name="CC"))
    assert mine.takes(other, created=1, updated=1) == []
    if saw_it:
        assert other.takes(mine, updated=1) == []
    mine.says("undo")
    other.takes(mine, removed=0)
    assert strength(other) == 2
    assert "o3" in other.place.organisations
    # What was taken back can be had again.
    assert mine.takes(other, created=1) == []
    assert strength(mine) == 2


def test_a_merge_done_again_counts_once_more(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    assert mine.takes(other, updated=1) == []
    mine.says("undo")
    mine.does_again()
    strengthens(mine, 3)
    assert mine.takes(other, updated=0) == []
    assert other.takes(mine, updated=1) == []
    assert strength(other) == 3


def test_edits_upon_a_merge_that_were_taken_back_with_it(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    assert mine.takes(other, updated=1) == []
    strengthens(mine, 3)
    mine.says("undo")
    mine.says("undo")
    assert mine.takes(other, updated=1) == []
    assert strength(mine) == 2


def test_a_third_copy_comes_by_way_of_the_second(copies: Pair) -> None:
    mine, other = copies
    third = mine.copied("third")
    strengthens(third, 2)
    third.edits(adds=(HOSPICE,))
    assert other.takes(third, created=1, updated=1) == []
    assert mine.takes(other, created=1, updated=1) == []
    # The third goes on, and the first takes it from there itself.
    strengthens(third, 3)
    third.edits(removes=(("organisations", "o3"),))
    assert mine.takes(third, updated=1, removed=1) == []
    assert strength(mine) == 3
    # The second has what the first had once.
    assert mine.takes(other, created=0, updated=0) == []
    assert other.takes(mine, updated=1, removed=1) == []
    assert strength(other) == 3


def test_the_second_went_on_from_the_third_before_the_first_has_either(copies: Pair) -> None:
    mine, other = copies
    third = mine.copied("third")
    strengthens(third, 2)
    assert other.takes(third, updated=1) == []
    strengthens(other, 3)
    assert mine.takes(other, updated=1) == []
    assert mine.takes(third, updated=0) == []
    assert third.takes(mine, updated=1) == []
    assert strength(mine) == strength(third) == 3


def test_what_the_second_and_the_third_disagree_about_is_told_to_the_first(copies: Pair) -> None:
    mine, other = copies
    third = mine.copied("third")
    strengthens(third, 2)
    third.edits(replace(COUNCIL, short_name="CC"))
    strengthens(other, 3)
    assert len(other.takes(third, updated=1)) == 1
    assert mine.takes(other, updated=2) == []
    (told,) = mine.takes(third, updated=0)
    assert (told["here"], told["there"]) == ("3", "2")


def test_both_have_the_third_and_one_goes_on(copies: Pair) -> None:
    mine, other = copies
    third = mine.copied("third")
    strengthens(third, 2)
    assert mine.takes(third, updated=1) == other.takes(third, updated=1) == []
    strengthens(mine, 3)
    assert mine.takes(other, updated=0) == []
    assert other.takes(mine, updated=1) == []
    assert strength(other) == 3


def test_an_older_copy_of_the_other_brings_nothing_back(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    older = other.copied("older")
    strengthens(other, 3)
    assert mine.takes(other, updated=1) == []
    # An older copy does not say what became of it, so what differs is told.
    (told,) = mine.takes(older, updated=0)
    assert (told["here"], told["there"]) == ("3", "2")
    strengthens(mine, 1)
    assert other.takes(mine, updated=1) == []


def test_a_field_that_goes_back_to_what_it_was_goes_back_in_both(copies: Pair) -> None:
    mine, other = copies
    for wanted in (2, 1, 2, 1):
        strengthens(mine, wanted)
        assert other.takes(mine, updated=1) == []
        assert strength(other) == wanted


def test_a_body_that_both_entered_is_edited_in_turn(copies: Pair) -> None:
    mine, other = copies
    number = Identifier(id="n1", organisation_id="m", scheme="GB-CHC", value="1126147")
    mine.edits(adds=(Organisation(id="m", name="Age Well"), number))
    other.edits(
        adds=(
            Organisation(id="n", name="Age Well", short_name="AW"),
            replace(number, id="n2", organisation_id="n"),
            Post(id="p", title="Lead", employer_id="n"),
        )
    )
    assert mine.takes(other, created=1, updated=1) == []
    for name in ("A", "W", "A"):
        mine.edits(replace(mine.place.organisations["m"], short_name=name))
        mine.edits(replace(mine.place.posts["p"], title=f"Head {name}"))
        assert other.takes(mine, updated=2) == []
        assert other.place.organisations["n"].short_name == name
        other.edits(replace(other.place.organisations["n"], short_name=f"{name}W"))
        assert mine.takes(other, updated=1) == []
        assert mine.place.posts["p"].employer_id == "m"
        assert other.place.posts["p"].employer_id == "n"


def both_enter_age_well(copies: Pair) -> None:
    """Each under an id of its own; both have the other's work afterwards."""
    mine, other = copies
    mine.edits(adds=(Organisation(id="m", name="Age Well"),))
    other.edits(
        adds=(Organisation(id="n", name="Age Well"), Post(id="p", title="Lead", employer_id="n"))
    )
    assert mine.takes(other, created=1) == []
    assert other.takes(mine, created=0) == []


@pytest.mark.parametrize("renames", [0, 1])
def test_bodies_that_were_one_stay_one_whatever_they_are_called(copies: Pair, renames: int) -> None:
    both_enter_age_well(copies)
    one, other = copies[renames], copies[1 - renames]
    old = one.place.organisations["mn"[renames]]
    one.edits(replace(old, name="Age Well York"))
    for _ in range(2):
        assert other.takes(one, created=0) == []
        assert one.takes(other, created=0) == []
    assert other.place.organisations["nm"[renames]].name == "Age Well York"
    assert len(one.place.organisations) == len(other.place.organisations) == 3
    assert copies[0].place.posts["p"].employer_id == "m"
    assert copies[1].place.posts["p"].employer_id == "n"


def test_a_body_that_was_one_in_both_is_removed_from_both(copies: Pair) -> None:
    both_enter_age_well(copies)
    mine, other = copies
    mine.edits(removes=(("organisations", "m"),))
    assert mine.takes(other, created=0) == []
    assert other.takes(mine, removed=1) == []
    assert other.place.organisations.keys() == {"o1", "o2"}


def test_the_history_says_whom_a_merge_was_of_and_no_more(copies: Pair) -> None:
    mine, other = copies
    strengthens(other, 2)
    assert mine.takes(other, updated=1) == []
    steps = mine.run("history", mine.path, "--json").json["steps"]
    assert steps[-1]["label"] == "Merge of other.pmap"
    assert mine.run("undo", mine.path).out == "Undone: Merge of other.pmap.\n"
    with Document.open(mine.path) as document:
        assert document.redo_label == "Merge of other.pmap"
        assert document.history()[-1].label == "Undo: Merge of other.pmap"
