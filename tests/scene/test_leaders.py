"""Names that stand far from their symbols: the busiest are named, and their leaders do not tangle."""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.scene.calling_out import called_out
from partnermap.scene.candidates import LabelText, Surroundings, gaps_to_symbols, overlaps
from partnermap.scene.crossings import meeting
from partnermap.scene.fit import Box
from partnermap.scene.leaders import NEAR, untangled
from partnermap.scene.model import Floats, View
from partnermap.scene.placing import Places, place_greedily

if TYPE_CHECKING:
    from partnermap.scene.candidates import Candidates
    from tests.scene.conftest import Builder

Segment = tuple[float, float, float, float]


def crowd(count: int, seed: int) -> tuple[list[LabelText], Surroundings]:
    """Names of a crowd in the middle of a map with free ground round it."""
    random = np.random.default_rng(seed)
    positions = random.normal((400, 250), (60, 40), (count, 2)).clip((60, 60), (740, 440))
    reach = np.full(count, 6.0)
    around = Surroundings(Box(0, 0, 800, 500), positions, reach, reach, np.zeros((0, 4)))
    texts = [LabelText(row, ("Invented Body",), 80.0, 14.0, True) for row in range(min(count, 9))]
    return texts, around


def lines_of(options: "Candidates", places: Places, around: Surroundings) -> list[Segment]:
    """The leaders of names that are not near their symbols."""
    rows = list(places.values())
    boxes, goals = options.boxes[rows], around.positions[options.owner[rows]]
    starts = np.clip(goals, boxes[:, :2], boxes[:, 2:])
    far = np.hypot(*(goals - starts).T) - around.radii[options.owner[rows]] > NEAR
    return [tuple(row) for row in np.hstack([starts, goals])[far].tolist()]


def tangles(options: "Candidates", places: Places, around: Surroundings) -> int:
    """Leaders that cross each other, and those that run over the name of another."""
    over = 0
    for owner, row in places.items():
        lines = np.array(lines_of(options, {owner: row}, around)).reshape(-1, 4)
        rest = [other for other in places.values() if other != row]
        over += int(meeting(options.boxes[rest], lines).sum())
    return over + crossings(lines_of(options, places, around))


def crossings(lines: Iterable[Segment]) -> int:
    def side(line: Segment, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    def cross(one: Segment, other: Segment) -> bool:
        there = side(one, *other[:2]) * side(one, *other[2:]) < 0
        return there and side(other, *one[:2]) * side(other, *one[2:]) < 0

    return sum(cross(one, other) for one, other in combinations(lines, 2))


def touching(boxes: Floats) -> int:
    return sum(int(overlaps(box, boxes[row + 1 :]).sum()) for row, box in enumerate(boxes))


@given(count=st.integers(1, 150), seed=st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_moving_names_keeps_them_all_and_apart_and_tangles_no_more(count: int, seed: int) -> None:
    texts, around = crowd(count, seed)
    options = called_out(texts, around)
    before = place_greedily(options, np.arange(count, 0, -1, dtype=np.float64))
    after = untangled(options, before, around)
    assert after.keys() == before.keys()
    assert all(options.owner[row] == owner for owner, row in after.items())
    assert touching(options.boxes[list(after.values())]) == 0
    assert tangles(options, after, around) <= tangles(options, before, around)


def test_leaders_that_cross_change_sides() -> None:
    reach = np.full(2, 5.0)
    positions = np.array([(380.0, 250.0), (420.0, 250.0)])
    around = Surroundings(Box(0, 0, 800, 500), positions, reach, reach, np.zeros((0, 4)))
    texts = [LabelText(row, ("Body",), 60.0, 14.0, True) for row in range(2)]
    options = called_out(texts, around)
    left, right = options.boxes[:, 2] < 340, options.boxes[:, 0] > 460
    high = options.boxes[:, 3] < 230
    crossed = {0: np.flatnonzero(right & high), 1: np.flatnonzero(left & high)}
    chosen = {owner: int(rows[options.owner[rows] == owner][0]) for owner, rows in crossed.items()}
    assert crossings(lines_of(options, chosen, around)) == 1
    after = untangled(options, chosen, around)
    assert crossings(lines_of(options, after, around)) == 0


def test_places_to_call_a_name_out_to_are_free_and_near() -> None:
    texts, around = crowd(120, seed=3)
    options = called_out(texts, around)
    centres = (options.boxes[:, :2] + options.boxes[:, 2:]) / 2
    assert not [
        box
        for box in options.boxes
        if np.any(np.all((around.positions > box[:2]) & (around.positions < box[2:]), axis=1))
    ]
    assert set(options.owner.tolist()) == set(range(9))
    away = np.hypot(*(centres - around.positions[options.owner]).T)
    assert away.max() < 450


@pytest.mark.parametrize("count", [150, 300, 800])
def test_the_busiest_of_a_crowded_map_are_named(build: "Builder", count: int) -> None:
    partnership = build.random(count, seed=11)
    scene = partnership.scene(View(900, 500))
    partners = Counter(end for pair in partnership.network.pairs for end in pair)
    named = [label.organisation for label in scene.labels]
    busiest = [row for row, _ in partners.most_common(8)]
    assert len(set(busiest) & set(named)) >= 6


def test_a_far_name_does_not_settle_beside_the_symbol_of_another() -> None:
    positions = np.array([(400.0, 250.0), (480.0, 250.0)])
    reach = np.full(2, 6.0)
    around = Surroundings(Box(0, 0, 800, 500), positions, reach, reach, np.zeros((0, 4)))
    options = called_out([LabelText(0, ("Body",), 60.0, 14.0, True)], around)
    gaps = gaps_to_symbols(options.boxes, around)
    beside = np.flatnonzero((gaps[:, 0] > NEAR) & (gaps[:, 1] < NEAR / 2))
    assert len(beside)
    after = untangled(options, {0: int(beside[0])}, around)
    assert gaps[after[0], 1] >= NEAR / 2
