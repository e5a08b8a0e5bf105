"""Groups stand in the middle of their members."""

import numpy as np

from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.layout import Layout

WHOLE = Layout(tuple("abcdef"), np.array([(0, 0), (2, 0), (4, 4), (6, 4), (9, 0), (0, 8)], dtype=float))


def test_a_group_stands_in_the_middle_and_the_others_stay() -> None:
    found = gathered(WHOLE, ["g", "c", "d", "e", "f"], {"g": ("a", "b")})
    assert found.position("g") == (1.0, 0.0)
    assert found.position("e") == (9.0, 0.0)
    assert found.position("f") == (0.0, 8.0)


def test_groups_with_one_middle_part() -> None:
    found = gathered(WHOLE, ["g", "h", "e"], {"g": ("a", "d"), "h": ("b", "c")})
    one, other = np.array(found.position("g")), np.array(found.position("h"))
    assert np.linalg.norm(one - other) > 0.5


def test_without_groups_nothing_changes() -> None:
    assert gathered(WHOLE, list("abcdef"), {}) is WHOLE
