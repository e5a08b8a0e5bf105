"""Whoever is selected, hovered or reached by key has a name, on a map without room for names too."""

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.highlight import Marked
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest
from partnermap.ui.canvas.name_tags import name_tags
from partnermap.ui.canvas.picture import Picture

BODIES = 160


@pytest.fixture
def picture(qtbot: QtBot) -> Picture:
    """A crowd in a small view; the last one's name is one endless word."""
    names = [f"Invented Centre {number} of Calderbeck" for number in range(BODIES - 1)] + ["W" * 200]
    bodies = {f"o{row:03d}": Organisation(id=f"o{row:03d}", name=name) for row, name in enumerate(names)}
    ties = {
        f"t{row}-{step}": Tie(
            id=f"t{row}-{step}",
            from_id=f"o{row:03d}",
            to_id=f"o{(row * step + step) % BODIES:03d}",
            kind=TieKind.TRUST,
        )
        for row in range(BODIES)
        for step in (1, 7)
        if (row * step + step) % BODIES != row
    }
    place = Place(version=1, tables={"organisations": bodies, "ties": ties})
    request = MapRequest(
        place, dt.date(2026, 6, 1), frozenset(), Filter(), Wish(), 420.0, 300.0, 1.0, 11.0, "light"
    )
    return MapMaker().make(request, Token()).picture


def test_everybody_without_a_name_gets_one_inside_the_view_when_selected(picture: Picture) -> None:
    scene = picture.scene
    named = {scene.organisation_ids[label.organisation] for label in scene.labels}
    assert 0 < len(named) < BODIES
    for one in scene.organisation_ids:
        tags = list(name_tags(scene, picture.who.names, Marked(selected=one)))
        assert bool(tags) is (one not in named)
        for tag in tags:
            assert tag.x >= 0 <= tag.y
            assert tag.x + tag.width <= scene.view.width
            assert tag.y + tag.height <= scene.view.height
            x, y = scene.positions[tag.organisation].tolist()
            inside = tag.x < x < tag.x + tag.width and tag.y < y < tag.y + tag.height
            assert not inside


def test_one_that_is_selected_and_hovered_has_one_tag_and_nobody_has_none(picture: Picture) -> None:
    scene, names = picture.scene, picture.who.names
    nameless = next(
        one
        for row, one in enumerate(scene.organisation_ids)
        if row not in {label.organisation for label in scene.labels}
    )
    both = Marked(selected=nameless, hovered=nameless, focused=nameless)
    assert len(list(name_tags(scene, names, both))) == 1
    assert not list(name_tags(scene, names, Marked()))
    assert not list(name_tags(scene, names, Marked(selected="gone")))
