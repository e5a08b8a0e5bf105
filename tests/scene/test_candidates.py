"""Where names may stand: never over a symbol, however many boxes and symbols there are."""

import numpy as np
import pytest

from partnermap.scene import candidates
from partnermap.scene.candidates import Surroundings
from partnermap.scene.fit import Box
from partnermap.scene.model import Floats


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
