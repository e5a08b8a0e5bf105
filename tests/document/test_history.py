"""Which steps can be undone and redone follows from the steps alone."""

import datetime as dt

import pytest

from db.journal import StepRow
from partnermap.document.history import stacks_of


def steps(*reverses: int | None, old: int = 0, folded: int = 0) -> list[StepRow]:
    when = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    return [
        StepRow(number, when, f"S{number}", undone, 1 if number <= old else 2, folded=number <= folded)
        for number, undone in enumerate(reverses, start=1)
    ]


@pytest.mark.parametrize(
    ("rows", "undo", "redo"),
    [
        (steps(), [], []),
        (steps(None, None), ["S1", "S2"], []),
        (steps(None, None, 2), ["S1"], ["S2"]),
        (steps(None, None, 2, 1), [], ["S2", "S1"]),
        (steps(None, None, 2, 3), ["S1", "S2"], []),
        (steps(None, None, 2, 3, 4), ["S1"], ["S2"]),
        (steps(None, None, 2, None), ["S1", "S4"], []),
        (steps(None, None, None, old=2), ["S3"], []),
        (steps(None, None, None, folded=1), ["S2", "S3"], []),
        (steps(None, None, 2, old=3), [], []),
    ],
)
def test_edits_pile_up_and_move_over(rows: list[StepRow], undo: list[str], redo: list[str]) -> None:
    stacks = stacks_of(rows, 2)
    assert [item.label for item in stacks.undo] == undo
    assert [item.label for item in stacks.redo] == redo
