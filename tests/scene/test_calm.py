"""What a map shows far out and near: lines alone, then fans with arrows and bars, then letters."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.scene.calm import EVERYTHING, LETTERED, PARTED, room_for
from partnermap.scene.colour import contrast, mixed, receding
from partnermap.scene.model import Scene, View
from partnermap.scene.svg import to_svg

if TYPE_CHECKING:
    from tests.scene.conftest import Builder

VIEW = View(1000.0, 640.0, font_size=12.0)


def crowded(build: "Builder", zoom: float) -> Scene:
    """Sixty organisations, most pairs tied three times, some ties at risk and some directed."""
    random = np.random.default_rng(4)
    pairs = [(int(a), int(b)) for a, b in random.integers(0, 60, (240, 2)) if a != b]
    names = [f"Organisation {number}" for number in range(60)]
    return build.of(names, [pair for pair in pairs for _ in range(3)]).scene(replace(VIEW, zoom=zoom))


def test_far_out_ties_of_a_pair_share_a_line_without_letters_arrows_or_bars(build: "Builder") -> None:
    scene = crowded(build, 1.0)
    assert not scene.letters
    assert not scene.arrows
    assert all(batch.kind is not None for batch in scene.lines)
    drawn = {int(tie) for batch in scene.lines for tie in batch.ties}
    assert len(drawn) == len(np.unique(scene.leads)) < len(scene.tie_ids) / 2
    for batch in scene.lines:
        assert len(batch.segments) <= 2 * len(np.unique(batch.ties))


def test_nearer_every_tie_has_its_own_line_and_its_signs(build: "Builder") -> None:
    scene = crowded(build, 6.0)
    assert scene.leads.tolist() == list(range(len(scene.tie_ids)))
    assert scene.letters
    assert scene.arrows
    assert any(batch.kind is None for batch in scene.lines)


def test_what_is_counted_does_not_depend_on_what_is_drawn(build: "Builder") -> None:
    far, near = crowded(build, 1.0), crowded(build, 6.0)
    counts = [sorted((row.title, row.count) for row in scene.legend) for scene in (far, near)]
    assert counts[0] == counts[1]
    assert far.alt == near.alt


def test_the_line_of_several_is_that_of_one_at_risk(build: "Builder") -> None:
    scene = crowded(build, 1.0)
    broken = {int(tie) for batch in scene.lines if batch.pen.broken for tie in batch.ties}
    merged = {int(tie) for batch in scene.lines if batch.pen.broken for tie in batch.merged}
    assert {int(scene.leads[tie]) for tie in merged} <= broken


def test_panning_changes_no_detail(build: "Builder") -> None:
    partnership = build.random(60)
    views = [replace(VIEW, zoom=2.0, centre=(x, 0.0)) for x in (0.0, 1.5)]
    here, there = (partnership.scene(view) for view in views)
    assert np.abs(here.positions - there.positions).max() > 100
    assert here.leads.tolist() == there.leads.tolist()
    assert [len(batch.corners) for batch in here.arrows] == [
        len(batch.corners) for batch in there.arrows
    ]


def test_few_ties_keep_every_detail_at_once(build: "Builder") -> None:
    scene = build.of(list("abcd"), [(0, 1), (0, 1), (1, 2), (2, 3)]).scene(VIEW)
    assert scene.leads.tolist() == [0, 1, 2, 3]
    assert scene.letters


def test_room_grows_with_the_zoom_and_is_endless_without_ties() -> None:
    positions = np.array([[0.0, 0.0], [400.0, 0.0], [400.0, 300.0], [0.0, 300.0]])
    ends = np.array([[0, 1], [1, 2], [2, 3], [3, 0], [1, 0]], dtype=np.int32)
    near = room_for(positions, ends)
    assert near.spacing == pytest.approx(400 * 300 / 1400)
    assert room_for(2 * positions, ends).spacing == pytest.approx(2 * near.spacing)
    assert room_for(positions, ends[:0]) is EVERYTHING
    assert PARTED < LETTERED


@pytest.mark.parametrize("ground", ["#FFFFFF", "#1B2027"])
@pytest.mark.parametrize("colour", ["#005EB8", "#767C86", "#F5B05A", "#838B97"])
def test_colours_step_back_as_far_as_contrast_allows(colour: str, ground: str) -> None:
    found = receding(colour, ground)
    if contrast(colour, ground) >= 3.4:
        assert 3.0 <= contrast(found, ground) < contrast(colour, ground)
    assert mixed(colour, ground, 0.0) == colour
    assert mixed(colour, ground, 1.0) == ground


def test_hatches_are_denser_under_more_strain_and_the_legend_tells_the_steps(build: "Builder") -> None:
    partnership = build.of(list("abcd"), [(0, 1), (1, 2), (2, 3)])
    ids = partnership.network.organisation_ids
    strained = replace(partnership, reorganised={ids[0]: 0.05, ids[1]: 0.3, ids[2]: 0.9})
    scene = strained.scene(VIEW)
    gap = {ids[int(row)]: hatch.gap for hatch in scene.hatches for row in hatch.organisations}
    assert gap[ids[0]] > gap[ids[1]] > gap[ids[2]]
    assert ids[3] not in gap
    rows = [entry for entry in scene.legend if entry.hatch]
    assert [entry.count for entry in rows] == [1, 1, 1]
    assert len({entry.title for entry in rows}) == 3
    drawing = to_svg(scene)
    plain = to_svg(partnership.scene(VIEW))
    assert len(drawing) > len(plain)
