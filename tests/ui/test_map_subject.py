"""What a map shows is found once, however often it is drawn nearer, larger or in other colours."""

import datetime as dt
from dataclasses import replace

import pytest

from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter, MapChoice
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest
from partnermap.ui.canvas.map_subject import LastSubject, subject_of
from tests.report.invented import with_scenario

ON = dt.date(2026, 4, 1)
NAME = "No council"


@pytest.fixture
def place() -> Place:
    return with_scenario(NAME)


def request_for(place: Place, choice: MapChoice) -> MapRequest:
    sizes = (900.0, 600.0, 1.0, 11.0)
    wanted = (choice.hidden_kinds, choice.wanted, Wish())
    return MapRequest(place, ON, *wanted, *sizes, "light", what_if=choice.what_if)


def test_the_same_choice_is_found_once_and_any_other_afresh(place: Place) -> None:
    last = LastSubject()
    first = last.of(place, ON, MapChoice())
    assert last.of(place, ON, MapChoice()) is first
    for other in (
        (place, ON.replace(year=2030), MapChoice()),
        (place, ON, MapChoice(hidden_kinds=frozenset(TieKind))),
        (place, ON, MapChoice(wanted=Filter(words="trust"))),
        (place, ON, MapChoice(what_if=NAME)),
        (replace(place, version=place.version + 1), ON, MapChoice()),
    ):
        again = last.of(*other)
        assert again is not first
        assert again.shown.whole == subject_of(*other).shown.whole
        assert last.of(place, ON, MapChoice()) is not again


def test_a_nearer_or_a_darker_picture_shows_the_same_links(place: Place) -> None:
    maker, request = MapMaker(), request_for(place, MapChoice())
    first = maker.make(request, Token())
    for other in (replace(request, wish=Wish(2.0, (0.0, 0.0))), replace(request, style="dark")):
        again = maker.make(other, Token())
        assert again.network is first.network
        assert (again.summary.links, again.summary.at_risk) == (
            first.summary.links,
            first.summary.at_risk,
        )
        assert again.picture.scene.view != first.picture.scene.view or (
            again.picture.scene.background != first.picture.scene.background
        )


def test_nobody_is_arranged_again_to_look_nearer_at_a_scenario(place: Place) -> None:
    maker, request = MapMaker(), request_for(place, MapChoice(what_if=NAME))
    first = maker.make(request, Token())
    again = maker.make(replace(request, wish=Wish(2.0, (0.0, 0.0))), Token())
    assert again.layout is first.layout
