"""Lines through names, and points in them: the same as looking at every pair."""

import numpy as np
import pytest

from partnermap.scene.crossings import foreign_lines, meeting, over_points


def dense(box: np.ndarray, segment: np.ndarray) -> bool:
    """Whether any of many points of a segment lies in the box."""
    share = np.linspace(0, 1, 4001)[:, None]
    points = segment[:2] + share * (segment[2:] - segment[:2])
    return bool(((points >= box[:2]) & (points <= box[2:])).all(axis=1).any())


@pytest.fixture
def boxes() -> np.ndarray:
    corners = np.random.default_rng(1).uniform(0, 200, (40, 2))
    return np.hstack([corners, corners + np.random.default_rng(2).uniform(8, 50, (40, 2))])


@pytest.fixture
def segments() -> np.ndarray:
    found = np.random.default_rng(3).uniform(-20, 240, (60, 4))
    found[0, 3], found[1, 2], found[2, 2:] = found[0, 1], found[1, 0], found[2, :2]
    return found


def test_meeting_is_what_points_along_the_line_say(boxes: np.ndarray, segments: np.ndarray) -> None:
    found = meeting(boxes, segments)
    for row, box in enumerate(boxes):
        for column, segment in enumerate(segments):
            if dense(box, segment):
                assert found[row, column]
    grown = boxes + np.array([-0.2, -0.2, 0.2, 0.2])
    for row, column in zip(*np.nonzero(found), strict=True):
        assert dense(grown[row], segments[column])


def test_ties_of_the_body_itself_are_not_foreign(boxes: np.ndarray, segments: np.ndarray) -> None:
    random = np.random.default_rng(4)
    owners = random.integers(0, 12, len(boxes)).astype(np.int32)
    ends = random.integers(0, 12, (len(segments), 2)).astype(np.int32)
    hit = meeting(boxes, segments) & (owners[:, None, None] != ends).all(axis=2)
    assert foreign_lines(boxes, owners, segments, ends).tolist() == hit.sum(axis=1).tolist()


def test_without_lines_or_boxes_nothing_is_met(boxes: np.ndarray) -> None:
    none, ends = np.zeros((0, 4)), np.zeros((0, 2), dtype=np.int32)
    owners = np.zeros(len(boxes), dtype=np.int32)
    assert not foreign_lines(boxes, owners, none, ends).any()
    assert not len(foreign_lines(none, owners[:0], none, ends))
    assert not over_points(boxes, np.zeros((0, 2))).any()


@pytest.mark.parametrize("at_once", [1, 7, 4096])
def test_points_in_boxes_are_found_whatever_the_strips(boxes: np.ndarray, at_once: int) -> None:
    points = np.random.default_rng(5).uniform(0, 250, (30, 2))
    expected = [bool(((points > b[:2]) & (points < b[2:])).all(axis=1).any()) for b in boxes]
    assert over_points(boxes, points, at_once).tolist() == expected
    assert any(expected)
