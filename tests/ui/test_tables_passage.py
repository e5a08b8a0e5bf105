"""The moves between two orders of rows: what goes, what comes, what stays in its place."""

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.ui.tables.passage import Passage, passage, passage_without

ROWS = st.lists(st.sampled_from("abcdefghij"), unique=True)


def carried_out(found: Passage) -> list[str]:
    """Make the moves as a table makes them."""
    assert sorted(found.parted) == sorted(found.before)
    rows = list(found.parted)
    del rows[found.first : found.last + 1]
    assert rows == found.kept
    assert found.grown[: len(rows)] == rows
    assert sorted(found.grown) == sorted(found.after)
    return found.after


@settings(max_examples=60, deadline=None)
@given(before=ROWS, wanted=ROWS)
def test_the_moves_lead_to_what_is_wanted(before: list[str], wanted: list[str]) -> None:
    found = passage(before, wanted)
    assert found.before is before
    assert found.rows == {key: row for row, key in enumerate(wanted)}
    assert carried_out(found) == wanted
    stays = [key for key in before if key in wanted]
    assert found.kept == stays
    assert found.last - found.first + 1 == len(before) - len(stays)


@settings(max_examples=60, deadline=None)
@given(before=ROWS, gone=ROWS)
def test_rows_that_only_go_leave_the_others_in_their_order(before: list[str], gone: list[str]) -> None:
    assert carried_out(passage_without(before, set(gone))) == [key for key in before if key not in gone]


def test_rows_that_stand_together_go_without_any_other_being_moved() -> None:
    before = list("abcdef")
    found = passage_without(before, {"c", "d"})
    assert (found.parted, found.first, found.last) == (before, 2, 3)
    assert passage(before, before).after == before
