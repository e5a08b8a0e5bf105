"""Clearing names of lines: the count of lines holds, names never touch, and nothing gets worse."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.scene import compose as composing
from partnermap.scene.bowing import Bows
from partnermap.scene.crossings import foreign_lines, meeting
from partnermap.scene.detours import chords_of, passages
from partnermap.scene.model import Curves, Scene
from partnermap.scene.page import paper_view
from partnermap.scene.routing import BOW_SHARE, MOST_BOW

if TYPE_CHECKING:
    from tests.scene.conftest import Builder, Partnership

A3 = (1191.0, 842.0)
PAIRS = 12


@pytest.fixture
def bows() -> Bows:
    """Twelve ties among places for names and, behind those, a few symbols."""
    random = np.random.default_rng(5)
    ends = np.arange(2 * PAIRS, dtype=np.int32).reshape(-1, 2)
    starts, finishes = random.uniform(0, 300, (PAIRS, 2)), random.uniform(0, 300, (PAIRS, 2))
    plain = np.zeros(PAIRS, dtype=np.bool_)
    ways = Curves(starts, (starts + finishes) / 2, finishes, np.ones(PAIRS), plain)
    chords = chords_of(ways, ends, list(np.arange(PAIRS)[:, None]), 0.2, 40.0)
    corners = random.uniform(0, 300, (60, 2))
    boxes = np.hstack([corners, corners + np.array([40.0, 12.0])])
    return Bows(chords, passages(chords, boxes, np.full(60, -1, dtype=np.int32)), 50, 60)


def counted(bows: Bows) -> list[int]:
    return [len(bows.through(box)) for box in range(60)]


def test_counts_are_those_of_the_bows(bows: Bows) -> None:
    random = np.random.default_rng(6)
    assert bows.counts.tolist() == counted(bows)
    for pair in random.integers(0, PAIRS, 40).tolist():
        bows.bend(pair, float(random.uniform(-20, 20)))
        assert bows.counts.tolist() == counted(bows)
    assert sum(counted(bows)) > 0


def test_the_best_bow_is_no_worse_than_any_tried(bows: Bows) -> None:
    bows.matters[:30] = True
    for pair in range(PAIRS):
        best = bows.best(pair)
        costs = {}
        for bow in [best, *np.linspace(-20, 20, 81).tolist()]:
            bows.bend(pair, bow)
            lines = bows.counts[:30]
            names = np.where(lines > 0, 3.0 + 0.12 * np.minimum(lines, 8), 0.0).sum()
            costs[bow] = float(names) + bows.price(pair)
        bows.bend(pair, best)
        within = {bow: cost for bow, cost in costs.items() if abs(bow) <= bows._most[pair]}
        # The bows tried keep a little farther from names than they must, which may cost that much bow.
        assert costs[best] <= min(within.values()) + 0.05


def test_a_place_is_shunned_where_it_can_be(bows: Bows) -> None:
    box = int(np.argmax(bows.counts[:50]))
    bows.matters[box] = True
    pair = bows.through(box)[0]
    bows.bend(pair, bows.best(pair, box))
    assert abs(bows.values[pair]) > 0
    assert pair not in bows.through(box)


def crossed(scene: Scene, partnership: "Partnership") -> int:
    """Names with a line of somebody else's tie through them."""
    rows = {key: row for row, key in enumerate(scene.organisation_ids)}
    pairs = {tie.id: (rows[tie.from_id], rows[tie.to_id]) for tie in partnership.network.ties}
    ends = np.array([pairs[key] for key in scene.tie_ids], dtype=np.int32)
    boxes = np.array(
        [(item.x, item.y + 1.5, item.x + item.width, item.y + item.height) for item in scene.labels]
    )
    owners = np.array([item.organisation for item in scene.labels], dtype=np.int32)
    segments = np.concatenate([batch.segments for batch in scene.lines])
    ties = np.concatenate([batch.ties for batch in scene.lines])
    return int((foreign_lines(boxes, owners, segments, ends[ties]) > 0).sum())


def test_fewer_names_have_lines_through_them(build: "Builder", monkeypatch: pytest.MonkeyPatch) -> None:
    partnership, view = build.random(100), paper_view(*A3, 100)
    after = crossed(partnership.scene(view), partnership)
    monkeypatch.setattr(composing, "cleared", lambda strands, *rest: (strands.curves, rest[-1]))
    before = crossed(partnership.scene(view), partnership)
    assert after < 0.85 * before


def test_ties_bow_gently_and_the_page_is_the_same_each_time(build: "Builder") -> None:
    partnership, view = build.random(80), paper_view(*A3, 80)
    scene = partnership.scene(view)
    again = partnership.scene(view)
    assert scene.labels == again.labels
    farthest = 0.0
    for batch, other in zip(scene.lines, again.lines, strict=True):
        assert np.array_equal(batch.segments, other.segments)
        for _, points in batch.paths():
            way = points[-1] - points[0]
            off = points - points[0]
            aside = np.abs(way[0] * off[:, 1] - way[1] * off[:, 0]) / np.hypot(*way)
            assert aside.max() <= min(MOST_BOW, 1.6 * BOW_SHARE * np.hypot(*way)) + 25
            farthest = max(farthest, float(aside.max()))
    assert farthest > 5


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_name_stands_on_the_line_that_leads_to_another(build: "Builder", seed: int) -> None:
    scene = build.random(100, seed).scene(paper_view(*A3, 100))
    led = [item for item in scene.labels if item.leader is not None]
    assert led
    for item in led:
        others = [other for other in scene.labels if other is not item]
        boxes = np.array([(o.x, o.y, o.x + o.width, o.y + o.height) for o in others])
        assert not meeting(boxes, np.array([item.leader])).any()
