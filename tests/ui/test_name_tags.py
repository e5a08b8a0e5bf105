"""Whoever is selected, hovered or reached by key has a name, on a map without room for names too."""

import datetime as dt
import math

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter
from partnermap.scene.model import Label
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.highlight import Marked, rings_reach
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest
from partnermap.ui.canvas.name_tags import PAD, name_tags
from partnermap.ui.canvas.picture import Picture

BODIES = 160


def room_of(label: Label, pad: float = 0.0) -> QRectF:
    """Where a name stands, and the ground of a tag."""
    room = QRectF(label.x, label.y, label.width, label.height)
    return room.adjusted(-pad, -pad / 2, pad, pad / 2)


@pytest.fixture
def picture(qtbot: QtBot) -> Picture:
    """A crowd in a small view; the last one's name is one endless word."""
    return crowd(BODIES)


def crowd(count: int) -> Picture:
    """So many bodies in a small view."""
    names = [f"Invented Centre {number} of Calderbeck" for number in range(count - 1)] + ["W" * 200]
    bodies = {f"o{row:03d}": Organisation(id=f"o{row:03d}", name=name) for row, name in enumerate(names)}
    ties = {
        f"t{row}-{step}": Tie(
            id=f"t{row}-{step}",
            from_id=f"o{row:03d}",
            to_id=f"o{(row * step + step) % count:03d}",
            kind=TieKind.TRUST,
        )
        for row in range(count)
        for step in (1, 7)
        if (row * step + step) % count != row
    }
    place = Place(version=1, tables={"organisations": bodies, "ties": ties})
    request = MapRequest(
        place, dt.date(2026, 6, 1), frozenset(), Filter(), Wish(), 420.0, 300.0, 1.0, 11.0, "light"
    )
    return MapMaker().make(request, Token()).picture


def test_everybody_selected_has_a_name_that_the_ring_leaves_whole(picture: Picture) -> None:
    scene = picture.scene
    own = {label.organisation: label for label in scene.labels}
    assert 0 < len(own) < BODIES
    for row, one in enumerate(scene.organisation_ids):
        marked = Marked(selected=one, focused=one)
        tags = [tag.label for tag in name_tags(picture, marked) if tag.is_framed]
        (shown,) = tags or [own[row]]
        assert shown.x >= 0 <= shown.y
        assert shown.x + shown.width <= scene.view.width
        assert shown.y + shown.height <= scene.view.height
        ring = float(scene.radii[row]) + rings_reach(marked, one)
        x, y = scene.positions[row].tolist()
        room = room_of(shown)
        aside = max(room.left() - x, x - room.right(), 0.0), max(room.top() - y, y - room.bottom(), 0.0)
        assert tags or math.hypot(*aside) >= ring
        assert not room.contains(x, y)


def test_no_name_is_read_by_half_below_a_tag(picture: Picture) -> None:
    scene = picture.scene
    for one in scene.organisation_ids:
        for tag in name_tags(picture, Marked(selected=one)):
            ground = room_of(tag.label, PAD if tag.is_framed else 0.0)
            cut = [label for label in scene.labels if ground.intersects(room_of(label))]
            assert all(label in tag.covered for label in cut)


def test_a_tag_hides_no_name_where_another_side_is_free(picture: Picture) -> None:
    scene = picture.scene
    marks = [Marked(selected=one) for one in scene.organisation_ids]
    tags = [tag for marked in marks for tag in name_tags(picture, marked) if tag.is_framed]
    hiding = [
        tag for tag in tags if {label.organisation for label in tag.covered} - {tag.label.organisation}
    ]
    assert len(hiding) < len(tags) / 4


def test_one_that_is_selected_and_hovered_has_one_tag_and_nobody_has_none(picture: Picture) -> None:
    scene = picture.scene
    nameless = next(
        one
        for row, one in enumerate(scene.organisation_ids)
        if row not in {label.organisation for label in scene.labels}
    )
    both = Marked(selected=nameless, hovered=nameless, focused=nameless)
    assert sum(tag.is_framed for tag in name_tags(picture, both)) == 1
    assert not name_tags(picture, Marked())
    assert not name_tags(picture, Marked(selected="gone"))


@pytest.mark.usefixtures("qtbot")
def test_a_name_that_its_ring_would_cut_stays_on_its_side() -> None:
    picture = crowd(12)
    scene = picture.scene
    beside = [label for label in scene.labels if label.align == "left" and label.leader is None]
    assert beside
    marks = [Marked(selected=scene.organisation_ids[label.organisation]) for label in beside]
    found = [tag for marked in marks for tag in name_tags(picture, marked) if tag.is_framed]
    tags = [tag.label for tag in found]
    assert tags
    assert all(tag.x > float(scene.positions[tag.organisation, 0]) for tag in tags)


def test_partners_of_a_selection_are_named_and_hide_neither_each_other_nor_a_symbol(
    picture: Picture,
) -> None:
    scene = picture.scene
    named = {label.organisation for label in scene.labels}
    helped = 0
    for one in scene.organisation_ids:
        tags = name_tags(picture, Marked(selected=one))
        partners = {scene.organisation_ids.index(other) for other in picture.who.partners[one]}
        rooms = [room_of(tag.label) for tag in tags]
        assert not any(a.intersects(b) for at, a in enumerate(rooms) for b in rooms[at + 1 :])
        for tag in tags:
            if not tag.is_framed:
                helped += 1
                assert tag.label.organisation in partners
                assert not partners & {label.organisation for label in tag.covered}
                assert not any(room_of(tag.label).contains(*spot) for spot in scene.positions.tolist())
    assert helped > 20
    assert len(named) < BODIES / 4
