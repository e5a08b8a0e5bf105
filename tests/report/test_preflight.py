"""Preflight: what is wrong with a map is found, counted and said with a way out."""

from dataclasses import replace

import pytest

from partnermap.domain.place import Place
from partnermap.report.map import MapOrder, check_map, ordered_scene
from partnermap.report.paper import MapForm
from partnermap.report.preflight import Trouble, WayOut, preflight
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.model import Scene
from tests.report.invented import ON, invented_names, linked, place_of


@pytest.fixture
def scene(place_of_sixty: Place) -> Scene:
    return ordered_scene(place_of_sixty, MapOrder(ON, paper="A4"))


def troubles(scene: Scene, paper: str = "A4") -> dict[Trouble, int]:
    return {finding.trouble: finding.count for finding in preflight([scene], paper)}


def test_a_good_map_has_no_findings(place_of_sixty: Place) -> None:
    found = check_map(place_of_sixty, MapOrder(ON, paper="A3"))
    assert found.findings == ()
    assert found.sentences == (found.advice.words,)


def test_words_on_each_other_are_found(scene: Scene) -> None:
    first, second, *rest = scene.labels
    moved = replace(second, x=first.x, y=first.y)
    assert troubles(replace(scene, labels=(first, moved, *rest)))[Trouble.OVERLAPPING] >= 2


def test_a_name_on_a_symbol_is_found(scene: Scene) -> None:
    first, *rest = scene.labels
    x, y = scene.positions[5].tolist()
    moved = replace(first, x=x - 4, y=y - 4)
    assert troubles(replace(scene, labels=(moved, *rest)))[Trouble.OVERLAPPING] >= 1


def test_what_leaves_the_page_is_found(scene: Scene) -> None:
    first, *rest = scene.labels
    beyond = replace(first, x=scene.view.width - 5)
    assert troubles(replace(scene, labels=(beyond, *rest)))[Trouble.CLIPPED] == 1


def test_small_print_is_found(scene: Scene) -> None:
    first, *rest = scene.labels
    assert troubles(replace(scene, labels=(replace(first, size=6.5), *rest)))[Trouble.TOO_SMALL] == 1


def test_names_left_out_are_counted(scene: Scene) -> None:
    named = [label for label in scene.labels if label.number is None]
    assert troubles(replace(scene, labels=tuple(named[3:])))[Trouble.UNNAMED] >= 3


def test_too_many_for_the_paper_is_said_with_the_ways_out() -> None:
    place = place_of(*linked(invented_names(170)))
    found = check_map(place, MapOrder(ON, paper="A4"))
    crowded = next(item for item in found.findings if item.trouble is Trouble.CROWDED)
    assert crowded.count == 170
    assert crowded.ways_out == (WayOut.LARGER, WayOut.SPLIT, WayOut.FEWER)
    assert "larger paper" in crowded.sentence
    assert found.advice.paper == "A1"


def test_the_largest_paper_offers_no_larger_one(scene: Scene) -> None:
    crowd = replace(scene, organisation_ids=tuple(f"o{i}" for i in range(900)))
    ways = next(item.ways_out for item in preflight([crowd], "A0") if item.trouble is Trouble.CROWDED)
    assert WayOut.LARGER not in ways


def test_names_too_long_for_the_largest_paper_lead_to_what_helps() -> None:
    names = [f"The association of friends and neighbours of place number {i} " * 12 for i in range(70)]
    order = MapOrder(ON, paper="A0")
    found = {item.trouble: item for item in check_map(place_of(*linked(names)), order).findings}
    assert found[Trouble.UNNAMED].ways_out == (WayOut.SHORTER, WayOut.SPLIT, WayOut.FEWER)
    assert "To mend it, shorten the longest names" in found[Trouble.UNNAMED].sentence
    drawn = ordered_scene(place_of(*linked(names)), order)
    note = " ".join(mark.text for mark in drawn.texts if mark.role == "note")
    assert f"{found[Trouble.UNNAMED].count} names do not fit;" in note
    assert "larger" not in note


def test_ordinary_names_are_not_to_be_shortened() -> None:
    found = check_map(place_of(*linked(invented_names(170))), MapOrder(ON, paper="A4")).findings
    assert found
    assert all(WayOut.SHORTER not in item.ways_out for item in found)


def test_characters_without_a_glyph_are_named() -> None:
    place = place_of(*linked(["Bright \N{GRINNING FACE} Start", "Plain Trust"]))
    found = check_map(place, MapOrder(ON))
    assert [item.trouble for item in found.findings] == [Trouble.NO_GLYPH]
    assert "Bright" in found.findings[0].sentence


@pytest.mark.parametrize("form", [MapForm.SECTORS, MapForm.TILES])
def test_every_form_is_checked(form: MapForm, rich_place: Place) -> None:
    assert check_map(rich_place, MapOrder(ON, MapChoice(), form=form)).findings == ()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_smallest_places_are_fine(count: int) -> None:
    assert check_map(place_of(*linked(invented_names(count))), MapOrder(ON)).findings == ()


def test_a_name_longer_than_the_key_is_left_out_and_said_instead_of_cut_off() -> None:
    place = place_of(*linked(["A Trust", "B Council", "y" * 5000]))
    found = {item.trouble: item.count for item in check_map(place, MapOrder(ON)).findings}
    assert found == {Trouble.UNNAMED: 1}


def test_what_is_said_of_a_name_cannot_steer_a_terminal() -> None:
    place = place_of(*linked(["Bright \N{GRINNING FACE}\x1b[31m Start", "Plain Trust"]))
    (finding,) = check_map(place, MapOrder(ON)).findings
    assert finding.sentence.isprintable()


def test_long_names_are_set_smaller_in_the_key_before_any_is_left_out() -> None:
    names = [f"The association of friends and neighbours of place number {i} " * 3 for i in range(12)]
    scene = ordered_scene(place_of(*linked(names)), MapOrder(ON, paper="A4"))
    named = {label.organisation for label in scene.labels if label.number is None}
    assert len(named) + len(scene.key) == 12
    assert all(entry.size >= 7 for entry in scene.key)
