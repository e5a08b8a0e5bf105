"""Places of names on screen: the weightiest first, and one makes way for another where that is cheap."""

import numpy as np

from partnermap.scene.candidates import Candidates, LabelText
from partnermap.scene.placing import place_greedily

HERE, BESIDE, FAR_OFF = (0.0, 0.0, 60.0, 12.0), (80.0, 0.0, 140.0, 12.0), (300.0, 0.0, 360.0, 12.0)
Place = tuple[int, tuple[float, ...], float]


def options(*places: Place) -> Candidates:
    """Candidates of one name each: owner, box and cost."""
    owner = np.array([one for one, _, _ in places], dtype=np.int32)
    costs = np.array([cost for _, _, cost in places])
    texts = tuple(LabelText(row, ("Body",), 60.0, 12.0, False) for row in range(int(owner.max()) + 1))
    boxes = np.array([box for _, box, _ in places])
    return Candidates(texts, owner, owner, boxes, costs, np.zeros(len(places), dtype=np.int32), costs)


def placed(found: Candidates) -> dict[int, tuple[float, ...]]:
    weights = np.arange(len(found.texts), 0, -1, dtype=np.float64)
    return {one: tuple(found.boxes[row]) for one, row in place_greedily(found, weights).items()}


def test_a_name_moves_a_little_so_that_another_finds_room() -> None:
    assert placed(options((0, HERE, 0.0), (0, BESIDE, 0.3), (1, HERE, 0.0))) == {0: BESIDE, 1: HERE}


def test_a_name_does_not_move_far_for_a_lighter_one() -> None:
    assert placed(options((0, HERE, 0.0), (0, FAR_OFF, 2.0), (1, HERE, 0.0))) == {0: HERE}


def test_two_names_do_not_make_way_for_one() -> None:
    wide = (0.0, 0.0, 140.0, 12.0)
    crowd = options((0, HERE, 0.0), (0, FAR_OFF, 0.1), (1, BESIDE, 0.0), (2, wide, 0.0))
    assert placed(crowd) == {0: HERE, 1: BESIDE}


def test_whoever_makes_way_takes_no_place_of_a_third() -> None:
    crowd = options((0, HERE, 0.0), (0, BESIDE, 0.1), (1, BESIDE, 0.0), (2, HERE, 0.0))
    assert placed(crowd) == {0: HERE, 1: BESIDE}
