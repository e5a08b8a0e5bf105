"""Numbers in sentences: a word on its own, figures where numbers are held against each other."""

import pytest

from partnermap.domain.sentences import counted, digits, in_figures, part_of


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (10, 12, "10 of 12 agreements"),
        (0, 9, "none of 9 agreements"),
        (1, 1, "1 of 1 agreement"),
        (1_200, 3_400, "1,200 of 3,400 agreements"),
    ],
)
def test_two_numbers_held_together_are_both_figures(part: int, whole: int, told: str) -> None:
    assert part_of(part, whole, "agreement") == told


def test_a_number_on_its_own_is_a_word_up_to_ten() -> None:
    assert [counted(count, "post") for count in (1, 10, 11)] == ["one post", "ten posts", "11 posts"]
    assert [in_figures(count, "body", "bodies") for count in (1, 10)] == ["1 body", "10 bodies"]
    assert [digits(count) for count in (0, 4, 1_000)] == ["none", "4", "1,000"]
