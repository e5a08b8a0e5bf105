"""Which bows lead a tie through a box: the same as trying them."""

import numpy as np
import pytest

from partnermap.scene.detours import Chords, Passages, chords_of, passages
from partnermap.scene.model import Curves

SHARE, MOST = 0.2, 60.0


def curves(starts: np.ndarray, finishes: np.ndarray, bows: np.ndarray) -> Curves:
    along = finishes - starts
    normals = np.column_stack([-along[:, 1], along[:, 0]]) / np.hypot(*along.T)[:, None]
    bends = (starts + finishes) / 2 + 2 * bows[:, None] * normals
    return Curves(starts, bends, finishes, np.ones(len(starts)), np.zeros(len(starts), dtype=np.bool_))


def meets(ways: Curves, tie: int, box: np.ndarray) -> bool:
    """Whether any of many points of a tie lies in a box."""
    points = ways.at(np.linspace(0, 1, 4001), np.full(4001, tie, dtype=np.int32))
    return bool(((points > box[:2]) & (points < box[2:])).all(axis=1).any())


@pytest.fixture
def ends() -> np.ndarray:
    return np.array([(0, 1), (3, 2), (4, 5), (7, 6)], dtype=np.int32)


@pytest.fixture
def boxes() -> np.ndarray:
    corners = np.random.default_rng(1).uniform(0, 400, (60, 2))
    return np.hstack([corners, corners + np.random.default_rng(2).uniform(6, 60, (60, 2))])


@pytest.fixture
def straight() -> Curves:
    random = np.random.default_rng(3)
    starts, finishes = random.uniform(0, 400, (4, 2)), random.uniform(0, 400, (4, 2))
    return curves(starts, finishes, np.zeros(4))


def found(ways: Curves, ends: np.ndarray, boxes: np.ndarray, owner: int = 9) -> tuple[Chords, Passages]:
    chords = chords_of(ways, ends, [np.array([row]) for row in range(len(ends))], SHARE, MOST)
    return chords, passages(chords, boxes, np.full(len(boxes), owner, dtype=np.int32))


def test_a_bow_within_a_passage_meets_the_box_and_one_outside_does_not(
    straight: Curves, ends: np.ndarray, boxes: np.ndarray
) -> None:
    chords, through = found(straight, ends, boxes)
    seen = 0
    for tie in range(len(ends)):
        # A pair's bow is to the left of the way from its first organisation to its second.
        sign = 1.0 if ends[tie, 0] < ends[tie, 1] else -1.0
        for bow in np.linspace(-chords.most[tie], chords.most[tie], 9):
            bent = curves(straight.starts, straight.finishes, np.full(4, sign * bow))
            here = through.pair == tie
            near = {int(box) for box in through.box[here & (through.low < bow) & (bow < through.high)]}
            for box in range(len(boxes)):
                shrunk = boxes[box] + np.array([0.5, 0.5, -0.5, -0.5])
                grown = boxes[box] - np.array([0.5, 0.5, -0.5, -0.5])
                if meets(bent, tie, shrunk):
                    assert box in near
                    seen += 1
                elif box in near:
                    assert meets(bent, tie, grown)
    assert seen > 50


def test_a_pair_meets_no_box_of_its_own_ends(
    straight: Curves, ends: np.ndarray, boxes: np.ndarray
) -> None:
    assert 0 in found(straight, ends, boxes)[1].pair
    assert 0 not in found(straight, ends, boxes, owner=1)[1].pair


def test_a_fan_is_as_wide_as_its_outermost_ties() -> None:
    starts, finishes = np.zeros((2, 2)), np.tile((100.0, 0.0), (2, 1))
    fan = curves(starts, finishes, np.array([-5.0, 5.0]))
    ends = np.tile(np.array([0, 1], dtype=np.int32), (2, 1))
    chords = chords_of(fan, ends, [np.arange(2)], SHARE, MOST)
    box = np.array([(45.0, 10.0, 55.0, 12.0)])
    through = passages(chords, box, np.array([9], dtype=np.int32))
    assert through.low[0] == pytest.approx(10 - 5, abs=0.3)
    assert through.high[0] == pytest.approx(12 / 0.99 + 5, abs=0.3)


def test_where_there_are_no_ties_or_no_boxes_nothing_meets(
    straight: Curves, ends: np.ndarray, boxes: np.ndarray
) -> None:
    assert not len(found(straight, ends, boxes[:0])[1].pair)
    nothing = straight.only(np.zeros(0, dtype=np.int32))
    assert not len(found(nothing, ends[:0], boxes)[1].pair)
