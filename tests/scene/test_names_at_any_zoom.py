"""On screen, whatever the zoom: no name touches a name or a symbol, and far out the weightiest stay."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.view import GroupBy
from partnermap.domain.words import Sector
from partnermap.network.grouping import grouped
from partnermap.scene import labels
from partnermap.scene.compose import compose
from partnermap.scene.crossings import meeting, over_points
from partnermap.scene.marks import symbol_corners
from partnermap.scene.model import Floats, Scene, Shape, View
from partnermap.scene.style import LIGHT
from partnermap.scene.symbols import outline
from tests.scene.conftest import Builder, Partnership

if TYPE_CHECKING:
    from partnermap.analysis.layout.layout import Layout

PARTNERSHIP = Builder().random(120, seed=5)


@pytest.fixture(scope="module")
def layout() -> "Layout":
    return stress_layout(PARTNERSHIP.network.organisation_ids, PARTNERSHIP.network.pairs)


def scene_at(partnership: Partnership, layout: "Layout", view: View) -> Scene:
    return compose(
        partnership.place,
        partnership.network,
        layout,
        LIGHT,
        view,
        at_risk=partnership.at_risk,
        reorganised=partnership.reorganised,
    )


@given(
    zoom=st.floats(0.2, 12.0),
    across=st.floats(-1.0, 1.0),
    down=st.floats(-1.0, 1.0),
    width=st.floats(320, 1600),
    font_size=st.floats(9, 22),
)
@settings(max_examples=40, deadline=None)
def test_names_touch_nothing(
    layout: "Layout", zoom: float, across: float, down: float, width: float, font_size: float
) -> None:
    spread = layout.xy.std(axis=0)
    centre = (float(across * spread[0]), float(down * spread[1]))
    view = View(width, width * 0.62, zoom=zoom, centre=centre, font_size=font_size)
    scene = scene_at(PARTNERSHIP, layout, view)
    rows = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in scene.labels]
    boxes = np.array(rows).reshape(-1, 4)
    assert not over_points(boxes, symbol_corners(scene.symbols)).any()
    assert not over_points(boxes, scene.positions).any()
    for row, (left, top, right, bottom) in enumerate(boxes):
        rest = boxes[row + 1 :]
        over = (rest[:, :2] < (right, bottom)).all(axis=1) & (rest[:, 2:] > (left, top)).all(axis=1)
        assert not over.any()
    assert ((boxes[:, :2] >= 0).all(axis=1) & (boxes[:, 2:] <= (width, width * 0.62)).all(axis=1)).all()


def test_fewer_names_stand_far_out_and_they_are_the_weightier_ones(layout: "Layout") -> None:
    near = scene_at(PARTNERSHIP, layout, View(900, 560, zoom=1.0))
    far = scene_at(PARTNERSHIP, layout, View(900, 560, zoom=0.35))
    assert 0 < len(far.labels) < len(near.labels)
    partners = {row.organisation: len(row.partners) for row in far.adjacency}
    names = [PARTNERSHIP.place.name_of(key) for key in far.organisation_ids]
    degrees = np.array([partners[name] for name in names])
    named = [label.organisation for label in far.labels]
    assert degrees[named].mean() > degrees.mean()


def copies(scene: Scene) -> Iterator[Floats]:
    """Corners of every convex symbol that is drawn, those behind a stacked one too, shape (k, 2)."""
    for batch in scene.symbols:
        if batch.shape is Shape.CROSS:
            continue
        for at, radius in zip(batch.centres, batch.radii, strict=True):
            for shift in batch.shifts:
                yield outline(batch.shape, 0.0, 0.0, radius) + at + (shift * radius, -shift * radius)


def is_over(box: tuple[float, float, float, float], corners: Floats) -> bool:
    """Whether a box and a convex shape share ground: no line of their edges' directions parts them."""
    left, top, right, bottom = box
    square = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    ways = np.vstack([np.roll(corners, -1, axis=0) - corners, (1.0, 0.0), (0.0, 1.0)])
    across = (ways[:, ::-1] * (-1.0, 1.0)).T
    one, other = corners @ across, square @ across
    return bool(((one.max(axis=0) > other.min(axis=0)) & (other.max(axis=0) > one.min(axis=0))).all())


@pytest.mark.parametrize("by", [GroupBy.SECTOR, GroupBy.TYPE])
@pytest.mark.parametrize("zoom", [0.3, 0.5, 1.0, 2.0, 5.0])
def test_names_of_groups_leave_the_copies_of_stacked_symbols_alone(
    layout: "Layout", by: GroupBy, zoom: float
) -> None:
    groups = grouped(PARTNERSHIP.place, PARTNERSHIP.network, by)
    placed = gathered(layout, groups.network.organisation_ids, groups.members)
    view = View(751, 560, zoom=zoom, font_size=12)
    scene = compose(groups.place, groups.network, placed, LIGHT, view, grouping=groups)
    boxes = [(one.x, one.y, one.x + one.width, one.y + one.height) for one in scene.labels]
    assert any(batch.stacked for batch in scene.symbols)
    assert not any(is_over(box, corners) for box in boxes for corners in copies(scene))


def crowd_with_isolates() -> Partnership:
    """Sixty bodies close together, and three that have no link at all."""
    names = [f"Crowded Body {row}" for row in range(60)] + [f"Lonely Body {row}" for row in range(3)]
    pairs = [(row, (row * step + 1) % 60) for row in range(60) for step in (3, 7, 11)]
    return Builder().of(names, [(one, other) for one, other in pairs if one != other])


def test_who_stands_in_the_open_is_named_however_few_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd = crowd_with_isolates()
    places = stress_layout(crowd.network.organisation_ids, crowd.network.pairs)

    def lonely() -> list[str]:
        scene = scene_at(crowd, places, View(700, 380))
        assert len(scene.labels) < 60
        names = (crowd.place.name_of(scene.organisation_ids[one.organisation]) for one in scene.labels)
        return sorted(name for name in names if name.startswith("Lonely"))

    assert lonely() == ["Lonely Body 0", "Lonely Body 1", "Lonely Body 2"]
    monkeypatch.setattr(labels, "has_room_beside", lambda at, *_: np.zeros(len(at), dtype=bool))
    assert len(lonely()) < 3


def test_whoever_is_reorganised_is_named_in_a_crowd(layout: "Layout") -> None:
    view = View(700, 380)
    named = {label.organisation for label in scene_at(PARTNERSHIP, layout, view).labels}
    ids = scene_at(PARTNERSHIP, layout, view).organisation_ids
    unnamed = [one for row, one in enumerate(ids) if row not in named][:2]
    told = replace(PARTNERSHIP, reorganised=frozenset(unnamed))
    scene = scene_at(told, layout, view)
    again = {scene.organisation_ids[label.organisation] for label in scene.labels}
    assert set(unnamed) <= again


def test_among_equals_the_rare_kind_is_named() -> None:
    names = ["Hub", *(f"Invented Surgery {row}" for row in range(1, 61))]
    star = Builder(sectors=(Sector.NHS,) * 6).of(names, [(0, row) for row in range(1, 61)])
    fresh = stress_layout(star.network.organisation_ids, star.network.pairs)

    def is_named(row: int, sector: Sector) -> bool:
        key = star.network.organisation_ids[row]
        bodies = {one: replace(body, type=None) for one, body in star.place.organisations.items()}
        bodies[key] = replace(bodies[key], sector=sector)
        place = replace(star.place, tables={**star.place.tables, "organisations": bodies})
        scene = scene_at(replace(star, place=place, reorganised=frozenset()), fresh, View(420, 260))
        return row in {label.organisation for label in scene.labels}

    rows = range(1, 61, 12)
    assert all(is_named(row, Sector.LOCAL_AUTHORITY) for row in rows)
    assert not all(is_named(row, Sector.NHS) for row in rows)


def test_one_endless_word_takes_no_more_room_than_a_name() -> None:
    partnership = Builder().of(["W" * 200, "Carers Centre"], [(0, 1)])
    fresh = stress_layout(partnership.network.organisation_ids, partnership.network.pairs)
    scene = scene_at(partnership, fresh, View(900, 560))
    endless = next(item for item in scene.labels if item.organisation == 0)
    assert endless.lines == ("W" * (labels.LONGEST_WORD - 1) + "…",)
    assert endless.width < 450


@pytest.mark.parametrize("width", [420.0, 560.0, 700.0])
def test_a_line_to_a_name_begins_where_it_leaves_its_own_name_free(
    layout: "Layout", width: float
) -> None:
    scene = scene_at(PARTNERSHIP, layout, View(width, width * 0.5, font_size=13.0))
    led = [item for item in scene.labels if item.leader is not None]
    for item in led:
        box = (item.x + 1, item.y + 1, item.x + item.width - 1, item.y + item.height - 1)
        assert not meeting(np.array([box]), np.array([item.leader])).any()
    assert led
