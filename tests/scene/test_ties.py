"""Lines of ties: fans, curves that stay whole, and arrowheads."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.scene.model import Scene, View

if TYPE_CHECKING:
    from tests.scene.conftest import Builder, Partnership

VIEW = View(900.0, 600.0)


def middles_of(scene: Scene) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """The middle point of every tie, shape (m, 2)."""
    paths = [points for batch in scene.lines for _, points in batch.paths()]
    return np.array([path[len(path) // 2] if len(path) > 2 else path.mean(axis=0) for path in paths])


def secure(partnership: "Partnership") -> "Partnership":
    """The same with no tie at risk."""
    return replace(partnership, at_risk=frozenset())


def test_ties_of_one_pair_fan_out_so_that_each_can_be_hit(build: "Builder") -> None:
    scene = secure(build.of(["One", "Two"], [(0, 1), (1, 0), (0, 1), (0, 1), (1, 0)])).scene(VIEW)
    middles = middles_of(scene)
    gaps = np.linalg.norm(middles[:, None] - middles, axis=2)
    assert gaps[np.triu_indices(5, 1)].min() > 4.0


def test_forty_ties_of_one_pair_all_lie_apart_and_inside(build: "Builder") -> None:
    scene = secure(build.of(["One", "Two"], [(0, 1)] * 40)).scene(VIEW)
    points = np.vstack([batch.segments.reshape(-1, 2) for batch in scene.lines])
    assert points.min() >= 0
    assert (points <= (900, 600)).all()
    assert len(np.unique(middles_of(scene).round(2), axis=0)) == 40


def test_a_single_tie_is_one_straight_segment(build: "Builder") -> None:
    scene = secure(build.of(["One", "Two"], [(0, 1)])).scene(VIEW)
    (batch,) = scene.lines
    assert batch.segments.shape == (1, 4)


def test_paths_join_the_pieces_of_a_curve(build: "Builder") -> None:
    scene = secure(build.of(["One", "Two"], [(0, 1), (0, 1)])).scene(VIEW)
    paths = [points for batch in scene.lines for _, points in batch.paths()]
    assert len(paths) == 2
    for points in paths:
        assert np.linalg.norm(points[0] - scene.positions[0]) < 1e-6
        assert len(points) > 8


def test_directed_ties_end_in_an_arrow_that_stops_at_the_symbol(build: "Builder") -> None:
    # The second kind of tie, a contract, is directed; the first, joint funding, is not.
    scene = build.of(["One", "Two", "Three"], [(0, 1), (1, 2)]).scene(VIEW)
    corners = np.vstack([batch.corners for batch in scene.arrows])
    assert len(corners) == 1
    target = scene.positions[2]
    assert np.linalg.norm(corners[0, 0] - target) == pytest.approx(scene.radii[2], abs=4.0)
    assert np.linalg.norm(corners[0, 0] - target) > scene.radii[2]
