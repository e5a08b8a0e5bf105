"""`map --view`: a saved view is drawn; what else is given wins over it; an unknown name is told."""

import datetime as dt
from pathlib import Path

import pytest

from partnermap.commandline.saved_views import Given, wanted_map
from partnermap.document.commands.views import SaveView
from partnermap.document.document import Document
from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.view import LayoutStyle, SavedView
from partnermap.domain.words import Sector
from partnermap.network.scenario import scenario_names
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice, WidthBy
from partnermap.scene.saved_view import Kept, settings_of
from tests.commandline.answer import Run

NOW, LATER = dt.date(2026, 11, 1), dt.date(2028, 4, 1)
VCSE = Filter(sectors=frozenset({Sector.VCSE}))
LANES = Arrangement(LayoutStyle.LANES, width_by=WidthBy.MONEY)


def save(file: Path, name: str, settings: str) -> None:
    with Document.open(file) as document:
        document.execute(SaveView(name, settings))
        document.save()


def test_a_saved_view_is_drawn_with_its_date(run: Run, example_file: Path, tmp_path: Path) -> None:
    kept = Kept(MapChoice(wanted=VCSE, arrangement=LANES, other=LATER), NOW)
    save(example_file, "VCSE money", settings_of(kept))
    plain, viewed = tmp_path / "plain.svg", tmp_path / "viewed.svg"
    assert run("map", example_file, plain, "--on", "2026-11-01").code == 0
    answer = run("map", example_file, viewed, "--view", "vcse MONEY ")
    assert (answer.code, answer.err) == (0, "")
    said = viewed.read_text(encoding="utf-8")
    assert "1 April 2028" in said
    assert "1 April 2028" not in plain.read_text(encoding="utf-8")
    assert len(said) < len(plain.read_text(encoding="utf-8"))
    again, otherwise = tmp_path / "again.svg", tmp_path / "otherwise.svg"
    assert run("map", example_file, again, "--view", "VCSE money", "--on", "2026-11-01").code == 0
    assert again.read_bytes() == viewed.read_bytes()
    run("map", example_file, otherwise, "--view", "VCSE money", "--with", "2029-01-01")
    assert "1 January 2029" in otherwise.read_text(encoding="utf-8")
    assert "1 April 2028" not in otherwise.read_text(encoding="utf-8")


def test_what_is_given_wins_over_the_view() -> None:
    kept = Kept(MapChoice(wanted=VCSE, arrangement=LANES, other=LATER, what_if="North"), NOW)
    choice, day = kept.choice, dt.date(2029, 1, 1)
    assert Given().over(choice) == choice
    assert Given(other=day).over(choice) == MapChoice(
        wanted=VCSE, arrangement=LANES, other=day, what_if="North"
    )
    assert Given(scenario="South").over(choice).what_if is None
    compared = Given(with_scenario="South").over(choice)
    assert (compared.scenario, compared.what_if, compared.other) == ("South", None, None)
    both = Given(scenario="South", with_scenario="North").over(choice)
    assert (both.scenario, both.what_if, both.other) == ("North", None, None)
    place = applied(Place(), SaveView("V", settings_of(kept)).changes(Place()))
    assert wanted_map(place, "v", Given()).on == NOW
    assert wanted_map(place, "v", Given(on=day)).on == day
    assert wanted_map(place, None, Given(on=day, other=LATER)).choice == MapChoice(other=LATER)


def test_a_view_is_drawn_with_its_scenario_and_without_what_is_gone(
    run: Run, example_file: Path, tmp_path: Path
) -> None:
    with Document.open(example_file) as document:
        name = scenario_names(document.place)[0]
    save(example_file, "What if", settings_of(Kept(MapChoice(what_if=name), NOW)))
    gone = MapChoice(wanted=Filter(around="gone"), scenario="Nobody’s")
    save(example_file, "Old", settings_of(Kept(gone, NOW)))
    by_view, by_option = tmp_path / "view.svg", tmp_path / "option.svg"
    assert run("map", example_file, by_view, "--view", "What if").code == 0
    run("map", example_file, by_option, "--on", "2026-11-01", "--scenario", name)
    assert by_view.read_bytes() == by_option.read_bytes()
    answer = run("map", example_file, by_view, "--view", "Old")
    assert answer.code == 0
    sentence = (
        "View “Old” is shown without the scenario “Nobody’s” and the organisation whose neighbours it "
        "shows: not in this file any more."
    )
    assert sentence in answer.out.splitlines()


def test_an_unknown_view_lists_those_there_are(run: Run, example_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "no.svg"
    answer = run("map", example_file, target, "--view", "Money")
    assert answer == (1, "", "There is no view “Money”: this file holds none yet.\n")
    for name in ("b", "A"):
        save(example_file, name, settings_of(Kept(MapChoice())))
    answer = run("map", example_file, target, "--view", "Money")
    assert answer == (1, "", "There is no view “Money”; this file holds “A”, “b”.\n")
    assert not target.exists()


@pytest.mark.parametrize("settings_text", ["{", '{"form": 3}', '{"strength": "much"}'])
def test_a_view_that_cannot_be_read_is_one_sentence(
    run: Run, place_file: Path, tmp_path: Path, settings_text: str
) -> None:
    save(place_file, "Broken", settings_text)
    answer = run("map", place_file, tmp_path / "no.svg", "--view", "Broken")
    told = "View “Broken”: this view cannot be read; delete it and save it again.\n"
    assert answer == (1, "", told)


def settings_in(file: Path) -> dict[str, str]:
    with Document.open(file) as document:
        return {view.name: view.settings for view in document.place.of(SavedView).values()}


def test_views_go_round_through_a_workbook_and_a_clean_copy(
    run: Run, example_file: Path, place_file: Path, tmp_path: Path
) -> None:
    kept = Kept(MapChoice(wanted=Filter(words=" “Äge” \n=1+1"), arrangement=LANES, other=LATER), NOW)
    save(example_file, "Money", settings_of(kept))
    save(example_file, "Earlier", '{"strength": 2}')
    before = settings_in(example_file)
    book, copy = tmp_path / "book.xlsx", tmp_path / "copy.pmap"
    assert run("export", example_file, book).code == 0
    assert run("import", place_file, book).code == 0
    assert settings_in(place_file) == before
    assert run("export", example_file, copy, "--without", "people,money,history").code == 0
    assert settings_in(copy) == before


def test_the_help_tells_of_views(run: Run) -> None:
    assert "--view NAME" in run("map", "--help").out
