"""Where names may stand: never over a symbol, however many boxes and symbols there are."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.scene import candidates
from partnermap.scene.candidates import Surroundings
from partnermap.scene.fit import Box
from partnermap.scene.model import Floats
from partnermap.scene.page import paper_view

if TYPE_CHECKING:
    from tests.scene.conftest import Builder


def _touches(box: Floats, centre: Floats, reach: float) -> bool:
    nearest = np.clip(centre, box[:2], box[2:])
    return bool(np.hypot(*(nearest - centre)) < reach)


@pytest.mark.parametrize("symbols", [0, 1, 60])
@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_boxes_over_symbols_are_the_ones_that_touch(
    monkeypatch: pytest.MonkeyPatch, symbols: int, at_once: int
) -> None:
    monkeypatch.setattr(candidates, "_BOXES_AT_ONCE", at_once)
    random = np.random.default_rng(symbols)
    centres, reach = random.uniform(0, 400, (symbols, 2)), random.uniform(2, 30, symbols)
    corners = random.uniform(0, 400, (100, 2))
    boxes = np.hstack([corners, corners + random.uniform(3, 60, (100, 2))])
    around = Surroundings(Box(0, 0, 400, 400), centres, reach, reach, np.zeros((0, 4)))
    expected = [
        any(_touches(box, centre, r) for centre, r in zip(centres, reach, strict=True)) for box in boxes
    ]
    assert candidates._over_symbols(boxes, around).tolist() == expected
    assert any(expected) == (symbols > 0)


def test_the_length_of_own_lines_under_a_box_is_what_a_ruler_would_say() -> None:
    segments = np.array([(0.0, 50.0, 100.0, 50.0), (50.0, 0.0, 50.0, 100.0), (0.0, 0.0, 100.0, 100.0)])
    ends = np.array([(0, 1), (1, 2), (0, 2)], dtype=np.int32)
    around = Surroundings(
        Box(0, 0, 100, 100), np.zeros((3, 2)), np.zeros(3), np.zeros(3), segments, ends=ends
    )
    boxes = np.array([(20.0, 40.0, 60.0, 60.0)] * 3 + [(70.0, 5.0, 90.0, 20.0)])
    owners = np.array([0, 1, 2, 1], dtype=np.int32)
    found = candidates.own_line_under(boxes, owners, around)
    assert found == pytest.approx([40 + 20 * 2**0.5, 40 + 20, 20 + 20 * 2**0.5, 0])


def test_a_printed_name_stands_beside_its_only_line(build: "Builder") -> None:
    scene = build.of(["Calderbeck Carers Centre", "Dunmoor Foodbank"], [(0, 1)]).scene(
        paper_view(842.0, 595.0, 2)
    )
    line = np.concatenate([batch.segments for batch in scene.lines])
    samples = np.linspace(line[:, :2], line[:, 2:], 50).reshape(-1, 2)
    for label in scene.labels:
        across = (samples[:, 0] > label.x) & (samples[:, 0] < label.x + label.width)
        down = (samples[:, 1] > label.y) & (samples[:, 1] < label.y + label.height)
        assert not (across & down).any()
