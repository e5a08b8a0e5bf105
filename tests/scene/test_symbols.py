"""Outlines and hatches."""

import numpy as np
import pytest

from partnermap.scene.model import Shape
from partnermap.scene.symbols import hatch_box_lines, hatch_lines, letter_baseline, letter_size, outline


@pytest.mark.parametrize("shape", Shape)
def test_outlines_scale_and_move(shape: Shape) -> None:
    small, large = outline(shape, 0, 0, 1), outline(shape, 5, -3, 4)
    assert large == pytest.approx(small * 4 + (5, -3))
    assert np.abs(small).max() <= 1.45


def test_all_outlines_differ() -> None:
    corners = {outline(shape, 0, 0, 1).round(3).tobytes() for shape in Shape}
    assert len(corners) == len(Shape)


@pytest.mark.parametrize("shape", Shape)
def test_letters_lie_inside_their_symbol(shape: Shape) -> None:
    baseline, size = letter_baseline(shape, 0, 10), letter_size(10)
    corners = outline(shape, 0, 0, 10)
    assert baseline < corners[:, 1].max()
    assert baseline - 0.72 * size > corners[:, 1].min()


def test_hatch_lines_end_on_the_circle() -> None:
    lines = hatch_lines(3, 4, 20)
    ends = lines.reshape(-1, 2) - (3, 4)
    assert np.hypot(ends[:, 0], ends[:, 1]) == pytest.approx(20)
    assert (lines[:, 2] >= lines[:, 0]).all()
    assert (lines[:, 3] <= lines[:, 1]).all()


def test_hatch_lines_of_a_box_stay_inside() -> None:
    ends = hatch_box_lines(2, 3, 26, 10).reshape(-1, 2)
    assert (ends >= (2 - 1e-9, 3 - 1e-9)).all()
    assert (ends <= (28 + 1e-9, 13 + 1e-9)).all()
