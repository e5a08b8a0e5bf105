"""What the guides of lanes, tiers and rings say."""

import pytest

from partnermap.analysis.layout.styles import layout_of
from partnermap.domain.view import LayoutStyle
from partnermap.scene.compose import compose
from partnermap.scene.model import Medium, Scene, View
from partnermap.scene.style import PAPER
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
