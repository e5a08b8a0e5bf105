"""What the guides of lanes, tiers and rings say."""

from itertools import combinations, pairwise

import pytest

from partnermap.analysis.layout.styles import layout_of
from partnermap.domain.view import LayoutStyle
from partnermap.scene.compose import compose
from partnermap.scene.model import Medium, Scene, View
from partnermap.scene.style import PAPER
from partnermap.scene.text import text_width
from tests.scene.conftest import Builder, Partnership

PARTNERSHIP = Builder().random(30, seed=2)


def drawn(partnership: Partnership, style: LayoutStyle, view: View, centre: str | None = None) -> Scene:
    place, network = partnership.place, partnership.network
    layout = layout_of(style, place, network, centre=centre)
    return compose(place, network, layout, PAPER, view)


def guides(scene: Scene) -> str:
    return " ".join(mark.text for mark in scene.texts if mark.role == "guide")


@pytest.mark.parametrize("view", [View(900, 600), View(842, 595, Medium.PAPER)], ids=["screen", "paper"])
def test_the_outermost_ring_says_from_whom_steps_are_counted(view: View) -> None:
    network = PARTNERSHIP.network
    centre = network.organisation_ids[int(network.pairs[0, 0])]
    scene = drawn(PARTNERSHIP, LayoutStyle.RINGS, view, centre)
    said = guides(scene)
    assert said.count(f" from {PARTNERSHIP.place.name_of(centre)}") == 1
    assert "1 step " in said


def test_lanes_and_tiers_name_no_organisation() -> None:
    for style in (LayoutStyle.LANES, LayoutStyle.TIERS):
        said = guides(drawn(PARTNERSHIP, style, View(900, 600)))
        assert said
        assert " from " not in said


@pytest.mark.parametrize("width", [360.0, 430.0, 600.0, 900.0])
def test_the_heads_of_lanes_touch_no_other(width: float) -> None:
    scene = drawn(PARTNERSHIP, LayoutStyle.LANES, View(width, 300))
    heads = [mark for mark in scene.texts if mark.role == "guide"]
    ends = [mark.x + text_width(mark.text, mark.size, scene.font, mark.bold) for mark in heads]
    rows = {mark.y for mark in heads}
    assert len(heads) >= 6
    for y in rows:
        row = sorted((mark.x, end) for mark, end in zip(heads, ends, strict=True) if mark.y == y)
        assert all(end < start for (_, end), (start, _) in pairwise(row))


def test_the_heads_of_lanes_are_never_too_small_to_read() -> None:
    for view in (View(200, 200), View(240, 300, Medium.PAPER)):
        scene = drawn(PARTNERSHIP, LayoutStyle.LANES, view)
        assert min(mark.size for mark in scene.texts if mark.role == "guide") >= 7.0


@pytest.mark.parametrize("style", [LayoutStyle.RINGS, LayoutStyle.LANES, LayoutStyle.TIERS])
@pytest.mark.parametrize("size", [(600.0, 130.0), (300.0, 200.0), (900.0, 600.0)])
def test_no_title_runs_into_another(style: LayoutStyle, size: tuple[float, float]) -> None:
    scene = drawn(PARTNERSHIP, style, View(*size))
    marks = [mark for mark in scene.texts if mark.role == "guide"]
    boxes = [
        (
            mark.x,
            mark.y - mark.size * 0.7,
            mark.x + text_width(mark.text, mark.size, scene.font, True),
            mark.y,
        )
        for mark in marks
    ]
    assert marks
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
